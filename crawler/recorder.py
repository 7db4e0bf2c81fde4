"""The record of one run: every response in the WARC file and in `pages` before anything else sees it.

recorder = Recorder.open(home, sites, command="gongkai crawl mva", contact="editor@example.org")
recorder.record_response(request, response)
recorder.close()
"""

import hashlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.database import Database, open_database
from archive.home import Home
from archive.originals import find_original
from archive.page_metadata import ATTACHMENT, lines_of_page
from archive.pages import set_outcome, store_page
from archive.records import Page, PageOutcome
from archive.runs import lines_of_run, now, start_run
from archive.sites import store_sites
from archive.warc import ContentError, DamagedRecord, Fields, Recovered, WarcPlace, WarcWriter, recover
from crawler.exchanges import answer_of, content_type_of, exchange_of
from crawler.outcomes import Answer, Verdict, is_report_page, judge
from crawler.sites import Site
from crawler.user_agent import software

# A file of a gigabyte can still be copied and checked in one go (ISO 28500 recommends it).
ROTATE_BYTES = 1024**3

# How a list ends: the page after its last is missing, a stub, or empty.
LIST_ENDS: frozenset[PageOutcome] = frozenset({"gone_404", "soft_404", "empty_list"})


class ArchiveWriteError(Exception):
    """A response could not be archived, so the crawl was stopped; the message says why."""


def recorder_of(crawler: Crawler) -> "Recorder":
    """The record that the running spider carries; every spider of this project has one."""
    recorder = getattr(crawler.spider, "recorder", None)
    if not isinstance(recorder, Recorder):
        raise TypeError(f"{crawler.spider} has no record: nothing it fetches would be archived")
    return recorder


class Recorder:
    """One run being recorded. `fault` is set when the archive could not be written to."""

    def __init__(
        self, database: Database, folder: Path, run_id: int, sites: Iterable[Site], contact: str
    ) -> None:
        self.database = database
        self.run_id = run_id
        self.sites = {site.id: site for site in sites}
        self.recovered: list[Recovered] = []
        self.warc_files: list[str] = []
        # Pages that were asked for only to see whether a list goes on.
        self.list_ends: set[int] = set()
        self.skipped: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.bugs: list[str] = []
        self.fault: ArchiveWriteError | None = None
        self.on_page: Callable[[Page], None] | None = None
        self._folder = folder
        self._contact = contact
        self._about = lines_of_run(database, run_id)
        self._writer = self._next_writer()

    @classmethod
    def open(cls, home: Home, sites: Iterable[Site], command: str, contact: str) -> "Recorder":
        """Start a run in `home`: finish what a killed run left, enter the sites, open the WARC file."""
        chosen = list(sites)
        home.create()
        recovered = recover(home.warc)
        database = open_database(home.database)
        try:
            store_sites(database, [site.to_record() for site in chosen])
            run_id = start_run(database, command, [site.id for site in chosen])
            recorder = cls(database, home.warc, run_id, chosen, contact)
        except BaseException:
            database.close()
            raise
        recorder.recovered = recovered
        return recorder

    def record_response(self, request: Request, response: Response) -> tuple[int, Page]:
        """Write one response to the WARC file, judge it and enter it in `pages`."""
        fetched_at = now()
        with self._faults_kept(request.url):
            place = self._write(request, response, fetched_at)
            page = self._page(request, response, fetched_at, place)
            lines = lines_of_page(page, request.meta.get("redirect_urls", ()))
            self._writer.write_metadata(page.url, fetched_at, lines, place.record_id)
            page_id = store_page(self.database, page)
        request.meta["record_id"] = place.record_id
        if request.meta.get("list_number") and page.outcome in LIST_ENDS:
            self.list_ends.add(page_id)
        self._tell(page)
        return page_id, page

    def record_failure(self, request: Request, verdict: Verdict) -> None:
        """Enter a request that got no response."""
        page = replace(
            self._asked(request, now()),
            outcome=verdict.outcome,
            reason=verdict.reason,
            redirect_url=verdict.redirect_url,
        )
        with self._faults_kept(request.url):
            self._writer.write_metadata(page.url, page.fetched_at, lines_of_page(page))
            store_page(self.database, page)
        self._tell(page)

    def correct(self, response: Response, verdict: Verdict) -> None:
        """Enter what reading a list page told about it."""
        page_id = response.meta["page_id"]
        lines = [("outcome", verdict.outcome), *([("reason", verdict.reason)] if verdict.reason else [])]
        with self._faults_kept(response.url):
            self._note(response, lines)
            set_outcome(self.database, page_id, verdict.outcome, verdict.reason)
        if response.meta.get("list_number") and verdict.outcome in LIST_ENDS:
            self.list_ends.add(page_id)

    def link(self, response: Response, attachments: Iterable[str]) -> None:
        """Note in the archive which documents a page links to."""
        with self._faults_kept(response.url):
            self._note(response, [(ATTACHMENT, url) for url in attachments])

    def skip(self, site_id: str, reason: str, count: int = 1) -> None:
        """Count an entry that is not fetched."""
        self.skipped[site_id][reason] += count

    def close_warc(self) -> None:
        """Give the WARC file its final name. Raises ArchiveWriteError where it cannot be read back whole."""
        try:
            self._writer.close()
        except DamagedRecord as error:
            raise ArchiveWriteError(f"the file just written is damaged: {error}") from error

    def close(self) -> None:
        """Finish the WARC file and close the database."""
        with closing(self.database):
            self.close_warc()

    @contextmanager
    def _faults_kept(self, url: str) -> Iterator[None]:
        """Whatever keeps the archive from being written becomes the run's fault."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            self.fault = ArchiveWriteError(f"{url}: could not be archived: {error}")
            raise self.fault from error

    def _note(self, response: Response, lines: Fields) -> None:
        self._writer.write_metadata(response.url, now(), lines, response.meta["record_id"])

    def _write(self, request: Request, response: Response, fetched_at: str) -> WarcPlace:
        if self._writer.size > ROTATE_BYTES:
            self.close_warc()
            self._writer = self._next_writer()
        exchange = exchange_of(request, response, fetched_at)
        original = None
        if not exchange.truncated:
            original = find_original(self.database, self._folder, exchange.payload)
        return self._writer.write_exchange(exchange, original)

    def _next_writer(self) -> WarcWriter:
        stamp = now().replace("-", "").replace(":", "")
        name = f"gongkai-{stamp}-run{self.run_id:06d}-{len(self.warc_files):03d}"
        writer = WarcWriter(self._folder, name, software(), self._contact, self._about)
        self.warc_files.append(writer.file)
        return writer

    def _page(self, request: Request, response: Response, fetched_at: str, place: WarcPlace) -> Page:
        answer, verdict = self._judge(request, response)
        is_report = verdict.outcome == "ok" and answer is not None and is_report_page(answer)
        page = self._asked(request, fetched_at)
        return replace(
            page,
            # A one-document channel shows its report under the list's own address.
            kind="report" if is_report else page.kind,
            outcome=verdict.outcome,
            reason="the channel's address shows the report itself" if is_report else verdict.reason,
            status=response.status,
            content_type=content_type_of(response),
            length=len(response.body),
            sha256=hashlib.sha256(response.body).hexdigest(),
            warc_file=place.file,
            warc_offset=place.offset,
            warc_length=place.length,
            redirect_url=verdict.redirect_url,
        )

    def _judge(self, request: Request, response: Response) -> tuple[Answer | None, Verdict]:
        hosts = frozenset(self.sites[request.meta["site_id"]].hosts)
        try:
            answer = answer_of(request, response, hosts)
        except ContentError as error:
            return None, Verdict("unreadable", str(error))
        return answer, judge(answer)

    def _asked(self, request: Request, fetched_at: str) -> Page:
        return Page(
            run_id=self.run_id,
            site_id=request.meta["site_id"],
            kind=request.meta["kind"],
            url=request.url,
            fetched_at=fetched_at,
            outcome="ok",
            list_url=request.meta.get("list_url"),
            list_title=request.meta.get("list_title"),
            list_date=request.meta.get("list_date"),
        )

    def _tell(self, page: Page) -> None:
        if self.on_page:
            self.on_page(page)
