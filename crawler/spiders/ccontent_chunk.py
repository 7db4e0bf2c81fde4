"""The adapter for the CMS with `c<number>/content.html` addresses: fragments that count down."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.ccontent_chunk import chunk_behind_gap, read_chunk
from crawler.spiders.paged import PagedSpider


class CcontentChunkSpider(PagedSpider):
    """The CMS of descending fragments. See docs/sites/ccontent_chunk.md."""

    name = "ccontent_chunk"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """The list's page or one of its fragments."""
        return read_chunk(text, url, ask)

    def otherwise(self, ask: Ask) -> Ask | None:
        """The fragment behind a missing one."""
        return chunk_behind_gap(ask)
