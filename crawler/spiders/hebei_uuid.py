"""The adapter for Hebei's CMS: columns whose rows come in blocks."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.hebei_uuid import ask_block, is_block, read_block_list
from crawler.spiders.paged import PagedSpider


class HebeiUuidSpider(PagedSpider):
    """Hebei's CMS. See docs/sites/hebei_uuid.md."""

    name = "hebei_uuid"

    def first_ask(self, url: str) -> Ask:
        """A column's page or, where the entry names a block, its first part."""
        return ask_block(url) if is_block(url) else Ask(url)

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """A column's page, or one part of a block."""
        return read_block_list(text, url, ask)
