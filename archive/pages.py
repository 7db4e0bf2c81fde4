"""Stored responses: one row each, written when its bytes are in the WARC file.

>>> page_id = store_page(database, page)                                     # doctest: +SKIP
>>> set_outcome(database, page_id, "not_a_report", "no report title found")  # doctest: +SKIP
"""

from dataclasses import fields
from operator import attrgetter

from archive.database import Database
from archive.records import OUTCOMES, Page, PageOutcome

COLUMNS = tuple(field.name for field in fields(Page))
VALUES = attrgetter(*COLUMNS)
INSERT = f"INSERT INTO pages ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


def store_page(database: Database, page: Page) -> int:
    """Enter one page and return its number; committed at once unless a transaction is open."""
    _refuse_unknown(page.outcome)
    page_id = database.execute(INSERT, VALUES(page)).lastrowid
    assert page_id is not None  # an INSERT that did not raise has one
    return page_id


def set_outcome(database: Database, page_id: int, outcome: PageOutcome, reason: str | None) -> None:
    """Say what became of a page, once more is known than when it was fetched."""
    _refuse_unknown(outcome)
    changed = database.execute(
        "UPDATE pages SET outcome = ?, reason = ? WHERE id = ?", (outcome, reason, page_id)
    )
    if changed.rowcount != 1:
        raise KeyError(page_id)


def _refuse_unknown(outcome: str) -> None:
    if outcome not in OUTCOMES:
        raise ValueError(f"{outcome!r} is no page outcome; one of {', '.join(OUTCOMES)}")
