"""What is usual for a site: the medians of its last runs that came to their end and brought reports."""

from dataclasses import dataclass
from statistics import median_low

from archive.database import Database
from archive.health.rules import MEDIAN_RUNS

COMPARED = ("requests", "items", "bytes", "seconds")
EARLIER = f"""
SELECT {", ".join(COMPARED)} FROM run_sites
WHERE site_id = ? AND run_id < ? AND state = 'done' AND items > 0
ORDER BY run_id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Usual:
    """Medians of `runs` earlier runs, None where there was none; of an even number, the lower one of the two.

    `fingerprint` is 1 where a list page of the site ever bore the marks of its adapter.
    """

    runs: int
    requests: float | None
    items: float | None
    bytes: float | None
    seconds: float | None
    fingerprint: int | None


def read_usual(database: Database, run_id: int, site_id: str) -> Usual:
    """The medians of a site's runs before this one."""
    rows = database.execute(EARLIER, (site_id, run_id, MEDIAN_RUNS)).fetchall()
    values = {column: [row[column] for row in rows if row[column] is not None] for column in COMPARED}
    medians = {column: float(median_low(of)) if of else None for column, of in values.items()}
    (fingerprint,) = database.execute(
        "SELECT max(fingerprint) FROM run_sites WHERE site_id = ? AND run_id < ?", (site_id, run_id)
    ).fetchone()
    return Usual(len(rows), fingerprint=fingerprint, **medians)
