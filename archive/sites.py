"""The site list as the database keeps it, refreshed at the start of every run.

>>> store_sites(database, [site.record() for site in sites])  # doctest: +SKIP
"""

from collections.abc import Iterable
from dataclasses import asdict

from archive.database import Database, transaction
from archive.records import SiteRecord
from archive.schema import SCHEMA

COLUMNS = tuple(SCHEMA.tables["sites"].columns)
# Empty in a record, NULL in the database.
OPTIONAL = ("agency", "reason")
UPSERT = (
    f"INSERT INTO sites ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))}) "
    f"ON CONFLICT(id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in COLUMNS if c != 'id')}"
)


def store_sites(database: Database, sites: Iterable[SiteRecord]) -> None:
    """Write these sites, replacing what was known of them; sites that are not named stay as they are."""
    with transaction(database):
        database.executemany(UPSERT, map(_row, sites))


def read_site(database: Database, site_id: str) -> SiteRecord:
    """One site as stored; raises KeyError where there is none of that id."""
    row = database.execute(f"SELECT {', '.join(COLUMNS)} FROM sites WHERE id = ?", (site_id,)).fetchone()
    if row is None:
        raise KeyError(site_id)
    texts = {name: row[name] or "" for name in OPTIONAL}
    return SiteRecord(**{**dict(row), "enabled": bool(row["enabled"]), **texts})


def _row(site: SiteRecord) -> tuple[object, ...]:
    return tuple((value or None) if name in OPTIONAL else value for name, value in asdict(site).items())
