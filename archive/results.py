"""What storing a page did: the words for it, and how they are entered beside the page."""

from dataclasses import dataclass, fields
from typing import Literal, get_args

from archive.database import Database
from archive.pages import set_outcome
from archive.records import PageKind, PageOutcome
from parsers.report import PARSER_VERSION

ResultName = Literal[
    "new",
    "changed",
    "unchanged",
    "conflicting",
    "part",
    "not_a_report",
    "other_form",
    "unreadable",
    "damaged",
    "parser_failed",
]
RESULTS: tuple[ResultName, ...] = get_args(ResultName)

# What became of a page, seen from the crawl: one that gave a report stays `ok`.
PAGE_OUTCOMES: dict[ResultName, PageOutcome] = {
    "new": "ok",
    "changed": "ok",
    "unchanged": "ok",
    "conflicting": "ok",
    "part": "ok",
    "not_a_report": "not_a_report",
    "other_form": "other_form",
    "unreadable": "unreadable",
    "damaged": "unreadable",
    "parser_failed": "unreadable",
}


@dataclass(frozen=True, slots=True)
class RunPage:
    """One page or document of a run, as far as reading it needs; `list_url` is the page that linked to it."""

    id: int
    run_id: int
    site_id: str
    kind: PageKind
    url: str
    list_url: str | None
    fetched_at: str
    sha256: str | None
    warc_file: str | None
    warc_offset: int | None
    list_title: str | None = None


# The columns of `pages` that make a RunPage.
RUN_PAGE = ", ".join(field.name for field in fields(RunPage))


@dataclass(frozen=True, slots=True)
class Result:
    """What one page did; `reason` says why wherever it is not plain.

    `genre` says what the page is (`report`, or a genre of `parsers/recognise/genres.toml`), `decision` which
    editor's decision it was read under.
    """

    name: ResultName
    report_id: str | None = None
    reason: str | None = None
    genre: str | None = None
    decision: str | None = None


def settle(database: Database, page: RunPage, result: Result) -> None:
    """Enter the result beside its page."""
    set_outcome(database, page.id, PAGE_OUTCOMES[result.name], result.reason)
    database.execute(
        "UPDATE pages SET result = ?, report_id = ?, parser_version = ?, genre = ?, decision = ? "
        "WHERE id = ?",
        (result.name, result.report_id, PARSER_VERSION, result.genre, result.decision, page.id),
    )
