"""All chosen sites in one engine, so that one request at a time per host holds across sites.

The work is done by one adapter spider a site; this one only starts them. `scrapy crawl sites -a site=a,b`
works too.
"""

from collections.abc import AsyncIterator
from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler

from crawler.adapters import adapter_class
from crawler.recorder import Recorder
from crawler.spiders.setup import choose_sites, record_alone, set_up


class SitesSpider(Spider):
    """The spider that runs the adapters of all sites of a record."""

    name = "sites"

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self.recorder = recorder
        self.adapters = [adapter_class(site.adapter)(site, recorder) for site in recorder.sites.values()]

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        recorder: Recorder | None = None,
        site: str = "",
        sites_folder: str | None = None,
    ) -> Self:
        """Make the spider for the sites of `recorder`, or alone for those that `site` names."""
        entries = list(recorder.sites.values()) if recorder else choose_sites(site, sites_folder)
        set_up(crawler, entries)
        spider = cls(recorder or record_alone(crawler, entries, f"scrapy crawl {cls.name} -a site={site}"))
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask for each list of each site; the scheduler takes turns between hosts."""
        for adapter in self.adapters:
            async for request in adapter.start():
                yield request
