"""The adapter for Hanweb's (大汉版通) columns: records in a script of the page and from dataproxy.jsp."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.hanweb_jpage import other_request, read_answer, read_column
from crawler.recorder import Recorder
from crawler.sites import Site
from crawler.spiders.paged import PagedSpider


class HanwebJpageSpider(PagedSpider):
    """Hanweb's columns. See docs/sites/hanweb_jpage.md."""

    name = "hanweb_jpage"

    def __init__(self, site: Site, recorder: Recorder) -> None:
        super().__init__(site, recorder)
        # Requests that were answered with an empty list of records: their list has ended.
        self.ended: set[str] = set()

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """The column's own page, or an answer with further records."""
        if "way" not in ask.state:
            return read_column(text, url, ask)
        page = read_answer(text, ask)
        if page.following is None:
            self.ended.add(ask.key)
        return page

    def otherwise(self, ask: Ask) -> Ask | None:
        """Where an answer repeats what is known, the server may be of the other generation."""
        return None if ask.key in self.ended else other_request(ask)
