"""The adapter for UCAP (开普): lists of files, and lists that an interface answers as JSON."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.ucap import other_second_page, read_static_list
from crawler.lists.ucap_search import ask_interface, is_interface, read_results
from crawler.spiders.paged import PagedSpider


class UcapSpider(PagedSpider):
    """UCAP. See docs/sites/ucap.md."""

    name = "ucap"

    def first_ask(self, url: str) -> Ask:
        """A list of files is asked for as it is, an interface with what its own pages ask for."""
        return ask_interface(url) if is_interface(url) else Ask(url)

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One file of a list, or one answer of the interface."""
        return read_results(text, url, ask) if is_interface(ask.url) else read_static_list(text, url, ask)

    def otherwise(self, ask: Ask) -> Ask | None:
        """Where `_2` is no second page, `_1` may be."""
        return other_second_page(ask)
