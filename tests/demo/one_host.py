"""One crawl of the whole imitation web for all tests that look at what it left behind, host by host."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.reports import SITES
from demo.web import SITES_FOLDER, DemoWeb, LoggedRequest
from tests.crawler.crawling import crawl, rows


@dataclass(frozen=True)
class HostCrawl:
    """What the crawl did at one host: the data folder of all, its requests in order, its part of the summary."""

    site: str
    home: Path
    asked: list[str]
    summary: dict[str, Any]

    def pages(self, kind: str) -> list[sqlite3.Row]:
        """The pages of a kind, in the order in which they came."""
        query = "SELECT * FROM pages WHERE site_id = ? AND kind = ? ORDER BY id"
        return rows(self.home, query, self.site, kind)


@dataclass(frozen=True)
class WholeCrawl:
    """The data folder after the crawl, every request, and the summary."""

    home: Path
    requests: list[LoggedRequest]
    summary: dict[str, Any]

    def of(self, site: str) -> HostCrawl:
        """What concerns the host of one site."""
        asked = [request.path for request in self.requests if request.host == host_of(site)]
        (own,) = (part for part in self.summary["sites"] if part["site_id"] == site)
        return HostCrawl(site, self.home, asked, own)


def host_of(site: str) -> str:
    """The host of a site entry: that of its file, or one that refuses."""
    return SITES[site].host if site in SITES else f"{site.replace('_', '-')}.test"


def crawl_everything(home: Path) -> WholeCrawl:
    """Crawl every host, as `gongkai demo` does."""
    with DemoWeb() as web:
        summary = crawl(web, home, SITES_FOLDER)
        return WholeCrawl(home, web.requests, summary)
