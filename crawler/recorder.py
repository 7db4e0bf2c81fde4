"""The record of one run: every response in the WARC file and in `pages` before anything else sees it.

recorder = Recorder.open(home, sites, command="gongkai crawl mva", contact="editor@example.org")
recorder.ask(request)                        # entered as being asked, so that its answer finds its row
recorder.record_response(request, response)  # archived, judged and entered
recorder.close()
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.database import Database, open_database
from archive.home import Home
from archive.page_metadata import ATTACHMENT
from archive.pages import set_outcome
from archive.records import Page, PageOutcome
from archive.runs import now
from archive.sites import store_sites
from archive.warc import DamagedRecord, recover
from crawler.beginning import Begun, begin
from crawler.judged import asked_page, judged_page
from crawler.outcomes import Verdict
from crawler.run_files import RunFiles
from crawler.run_frontier import RunFrontier
from crawler.sites import Site
from crawler.stored_answers import StoredAnswer, answered_in, read_answer

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
    """One run being recorded. `fault` is set when the archive could not be written to.

    `numbers` are those of the WARC files that it may write, where others write files of the run, too.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        begun: Begun,
        contact: str,
        numbers: Iterator[int] | None = None,
    ) -> None:
        self.database = database
        self.begun = begun
        self.run_id = begun.run_id
        self.sites = dict(begun.sites)
        # Pages that were asked for only to see whether a list goes on.
        self.list_ends: set[int] = set()
        self.skipped: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.bugs: list[str] = []
        self.fault: ArchiveWriteError | None = None
        self.on_page: Callable[[Page], None] | None = None
        self.frontier = RunFrontier(database, begun.run_id)
        self._folder = folder
        self.files = RunFiles(database, folder, begun.run_id, contact, numbers=numbers)

    @classmethod
    def open(cls, home: Home, sites: Iterable[Site], command: str, contact: str) -> "Recorder":
        """Start a run in `home`, or go on with one that was killed; the caller holds the folder's lock.

        What a killed run left is finished first: WARC files, and the rows of what they hold.
        """
        chosen = list(sites)
        home.create()
        recovered = recover(home.warc)
        database = open_database(home.database)
        try:
            store_sites(database, [site.to_record() for site in chosen])
            begun = begin(database, home.warc, chosen, command)
            recorder = cls(database, home.warc, begun, contact)
        except BaseException:
            database.close()
            raise
        begun.repaired[:0] = map(str, recovered)
        for page, record_id in begun.entered:
            recorder.files.describe(page, record_id)
        return recorder

    def ask(self, request: Request) -> None:
        """Enter that an address is being asked."""
        with self._faults_kept(request.url):
            self.frontier.ask(request)

    def stored(self, page_id: int | None, request: Request) -> StoredAnswer | None:
        """The answer of a page out of the archive; None where it cannot be had."""
        return read_answer(self.database, self._folder, page_id, request)

    def record_response(
        self, request: Request, response: Response, confirmed: StoredAnswer | None = None
    ) -> tuple[int, Page]:
        """Write one response to the WARC file, judge it and enter it in `pages`.

        `confirmed` is the content of which the server said that it had not changed.
        """
        fetched_at = now()
        with self._faults_kept(request.url):
            place = self.files.write(request, response, fetched_at, confirmed)
            page = self._page(request, response, fetched_at, confirmed)
            page = replace(page, warc_file=place.file, warc_offset=place.offset, warc_length=place.length)
            self.files.describe(page, place.record_id, request.meta.get("redirect_urls", ()))
            page_id = self.frontier.enter(request, page, response, confirmed)
        request.meta["record_id"] = place.record_id
        self._note_end(request.meta, page_id, page.outcome)
        self._tell(page)
        return page_id, page

    def record_failure(self, request: Request, verdict: Verdict, *, asked: bool) -> None:
        """Enter a request that got no response; `asked` says whether it was sent at all."""
        page = replace(
            asked_page(self.run_id, request, now()),
            outcome=verdict.outcome,
            reason=verdict.reason,
            redirect_url=verdict.redirect_url,
        )
        if not asked and self._is_entered(request, page):
            return
        with self._faults_kept(request.url):
            self.files.describe(page)
            self.frontier.enter(request, page, tried=asked)
        self._tell(page)

    def repeat(self, request: Request) -> StoredAnswer | None:
        """The answer that the killed process had of this request, once; None where it has to be asked."""
        known = self.frontier.known(request)
        if known is None or known.page_id is None or known.page_id > self.begun.last_page_id:
            return None
        if known.page_id in self.begun.repeated:
            return None
        answer = self.stored(answered_in(self.database, known, self.run_id), request)
        if answer is None:
            return None
        self.begun.repeated.add(known.page_id)
        page = self._page(request, answer.response, now(), None)
        self._note_end(request.meta, known.page_id, page.outcome)
        request.meta.update(page_id=known.page_id, outcome=page.outcome, page_kind=page.kind)
        request.meta["record_id"] = answer.stored.record_id
        return answer

    def correct(self, response: Response, verdict: Verdict) -> None:
        """Enter what reading a list page told about it."""
        page_id = response.meta["page_id"]
        lines = [("outcome", verdict.outcome), *([("reason", verdict.reason)] if verdict.reason else [])]
        with self._faults_kept(response.url):
            self.files.note(response.url, lines, response.meta["record_id"])
            set_outcome(self.database, page_id, verdict.outcome, verdict.reason)
        self._note_end(response.meta, page_id, verdict.outcome)

    def link(self, response: Response, attachments: Iterable[str]) -> None:
        """Note in the archive which documents a page links to."""
        with self._faults_kept(response.url):
            lines = [(ATTACHMENT, url) for url in attachments]
            self.files.note(response.url, lines, response.meta["record_id"])

    def skip(self, site_id: str, reason: str, count: int = 1) -> None:
        """Count an entry that is not fetched."""
        self.skipped[site_id][reason] += count

    def end_sites(self, *, finished: bool) -> None:
        """Enter how far the crawl came on each site; `finished` says that it came to its end by itself."""
        self.frontier.end_sites(list(self.sites), finished=finished)

    def close_warc(self) -> None:
        """Give the WARC file its final name. Raises ArchiveWriteError where it cannot be read back whole."""
        try:
            self.files.close()
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

    def _is_entered(self, request: Request, page: Page) -> bool:
        """Whether the process that was killed had entered already that this is not asked."""
        known = self.frontier.known(request) if self.begun.resumed else None
        return known is not None and (known.run_id, known.outcome) == (self.run_id, page.outcome)

    def _page(
        self, request: Request, response: Response, fetched_at: str, confirmed: StoredAnswer | None
    ) -> Page:
        hosts = frozenset(self.sites[request.meta["site_id"]].hosts)
        asked = asked_page(self.run_id, request, fetched_at)
        if confirmed is None:
            return judged_page(asked, request, response, hosts)
        return replace(
            judged_page(asked, request, confirmed.response, hosts),
            status=response.status,
            length=len(response.body),
        )

    def _note_end(self, meta: Mapping[str, object], page_id: int, outcome: PageOutcome) -> None:
        if meta.get("list_number") and outcome in LIST_ENDS:
            self.list_ends.add(page_id)

    def _tell(self, page: Page) -> None:
        if self.on_page:
            self.on_page(page)
