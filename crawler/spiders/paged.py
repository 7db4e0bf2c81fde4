"""Reading a list part by part until a part brings nothing new: the loop that all adapters share.

What a page announces decides nothing: announced pages are often missing, lists go on behind the last one,
the first page may answer for every number. A family says only how one part reads (`read_page`).
"""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Self

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.entries import Entry
from crawler.outcomes import Verdict, judge_list
from crawler.sites import Site
from crawler.spiders.site import ATTACHMENT_PRIORITY, LIST_PRIORITY, SiteSpider

# A list that still brings new entries after so many parts makes them up.
MAX_LIST_PAGES = 500
# Lists below lists: a year inside an agency inside a tree.
MAX_LIST_DEPTH = 3
# What is there where a list has no further part.
MISSING = frozenset({"gone_404", "soft_404", "redirected_home"})


@dataclass(slots=True)
class Listing:
    """One list being read: the site's own list it lies below, how deep, and what it showed so far."""

    root: str
    depth: int = 0
    seen: set[str] = field(default_factory=set)
    promised: int | None = None


class PagedSpider(SiteSpider):
    """An adapter whose family answers lists in parts."""

    @classmethod
    def for_reading(cls, site: Site) -> Self:
        """A spider that can read pages of this site and has no crawl to record: for `gongkai sites`."""
        spider = cls.__new__(cls)
        spider.site = site
        return spider

    @abstractmethod
    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """Read one part found at `url`. Raise UnreadableListError where it is none of this family's."""

    def list_requests(self, url: str) -> Iterator[Request]:
        """The first part of a list of the site."""
        return self.ask(self.first_ask(url), Listing(root=url))

    def first_ask(self, url: str) -> Ask:
        """The request that a list begins with."""
        return Ask(url)

    def ask(self, ask: Ask, listing: Listing) -> Iterator[Request]:
        """The request for one part of a list."""
        meta = {"list_url": listing.root, "list_number": ask.number}
        for request in self.request(ask.url, "list", LIST_PRIORITY, meta, ask.key):
            headers = dict(ask.headers) | ({"Content-Type": ask.content_type} if ask.content_type else {})
            yield request.replace(
                callback=self.read_list,
                errback=partial(self.miss_list, ask=ask, listing=listing),
                cb_kwargs={"ask": ask, "listing": listing},
                method=ask.method,
                body=ask.body,
                headers=headers,
            )

    def read_list(self, response: Response, ask: Ask, listing: Listing) -> Iterator[Request]:
        """Follow one part: its entries, the lists below it, and the next part if this one was new."""
        text = self.text_of(response)
        if text is None:
            yield from self._break_off(response, ask, listing)
            return
        try:
            page = self.read_page(text, response.url, ask)
        except UnreadableListError as error:
            self.recorder.correct(response, Verdict("unreadable", str(error)))
            return
        new = [entry for entry in page.entries if entry.url not in listing.seen]
        listing.seen.update(entry.url for entry in new)
        listing.promised = page.promised or listing.promised
        if response.meta["page_kind"] == "report":
            yield from self.read_report(response)
        else:
            self._judge(response, text, page, new, ask)
        yield from self.entry_requests(new, response.url)
        yield from self._documents(page)
        yield from self._below(page, listing)
        yield from self._next(ask, page, new, listing)

    def miss_list(self, failure: Failure, ask: Ask, listing: Listing) -> Iterator[Request]:
        """A part that was not to be had, which is recorded already: the list ends here."""
        if isinstance(failure.value, HttpError):
            yield from self._break_off(failure.value.response, ask, listing)
        else:
            self._close(listing)

    def otherwise(self, ask: Ask) -> Ask | None:  # noqa: ARG002 - for families that know one
        """Another way to ask where `ask` found nothing or nothing new; None where the family knows none."""
        return None

    def brings_new(self, new: list[Entry]) -> bool:
        """Whether a part with these new entries is worth asking for another: boxes beside a list vary."""
        return any(entry.in_channel or entry.skip is None for entry in new)

    def _documents(self, page: ListPage) -> Iterator[Request]:
        """Requests for the documents of rows, as for those that a report's page links to."""
        for document in page.documents:
            meta = {"list_url": document.page, "list_title": document.title or None}
            yield from self.document_requests(document.url, ATTACHMENT_PRIORITY, meta)

    def _below(self, page: ListPage, listing: Listing) -> Iterator[Request]:
        for below in page.lists:
            if listing.depth >= MAX_LIST_DEPTH:
                self.skip(below.key, "list_too_deep")
                continue
            yield from self.ask(below, Listing(root=listing.root, depth=listing.depth + 1))

    def _next(self, ask: Ask, page: ListPage, new: list[Entry], listing: Listing) -> Iterator[Request]:
        if not self.brings_new(new):
            yield from self._go_on(self.otherwise(ask), listing)
        elif page.following and page.following.number >= MAX_LIST_PAGES:
            self.skip(page.following.key, "list_without_end")
        else:
            yield from self._go_on(page.following, listing)

    def _break_off(self, response: Response, ask: Ask, listing: Listing) -> Iterator[Request]:
        """A missing part may be had another way; one that was refused may not be asked for again."""
        missing = response.meta["outcome"] in MISSING
        yield from self._go_on(self.otherwise(ask) if missing else None, listing)

    def _go_on(self, ask: Ask | None, listing: Listing) -> Iterator[Request]:
        requests = list(self.ask(ask, listing)) if ask else []
        if not requests:
            self._close(listing)
        yield from requests

    def _close(self, listing: Listing) -> None:
        """The list has ended: what its total promised and no part showed is counted."""
        wanting = (listing.promised or 0) - len(listing.seen)
        if wanting > 0:
            self.recorder.skip(self.site.id, "promised_not_listed", wanting)

    def _judge(self, response: Response, text: str, page: ListPage, new: list[Entry], ask: Ask) -> None:
        """Enter what reading the part told: that it is no list, a stub, or a part seen before."""
        verdict = judge_list(text, len(response.body), len(page.entries) + len(page.lists), ask.number)
        if verdict.outcome != "ok":
            self.recorder.correct(response, verdict)
        elif ask.number and not new:
            self.recorder.correct(response, Verdict("ok", "nothing new: the list ends here"))
