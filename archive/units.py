"""What is read together: a report's page with the documents attached to it, or a document on a list."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.database import Database
from archive.results import RUN_PAGE, RunPage

# Pages at addresses that reports are known by come first: whether another address contradicts a report can
# only be said once the known one has been read. Pages come before documents, whose figures they outrank.
PAGES_TO_READ = f"""
SELECT {RUN_PAGE}
FROM pages
WHERE run_id = ? AND kind IN ('report', 'attachment') AND outcome = 'ok' AND result IS NULL
ORDER BY EXISTS (SELECT 1 FROM reports WHERE reports.url = pages.url) DESC, kind DESC, id
"""
NOT_FETCHED = """
SELECT DISTINCT list_url FROM pages p
WHERE run_id = ? AND kind = 'attachment' AND outcome NOT IN ('ok', 'redirected', 'not_a_report', 'unreadable')
"""
# The page that a document was linked from, as it was fetched in the same run.
LINKED_FROM = f"""
SELECT {RUN_PAGE} FROM pages WHERE run_id = ? AND url = ? AND kind = 'report' AND result IS NOT NULL
ORDER BY id LIMIT 1
"""
# The newest reading of each document that the page linked to when it was fetched.
DOCUMENTS = f"""
SELECT {RUN_PAGE} FROM pages WHERE id IN (
    SELECT max(d.id) FROM pages d WHERE d.kind = 'attachment' AND d.list_url = ? AND d.result IS NOT NULL
    AND EXISTS (SELECT 1 FROM pages n WHERE n.run_id = ? AND n.kind = 'attachment' AND n.url = d.url)
    GROUP BY d.url
)
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


def unit_of(database: Database, page: RunPage) -> Unit:
    """The unit that a page or document was read in."""
    head = page
    if page.kind == "attachment":
        row = database.execute(LINKED_FROM, (page.run_id, page.list_url)).fetchone()
        if row is None:
            return Unit(page)
        head = RunPage(**dict(row))
    rows = database.execute(DOCUMENTS, (head.url, head.run_id))
    documents = sorted((RunPage(**dict(row)) for row in rows), key=_preference)
    missed = {row["list_url"] for row in database.execute(NOT_FETCHED, (head.run_id,))}
    return Unit(head, tuple(documents), head.url in missed)


def _preference(document: RunPage) -> tuple[int, str]:
    path = urlsplit(document.url).path.lower()
    rank = next((n for n, suffix in enumerate(PREFERRED) if path.endswith(suffix)), len(PREFERRED))
    return rank, document.url
