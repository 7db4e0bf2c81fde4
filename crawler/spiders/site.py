"""What all adapters share: asking for lists, reports and attachments of one site, and counting the rest.

An adapter says how its family lists: it implements `list_requests` and the callbacks they name. It runs
inside `SitesSpider` with others, or alone: `scrapy crawl trs_wcm -a site=mva`.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.records import PageKind
from crawler.exchanges import page_text
from crawler.lists.entries import Entry
from crawler.lists.links import is_document, read_attachments
from crawler.recorder import Recorder
from crawler.sites import Site
from crawler.spiders.setup import choose_sites, record_alone, set_up
from parsers.decode import NotTextError

# Lists first, so that what a site holds is known early; its documents last.
LIST_PRIORITY, REPORT_PRIORITY, ATTACHMENT_PRIORITY = 20, 10, 0
# A page with more documents than this is no report with its annexes.
MAX_ATTACHMENTS = 30


class SiteSpider(Spider, ABC):
    """The spider of one site."""

    def __init__(self, site: Site, recorder: Recorder) -> None:
        super().__init__()
        self.site = site
        self.recorder = recorder
        self.asked: set[str] = set()
        self.left_out: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, site: str, sites_folder: str | None = None) -> Self:
        """Make a spider that runs alone, as `scrapy crawl` does, for one site id."""
        entries = choose_sites(site, sites_folder)
        set_up(crawler, entries)
        spider = cls(
            entries[0], record_alone(crawler, entries[:1], f"scrapy crawl {cls.name} -a site={site}")
        )
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask for each list of the site."""
        for url in self.site.lists:
            for request in self.list_requests(url):
                yield request

    @abstractmethod
    def list_requests(self, url: str) -> Iterable[Request]:
        """The requests that reading one list of the site begins with."""

    def request(
        self, url: str, kind: PageKind, priority: int, meta: Mapping[str, object], key: str = ""
    ) -> Iterator[Request]:
        """A request to this site, unless its host is not listed or it was asked for already.

        `key` tells requests to one address apart; without it the address alone does.
        """
        if urlsplit(url).hostname not in self.site.hosts:
            self.skip(url, "host_not_listed")
        elif (key or url) not in self.asked:
            self.asked.add(key or url)
            yield Request(
                url, priority=priority, meta={"kind": kind, "site_id": self.site.id, **self._patience, **meta}
            )

    @property
    def _patience(self) -> dict[str, float]:
        """How long to wait for an answer, where the entry says so and not the settings."""
        seconds = self.site.timeout_seconds
        return {} if seconds is None else {"download_timeout": seconds}

    def entry_requests(self, entries: Iterable[Entry], list_url: str) -> Iterator[Request]:
        """Requests for the entries that read like reports; the others are counted with their reasons."""
        for entry in entries:
            if entry.skip:
                self.skip(entry.url, entry.skip)
                continue
            meta = {"list_url": list_url, "list_title": entry.title or None, "list_date": entry.date}
            if is_document(entry.url):
                yield from self.document_requests(entry.url, REPORT_PRIORITY, meta)
                continue
            for request in self.request(entry.url, "report", REPORT_PRIORITY, meta):
                yield request.replace(callback=self.read_report)

    def document_requests(self, url: str, priority: int, meta: dict[str, str | None]) -> Iterator[Request]:
        """A request for a document; it is archived as it is, reading it is the parsers' work."""
        for request in self.request(url, "attachment", priority, meta):
            yield request.replace(callback=self.read_document)

    def read_report(self, response: Response) -> Iterator[Request]:
        """Ask for the documents a report page links to, one level deep."""
        text = self.text_of(response)
        found = read_attachments(text, response.url) if text else []
        if found:
            self.recorder.link(response, [url for url, _ in found])
        for number, (url, title) in enumerate(found):
            if number >= MAX_ATTACHMENTS:
                self.skip(url, "too_many_attachments")
                continue
            meta = {"list_url": response.url, "list_title": title or None}
            yield from self.document_requests(url, ATTACHMENT_PRIORITY, meta)

    def read_document(self, response: Response) -> None:
        """Nothing to follow from a document."""

    def text_of(self, response: Response) -> str | None:
        """The text of a page whose outcome is ok; None for any other, which is recorded already."""
        if response.meta["outcome"] != "ok":
            return None
        try:
            return page_text(response)
        except NotTextError:
            return None

    def skip(self, url: str, reason: str) -> None:
        """Count something that is not fetched, once for each address."""
        if url not in self.left_out:
            self.left_out.add(url)
            self.recorder.skip(self.site.id, reason)
