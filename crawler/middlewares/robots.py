"""robots.txt, read by the rules of RFC 9309: a file that is not there allows, one that cannot be had forbids.

Scrapy's own middleware takes an unreachable file for permission; here the site is left alone for this run
and its pages are recorded with what kept us from the file. The file itself is archived like any page.
"""

import asyncio
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

from archive.records import PageOutcome
from crawler.failures import FAILURE_TYPES, NotAsked, Stopped, judge_failure
from crawler.outcomes import Verdict
from crawler.user_agent import ROBOTS_NAME

# RFC 9309 2.3.1.3: the server answered and has no rules for us.
WITHOUT_RULES: frozenset[PageOutcome] = frozenset(
    {
        "gone_404",
        "soft_404",
        "forbidden_403",
        "waf_challenge",
        "redirected",
        "redirected_home",
        "redirected_host",
        "unreadable",
    }
)


class RobotsMiddleware:
    """Asks each host for its rules once a run, and obeys them."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise ValueError("ROBOTSTXT_OBEY cannot be switched off: robots.txt is always obeyed")
        self.crawler = crawler
        self._rules: dict[str, asyncio.Task[RobotParser | Verdict]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware for one crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Refuse a request that the host's rules forbid, or whose rules could not be had."""
        if request.meta["kind"] == "robots":
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(origin, request))
        rules = await asyncio.shield(self._rules[origin])
        if isinstance(rules, Verdict):
            raise NotAsked(Verdict(rules.outcome, f"robots.txt: {rules.reason}; the page was not asked for"))
        if not rules.allowed(request.url, ROBOTS_NAME):
            raise NotAsked(Verdict("robots_disallowed", f"forbidden by {origin}/robots.txt"))

    async def _fetch(self, origin: str, request: Request) -> RobotParser | Verdict:
        """The rules of one host, or what kept us from them."""
        robots_request = Request(
            f"{origin}/robots.txt",
            meta={"kind": "robots", "site_id": request.meta["site_id"]},
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(robots_request)
        except Stopped:
            raise
        except FAILURE_TYPES as error:
            # An IgnoreRequest without a verdict is Scrapy giving up on a chain of redirects.
            return judge_failure(error) or Verdict("server_error", str(error))
        return self._read(response, request)

    def _read(self, response: Response, request: Request) -> RobotParser | Verdict:
        outcome = response.meta["outcome"]
        if outcome != "ok" and outcome not in WITHOUT_RULES:
            return Verdict(outcome, f"status {response.status}")
        body = response.body if outcome == "ok" else b""
        rules = ProtegoRobotParser(body, self.crawler.spider)
        self.crawler.signals.send_catch_log(signals.robots_parsed, robotparser=rules, request=request)
        return rules
