"""What Scrapy logs of a crawl: failures and its own doings, not one line a page, which `pages` has."""

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter


class QuietLogFormatter(LogFormatter):
    """Says nothing of a page that was crawled: it would be put into words for every page and thrown away."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """No line."""
