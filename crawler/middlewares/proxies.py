"""Proxies, only for the hosts that the settings name: `GONGKAI_PROXIES = {".test": "http://127.0.0.1:8080"}`.

The environment's proxies are not read: which way a request went must not depend on the shell.
"""

from collections.abc import Mapping
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler


class ProxyMiddleware:
    """Sends requests to some hosts through a proxy and all others directly."""

    def __init__(self, proxies: Mapping[str, str]) -> None:
        self.proxies = proxies

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the setting."""
        return cls(crawler.settings.getdict("GONGKAI_PROXIES"))

    def process_request(self, request: Request) -> None:
        """Set the proxy afresh: a redirect carries over that of the host it came from."""
        host = urlsplit(request.url).hostname or ""
        request.meta.pop("proxy", None)
        suffix = max(filter(host.endswith, self.proxies), key=len, default=None)
        if suffix is not None:
            request.meta["proxy"] = self.proxies[suffix]
