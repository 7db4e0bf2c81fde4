"""Finding stored pages by site, address, outcome and time.

>>> find_pages(database, Wanted(site_id="mva", until="2026-01-31"))  # doctest: +SKIP
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.database import Database

COLUMNS = (
    "id, run_id, site_id, kind, url, fetched_at, status, outcome, reason, length, sha256, "
    "warc_file, warc_offset"
)
# Behind every sign that a time is written with, so that `2026-01-31` includes that day.
END_OF_TIME = "~"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages: all that are None do not matter. Times are UTC, as long or as short as they are known."""

    site_id: str | None = None
    address: str | None = None
    outcome: str | None = None
    since: str | None = None
    until: str | None = None


def find_pages(database: Database, wanted: Wanted, limit: int) -> Iterator[dict[str, Any]]:
    """The newest pages that are wanted, the newest first; `address` is any part of one."""
    until = wanted.until + END_OF_TIME if wanted.until else None
    conditions = {
        "site_id = ?": wanted.site_id,
        "instr(url, ?) > 0": wanted.address,
        "outcome = ?": wanted.outcome,
        "fetched_at >= ?": wanted.since,
        "fetched_at <= ?": until,
    }
    given = {condition: value for condition, value in conditions.items() if value is not None}
    where = f"WHERE {' AND '.join(given)}" if given else ""
    query = f"SELECT {COLUMNS} FROM pages {where} ORDER BY fetched_at DESC, id DESC LIMIT ?"
    for row in database.execute(query, (*given.values(), limit)):
        yield dict(row)


def page_at(database: Database, url: str, time: str | None) -> dict[str, Any] | None:
    """The newest stored response of an address at or before a time; None where there is none."""
    row = database.execute(
        f"SELECT {COLUMNS} FROM pages WHERE url = ? AND warc_file IS NOT NULL AND fetched_at <= ? "
        "ORDER BY fetched_at DESC, id DESC LIMIT 1",
        (url, (time or "") + END_OF_TIME),
    ).fetchone()
    return dict(row) if row else None
