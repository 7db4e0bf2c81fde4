"""The adapter for Huilan's eportal: pages as files, and the portal itself where they end."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.huilan_eportal import page_by_portal, read_portal_list
from crawler.spiders.paged import PagedSpider


class HuilanEportalSpider(PagedSpider):
    """Huilan's eportal. See docs/sites/huilan_eportal.md."""

    name = "huilan_eportal"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One page of a list."""
        return read_portal_list(text, url, ask)

    def otherwise(self, ask: Ask) -> Ask | None:
        """The portal, where a page that was announced is no file."""
        return page_by_portal(ask)
