"""The frontier of one run as it is crawled: what is wanted, what is being asked, and what came of it.

Addresses are noted as the spiders name them and entered with the next row, in one transaction. Before an
address is asked, it is entered for certain.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from scrapy import Request
from scrapy.http import Response

from archive.database import Database, transaction
from archive.frontier import (
    Known,
    Wanted,
    ask,
    forget_posted,
    has_content,
    read_known,
    settle,
    site_is_done,
    want,
)
from archive.pages import store_page
from archive.records import Page
from archive.runs import end_site, now
from crawler.politeness import due_after
from crawler.stored_answers import StoredAnswer
from crawler.wanted import key_of, validators_of, wanted_of

# How far pages that are to be confirmed stand behind those that are new, documents included.
CONFIRMING = 20


class RunFrontier:
    """The addresses of one run."""

    def __init__(self, database: Database, run_id: int) -> None:
        self._database = database
        self._run_id = run_id
        self._wanted: list[Wanted] = []
        # When each site was first and last asked, by a clock that cannot be set.
        self._asked_between: dict[str, tuple[float, float]] = {}

    def want(self, request: Request) -> None:
        """Note an address that the run wants; it is entered before anything is asked or answered.

        What is not had yet goes before what is only to be confirmed: time or the host's budget may end.
        """
        self._wanted.append(wanted_of(request))
        if request.meta["kind"] in ("report", "attachment") and "wanted_before" not in request.meta:
            known = self.known(request)
            request.meta["wanted_before"] = known is not None and known.content_page_id is not None
            request.priority -= CONFIRMING if request.meta["wanted_before"] else 0

    def drop(self, request: Request) -> None:
        """Take back an address that turned out to be asked for already."""
        wanted = wanted_of(request)
        if wanted in self._wanted:
            self._wanted.remove(wanted)

    def known(self, request: Request) -> Known | None:
        """How the address of a request stands."""
        return read_known(self._database, key_of(request))

    def ask(self, request: Request) -> None:
        """Enter that an address is being asked."""
        site_id = request.meta["site_id"]
        first, _ = self._asked_between.get(site_id, (monotonic(), 0.0))
        self._asked_between[site_id] = (first, monotonic())
        with self._entering():
            want(self._database, self._run_id, [wanted_of(request)], now())
            ask(self._database, key_of(request), now())

    def enter(
        self,
        request: Request,
        page: Page,
        response: Response | None = None,
        confirmed: StoredAnswer | None = None,
        *,
        tried: bool = True,
    ) -> int:
        """Enter a page and how its address stands now, together; the number of the page."""
        with self._entering():
            want(self._database, self._run_id, [wanted_of(request)], now())
            page_id = store_page(self._database, page)
            settle(
                self._database,
                key_of(request),
                page_id,
                page,
                validators_of(response) if response is not None and has_content(page) else None,
                content_page_id=confirmed.page_id if confirmed else None,
                due_at=due_after(response) if response is not None else None,
                tried=tried,
            )
        return page_id

    def end_sites(self, site_ids: list[str], *, finished: bool) -> None:
        """Enter how far the crawl came on each site; `finished` says that it came to its end by itself."""
        with self._entering():
            for site_id in site_ids:
                whole = site_is_done(self._database, self._run_id, site_id, finished=finished)
                first, last = self._asked_between.get(site_id, (0.0, 0.0))
                end_site(self._database, self._run_id, site_id, "done" if whole else "cut", last - first)
                if whole:
                    forget_posted(self._database, self._run_id, site_id)

    @contextmanager
    def _entering(self) -> Iterator[None]:
        """A transaction that begins with the addresses noted so far."""
        with transaction(self._database):
            want(self._database, self._run_id, self._wanted, now())
            yield
        self._wanted.clear()
