"""Everything the page of one agency shows: its reports by year with their headline figures."""

import sqlite3
from dataclasses import dataclass

from archive.site.dictionary import ColumnText, column_text
from archive.site.report_page import Record

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
)


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One agency, its site, and a headline row for each of its reports, newest first."""

    agency: Record
    site: Record
    years: tuple[Record, ...]

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
    return AgencyPage(dict(agency), dict(site), tuple(map(dict, years)))
