"""The adapter for sites of no known family: titles that read like reports, the next page, frames.

Old sites are read by it: addresses such as `show.asp?id=7`, lists in frames, ASP.NET pagers.
"""

from dataclasses import replace

from bs4 import BeautifulSoup

from crawler.lists.anchors import read_anchors, with_lists_of_years
from crawler.lists.asking import Ask, ListPage
from crawler.lists.postback import next_postback
from crawler.spiders.paged import PagedSpider


class GenericSpider(PagedSpider):
    """A site without a family. See docs/sites/generic.md."""

    name = "generic"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One list page; a form's pager goes before links, which cannot work without it."""
        page = with_lists_of_years(read_anchors(text, url, ask))
        if "__doPostBack" not in text:
            return page
        following = next_postback(BeautifulSoup(text, "lxml"), url, ask.number)
        return replace(page, following=following or page.following)
