"""The adapter for TRS WCM (拓尔思): static list pages, year and agency sub-channels, one-document channels.

A list is read page by page until a page brings nothing new. What the page itself announces decides
nothing: announced pages are often missing, and lists go on behind the last announced page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scrapy import Request
from scrapy.http import Response

from crawler.lists.entries import Entry
from crawler.lists.links import directory
from crawler.lists.trs_wcm import MAX_STEPS_BELOW, ListPage, Pager, read_list_page, steps_below
from crawler.outcomes import Verdict, judge_list
from crawler.spiders.site import LIST_PRIORITY, SiteSpider

# A list that still brings new entries after so many pages makes them up.
MAX_LIST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Channel:
    """One list being read: the folder of the site's list it belongs to, its own folder, what it showed."""

    root: str
    folder: str
    number: int = 0
    pager: Pager | None = None
    seen: set[str] = field(default_factory=set)


class TrsWcmSpider(SiteSpider):
    """TRS WCM. See docs/sites/trs_wcm.md."""

    name = "trs_wcm"

    def list_requests(self, url: str) -> Iterator[Request]:
        """The first page of a list."""
        return self._page_requests(url, Channel(root=directory(url), folder=directory(url)))

    def read_list(self, response: Response, channel: Channel) -> Iterator[Request]:
        """Follow one list page: its entries, its sub-channels, and the next page if this one was new."""
        text = self.text_of(response)
        if text is None:
            return
        if not channel.number:
            channel = _as_found(channel, response.url)
        page = read_list_page(text, response.url)
        new = [entry for entry in page.entries if entry.url not in channel.seen]
        channel.seen.update(entry.url for entry in new)
        if response.meta["page_kind"] == "report":
            yield from self.read_report(response)
        else:
            self._judge(response, text, page, new)
        yield from self.entry_requests(new, response.url)
        yield from self._channel_requests(page, channel)
        yield from self._next_page_requests(page, new, channel)

    def _page_requests(self, url: str, channel: Channel) -> Iterator[Request]:
        meta = {"list_url": channel.root, "list_number": channel.number}
        for request in self.request(url, "list", LIST_PRIORITY, **meta):
            yield request.replace(callback=self.read_list, cb_kwargs={"channel": channel})

    def _channel_requests(self, page: ListPage, channel: Channel) -> Iterator[Request]:
        for folder in page.channels:
            if 0 < steps_below(folder, channel.root) <= MAX_STEPS_BELOW:
                yield from self._page_requests(folder, Channel(root=channel.root, folder=folder))

    def _next_page_requests(self, page: ListPage, new: list[Entry], channel: Channel) -> Iterator[Request]:
        """The next page, if this one had entries of the channel that were new: boxes beside it vary."""
        following = replace(channel, number=channel.number + 1, pager=page.pager or channel.pager)
        if not following.pager or not any(entry.in_channel or entry.skip is None for entry in new):
            return
        url = following.pager.address(channel.folder, following.number)
        if following.number >= MAX_LIST_PAGES:
            self.skip(url, "list_without_end")
            return
        yield from self._page_requests(url, following)

    def _judge(self, response: Response, text: str, page: ListPage, new: list[Entry]) -> None:
        """Enter what reading the page told: that it is no list, a stub, or a page seen before."""
        number = response.meta["list_number"]
        found = len(page.entries) + len(page.channels)
        verdict = judge_list(text, len(response.body), found, number)
        if verdict.outcome != "ok":
            self.recorder.correct(response, verdict)
        elif number and not new:
            self.recorder.correct(response, Verdict("ok", "nothing new: the list ends here"))


def _as_found(channel: Channel, url: str) -> Channel:
    """The channel at the address where its first page was found, which a redirect may have changed."""
    found = directory(url)
    root = found if channel.root == channel.folder else channel.root
    return replace(channel, root=root, folder=found)
