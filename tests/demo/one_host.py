"""Crawling one host of the imitation web alone, to see what it was asked and what the summary says."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.web import SITES_FOLDER, DemoWeb
from tests.crawler.crawling import crawl


@dataclass(frozen=True)
class HostCrawl:
    """What a crawl of one host left behind: its data folder, its requests in order, its part of the summary."""

    home: Path
    asked: list[str]
    summary: dict[str, Any]


def crawl_host(site: str, folder: Path) -> HostCrawl:
    """Crawl the host of one site entry; `folder` is for the data."""
    sites = folder / "sites"
    sites.mkdir()
    shutil.copy(SITES_FOLDER / f"{site}.toml", sites)
    with DemoWeb() as web:
        summary = crawl(web, folder / "home", sites)
        asked = [request.path for request in web.requests]
    (own,) = summary["sites"]
    return HostCrawl(folder / "home", asked, own)
