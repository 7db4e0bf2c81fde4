"""The adapter for the JCMS of 延安 and its districts: lists `1.html`, `2.html`, articles of 19 digits."""

from crawler.lists.asking import Ask, ListPage
from crawler.lists.counted import JCMS_SNOWFLAKE, read_counted_list
from crawler.spiders.paged import PagedSpider


class JcmsSnowflakeSpider(PagedSpider):
    """The JCMS with numbers of 19 digits. See docs/sites/jcms_snowflake.md."""

    name = "jcms_snowflake"

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:
        """One page of a list."""
        return read_counted_list(text, url, ask, JCMS_SNOWFLAKE)
