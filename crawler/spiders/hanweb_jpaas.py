"""The adapter for Hanweb's (大汉版通) newer platform, JPAAS: lists that a page's units fetch."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.hanweb_jpaas import read_column, read_unit
from crawler.spiders.paged import PagedSpider


class HanwebJpaasSpider(PagedSpider):
    """JPAAS. See docs/sites/hanweb_jpaas.md."""

    name = "hanweb_jpaas"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """The column's own page, or an answer for one of its units."""
        return read_unit(text, ask) if "unit" in ask.state else read_column(text, url, ask)
