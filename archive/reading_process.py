"""One of the processes that read the pages of a run while it is fetched (`archive.read_alongside`).

It looks into the database for pages that were entered and writes nothing there. What it read it sends to the
process that started it, and it ends when that one says that no more come, or is gone.
"""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection

from archive.child_process import end_with_parent, leave_stopping_to_parent
from archive.database import Database, open_to_read
from archive.decisions import Decisions, read_decisions
from archive.garbage import seldom_look_for_garbage
from archive.home import Home
from archive.ingest import wanted_of_unit
from archive.kept_readings import pack
from archive.reading import PageToRead, read_run_page
from archive.results import RUN_PAGE, RunPage
from archive.units import WAITING, Unit

# How often it looks for pages when it has read all there were.
SECONDS_BETWEEN = 0.2
PAGES_AT_A_TIME = 50
# Whoever fetches goes first where there are not cores enough.
NICENESS = 19
ENTERED = f"""
SELECT {RUN_PAGE} FROM pages
WHERE run_id = :run_id AND {WAITING} AND id > :done AND id % :processes = :rest
ORDER BY id LIMIT {PAGES_AT_A_TIME}
"""


@dataclass(frozen=True, slots=True)
class Share:
    """The pages of a run that one of several processes reads: those whose number leaves this rest."""

    run_id: int
    processes: int
    rest: int


@dataclass(frozen=True, slots=True)
class DonePage:
    """A page that a process is done with, as with all of its own before it; `readings` may be none."""

    id: int
    readings: tuple[tuple[PageToRead, bytes], ...]


def read_entered(home: Home, share: Share, parent: Connection) -> None:
    """Read what is entered until the parent says, by any word, that no more comes."""
    end_with_parent()
    leave_stopping_to_parent()
    os.nice(NICENESS)
    seldom_look_for_garbage()
    decisions = read_decisions(home.decisions)
    done, all_entered = 0, False
    with closing(open_to_read(home.database)) as database:
        while True:
            pages = _entered(database, share, done)
            for page in pages:
                parent.send(DonePage(page.id, tuple(_read(home, database, decisions, page))))
                done = page.id
            if not pages and all_entered:
                return
            # Asked before the next look: what is entered until the word comes is there to be seen.
            all_entered = all_entered or parent.poll(0 if pages else SECONDS_BETWEEN)


def _entered(database: Database, share: Share, done: int) -> list[RunPage]:
    about = {"run_id": share.run_id, "processes": share.processes, "rest": share.rest, "done": done}
    return [RunPage(**dict(row)) for row in database.execute(ENTERED, about)]


def _read(
    home: Home, database: Database, decisions: Decisions, page: RunPage
) -> Iterator[tuple[PageToRead, bytes]]:
    # Which documents belong to it is not known before all is fetched.
    for wanted in wanted_of_unit(database, decisions, Unit(page)):
        yield wanted, pack(read_run_page(home.warc, wanted))
