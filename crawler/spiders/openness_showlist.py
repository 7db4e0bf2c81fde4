"""The adapter for the Meetfine openness module: numbered list pages, and the older lists by branch."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.openness import read_openness
from crawler.spiders.paged import PagedSpider


class OpennessShowlistSpider(PagedSpider):
    """The openness module. See docs/sites/openness_showlist.md."""

    name = "openness_showlist"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One list page, or an agency's tree of columns."""
        return read_openness(text, url, ask)
