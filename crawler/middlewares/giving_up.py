"""Leaving a host alone that turned us away several times in a row.

A host that refuses every request gains nothing from hundreds more, and asking on is how an address gets
blocked for good. What is not asked any more is recorded with the refusal it would have met.
"""

from collections import Counter
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.records import PageOutcome
from crawler.failures import NotAsked, judge_failure
from crawler.outcomes import Verdict

# So many in a row are no accident. A request that is retried counts once.
MAX_REFUSALS = 6
REFUSALS: frozenset[PageOutcome] = frozenset(
    {"waf_challenge", "forbidden_403", "rate_limited", "timeout", "connection_error"}
)


class GivingUpMiddleware:
    """Counts refusals in a row for each host and stops asking at `MAX_REFUSALS`."""

    def __init__(self) -> None:
        self._in_a_row: Counter[str] = Counter()
        self._last: dict[str, PageOutcome] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware for one crawl."""
        del crawler
        return cls()

    def process_request(self, request: Request) -> None:
        """Do not ask a host that only refuses; crawler.download asks this again before sending."""
        host = _host(request)
        if self._in_a_row[host] >= MAX_REFUSALS:
            reason = f"not asked: {host} refused {self._in_a_row[host]} requests in a row"
            raise NotAsked(Verdict(self._last[host], reason))

    def process_response(self, request: Request, response: Response) -> Response:
        """Count one answer."""
        self._count(request, request.meta["outcome"])
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count one failure; what was not asked is no answer."""
        verdict = judge_failure(exception)
        if verdict and not isinstance(exception, NotAsked):
            self._count(request, verdict.outcome)

    def _count(self, request: Request, outcome: PageOutcome) -> None:
        # Some hosts refuse robots.txt or documents alone and show their pages.
        if request.meta["kind"] in ("robots", "attachment"):
            return
        host = _host(request)
        self._in_a_row[host] = self._in_a_row[host] + 1 if outcome in REFUSALS else 0
        self._last[host] = outcome


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
