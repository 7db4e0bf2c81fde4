"""The adapter for Hanweb's (大汉版通) catalogue, whose rows /module/xxgk/search.jsp sends."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.entries import Entry
from crawler.lists.hanweb_xxgk import ask_search, is_search, read_column, read_rows
from crawler.spiders.paged import PagedSpider


class HanwebXxgkSpider(PagedSpider):
    """Hanweb's catalogue. See docs/sites/hanweb_xxgk.md."""

    name = "hanweb_xxgk"

    def first_ask(self, url: str) -> Ask:
        """A column is asked for as it is, the rows with what the column's own script sends."""
        return ask_search(url) if is_search(url) else Ask(url)

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """The column's page, or rows."""
        return read_rows(text, url, ask) if "address" in ask.state else read_column(text, url, ask)

    def brings_new(self, new: list[Entry]) -> bool:
        """Rows of other columns go before and behind those of the one that is read."""
        return bool(new)
