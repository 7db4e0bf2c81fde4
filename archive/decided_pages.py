"""Stored pages that are under an editor's decision, or were.

A decision is carried out on the newest reading of each address; older readings stay as they were.
"""

from archive.database import Database
from archive.decisions import Decisions
from archive.results import RunPage

PAGE = "id, run_id, site_id, url, fetched_at, sha256, warc_file, warc_offset, list_title"
NEWEST = (
    f"SELECT {PAGE}, decision FROM pages WHERE id = "
    "(SELECT max(id) FROM pages WHERE url = ? AND result IS NOT NULL)"
)


def pages_decided_otherwise(database: Database, decisions: Decisions) -> list[RunPage]:
    """The newest reading of each address that was read under another decision than there is now."""
    pages = []
    for url in sorted(_addresses(database, decisions)):
        row = database.execute(NEWEST, (url,)).fetchone()
        if row is None:
            continue
        fields = dict(row)
        before = fields.pop("decision")
        page = RunPage(**fields)
        decision = decisions.of(page)
        if before != (decision.summary if decision else None):
            pages.append(page)
    return pages


def was_decided(database: Database, page: RunPage) -> bool:
    """Whether this address was read under a decision before."""
    row = database.execute(
        "SELECT 1 FROM pages WHERE url = ? AND decision IS NOT NULL LIMIT 1", (page.url,)
    ).fetchone()
    return row is not None


def _addresses(database: Database, decisions: Decisions) -> set[str]:
    """The addresses that are decided now, by themselves or by what they hold, or were decided before."""
    addresses = {row[0] for row in database.execute("SELECT url FROM pages WHERE decision IS NOT NULL")}
    for decision in decisions.by_page.values():
        if decision.url:
            addresses.add(decision.url)
        else:
            rows = database.execute("SELECT url FROM pages WHERE sha256 = ?", (decision.sha256,))
            addresses.update(row[0] for row in rows)
    return addresses
