"""The adapter for the CMS with `content_<number>` addresses: server-rendered lists, paged by links."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.content_id import read_content_list
from crawler.spiders.paged import PagedSpider


class ContentIdSpider(PagedSpider):
    """The `content_id` CMS. See docs/sites/content_id.md."""

    name = "content_id"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One list page."""
        return read_content_list(text, url, ask)
