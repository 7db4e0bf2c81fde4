"""The adapter for Shanghai's portals: lists counted up as `index_2.html`, a channel for each year."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.counted import SH_HEX, read_counted_list
from crawler.spiders.paged import PagedSpider


class ShHexSpider(PagedSpider):
    """Shanghai's portals. See docs/sites/sh_hex.md."""

    name = "sh_hex"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One page of a list."""
        return read_counted_list(text, url, ask, SH_HEX)
