"""What is read together: a report's page with the documents attached to it, or a document on a list."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from archive.database import Database
from archive.results import RUN_PAGE, RunPage

WAITING = "kind IN ('report', 'attachment') AND outcome = 'ok' AND result IS NULL"
# Lined up in a table of the connection's own, so that memory does not grow with the run. Pages at addresses
# that reports are known by come first: whether another address contradicts a report can only be said once the
# known one has been read. Pages come before documents, whose figures they outrank.
LINE_UP = (
    "DROP TABLE IF EXISTS temp.lined_up",
    "CREATE TEMP TABLE lined_up (place INTEGER PRIMARY KEY, id INTEGER, kind TEXT, url TEXT, list_url TEXT)",
    f"""
    INSERT INTO temp.lined_up (id, kind, url, list_url)
    SELECT id, kind, url, list_url FROM pages
    WHERE run_id = ? AND {WAITING}
    ORDER BY EXISTS (SELECT 1 FROM reports WHERE reports.url = pages.url) DESC, kind DESC, id
    """,
    "CREATE INDEX temp.lined_up_list_url ON lined_up (list_url, kind)",
    "CREATE INDEX temp.lined_up_url ON lined_up (url, kind)",
)
# Where a unit begins: at each page, and at each document whose page is not read in this run.
HEADS = """
SELECT place, id, url, kind FROM temp.lined_up AS l
WHERE place > ? AND (kind = 'report' OR NOT EXISTS (
    SELECT 1 FROM temp.lined_up AS page WHERE page.url = l.list_url AND page.kind = 'report'
))
ORDER BY place LIMIT ?
"""
HEADS_AT_A_TIME = 500
# An address that was fetched twice has its documents once.
ATTACHED = f"""
SELECT {RUN_PAGE} FROM pages WHERE id IN (
    SELECT id FROM temp.lined_up WHERE list_url = :url AND kind = 'attachment' AND NOT EXISTS (
        SELECT 1 FROM temp.lined_up AS first
        WHERE first.url = :url AND first.kind = 'report' AND first.place < :place
    )
)
ORDER BY id
"""
TO_READ = f"SELECT run_id, count(*) FROM pages WHERE {WAITING} GROUP BY run_id ORDER BY run_id"
NOT_FETCHED = """
SELECT DISTINCT list_url FROM pages p
WHERE run_id = ? AND kind = 'attachment'
AND outcome NOT IN ('ok', 'redirected', 'not_a_report', 'other_form', 'unreadable')
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
# Units stored in one transaction: committing each by itself takes a fifth of the time that storing it does.
UNITS_TOGETHER = 10
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


def runs_to_read(database: Database) -> dict[int, int]:
    """The runs with pages or documents that were not read yet, and how many, the oldest run first."""
    return {int(run_id): int(number) for run_id, number in database.execute(TO_READ)}


def units_to_read(database: Database, run_id: int) -> Iterator[Unit]:
    """The units of a run that were not read yet, in the order to read them in.

    What is to be read is settled at the first of them; one run of a connection at a time.
    """
    for statement in LINE_UP:
        database.execute(statement, (run_id,) if "?" in statement else ())
    missed = {row["list_url"] for row in database.execute(NOT_FETCHED, (run_id,))}
    place = 0
    while heads := database.execute(HEADS, (place, HEADS_AT_A_TIME)).fetchall():
        for head in heads:
            yield _unit(database, head, missed)
        place = heads[-1]["place"]


def portions(units: Iterable[Unit], number: int = UNITS_TOGETHER) -> Iterator[list[Unit]]:
    """Units in their order, `number` together; by default as many as are stored in one transaction."""
    source = iter(units)
    while together := list(islice(source, number)):
        yield together


def _unit(database: Database, head: Mapping[str, Any], missed: Container[str]) -> Unit:
    page = read_page(database, head["id"])
    if page.kind == "attachment":
        return Unit(page)
    rows = database.execute(ATTACHED, {"url": page.url, "place": head["place"]})
    documents = sorted((RunPage(**dict(row)) for row in rows), key=_preference)
    return Unit(page, tuple(documents), page.url in missed)


def read_page(database: Database, page_id: int) -> RunPage:
    """One page as reading it needs it."""
    row = database.execute(f"SELECT {RUN_PAGE} FROM pages WHERE id = ?", (page_id,)).fetchone()
    return RunPage(**dict(row))


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
