"""Runs without an end: what a killed process had begun, to be gone on with or closed by the next.

Only the holder of the folder's lock may ask: another process's run has no end either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from archive.database import Database, transaction

# How far a killed run had come, by the clock of the wall: that of the process ended with it.
TIME_SO_FAR = """
UPDATE runs SET resumed = coalesce(resumed, 0) + 1,
    seconds = max(0, coalesce((julianday((SELECT max(fetched_at) FROM pages WHERE run_id = runs.id))
                               - julianday(started_at)) * 86400, 0))
WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class UnfinishedRun:
    """A run that has no end. `sites` has how far each of its sites came: waiting, done or cut."""

    id: int
    command: str
    started_at: str
    sites: Mapping[str, str]

    def age_hours(self, now: datetime) -> float:
        """Hours since it began; none by a clock that was set back since."""
        return max(0.0, (now - datetime.fromisoformat(self.started_at)).total_seconds() / 3600)


def unfinished_runs(database: Database) -> list[UnfinishedRun]:
    """The runs without an end, the oldest first."""
    rows = database.execute(
        "SELECT id, command, started_at FROM runs WHERE finished_at IS NULL ORDER BY id"
    ).fetchall()
    return [
        UnfinishedRun(row["id"], row["command"], row["started_at"], _sites(database, row["id"]))
        for row in rows
    ]


def go_on(database: Database, run_id: int) -> None:
    """Note that a killed run is gone on with."""
    with transaction(database):
        database.execute(TIME_SO_FAR, (run_id,))


def utc_now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


def _sites(database: Database, run_id: int) -> dict[str, str]:
    rows = database.execute("SELECT site_id, state FROM run_sites WHERE run_id = ?", (run_id,))
    return {row["site_id"]: row["state"] or "waiting" for row in rows}
