"""The last word on hosts: whatever made a request, it is not sent to a host that its site does not list."""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.failures import NotAsked
from crawler.outcomes import Verdict
from crawler.recorder import Recorder, recorder_of


class AllowedHostsMiddleware:
    """Refuses requests to hosts that are not listed."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the sites from the spider that runs."""
        return cls(recorder_of(crawler))

    def process_request(self, request: Request) -> None:
        """Refuse a request to a host that the request's site does not list."""
        host = urlsplit(request.url).hostname
        if host not in self.recorder.sites[request.meta["site_id"]].hosts:
            raise NotAsked(
                Verdict("redirected_host", f"{host} is not a listed host of the site", request.url)
            )
