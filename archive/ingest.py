"""From the archived pages of a run to reports: each page is read once, and what it did is written beside it.

A page and the documents attached to it are read together: they are one report. A page whose address gave the
same bytes to the same parser before is not parsed again. Every page ends with a `result`, so that a run cut
off in the middle is finished by ingesting it again, and ingesting a finished run changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.database import Database, transaction
from archive.home import Home
from archive.known_pages import repeat_result, same_as_before
from archive.reading import read_run_page
from archive.results import Result, RunPage, settle
from archive.runs import count_run
from archive.store import store_result
from archive.store_unit import ReadDocument, store_unit
from archive.units import Unit, units_to_read

Progress = Callable[[str], None]


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
    """Read every `ok` report page and document of this run that was not read yet, and sum up the run.

    `progress` is called with one line a page. Raises KeyError where there is no such run.
    """
    if not database.execute("SELECT 1 FROM runs WHERE id = ?", (run_id,)).fetchone():
        raise KeyError(run_id)
    units = units_to_read(database, run_id)
    total, number = sum(1 + len(unit.documents) for unit in units), 0
    for unit in units:
        for page, result in ingest_unit(database, home.warc, unit):
            number += 1
            if progress:
                progress(f"{number}/{total} {result.name} {result.report_id or result.reason} {page.url}")
    with transaction(database):
        count_run(database, run_id)
    return summarise(database, run_id)


def ingest_unit(database: Database, warc: Path, unit: Unit) -> list[tuple[RunPage, Result]]:
    """Read one page with its documents and store what they say, in one transaction."""
    pages = (unit.page, *unit.documents)
    earlier = [same_as_before(database, page, unit.page) for page in pages]
    with transaction(database):
        if all(earlier):
            known = zip(pages, earlier, strict=True)
            results = [(page, repeat_result(database, page, before)) for page, before in known if before]
        else:
            results = _read_unit(database, warc, unit)
        for page, result in results:
            settle(database, page, result)
    return results


def _read_unit(database: Database, warc: Path, unit: Unit) -> list[tuple[RunPage, Result]]:
    read = read_run_page(warc, unit.page, has_attachments=bool(unit.documents) or unit.missed)
    documents: list[ReadDocument] = []
    lost: list[tuple[RunPage, Result]] = []
    for document in unit.documents:
        found = read_run_page(warc, document)
        if isinstance(found, Result):
            lost.append((document, found))
        else:
            documents.append(ReadDocument(document, found))
    if isinstance(read, Result):
        alone = [(d.page, store_result(database, d.page, d.report)) for d in documents]
        return [(unit.page, read), *alone, *lost]
    return [*store_unit(database, unit, read, documents), *lost]


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
