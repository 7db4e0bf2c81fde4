"""Which sites must be read again together: those that share an agency, for one tells what the other did.

A report may be on several sites; whether one of them confirms or contradicts it depends on what the others
said before. Sites that share no agency have nothing to do with each other.
"""

from collections.abc import Collection

from archive.database import Database

SITES_OF_AGENCIES = """
SELECT DISTINCT r.agency_id, p.site_id FROM pages p JOIN reports r ON r.id = p.report_id
UNION SELECT DISTINCT r.agency_id, p.site_id FROM reports r JOIN pages p ON p.id = r.page_id
"""


def sharing_agencies(database: Database, sites: Collection[str]) -> frozenset[str]:
    """These sites, with all that share an agency with one of them, directly or by way of others."""
    by_agency: dict[str, set[str]] = {}
    for agency, site in database.execute(SITES_OF_AGENCIES):
        by_agency.setdefault(agency, set()).add(site)
    groups = [group for group in by_agency.values() if len(group) > 1]
    together = set(sites)
    while more := {site for group in groups if group & together for site in group} - together:
        together |= more
    return frozenset(together)
