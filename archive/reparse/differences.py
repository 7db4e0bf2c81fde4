"""What is read otherwise than before, figure by figure, from the two databases side by side.

The rebuilt database is `main`, the old one is attached as `old`. The current revision of each report counts.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from archive.database import Database
from archive.record_differences import FigureChange, figure_changes

ReportChangeKind = Literal["gained", "lost", "renamed", "changed"]

CURRENT = """
SELECT r.id, g.name AS agency, r.year, r.url, r.page_id, r.parser_version, v.record
FROM {schema}.reports r JOIN {schema}.agencies g ON g.id = r.agency_id
JOIN {schema}.revisions v ON v.report_id = r.id AND v.revision = r.revision
"""
OTHERWISE = f"""
WITH before AS ({CURRENT.format(schema="old")}), after AS ({CURRENT.format(schema="main")})
SELECT before.id AS before_id, after.id AS after_id, coalesce(after.agency, before.agency) AS agency,
  coalesce(after.year, before.year) AS year, coalesce(after.url, before.url) AS url,
  coalesce(after.page_id, before.page_id) AS page_id, before.parser_version AS before_version,
  after.parser_version AS after_version, before.record AS before_record, after.record AS after_record
FROM {{join}}
"""
# A report that has another id now is the one that is read from the same page.
PAIRED = "before.page_id = after.page_id"
IS_GONE = "before.id NOT IN (SELECT id FROM main.reports)"
IS_NEW = "after.id NOT IN (SELECT id FROM old.reports)"
PAIRS = (
    "before JOIN after ON after.id = before.id WHERE after.record <> before.record",
    f"before JOIN after ON {PAIRED} WHERE {IS_GONE} AND {IS_NEW}",
    f"before LEFT JOIN after ON {PAIRED} AND {IS_NEW} WHERE {IS_GONE} AND after.id IS NULL",
    f"after LEFT JOIN before ON {PAIRED} AND {IS_GONE} WHERE {IS_NEW} AND before.id IS NULL",
)
PAGES = """
SELECT p.id AS page_id, p.site_id, p.url, o.result AS before_result, p.result AS after_result,
  o.reason AS before_reason, p.reason AS after_reason
FROM main.pages p JOIN old.pages o ON o.id = p.id
WHERE o.result IS NOT p.result AND (o.result IS NULL OR p.result IS NULL OR {kinds})
ORDER BY p.id
"""
NEWLY_FAILED = """
SELECT p.url, p.reason FROM main.pages p JOIN old.pages o ON o.id = p.id
WHERE p.result = 'parser_failed' AND o.result IS NOT NULL AND o.result <> 'parser_failed' ORDER BY p.id
"""
# That a report is new or seen again is a matter of the order of reading; that a page is none is not.
REPORT_RESULTS = "('new', 'changed', 'unchanged', 'part')"


@dataclass(frozen=True, slots=True)
class ReportChange:
    """One report that is read otherwise, with its figures that are; ids differ where it is another's now."""

    kind: ReportChangeKind
    before_id: str | None
    after_id: str | None
    agency: str
    year: int
    url: str
    page_id: int
    fields: tuple[str, ...]
    figures: tuple[FigureChange, ...]
    before_version: str | None
    after_version: str | None


@dataclass(slots=True)
class Changes:
    """Everything that changed, counted: reports by kind, figures by kind and by key, pages by result."""

    reports: Counter[str]
    figures: Counter[str]
    by_key: dict[str, Counter[str]]
    fields: Counter[str]
    pages: Counter[tuple[str, str]]
    versions: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def is_loss(self) -> bool:
        """Whether a report or a figure that there was is no longer read, or the parser failed on a page."""
        failed = any(after == "parser_failed" for _before, after in self.pages)
        return bool(self.reports["lost"] or self.figures["lost"] or failed)

    def __bool__(self) -> bool:
        return bool(self.reports or self.pages)


def report_changes(database: Database) -> Iterator[ReportChange]:
    """Every report that is read otherwise, those changed first, then those renamed, lost, gained."""
    for pairs in PAIRS:
        join = f"{pairs} ORDER BY coalesce(after.id, before.id)"
        for row in database.execute(OTHERWISE.format(join=join)):
            yield _report_change(dict(row))


def page_changes(database: Database) -> Iterator[Mapping[str, Any]]:
    """Every page that is taken for something else than before."""
    kinds = f"o.result NOT IN {REPORT_RESULTS} OR p.result NOT IN {REPORT_RESULTS}"
    for row in database.execute(PAGES.format(kinds=kinds)):
        yield dict(row)


def newly_failed(database: Database) -> tuple[str, ...]:
    """The pages on which the parser fails, and did not before: the address of each, and the error."""
    return tuple(f"{row['url']}: {row['reason']}" for row in database.execute(NEWLY_FAILED))


def count_changes(database: Database) -> Changes:
    """Count everything that is read otherwise."""
    changes = Changes(Counter(), Counter(), {}, Counter(), Counter(), _versions(database))
    for report in report_changes(database):
        changes.reports[report.kind] += 1
        changes.fields.update(report.fields)
        for figure in report.figures:
            changes.figures[figure.kind] += 1
            changes.by_key.setdefault(figure.key, Counter())[figure.kind] += 1
    for page in page_changes(database):
        changes.pages[str(page["before_result"]), str(page["after_result"])] += 1
    return changes


def _report_change(row: Mapping[str, Any]) -> ReportChange:
    before, after = _record(row["before_record"]), _record(row["after_record"])
    if not (before and after):
        kind: ReportChangeKind = "gained" if after else "lost"
    else:
        kind = "changed" if row["before_id"] == row["after_id"] else "renamed"
    names = [name for name in {**before, **after} if name != "figures"]
    return ReportChange(
        kind=kind,
        before_id=row["before_id"],
        after_id=row["after_id"],
        agency=row["agency"],
        year=row["year"],
        url=row["url"],
        page_id=row["page_id"],
        fields=tuple(name for name in names if before and after and before.get(name) != after.get(name)),
        figures=tuple(figure_changes(before.get("figures", {}), after.get("figures", {}))),
        before_version=row["before_version"],
        after_version=row["after_version"],
    )


def _record(record: str | None) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(record) if record else {}
    return loaded


def _versions(database: Database) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The versions of the parser that read the reports before, and that read them now."""
    sql = "SELECT DISTINCT parser_version FROM {}.reports ORDER BY 1"
    before, after = (database.execute(sql.format(schema)).fetchall() for schema in ("old", "main"))
    return tuple(row[0] for row in before), tuple(row[0] for row in after)
