"""Reports: the current content of each, spread over the wide tables, the sections, remarks and checks.

>>> report_id("210505-2161cb35", 2019)
'210505-2161cb35-2019'
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from archive.agencies import agency_columns, settle_name
from archive.compact_json import compact
from archive.database import Database
from archive.figure_tables import FIGURE_TABLES
from archive.remarks import replace_remarks, storable
from archive.revisions import Sighting, write_revision
from archive.schema import SCHEMA
from parsers.check_coverage import report_coverage
from parsers.report import PARSER_VERSION, Check, Number, Report

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class StoredReport:
    """What deciding about a page needs to know of the report that is stored."""

    id: str
    url: str
    outcome: str
    revision: int
    content_hash: str
    parser_version: str
    page_id: int
    page_sha256: str | None


def report_id(agency_id: str, year: int) -> str:
    """The id of a report: one agency, one fiscal year."""
    return f"{agency_id}-{year}"


def read_report(database: Database, identity: str) -> StoredReport | None:
    """The stored report of this id, or None where there is none yet."""
    row = database.execute(
        "SELECT r.id, r.url, r.outcome, r.revision, r.content_hash, r.parser_version, r.page_id, "
        "p.sha256 AS page_sha256 FROM reports r JOIN pages p ON p.id = r.page_id WHERE r.id = ?",
        (identity,),
    ).fetchone()
    return StoredReport(**dict(row)) if row else None


def write_report(
    database: Database,
    agency_id: str,
    report: Report,
    seen: Sighting,
    revision: int = 1,
    *,
    content: str,
    context: str = "",
) -> None:
    """Make this the current content of its report, and enter it as a revision. The year must be known.

    `content` is its hash (`archive.revisions.content_hash`).
    `context` says what the agency's name was resolved with (`archive.agencies.context_key`).
    """
    if report.year is None:
        raise ValueError(f"{seen.url}: a report without a year cannot be stored")
    identity = report_id(agency_id, report.year)
    told = {"id": identity, "agency_id": agency_id, "revision": revision, "content_hash": content}
    values = {key: storable(figure.value) for key, figure in report.figures.items()}
    _upsert_report(database, _report_row(report, seen, values) | told | agency_columns(report, context))
    settle_name(database, agency_id)
    write_revision(database, identity, revision, report, seen, content=content)
    _replace_figures(database, identity, values)
    _replace_sections(database, identity, report)
    _replace_provenance(database, identity, report, seen)
    _replace_failed_checks(database, identity, report)
    replace_remarks(database, identity, report)


def write_agency_columns(
    database: Database, agency_id: str, identity: str, report: Report, context: str
) -> None:
    """Enter how the agency of an unchanged report is told now."""
    columns = agency_columns(report, context)
    changes = ", ".join(f"{name} = ?" for name in columns)
    database.execute(f"UPDATE reports SET {changes} WHERE id = ?", (*columns.values(), identity))
    settle_name(database, agency_id)
    replace_remarks(database, identity, report)


def touch_report(database: Database, identity: str, fetched_at: str) -> None:
    """The current content was seen again."""
    database.execute("UPDATE reports SET last_seen = max(last_seen, ?) WHERE id = ?", (fetched_at, identity))
    database.execute(
        "UPDATE revisions SET last_seen = max(last_seen, ?) WHERE report_id = ? "
        "AND revision = (SELECT revision FROM reports WHERE id = report_id)",
        (fetched_at, identity),
    )


def withdraw_report(database: Database, identity: str) -> None:
    """Take a report out of the database; the pages it was read from stay, and can bring it back."""
    for name in tables_of_reports():
        database.execute(f'DELETE FROM "{name}" WHERE report_id = ?', (identity,))
    database.execute("UPDATE pages SET report_id = NULL WHERE report_id = ?", (identity,))
    database.execute("DELETE FROM reports WHERE id = ?", (identity,))


def tables_of_reports() -> Iterator[str]:
    """The tables whose rows belong to a report, as it is read."""
    for name, table in SCHEMA.tables.items():
        if table.derived and "report_id" in table.columns:
            yield name


def _report_row(report: Report, seen: Sighting, values: Mapping[str, Number | None]) -> Row:
    passed = [check.passed for check in report.checks]
    period = report.period
    return {
        "year": report.year,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "period_start": period.start.isoformat() if period and period.start else None,
        "period_end": period.end.isoformat() if period and period.end else None,
        "evidence": _evidence(report),
        "outcome": report.outcome,
        **{f"form_{table}": report.forms.get(table) for table in FIGURE_TABLES},
        "url": seen.url,
        "page_id": seen.page_id,
        "first_seen": seen.fetched_at,
        "last_seen": seen.fetched_at,
        "figures_total": len(report.figures),
        "figures_stated": sum(value is not None for value in values.values()),
        "figures_checked": report_coverage(report.forms, report.figures, report.checks).held,
        "checks_passed": passed.count(True),
        "checks_failed": passed.count(False),
        "checks_not_assessable": passed.count(None),
        "parser_version": PARSER_VERSION,
    }


def _evidence(report: Report) -> str:
    witnesses = [{"field": one.field, "source": one.source, "says": one.says} for one in report.evidence]
    return compact(witnesses)


def _upsert_report(database: Database, row: Row) -> None:
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name not in ("id", "first_seen"))
    database.execute(
        f"INSERT INTO reports ({', '.join(row)}) VALUES ({', '.join('?' * len(row))}) "
        f"ON CONFLICT(id) DO UPDATE SET {changes}",
        tuple(row.values()),
    )


def _replace_figures(database: Database, identity: str, values: Mapping[str, Number | None]) -> None:
    """Write the rows of all tables of figures: every figure in its column, NULL where it has no value."""
    for table in FIGURE_TABLES.values():
        delete, insert = _figure_statements(table.name)
        database.execute(delete, (identity,))
        rows = [
            (identity, *((row,) if table.key_column else ()), *map(values.get, keys))
            for row, keys in table.keys.items()
            if not values.keys().isdisjoint(keys)
        ]
        if rows:
            database.executemany(insert, rows)


@cache
def _figure_statements(name: str) -> tuple[str, str]:
    """The statements that delete and insert the rows of one table of figures."""
    table = FIGURE_TABLES[name]
    names = ["report_id", *([table.key_column] if table.key_column else []), *table.columns]
    columns, marks = ", ".join(f'"{column}"' for column in names), ", ".join("?" * len(names))
    return (
        f'DELETE FROM "{name}" WHERE report_id = ?',
        f'INSERT INTO "{name}" ({columns}) VALUES ({marks})',
    )


def _replace_sections(database: Database, identity: str, report: Report) -> None:
    database.execute("DELETE FROM sections WHERE report_id = ?", (identity,))
    database.executemany(
        "INSERT INTO sections (report_id, number, text) VALUES (?, ?, ?)",
        [(identity, int(number), text) for number, text in sorted(report.sections.items())],
    )


def _replace_provenance(database: Database, identity: str, report: Report, seen: Sighting) -> None:
    """One row for each file that figures come from, and one for the page of a report without any."""
    files = _cells_by_file(report, seen)
    database.execute("DELETE FROM provenance WHERE report_id = ?", (identity,))
    database.executemany(
        "INSERT INTO provenance (report_id, page_id, cells) VALUES (?, ?, ?)",
        [(identity, page_id, compact(cells)) for page_id, cells in files.items()],
    )


def _cells_by_file(report: Report, seen: Sighting) -> dict[int, dict[str, tuple[int, ...]]]:
    """The cell of each figure that has one, by file; the page of the document comes behind its place."""
    cells: dict[str, tuple[int, ...]] = {
        key: figure.cell if figure.page is None else (*figure.cell, figure.page)
        for key, figure in report.figures.items()
        if figure.cell
    }
    if not seen.documents:
        return {seen.page_id: cells}
    files: dict[int, dict[str, tuple[int, ...]]] = {}
    for key in report.figures:
        of_file = files.setdefault(seen.file_of(key), {})
        if key in cells:
            of_file[key] = cells[key]
    return files or {seen.page_id: {}}


def _replace_failed_checks(database: Database, identity: str, report: Report) -> None:
    database.execute("DELETE FROM failed_checks WHERE report_id = ?", (identity,))
    database.executemany(
        'INSERT INTO failed_checks (report_id, rule, "left", "right", difference) VALUES (?, ?, ?, ?, ?)',
        [(identity, check.rule, *_sides(check)) for check in report.checks if check.passed is False],
    )


def _sides(check: Check) -> tuple[Number | None, Number | None, Number | None]:
    """Both sides and their difference, which is unknown where a side is."""
    if check.left is None or check.right is None:
        return _sum(check.left), _sum(check.right), None
    return _sum(check.left), _sum(check.right), _sum(check.left - check.right)


def _sum(value: Number | None) -> Number | None:
    """A sum may exceed what its addends do not; it is shown, not computed with, so rounding is harmless."""
    return float(value) if value is not None and storable(value) is None else value
