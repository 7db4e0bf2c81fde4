"""The adapter for the Lonsun EX platform: columns of an organ, rows as fragments from one label."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.lonsun import first_ask, read_lonsun
from crawler.spiders.paged import PagedSpider


class LonsunSpider(PagedSpider):
    """The Lonsun platform. See docs/sites/lonsun.md."""

    name = "lonsun"

    def first_ask(self, url: str) -> Ask:
        """A column's page or, where the entry names the label's own address, its first fragment."""
        return first_ask(url)

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """A column's page, or one fragment of its rows."""
        return read_lonsun(text, url, ask)
