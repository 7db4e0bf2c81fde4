"""Tables that are worked out anew for every publication: the areas, and which agency went on as which."""

import sqlite3
from collections.abc import Iterator

from parsers.agencies import areas
from parsers.agencies.successions import Reporting, find_successions

AGENCIES = """
SELECT g.id, g.name, g.area, g.place, min(r.year) AS first_year, max(r.year) AS last_year
FROM agencies g JOIN reports r ON r.agency_id = g.id
GROUP BY g.id
"""


def fill_reference_tables(snapshot: sqlite3.Connection) -> None:
    """Fill `areas` and `agency_successions` in place of what they hold."""
    snapshot.execute("BEGIN")
    snapshot.execute("DELETE FROM areas")
    snapshot.executemany("INSERT INTO areas VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _areas())
    snapshot.execute("DELETE FROM agency_successions")
    agencies = [Reporting(*row) for row in snapshot.execute(AGENCIES)]
    found = {(link.predecessor, link.successor): link for link in find_successions(agencies)}
    snapshot.executemany(
        "INSERT INTO agency_successions VALUES (?, ?, ?, ?)",
        [(link.predecessor, link.successor, link.year, link.basis) for link in found.values()],
    )
    snapshot.execute("COMMIT")


def _areas() -> Iterator[tuple[str | None, ...]]:
    for code in sorted(areas.by_code()):
        for area in areas.by_code()[code]:
            year = int((area.until or area.since)[:4]) if area.until else None
            above = areas.chain(code, year)[:-1]
            yield (
                code,
                area.since,
                area.name,
                "".join(part.name for part in above) + area.name,
                area.rank,
                above[-1].code if above else None,
                area.until or None,
                area.became or None,
            )
