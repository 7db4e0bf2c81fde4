"""From the archived pages of a run to reports: each page is read once, and what it did is written beside it.

A page and the documents attached to it are read together: they are one report. A page whose address gave the
same bytes to the same parser before is not parsed again. Every page ends with a `result`, so that a run cut
off in the middle is finished by ingesting it again, and ingesting a finished run changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from archive.apply_corrections import apply_corrections
from archive.corrections import read_corrections
from archive.database import Database, transaction
from archive.decided_pages import decision_on, units_decided_otherwise
from archive.decisions import NO_DECISIONS, Decisions, read_decisions
from archive.home import Home
from archive.known_pages import Earlier, repeat_result, same_as_before
from archive.read_unit import pages_to_read, read_unit
from archive.reading import PageToRead, ReadPage, read_run_page
from archive.results import Result, RunPage, settle
from archive.run_counts import count_run
from archive.units import Unit, portions, runs_to_read, units_to_read

Progress = Callable[[str], None]

REOPENED = "SELECT count(*) FROM corrections WHERE status = 'reopened'"


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What the report pages of a run did, and what there is to say of the reports it brought.

    `corrections_reopened` counts all corrections that wait for an editor to look again.
    """

    new: int
    changed: int
    unchanged: int
    conflicting: int
    not_a_report: int
    other_form: int
    unreadable: int
    damaged: int
    parser_failed: int
    remarks: int
    failed_checks: int
    corrections_reopened: int

    @property
    def pages(self) -> int:
        """All pages that were read."""
        read = (self.new, self.changed, self.unchanged, self.conflicting)
        unread = self.unreadable + self.damaged + self.parser_failed
        return sum(read) + self.not_a_report + self.other_form + unread


def ingest_run(
    database: Database,
    home: Home,
    run_id: int,
    progress: Progress | None = None,
    read: ReadPage | None = None,
) -> IngestSummary:
    """Read every `ok` report page and document of this run that was not read yet, and sum up the run.

    Decisions that an editor has made or changed since are carried out first, on the pages as they are stored;
    corrections are set beside what was read last of all. `progress` is called with one line a page; `read`
    says what a page says where that may be known already. Raises KeyError where there is no such run,
    DecisionError where the editors' decisions or corrections cannot be read.
    """
    decisions, corrections = read_decisions(home.decisions), read_corrections(home.corrections)
    if not database.execute("SELECT 1 FROM runs WHERE id = ?", (run_id,)).fetchone():
        raise KeyError(run_id)
    carry_out(database, home, decisions, progress)
    read = read or partial(read_run_page, home.warc)
    total, number = runs_to_read(database).get(run_id, 0), 0
    for together in portions(units_to_read(database, run_id)):
        with transaction(database):
            for unit in together:
                for page, result in ingest_unit(database, read, unit, decisions):
                    number += 1
                    if progress:
                        progress(f"{number}/{total} {_told(page, result)}")
    apply_corrections(database, corrections)
    with transaction(database):
        count_run(database, run_id)
    return summarise(database, run_id)


def ingest_unit(
    database: Database, read: ReadPage, unit: Unit, decisions: Decisions = NO_DECISIONS
) -> list[tuple[RunPage, Result]]:
    """Read one page with its documents and store what they say; the caller holds the transaction."""
    known = known_before(database, unit, decisions)
    if known:
        results = [(page, repeat_result(database, page, before)) for page, before in known]
    else:
        results = read_unit(database, read, unit, decisions)
    for page, result in results:
        settle(database, page, result)
    return results


def carry_out(
    database: Database, home: Home, decisions: Decisions, progress: Progress | None = None
) -> list[Result]:
    """Read those stored pages again whose decision is another than the one they were read under."""
    read = partial(read_run_page, home.warc)
    results = []
    for unit in units_decided_otherwise(database, decisions):
        with transaction(database):
            for page, result in ingest_unit(database, read, unit, decisions):
                if progress:
                    progress(_told(page, result))
                results.append(result)
            for run_id in {page.run_id for page in (unit.page, *unit.documents)}:
                count_run(database, run_id)
    return results


def wanted_of_unit(database: Database, decisions: Decisions, unit: Unit) -> list[PageToRead]:
    """What storing a unit will ask for, as far as can be told before its turn."""
    if known_before(database, unit, decisions):
        return []
    return pages_to_read(database, unit, decisions)


def known_before(database: Database, unit: Unit, decisions: Decisions) -> list[tuple[RunPage, Earlier]]:
    """What each file of a unit did before, where none of them needs reading; else nothing."""
    known = []
    for page in (unit.page, *unit.documents):
        decision = decision_on(decisions, unit, page)
        before = same_as_before(database, page, unit.page, decision.summary if decision else None)
        if before is None:
            return []
        known.append((page, before))
    return known


def _told(page: RunPage, result: Result) -> str:
    return f"{result.name} {result.report_id or result.reason} {page.url}"


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
        parser_failed=counts.get("parser_failed", 0),
        remarks=_count_of_brought(database, "remarks", run_id),
        failed_checks=_count_of_brought(database, "failed_checks", run_id),
        corrections_reopened=int(database.execute(REOPENED).fetchone()[0]),
    )


def _count_of_brought(database: Database, table: str, run_id: int) -> int:
    """Rows of `table` that belong to the reports which this run brought or changed."""
    row = database.execute(
        f"SELECT count(*) FROM {table} WHERE report_id IN "
        "(SELECT report_id FROM pages WHERE run_id = ? AND result IN ('new', 'changed'))",
        (run_id,),
    ).fetchone()
    return int(row[0])
