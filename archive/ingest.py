"""From the archived pages of a run to reports: each page is read once, and what it did is written beside it.

A page whose address gave the same bytes to the same parser before is not parsed again. Every page ends with
a `result`, so that a run cut off in the middle is finished by ingesting it again, and ingesting a finished
run changes nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.database import Database, transaction
from archive.home import Home
from archive.known_pages import Earlier, repeat_result, same_as_before
from archive.results import Result, RunPage, settle
from archive.runs import count_run
from archive.store import store_result
from archive.warc import ContentError, DamagedRecord, read_response
from parsers import parse

Progress = Callable[[str], None]

# Pages at addresses that reports are known by come first: whether another address contradicts a report can
# only be said once the known one has been read.
PAGES_TO_READ = """
SELECT id, run_id, site_id, url, fetched_at, sha256, warc_file, warc_offset
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
    unreadable: int
    damaged: int
    remarks: int
    failed_checks: int

    @property
    def pages(self) -> int:
        """All pages that were read."""
        read = (self.new, self.changed, self.unchanged, self.conflicting)
        return sum(read) + self.not_a_report + self.unreadable + self.damaged


def ingest_run(
    database: Database, home: Home, run_id: int, progress: Progress | None = None
) -> IngestSummary:
    """Read every `ok` report page of this run that was not read yet, and sum up the whole run.

    `progress` is called with one line a page. Raises KeyError where there is no such run.
    """
    if not database.execute("SELECT 1 FROM runs WHERE id = ?", (run_id,)).fetchone():
        raise KeyError(run_id)
    pages = [RunPage(**dict(row)) for row in database.execute(PAGES_TO_READ, (run_id,))]
    for number, page in enumerate(pages, start=1):
        result = ingest_page(database, home.warc, page)
        if progress:
            progress(f"{number}/{len(pages)} {result.name} {result.report_id or result.reason} {page.url}")
    with transaction(database):
        count_run(database, run_id)
    return summarise(database, run_id)


def ingest_page(database: Database, warc: Path, page: RunPage) -> Result:
    """Read one page and store what it says, in one transaction."""
    earlier = same_as_before(database, page)
    with transaction(database):
        result = _repeat_or_read(database, warc, page, earlier)
        settle(database, page, result)
    return result


def _repeat_or_read(database: Database, warc: Path, page: RunPage, earlier: Earlier | None) -> Result:
    if earlier:
        return repeat_result(database, page, earlier)
    try:
        body, content_type = _read_body(warc, page)
    except (DamagedRecord, OSError) as error:
        return Result("damaged", reason=f"存档损坏 · the archived record is damaged: {error}")
    except ContentError as error:
        return Result("unreadable", reason=f"内容编码无法还原 · the body cannot be decoded: {error}")
    return store_result(database, page, parse(body, content_type=content_type))


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
