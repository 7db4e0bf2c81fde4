"""The adapter for Guangdong's gkmlpt: categories from an entry page's tree, rows from a JSON interface."""

from urllib.parse import urldefrag, urlsplit

from crawler.lists.asking import Ask, ListPage
from crawler.lists.gkmlpt import API, entry_ask, is_portal, read_entry_page, read_rows
from crawler.lists.nfcms import read_nfcms_list
from crawler.spiders.paged import PagedSpider


class GkmlptSpider(PagedSpider):
    """The platform gkmlpt. See docs/sites/gkmlpt.md."""

    name = "gkmlpt"

    def first_ask(self, url: str) -> Ask:
        """An entry page is asked for once, for all categories that the site's lists name on it by `#<id>`."""
        if API in urlsplit(url).path:
            return Ask(url)
        page = urldefrag(url).url
        named = [urldefrag(other) for other in self.site.lists]
        return entry_ask(page, ",".join(other.fragment for other in named if other.url == page))

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """An entry page, rows of a category, or the portal's list that a category jumped to."""
        if API in urlsplit(url).path:
            return read_rows(text, url, ask)
        read = read_nfcms_list if is_portal(text, ask) else read_entry_page
        return read(text, url, ask)
