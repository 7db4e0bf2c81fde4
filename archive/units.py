"""What is read together: a report's page with the documents attached to it, or a document on a list."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.database import Database
from archive.results import RunPage

# Pages at addresses that reports are known by come first: whether another address contradicts a report can
# only be said once the known one has been read. Pages come before documents, whose figures they outrank.
PAGES_TO_READ = """
SELECT id, run_id, site_id, kind, url, list_url, fetched_at, sha256, warc_file, warc_offset
FROM pages
WHERE run_id = ? AND kind IN ('report', 'attachment') AND outcome = 'ok' AND result IS NULL
ORDER BY EXISTS (SELECT 1 FROM reports WHERE reports.url = pages.url) DESC, kind DESC, id
"""
NOT_FETCHED = """
SELECT DISTINCT list_url FROM pages p
WHERE run_id = ? AND kind = 'attachment' AND outcome NOT IN ('ok', 'redirected', 'not_a_report', 'unreadable')
"""
# Formats whose cells are written in the file come before those whose cells are told from rulings.
PREFERRED = (".docx", ".doc", ".wps", ".rtf", ".xlsx", ".xls")


@dataclass(frozen=True, slots=True)
class Unit:
    """One page with its documents in the order of preference.

    `missed` says that one of its documents could not be had in this run.
    """

    page: RunPage
    documents: tuple[RunPage, ...] = ()
    missed: bool = False


def units_to_read(database: Database, run_id: int) -> list[Unit]:
    """The units of a run that were not read yet, in the order to read them in."""
    pages = [RunPage(**dict(row)) for row in database.execute(PAGES_TO_READ, (run_id,))]
    missed = {row["list_url"] for row in database.execute(NOT_FETCHED, (run_id,))}
    own = {page.url for page in pages if page.kind == "report"}
    attached: defaultdict[str, list[RunPage]] = defaultdict(list)
    for page in pages:
        if page.kind == "attachment" and page.list_url in own:
            attached[page.list_url].append(page)
    units = []
    seen: set[str] = set()
    for page in pages:
        if page.kind == "report":
            # An address that was fetched twice has its documents once.
            documents = attached[page.url] if page.url not in seen else []
            seen.add(page.url)
            units.append(Unit(page, tuple(sorted(documents, key=_preference)), page.url in missed))
        elif page.list_url not in own:
            units.append(Unit(page))
    return units


def _preference(document: RunPage) -> tuple[int, str]:
    path = urlsplit(document.url).path.lower()
    rank = next((n for n, suffix in enumerate(PREFERRED) if path.endswith(suffix)), len(PREFERRED))
    return rank, document.url
