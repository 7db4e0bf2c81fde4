"""Everything the page of one agency shows: where it belongs, what it is called, its reports by year."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from archive.site.agency_terms import Word, agency_terms
from archive.site.dictionary import ColumnText, column_text
from archive.site.report_page import Record
from parsers.agencies.places import Division, place_of

# The figures of the view `headline` that the page shows, in this order.
HEADLINE_COLUMNS = (
    "received",
    "carried_in",
    "granted",
    "partly_granted",
    "refused",
    "unavailable",
    "not_processed",
    "other_handling",
    "handled_total",
    "carried_out",
    "granted_share",
    "reconsiderations",
    "lawsuits",
    "checks_failed",
    "corrections",
)


SPELLINGS = """
SELECT n.*, r.agency_evidence FROM agency_names n JOIN reports r ON r.id = n.first_report_id
WHERE n.agency_id = ? ORDER BY n.last_year DESC, n.spelling
"""
BEFORE = """
SELECT s.year, s.basis, g.id, g.name FROM agency_successions s JOIN agencies g ON g.id = s.predecessor_id
WHERE s.successor_id = ? ORDER BY s.year, g.name
"""
AFTER = """
SELECT s.year, s.basis, g.id, g.name FROM agency_successions s JOIN agencies g ON g.id = s.successor_id
WHERE s.predecessor_id = ? ORDER BY s.year, g.name
"""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which reports write the agency, with the steps from it to the full name."""

    row: Record
    steps: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One agency, its site, its names, what it was and became, and a headline row a report, newest first."""

    agency: Record
    site: Record
    years: tuple[Record, ...]
    divisions: tuple[Division, ...]
    spellings: tuple[Spelling, ...]
    predecessors: tuple[Record, ...]
    successors: tuple[Record, ...]

    @property
    def terms(self) -> Mapping[str, Mapping[str, Word]]:
        """Levels, kinds, ranks, steps and sources in both languages."""
        return agency_terms()

    @property
    def columns(self) -> dict[str, ColumnText]:
        """The headline columns shown, in both languages."""
        return {name: column_text("headline", name) for name in HEADLINE_COLUMNS}

    @property
    def most_received(self) -> int:
        """The largest number of applications in a year, the length of the longest bar."""
        return max((row["received"] or 0 for row in self.years), default=0)


def load_agency_page(connection: sqlite3.Connection, agency_id: str) -> AgencyPage | None:
    """Read one agency, or None where there is none of that id."""
    agency = connection.execute("SELECT * FROM agencies WHERE id = ?", [agency_id]).fetchone()
    if agency is None:
        return None
    site = connection.execute("SELECT * FROM sites WHERE id = ?", [agency["site_id"]]).fetchone()
    years = connection.execute(
        "SELECT headline.*, reports.title FROM reports JOIN headline ON headline.report_id = reports.id"
        " WHERE reports.agency_id = ? ORDER BY reports.year DESC",
        [agency_id],
    )
    spellings = [dict(row) for row in connection.execute(SPELLINGS, [agency_id])]
    return AgencyPage(
        agency=dict(agency),
        site=dict(site),
        years=tuple(map(dict, years)),
        divisions=place_of(agency["area"], agency["place"]),
        spellings=tuple(Spelling(row, tuple(json.loads(row["agency_evidence"]))) for row in spellings),
        predecessors=tuple(map(dict, connection.execute(BEFORE, [agency_id]))),
        successors=tuple(map(dict, connection.execute(AFTER, [agency_id]))),
    )
