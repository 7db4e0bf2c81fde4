"""Runs: when each began and how it ended, with a row for each of its sites (counts: `archive.run_counts`)."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from time import time
from typing import Literal

from archive.database import Database, transaction
from archive.run_counts import COUNTED_RESULTS, count_run

# How a run can end; one that was killed is closed by the next.
Ending = Literal["finished", "time_limit", "interrupted", "killed", "failed"]

# How far a run came on a site: done where every address wanted was tried, cut where it stopped before that.
SiteState = Literal["waiting", "done", "cut"]


def now() -> str:
    """The time in UTC as the database writes it."""
    return _written(int(time()))


@lru_cache(1)
def _written(second: int) -> str:
    """A crawl asks for the time several times a page: it is put into words once a second."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def start_run(database: Database, command: str, site_ids: Iterable[str]) -> int:
    """Enter a run of these sites and return its number."""
    with transaction(database):
        run_id = _insert_zeros(database, "runs", {"command": command, "started_at": now(), "pages": 0})
        for site_id in dict.fromkeys(site_ids):
            add_site(database, run_id, site_id)
    return run_id


def enter_import(database: Database, command: str, imported_from: str, site_ids: Iterable[str]) -> int:
    """Enter a run whose pages come from a file of others, and return its number."""
    run_id = start_run(database, command, site_ids)
    database.execute("UPDATE runs SET imported_from = ? WHERE id = ?", (imported_from, run_id))
    return run_id


def enter_run(database: Database, run: Mapping[str, object], site_ids: Iterable[str]) -> None:
    """Enter a run that is known from its archive, unless it is there; the caller holds the transaction.

    `run` has its id, command, started_at and imported_from. Raises ValueError where the database has another.
    """
    query = "SELECT command, started_at FROM runs WHERE id = ?"
    known = database.execute(query, (run["id"],)).fetchone()
    if known is None:
        _insert_zeros(database, "runs", {**run, "pages": 0})
        for site_id in dict.fromkeys(site_ids):
            add_site(database, int(str(run["id"])), site_id)
    elif tuple(known) != (run["command"], run["started_at"]):
        raise ValueError(f"run {run['id']} of the database is another: {known[0]}, started {known[1]}")


def add_site(database: Database, run_id: int, site_id: str) -> None:
    """Enter a site that the run is to crawl; the caller holds the transaction."""
    zeros: dict[str, object] = {"run_id": run_id, "site_id": site_id, "requests": 0, "bytes": 0}
    _insert_zeros(database, "run_sites", {**zeros, "outcomes": "{}", "state": "waiting", "not_modified": 0})


def _insert_zeros(database: Database, table: str, row: dict[str, object]) -> int:
    """Enter a row whose results are all 0 as yet."""
    row = row | dict.fromkeys(COUNTED_RESULTS, 0)
    inserted = database.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
    ).lastrowid
    assert inserted is not None  # an INSERT that did not raise has one
    return inserted


def lines_of_run(database: Database, run_id: int) -> list[tuple[str, str]]:
    """What the WARC files of a run say about it: its number, command and start, and each site as entered."""
    run = database.execute(
        "SELECT id, command, started_at, imported_from FROM runs WHERE id = ?", (run_id,)
    ).fetchone()
    sites = database.execute(
        "SELECT s.* FROM sites s JOIN run_sites r ON r.site_id = s.id WHERE r.run_id = ? ORDER BY s.id",
        (run_id,),
    )
    lines = [("isPartOf", f"run {run['id']}"), ("run_id", str(run["id"]))]
    lines += [(name, run[name]) for name in ("command", "started_at", "imported_from") if run[name]]
    return [*lines, *(("site", json.dumps(dict(site), ensure_ascii=False)) for site in sites)]


def finish_run(
    database: Database,
    run_id: int,
    exit_code: int,
    *,
    ended: Ending = "finished",
    reason: str | None = None,
    seconds: float = 0.0,
) -> None:
    """Enter the end of a run: how it ended, its exit code, and what it did.

    `seconds` is the time that this process took; that of killed ones before it is entered already.
    """
    with transaction(database):
        database.execute(
            "UPDATE runs SET finished_at = ?, exit_code = ?, ended = ?, reason = ?, "
            "seconds = coalesce(seconds, 0) + ? WHERE id = ?",
            (now(), exit_code, ended, reason, seconds, run_id),
        )
        # Of a run that was killed: the sites that it never came to the end of.
        database.execute(
            "UPDATE run_sites SET state = 'cut' WHERE run_id = ? AND state = 'waiting'", (run_id,)
        )
        count_run(database, run_id)


def end_site(database: Database, run_id: int, site_id: str, state: SiteState, seconds: float) -> None:
    """Enter how far a run came on one of its sites, and for how long it asked it."""
    database.execute(
        "UPDATE run_sites SET state = ?, seconds = coalesce(seconds, 0) + ? WHERE run_id = ? AND site_id = ?",
        (state, seconds, run_id, site_id),
    )


def note_publication(
    database: Database, run_id: int, stamp: str | None, exit_code: int, reason: str | None
) -> None:
    """Enter what a run published, or why it could not, and the exit code that this makes."""
    database.execute(
        "UPDATE runs SET publication = ?, exit_code = ?, reason = ? WHERE id = ?",
        (stamp, exit_code, reason, run_id),
    )


def unpublished_runs(database: Database) -> list[int]:
    """The ended runs that brought or confirmed reports after the last one that was published."""
    rows = database.execute(
        "SELECT id FROM runs WHERE finished_at IS NOT NULL AND publication IS NULL "
        "AND id > (SELECT coalesce(max(id), 0) FROM runs WHERE publication IS NOT NULL) "
        "AND reports_new + reports_changed + reports_unchanged > 0 ORDER BY id"
    )
    return [int(row[0]) for row in rows]
