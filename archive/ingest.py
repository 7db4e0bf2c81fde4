"""From the archived pages of a run to reports: each page is read once, and what it did is written beside it.

A page whose address gave the same bytes to the same parser before is not parsed again. Every page ends with
a `result`, so that a run cut off in the middle is finished by ingesting it again, and ingesting a finished
run changes nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from archive.database import Database, transaction
from archive.decided_pages import PAGE, pages_decided_otherwise, was_decided
from archive.decisions import NO_DECISIONS, Decision, Decisions, decided_report, read_decisions
from archive.home import Home
from archive.known_pages import repeat_result, same_as_before
from archive.reports import withdraw_report
from archive.results import Result, RunPage, settle
from archive.runs import count_run
from archive.store import store_result
from archive.warc import ContentError, DamagedRecord, read_response
from parsers import parse

Progress = Callable[[str], None]

# Pages at addresses that reports are known by come first: whether another address contradicts a report can
# only be said once the known one has been read.
PAGES_TO_READ = f"""
SELECT {PAGE}
FROM pages
WHERE run_id = ? AND kind = 'report' AND outcome = 'ok' AND result IS NULL
ORDER BY EXISTS (SELECT 1 FROM reports WHERE reports.url = pages.url) DESC, id
"""


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What the report pages of a run did, and what there is to say of the reports it brought."""

    new: int
    changed: int
    unchanged: int
    conflicting: int
    not_a_report: int
    other_form: int
    unreadable: int
    damaged: int
    remarks: int
    failed_checks: int

    @property
    def pages(self) -> int:
        """All pages that were read."""
        read = (self.new, self.changed, self.unchanged, self.conflicting)
        return sum(read) + self.not_a_report + self.other_form + self.unreadable + self.damaged


def ingest_run(
    database: Database, home: Home, run_id: int, progress: Progress | None = None
) -> IngestSummary:
    """Read every `ok` report page of this run that was not read yet, and sum up the whole run.

    Decisions that an editor has made or changed since are carried out first, on the pages as they are stored.
    `progress` is called with one line a page. Raises KeyError where there is no such run, DecisionError where
    the editors' decisions cannot be read.
    """
    decisions = read_decisions(home.decisions)
    if not database.execute("SELECT 1 FROM runs WHERE id = ?", (run_id,)).fetchone():
        raise KeyError(run_id)
    carry_out(database, home, decisions, progress)
    pages = [RunPage(**dict(row)) for row in database.execute(PAGES_TO_READ, (run_id,))]
    for number, page in enumerate(pages, start=1):
        result = ingest_page(database, home.warc, page, decisions)
        if progress:
            progress(f"{number}/{len(pages)} {result.name} {result.report_id or result.reason} {page.url}")
    with transaction(database):
        count_run(database, run_id)
    return summarise(database, run_id)


def ingest_page(database: Database, warc: Path, page: RunPage, decisions: Decisions = NO_DECISIONS) -> Result:
    """Read one page and store what it says, in one transaction."""
    decision = decisions.of(page)
    earlier = same_as_before(database, page, decision.summary if decision else None)
    with transaction(database):
        if earlier:
            result = repeat_result(database, page, earlier)
        else:
            result = _read_anew(database, warc, page, decision)
        settle(database, page, result)
    return result


def carry_out(
    database: Database, home: Home, decisions: Decisions, progress: Progress | None = None
) -> list[Result]:
    """Read those stored pages again whose decision is another than the one they were read under."""
    results = []
    for page in pages_decided_otherwise(database, decisions):
        result = ingest_page(database, home.warc, page, decisions)
        with transaction(database):
            count_run(database, page.run_id)
        if progress:
            progress(f"{result.name} {result.report_id or result.reason} {page.url}")
        results.append(result)
    return results


def _read_anew(database: Database, warc: Path, page: RunPage, decision: Decision | None) -> Result:
    """Read one page under the editor's decision, if there is one."""
    if decision and decision.verdict == "not_a_report":
        result = Result("not_a_report", reason=decision.summary)
    else:
        result = _read(database, warc, page, decision)
    result = replace(result, decision=decision.summary if decision else None)
    if decision or was_decided(database, page):
        # The page was taken for another report, or for one at all: what it gave then must not stay.
        for (identity,) in database.execute(
            "SELECT id FROM reports WHERE url = ? AND id IS NOT ?", (page.url, result.report_id)
        ).fetchall():
            withdraw_report(database, identity)
    return result


def _read(database: Database, warc: Path, page: RunPage, decision: Decision | None) -> Result:
    try:
        body, content_type = _read_body(warc, page)
    except (DamagedRecord, OSError) as error:
        return Result("damaged", reason=f"存档损坏 · the archived record is damaged: {error}")
    except ContentError as error:
        return Result("unreadable", reason=f"内容编码无法还原 · the body cannot be decoded: {error}")
    report = parse(
        body,
        content_type=content_type,
        url=page.url,
        list_title=page.list_title,
        is_report=decision is not None,
    )
    return store_result(database, page, decided_report(report, decision) if decision else report)


def _read_body(warc: Path, page: RunPage) -> tuple[bytes, str | None]:
    """The page as fetched; its bytes must still be those that were entered."""
    if page.warc_file is None or page.warc_offset is None:
        raise DamagedRecord("gongkai.db", 0, f"page {page.id} has no place in a WARC file")
    response = read_response(warc, page.warc_file, page.warc_offset)
    if page.sha256 and hashlib.sha256(response.payload).hexdigest() != page.sha256:
        raise DamagedRecord(page.warc_file, page.warc_offset, f"its SHA-256 is not that of page {page.id}")
    return response.body, response.content_type


def summarise(database: Database, run_id: int) -> IngestSummary:
    """Count what the pages of a run did, from the database."""
    counts = dict(
        database.execute(
            "SELECT result, count(*) FROM pages WHERE run_id = ? AND result IS NOT NULL GROUP BY result",
            (run_id,),
        ).fetchall()
    )
    return IngestSummary(
        new=counts.get("new", 0),
        changed=counts.get("changed", 0),
        unchanged=counts.get("unchanged", 0),
        conflicting=counts.get("conflicting", 0),
        not_a_report=counts.get("not_a_report", 0),
        other_form=counts.get("other_form", 0),
        unreadable=counts.get("unreadable", 0),
        damaged=counts.get("damaged", 0),
        remarks=_count_of_brought(database, "remarks", run_id),
        failed_checks=_count_of_brought(database, "failed_checks", run_id),
    )


def _count_of_brought(database: Database, table: str, run_id: int) -> int:
    """Rows of `table` that belong to the reports which this run brought or changed."""
    row = database.execute(
        f"SELECT count(*) FROM {table} WHERE report_id IN "
        "(SELECT report_id FROM pages WHERE run_id = ? AND result IN ('new', 'changed'))",
        (run_id,),
    ).fetchone()
    return int(row[0])
