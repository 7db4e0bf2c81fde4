"""The WARC files of one run: exchanges and what is known about them, in files of a gigabyte at most."""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from scrapy import Request
from scrapy.http import Response

from archive.database import Database
from archive.originals import find_original
from archive.page_metadata import lines_of_page
from archive.records import Page
from archive.runs import lines_of_run, now
from archive.warc import Exchange, Fields, Original, WarcPlace, WarcWriter
from crawler.beginning import next_file_number
from crawler.exchanges import exchange_of
from crawler.stored_answers import StoredAnswer
from crawler.user_agent import software

# A file of a gigabyte can still be copied and checked in one go (ISO 28500 recommends it).
ROTATE_BYTES = 1024**3


class RunFiles:
    """The files that a run writes, one open at a time; the first is begun with what is first written.

    `names` has all that were begun; `more` are further lines that each file says about itself; `numbers` are
    those of the files, which follow those that are there unless they are given.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        run_id: int,
        contact: str,
        more: Fields = (),
        *,
        numbers: Iterator[int] | None = None,
    ) -> None:
        self.names: list[str] = []
        self._database = database
        self._folder = folder
        self._run_id = run_id
        self._contact = contact
        self._about = [*lines_of_run(database, run_id), *more]
        self._numbers = numbers or count(next_file_number(folder, run_id))
        self._open: WarcWriter | None = None

    def write(
        self, request: Request, response: Response, fetched_at: str, confirmed: StoredAnswer | None
    ) -> WarcPlace:
        """Archive one exchange; as a revisit where the archive holds its payload already."""
        exchange = exchange_of(request, response, fetched_at)
        original: Original | None = None
        if confirmed:
            original = confirmed.stored.original
        elif not exchange.truncated:
            original = find_original(self._database, self._folder, exchange.payload)
        return self.append(exchange, original)

    def append(self, exchange: Exchange, original: Original | None) -> WarcPlace:
        """Archive one exchange, in a new file if the one before is full."""
        if self._writer.size > ROTATE_BYTES:
            self.close()
        return self._writer.write_exchange(exchange, original)

    def describe(self, page: Page, record_id: str = "", redirected_from: Iterable[str] = ()) -> None:
        """Note what is known of a page beside its record, or of one that got no response."""
        self._writer.write_metadata(
            page.url, page.fetched_at, lines_of_page(page, redirected_from), record_id
        )

    def note(self, url: str, lines: Fields, record_id: str) -> None:
        """Note what was learnt later about a response."""
        self._writer.write_metadata(url, now(), lines, record_id)

    def close(self) -> None:
        """Give the open file its final name. Raises DamagedRecord where it cannot be read back whole."""
        writer, self._open = self._open, None
        if writer:
            writer.close()

    @property
    def _writer(self) -> WarcWriter:
        if self._open is None:
            self._open = self._next_writer()
        return self._open

    def _next_writer(self) -> WarcWriter:
        stamp = now().replace("-", "").replace(":", "")
        name = f"gongkai-{stamp}-run{self._run_id:06d}-{next(self._numbers):03d}"
        writer = WarcWriter(self._folder, name, software(), self._contact, self._about)
        self.names.append(writer.file)
        return writer
