"""Agencies: the bodies that report, one row each under all spellings of their name.

Two reports are of one agency where area and full name agree, the area's divisions and words that come and go
(和, a second name in brackets) left out. Which of its names the row shows is told by the reports: a certain
one before one that was inferred, the newest first.

>>> agency_id("210505", "本溪市南芬区发展和改革局") == agency_id("210505", "本溪市南芬区发展改革局")
True
"""

import hashlib

from archive.compact_json import compact
from archive.database import Database
from archive.records import SiteRecord
from parsers.agencies import Agency, SiteContext
from parsers.agencies.keys import agency_key
from parsers.agencies.vocabulary import data_fingerprint
from parsers.report import Report

# The site list's word for a level where the name tells none.
UNKNOWN_LEVEL = "unknown"

NAME_OF_REPORTS = """
UPDATE agencies SET name = (
  SELECT agency_name FROM reports
  WHERE agency_id = agencies.id AND agency_name IS NOT NULL
  ORDER BY coalesce(agency_inferred, 0), year DESC, agency_name LIMIT 1
)
WHERE id = ? AND EXISTS (SELECT 1 FROM reports WHERE agency_id = agencies.id AND agency_name IS NOT NULL)
"""


def agency_id(area: str, name: str) -> str:
    """The id of an agency: its area code and the first eight hex digits of the SHA-256 of its key."""
    return f"{area}-{hashlib.sha256(agency_key(area, name).encode()).hexdigest()[:8]}"


def site_context(site: SiteRecord) -> SiteContext:
    """What the site's entry says to resolve names with."""
    return SiteContext(site.area, site.place, site.agency)


def context_key(site: SiteRecord) -> str:
    """What a name was resolved with, in words: another site entry or other rules may give another agency."""
    return " ".join((data_fingerprint(), site.area, site.place, site.agency)).rstrip()


def store_agency(database: Database, site: SiteRecord, report: Report) -> str:
    """Enter the agency of a report on this site, and return its id. The report must name one.

    Place, level and kind follow the newest reading.
    """
    details = report.agency_details
    if report.agency is None or details is None:
        raise ValueError("a report without an agency cannot be stored")
    area = details.area or site.area
    identity = agency_id(area, report.agency)
    row = (report.agency, area, details.place or site.place, _level(details), details.kind)
    database.execute(
        "INSERT INTO agencies (id, name, area, place, level, kind, site_id) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(id) DO UPDATE SET place = excluded.place, level = excluded.level, kind = excluded.kind",
        (identity, *row, site.id),
    )
    return identity


def settle_name(database: Database, identity: str) -> None:
    """Let the row show the name that its reports give it."""
    database.execute(NAME_OF_REPORTS, (identity,))


def agency_columns(report: Report, context: str) -> dict[str, object]:
    """What a report's row says of how its agency was told."""
    details = report.agency_details
    if details is None:
        return {"site_context": context}
    steps = [step.to_record() for step in details.steps]
    return {
        "agency_printed": details.printed,
        "agency_name": details.name,
        "agency_inferred": int(not details.certain),
        "agency_scope": details.scope,
        "agency_evidence": compact(steps),
        "site_context": context,
    }


def _level(details: Agency) -> str:
    return details.level or UNKNOWN_LEVEL
