"""Whether a site's list pages still bear the marks of its adapter: after a relaunch they may not."""

import re
from collections.abc import Iterable

from archive.database import Database
from archive.home import Home
from archive.warc import ContentError, DamagedRecord, read_response
from crawler.identify import load_marks
from crawler.sites import Site
from parsers.decode import NotTextError, decode

# The marks of a system are on every list page of it; a few pages settle it.
PAGES_LOOKED_AT = 3
LIST_PAGES = """
SELECT warc_file, warc_offset FROM pages
WHERE run_id = ? AND site_id = ? AND kind = 'list' AND warc_file IS NOT NULL
  AND outcome IN ('ok', 'empty_list', 'js_shell')
ORDER BY id LIMIT ?
"""


def marks_found(database: Database, home: Home, run_id: int, sites: Iterable[Site]) -> dict[str, bool]:
    """Whether one of the first list pages that a run got of each site bears a mark of its adapter.

    Sites are left out whose adapter has no marks of its own, or of which no list page was got.
    """
    found: dict[str, bool] = {}
    for site in sites:
        patterns = [
            mark.pattern for mark in load_marks() if mark.adapter == site.adapter and mark.where == "html"
        ]
        pages = _list_pages(database, home, run_id, site.id) if patterns else []
        if pages:
            found[site.id] = any(re.search(pattern, page, re.I) for pattern in patterns for page in pages)
    return found


def _list_pages(database: Database, home: Home, run_id: int, site_id: str) -> list[str]:
    rows = database.execute(LIST_PAGES, (run_id, site_id, PAGES_LOOKED_AT))
    return [text for row in rows if (text := _text(home, row["warc_file"], row["warc_offset"])) is not None]


def _text(home: Home, file: str, offset: int) -> str | None:
    """The text of a stored page; None for one that cannot be read, which says nothing of the system."""
    try:
        response = read_response(home.warc, file, offset)
        return decode(response.body, response.content_type).text
    except (DamagedRecord, ContentError, NotTextError):
        return None
