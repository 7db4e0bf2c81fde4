"""How a run begins: as a new one, or by going on with one that was killed, once what it left is in order."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.database import Database, transaction
from archive.records import Page
from archive.runs import add_site, start_run
from archive.unfinished import UnfinishedRun, go_on, unfinished_runs, utc_now
from crawler.repair import repair_run
from crawler.sites import Site

# A run that was killed longer ago is closed, and what it left is due anew: its lists have changed since.
GO_ON_HOURS = 24


@dataclass(slots=True)
class Begun:
    """A run that has begun.

    `last_page_id` is the last page that was there: answers up to it that belong to this run are repeated,
    each once (`repeated`). `abandoned` are killed runs that are to be closed; `repaired` is what was mended,
    and `entered` are pages that had been archived, each with the identifier of its record.
    """

    run_id: int
    sites: Mapping[str, Site]
    resumed: bool = False
    last_page_id: int = 0
    abandoned: tuple[int, ...] = ()
    repaired: list[str] = field(default_factory=list)
    entered: list[tuple[Page, str]] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)


def begin(database: Database, folder: Path, sites: Iterable[Site], command: str) -> Begun:
    """Begin a run of these sites; a run of the same command that was killed lately goes on."""
    chosen = {site.id: site for site in sites}
    unfinished = unfinished_runs(database)
    begun = Begun(0, chosen)
    for run in unfinished:
        repaired = repair_run(database, folder, run.id, chosen)
        begun.repaired += repaired.lines
        begun.entered += repaired.entered
    going_on = unfinished[-1] if unfinished and _goes_on(unfinished[-1], command, chosen) else None
    begun.abandoned = tuple(run.id for run in unfinished if run is not going_on)
    if going_on is None:
        begun.run_id = start_run(database, command, chosen)
    else:
        _go_on(database, begun, going_on)
    return begun


def _go_on(database: Database, begun: Begun, run: UnfinishedRun) -> None:
    """Go on with a killed run, also on sites that it did not have yet."""
    go_on(database, run.id)
    with transaction(database):
        for site_id in begun.sites.keys() - run.sites.keys():
            add_site(database, run.id, site_id)
    begun.run_id, begun.resumed = run.id, True
    begun.last_page_id = int(database.execute("SELECT coalesce(max(id), 0) FROM pages").fetchone()[0])


def next_file_number(folder: Path, run_id: int) -> int:
    """The number of a run's next WARC file, behind those that it has."""
    pattern = re.compile(rf"-run{run_id:06d}-(\d+)\.warc\.gz")
    found = [pattern.search(path.name) for path in folder.glob(f"*-run{run_id:06d}-*.warc.gz*")]
    return max((int(match[1]) for match in found if match), default=-1) + 1


def _goes_on(run: UnfinishedRun, command: str, chosen: Mapping[str, Site]) -> bool:
    """Whether a killed run is gone on with: what it was asked for is asked for again, soon after."""
    return (
        run.command == command
        and run.sites.keys() <= chosen.keys()
        and run.age_hours(utc_now()) < GO_ON_HOURS
    )
