"""Pages that wait for an editor: what may be a report, and reports whose agency or year nobody can tell.

>>> for page in undecided_pages(database):  # doctest: +SKIP
...     print(page.question, page.url)
"""

from dataclasses import dataclass
from typing import Literal

from archive.database import Database

Question = Literal["report", "agency_or_year"]


@dataclass(frozen=True, slots=True)
class UndecidedPage:
    """One page of the view `undecided_pages`: what is asked of it, and why."""

    page_id: int
    site_id: str
    url: str
    question: Question
    reason: str | None
    list_title: str | None
    fetched_at: str
    sha256: str | None


def undecided_pages(database: Database, site_id: str | None = None) -> list[UndecidedPage]:
    """All of them, or those of one site, in the order of their addresses."""
    rows = database.execute(
        "SELECT * FROM undecided_pages WHERE ? IS NULL OR site_id = ? ORDER BY site_id, url",
        (site_id, site_id),
    )
    return [UndecidedPage(**dict(row)) for row in rows]
