"""What an adapter makes of one list page, before its site is crawled: entries, more lists, the next part."""

from collections import Counter
from dataclasses import dataclass

from crawler.adapters import adapter_class
from crawler.lists.asking import ListPage, UnreadableListError
from crawler.sites import Site
from crawler.spiders.paged import PagedSpider


@dataclass(frozen=True, slots=True)
class Preview:
    """One list page as an adapter reads it; `trouble` says why it could not, where it could not."""

    reports: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    lists: int = 0
    following: str | None = None
    first_title: str | None = None
    trouble: str | None = None


def preview(site: Site, html: str, url: str) -> Preview:
    """Read one list page with the site's adapter."""
    try:
        return _preview(read_first_page(site, html, url))
    except UnreadableListError as error:
        return Preview(trouble=str(error))


def read_first_page(site: Site, html: str, url: str) -> ListPage:
    """The first part of a list as the site's adapter reads it. Raises UnreadableListError."""
    spider_class = adapter_class(site.adapter)
    if not issubclass(spider_class, PagedSpider):
        raise UnreadableListError(f"the adapter {site.adapter} reads no list pages")
    spider = spider_class.for_reading(site)
    return spider.read_page(html, url, spider.first_ask(url))


def _preview(page: ListPage) -> Preview:
    reports = [entry for entry in page.entries if entry.skip is None]
    left_out = Counter(entry.skip for entry in page.entries if entry.skip)
    return Preview(
        reports=len(reports),
        left_out=tuple(left_out.most_common()),
        lists=len(page.lists),
        following=page.following.key if page.following else None,
        first_title=reports[0].title if reports else None,
    )
