"""The adapter for NFCMS: static lists, channels by year and agency."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.nfcms import read_nfcms_list
from crawler.spiders.paged import PagedSpider


class NfcmsSpider(PagedSpider):
    """NFCMS. See docs/sites/nfcms.md."""

    name = "nfcms"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One list page."""
        return read_nfcms_list(text, url, ask)
