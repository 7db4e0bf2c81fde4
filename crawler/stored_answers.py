"""Answers out of the archive: a page that its server confirmed, and what a killed process had received.

Reading a list again from the archive brings a run back to where it was: the spiders go the same way over the
same pages, without a request, and come out at the addresses that are still waiting.
"""

from dataclasses import dataclass
from pathlib import Path

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from archive.database import Database
from archive.frontier import Known
from archive.warc import ContentError, DamagedRecord, StoredResponse, read_response

# On a response that was not received but read from the archive.
FROM_ARCHIVE = "from_archive"


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A page's response out of the archive, and as Scrapy's downloader would hand it out."""

    page_id: int
    stored: StoredResponse
    response: Response


def read_answer(
    database: Database, folder: Path, page_id: int | None, request: Request
) -> StoredAnswer | None:
    """The response of a page; None where there is none, or it is no longer whole in the archive."""
    row = database.execute("SELECT warc_file, warc_offset FROM pages WHERE id = ?", (page_id,)).fetchone()
    if page_id is None or row is None or row["warc_file"] is None:
        return None
    try:
        stored = read_response(folder, row["warc_file"], row["warc_offset"])
    except (DamagedRecord, ContentError, OSError):
        # It is asked for again; verifying the archive names what is damaged.
        return None
    return StoredAnswer(page_id, stored, response_from(stored, request))


def answered_in(database: Database, known: Known, run_id: int) -> int | None:
    """The page with the answer that an address had in a run; None where it has to be asked.

    An address that got no answer at all is asked again.
    """
    row = database.execute(
        "SELECT run_id, status, warc_file FROM pages WHERE id = ?", (known.page_id,)
    ).fetchone()
    if row is None or row["run_id"] != run_id or row["warc_file"] is None:
        return None
    return known.content_page_id if row["status"] == 304 else known.page_id


def response_from(stored: StoredResponse, request: Request) -> Response:
    """The stored response as Scrapy's downloader hands out one that was just received."""
    headers = Headers()
    for name, value in stored.headers:
        headers.appendlist(name, value.encode("latin-1"))
    kind = responsetypes.from_args(headers=headers, url=request.url, body=stored.payload)
    return kind(
        url=request.url,
        status=stored.status,
        headers=headers,
        body=stored.payload,
        flags=[FROM_ARCHIVE, *(["dataloss"] if stored.truncated else [])],
        request=request,
    )
