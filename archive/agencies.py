"""Agencies: the bodies that report, identified by area and name.

>>> agency_id("210505", "南芬区发展和改革局")
'210505-2161cb35'
"""

import hashlib

from archive.database import Database
from archive.records import SiteRecord


def agency_id(area: str, name: str) -> str:
    """The id of an agency: its area code and the first eight hex digits of the SHA-256 of its name."""
    return f"{area}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def store_agency(database: Database, site: SiteRecord, name: str) -> str:
    """Enter an agency first seen on this site, and return its id.

    Place and level follow the site list when that is corrected, for the site the agency was first seen on.
    """
    identity = agency_id(site.area, name)
    database.execute(
        "INSERT INTO agencies (id, name, area, place, level, site_id) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(id) DO UPDATE SET place = excluded.place, level = excluded.level "
        "WHERE site_id = excluded.site_id",
        (identity, name, site.area, site.place, site.level, site.id),
    )
    return identity
