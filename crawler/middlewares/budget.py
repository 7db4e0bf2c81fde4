"""A limit on what one run asks of one host: a list that never ends must not become a flood."""

from collections import Counter
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.failures import NotAsked
from crawler.outcomes import Verdict


class BudgetMiddleware:
    """Counts the requests to each host and refuses those beyond `GONGKAI_REQUESTS_PER_HOST`."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the setting."""
        return cls(crawler.settings.getint("GONGKAI_REQUESTS_PER_HOST"))

    def process_request(self, request: Request) -> None:
        """Count one request, those to robots.txt and retries included."""
        host = urlsplit(request.url).hostname or ""
        if self._asked[host] >= self.limit:
            reason = f"not asked: {host} was asked {self.limit} times in this run (GONGKAI_REQUESTS_PER_HOST)"
            raise NotAsked(Verdict("budget_spent", reason))
        self._asked[host] += 1
