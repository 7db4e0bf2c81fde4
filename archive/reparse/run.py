"""Reading the whole archive again: run after run, as the nights read them, into a new database."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from archive.apply_corrections import apply_corrections
from archive.corrections import read_corrections
from archive.database import Database, transaction
from archive.decisions import Decisions, read_decisions
from archive.home import Home
from archive.ingest import ingest_unit, wanted_of_unit
from archive.kept_readings import KeptReadings
from archive.lock import held
from archive.read_ahead import ReadAhead
from archive.reading import read_run_page
from archive.reparse.change_files import write_changes
from archive.reparse.differences import Changes, count_changes, newly_failed
from archive.reparse.new_database import building, copy_fetched, locked, swap_in
from archive.reparse.sites import sharing_agencies
from archive.results import Result, RunPage
from archive.run_counts import count_run
from archive.units import portions, runs_to_read, units_to_read

# Told how many pages have been read, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be rebuilt: everything, or what comes from some sites; with how many processes.

    `swap` False builds and compares, and leaves the database as it is. `accept_damage` takes over what could
    be read though records of the archive are damaged, or the parser fails on pages that it read before:
    reports read from them before are then lost.
    """

    sites: tuple[str, ...] = ()
    jobs: int = 1
    swap: bool = True
    accept_damage: bool = False


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of it. `sites` are those that were read again, empty for all; `files` has the changes.

    `damaged` are the pages whose records cannot be read, `failed` those on which the parser fails and did not
    before, each with its address and the reason.
    """

    pages: int
    sites: tuple[str, ...]
    swapped: bool
    changes: Changes
    files: Path
    damaged: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Count:
    """How far the reading is, and what could not be had."""

    total: int
    progress: Progress | None
    done: int = 0
    damaged: list[str] = field(default_factory=list)

    def add(self, results: list[tuple[RunPage, Result]]) -> None:
        self.done += len(results)
        self.damaged += [
            f"{page.url}: {result.reason}" for page, result in results if result.name == "damaged"
        ]
        if self.progress:
            self.progress(self.done, self.total)


def reparse(home: Home, wanted: Wanted, progress: Progress | None = None) -> Rebuilt:
    """Rebuild what was read from the archive, compare it with what there was, and put it in its place.

    Raises LockedError, DatabaseError, DecisionError, and RebuildError where the result may not be used. Where
    pages cannot be read that could be before, nothing is swapped in unless that is accepted. The old database
    stays until the swap.
    """
    decisions = read_decisions(home.decisions)
    # A fault is better said now than at the end; what is applied is the file as it is by then.
    read_corrections(home.corrections)
    with held(home, "gongkai reparse"), locked(home.database) as old:
        chosen = sharing_agencies(old, wanted.sites) if wanted.sites else None
        while True:
            with building(home.database) as database:
                copy_fetched(database, home.database, chosen)
                count = read_runs(database, home, decisions, wanted.jobs, progress)
                together = sharing_agencies(database, chosen) if chosen else None
                if together != chosen:
                    # A page turned out to be of an agency that another site has reports of.
                    chosen = together
                    continue
                apply_corrections(database, read_corrections(home.corrections))
                changes = count_changes(database)
                files = write_changes(database, home.reparses, changes)
                damaged, failed = tuple(count.damaged), newly_failed(database)
                swap = wanted.swap and (wanted.accept_damage or not (damaged or failed))
                if swap:
                    swap_in(database, old, home.database)
                again = tuple(sorted(chosen or ()))
                return Rebuilt(count.done, again, swap, changes, files, damaged, failed)


def read_runs(
    database: Database, home: Home, decisions: Decisions, jobs: int, progress: Progress | None = None
) -> _Count:
    """Read and store everything in `database` that was not read yet, run by run, and count the runs anew."""
    runs = runs_to_read(database)
    count = _Count(sum(runs.values()), progress)
    with ExitStack() as stack:
        kept = KeptReadings(database)
        stack.callback(kept.close)
        read = partial(read_run_page, home.warc)
        ahead = stack.enter_context(ReadAhead(read, partial(wanted_of_unit, database, decisions), kept, jobs))
        for run_id in runs:
            for together in portions(ahead.units(units_to_read(database, run_id))):
                with transaction(database):
                    for unit in together:
                        count.add(ingest_unit(database, ahead, unit, decisions))
    with transaction(database):
        for (run_id,) in database.execute("SELECT id FROM runs ORDER BY id").fetchall():
            count_run(database, run_id)
    return count
