"""Pages that need no parsing: the address gave the same bytes last time, to the same version of the parser.

Most of a night's pages are of this kind. What the site list and the rules for names say takes part in telling
the agency, so a page is only repeated as long as that still holds.
"""

from dataclasses import dataclass
from typing import cast

from archive.agencies import context_key
from archive.database import Database
from archive.reports import touch_report
from archive.results import Result, ResultName, RunPage
from archive.sites import read_site
from parsers.report import PARSER_VERSION

LAST_TIME = """
SELECT result, reason, report_id, sha256, parser_version, site_id, list_title, genre, decision
FROM pages
WHERE url = ? AND id < ? AND result IS NOT NULL
ORDER BY id DESC
LIMIT 1
"""
# The report still stands as the page's address gave it, its agency would still be resolved in the same way,
# and this page or document is one of its sources.
STILL_HOLDS = """
SELECT 1 FROM reports r
WHERE r.id = ? AND r.url = ? AND r.site_context = ?
AND (? = r.url OR EXISTS (
    SELECT 1 FROM provenance v JOIN pages p ON p.id = v.page_id WHERE v.report_id = r.id AND p.url = ?
) OR EXISTS (
    SELECT 1 FROM remarks m WHERE m.report_id = r.id AND m.kind = 'second_source' AND m.url = ?
))
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the same bytes at the same address did before."""

    result: ResultName
    reason: str | None
    report_id: str | None
    genre: str | None
    decision: str | None


def same_as_before(
    database: Database, page: RunPage, report_page: RunPage, decision: str | None
) -> Earlier | None:
    """What this page did last time, if it is the same page and would do the same again.

    `report_page` is the page itself, or the one that a document is attached to; `decision` is the editor's
    decision that it would be read under now.
    """
    row = database.execute(LAST_TIME, (page.url, page.id)).fetchone()
    same = row and page.sha256 and row["sha256"] == page.sha256 and row["site_id"] == page.site_id
    if not same or row["parser_version"] != PARSER_VERSION:
        return None
    if row["list_title"] != page.list_title or row["decision"] != decision:
        return None
    earlier = Earlier(
        cast("ResultName", row["result"]), row["reason"], row["report_id"], row["genre"], decision
    )
    if earlier.result in ("not_a_report", "other_form"):
        return earlier
    if earlier.result not in ("new", "changed", "unchanged", "part"):
        return None
    context = context_key(read_site(database, page.site_id))
    given = (earlier.report_id, report_page.url, context, page.url, page.url, page.url)
    still_holds = database.execute(STILL_HOLDS, given).fetchone()
    return earlier if still_holds else None


def repeat_result(database: Database, page: RunPage, earlier: Earlier) -> Result:
    """Say the same of this page as of the earlier one; a report has been seen again."""
    if earlier.report_id is None:
        return Result(earlier.result, None, earlier.reason, earlier.genre, earlier.decision)
    touch_report(database, earlier.report_id, page.fetched_at)
    name: ResultName = "part" if earlier.result == "part" else "unchanged"
    return Result(name, earlier.report_id, None, earlier.genre, earlier.decision)
