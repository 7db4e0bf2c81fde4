"""Pages that need no parsing: the address gave the same bytes last time, to the same version of the parser.

Most of a night's pages are of this kind. What the site list says takes part in reading a page (area, and
the agency where a report names none), so a page is only repeated as long as that still holds.
"""

from dataclasses import dataclass
from typing import cast

from archive.database import Database
from archive.reports import touch_report
from archive.results import Result, ResultName, RunPage
from parsers.report import PARSER_VERSION

LAST_TIME = """
SELECT result, reason, report_id, sha256, parser_version, site_id
FROM pages
WHERE url = ? AND id < ? AND result IS NOT NULL
ORDER BY id DESC
LIMIT 1
"""
# The report still stands as this address gave it, and the site list would still give it to the same agency.
STILL_HOLDS = """
SELECT 1
FROM reports r
JOIN agencies g ON g.id = r.agency_id
JOIN sites s ON s.id = ?
WHERE r.id = ? AND r.url = ? AND g.area = s.area
AND (? = r.url OR EXISTS (
    SELECT 1 FROM provenance v JOIN pages p ON p.id = v.page_id WHERE v.report_id = r.id AND p.url = ?
) OR EXISTS (
    SELECT 1 FROM remarks m WHERE m.report_id = r.id AND m.kind = 'second_source' AND m.url = ?
))
AND (g.name = s.agency OR NOT EXISTS (
    SELECT 1 FROM remarks m WHERE m.report_id = r.id AND m.kind = 'agency_from_site'))
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the same bytes at the same address did before."""

    result: ResultName
    reason: str | None
    report_id: str | None


def same_as_before(database: Database, page: RunPage, report_page: RunPage) -> Earlier | None:
    """What this page did last time, if it is the same page and would do the same again.

    `report_page` is the page itself, or the one that a document is attached to.
    """
    row = database.execute(LAST_TIME, (page.url, page.id)).fetchone()
    same = row and page.sha256 and row["sha256"] == page.sha256 and row["site_id"] == page.site_id
    if not same or row["parser_version"] != PARSER_VERSION:
        return None
    earlier = Earlier(cast("ResultName", row["result"]), row["reason"], row["report_id"])
    if earlier.result == "not_a_report":
        return earlier
    if earlier.result not in ("new", "changed", "unchanged", "part"):
        return None
    given = (page.site_id, earlier.report_id, report_page.url, page.url, page.url, page.url)
    still_holds = database.execute(STILL_HOLDS, given).fetchone()
    return earlier if still_holds else None


def repeat_result(database: Database, page: RunPage, earlier: Earlier) -> Result:
    """Say the same of this page as of the earlier one; a report has been seen again."""
    if earlier.report_id is None:
        return Result(earlier.result, reason=earlier.reason)
    touch_report(database, earlier.report_id, page.fetched_at)
    return Result("part" if earlier.result == "part" else "unchanged", earlier.report_id)
