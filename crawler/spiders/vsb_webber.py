"""The adapter for VSB (博达): files that count down, and lists of `list.jsp`."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.vsb_webber import page_behind_gap, read_vsb_list
from crawler.spiders.paged import PagedSpider


class VsbWebberSpider(PagedSpider):
    """VSB. See docs/sites/vsb_webber.md."""

    name = "vsb_webber"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One page of a list."""
        return read_vsb_list(text, url, ask)

    def otherwise(self, ask: Ask) -> Ask | None:
        """The page behind a missing one."""
        return page_behind_gap(ask)
