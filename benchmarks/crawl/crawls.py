"""The crawls that are timed, each in a process of its own: Scrapy alone, and Gongkai's whole run."""

import multiprocessing
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.crawl.server import Pages
from crawler.sites import Site

FETCH, FOLLOW = "scrapy, fetching alone", "scrapy, following the links of every page"


@dataclass(slots=True)
class Timed:
    """One crawl: its responses, the seconds it took, those of fetching alone, and memory as it went on.

    `cpu` is processor time in seconds, that of all processes included, theirs for starting up, too; `memory` has
    the resident megabytes of all of them at each tenth of the way.
    """

    name: str
    responses: int
    seconds: float
    fetching: float
    cpu: float
    memory: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Responses a second, reading included."""
        return self.responses / self.seconds


def median(crawls: Sequence[Timed]) -> Timed:
    """Of the same crawl made several times the one in the middle, by its seconds."""
    return sorted(crawls, key=lambda timed: timed.seconds)[len(crawls) // 2]


def bare(name: str, pages: Pages, proxy_url: str) -> Timed:
    """Crawl with Scrapy alone."""
    return _in_process(_bare, name, pages, proxy_url)


def whole(pages: Pages, proxy_url: str, delay: float = 0.0) -> Timed:
    """Crawl with Gongkai: archive, database, recognition, politeness and all."""
    return _in_process(_whole, pages, proxy_url, delay)


def _in_process(target: Callable[..., Timed], *arguments: object) -> Timed:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_call, args=(target, arguments, theirs))
    process.start()
    timed: Timed = ours.recv()
    process.join()
    return timed


def _call(target: Callable[..., Timed], arguments: tuple[object, ...], result: Connection) -> None:
    result.send(target(*arguments))


def _bare(name: str, pages: Pages, proxy_url: str) -> Timed:
    from scrapy import Request, Spider  # noqa: PLC0415 - in the child alone
    from scrapy.crawler import CrawlerProcess  # noqa: PLC0415
    from scrapy.http import Response  # noqa: PLC0415
    from scrapy.linkextractors import LinkExtractor  # noqa: PLC0415

    # For robots.txt too, which Scrapy asks for by itself.
    os.environ["http_proxy"] = proxy_url
    links = LinkExtractor()

    class BareSpider(Spider):
        name = "bare"

        async def start(self) -> AsyncIterator[Request]:
            for number in range(pages.hosts):
                yield Request(f"http://h{number}.test/nb/")

        def parse(self, response: Response) -> Iterator[Request]:
            for link in links.extract_links(response):  # type: ignore[arg-type]
                callback = self.parse if name == FOLLOW else self.read
                yield Request(link.url, callback)

        def read(self, response: Response) -> None:
            """Nothing."""

    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS": 32,
            # One at a time a host; the number for a domain is how many connections to the proxy are kept, too.
            "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
            "DOWNLOAD_SLOTS": {f"h{number}.test": {"concurrency": 1} for number in range(pages.hosts)},
            "DOWNLOAD_DELAY": 0,
            "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",
            "REMOTE_CONTROL_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "ERROR",
        }
    )
    crawler = process.create_crawler(BareSpider)
    process.crawl(crawler)
    began, used = time.monotonic(), _cpu()
    process.start()
    seconds = time.monotonic() - began
    responses = int(crawler.stats.get_value("downloader/response_count")) if crawler.stats else 0
    return Timed(name, responses, seconds, seconds, _cpu() - used)


def _whole(pages: Pages, proxy_url: str, delay: float) -> Timed:
    from archive.home import Home  # noqa: PLC0415 - in the child alone
    from crawler.run import crawl_sites  # noqa: PLC0415

    fetched = _Progress(pages.requests)
    with tempfile.TemporaryDirectory(prefix="gongkai-crawl-") as folder:
        sites = [_site(number, delay) for number in range(pages.hosts)]
        began, used = time.monotonic(), _cpu()
        summary = crawl_sites(
            Home(Path(folder)),
            sites,
            contact="benchmark@example.test",
            proxies={".test": proxy_url},
            progress=fetched.count,
        )
        seconds = time.monotonic() - began
    _end_readers()
    responses = sum(site.requests for site in summary.sites)
    return Timed("gongkai", responses, seconds, fetched.last - began, _cpu() - used, fetched.memory)


def _site(number: int, delay: float) -> Site:
    return Site.model_validate(
        {
            "id": f"h{number}",
            "name": f"第{number}号站点",
            "adapter": "trs_wcm",
            "area": "880100",
            "place": "云州市",
            "level": "city",
            "home_url": f"http://h{number}.test/",
            "lists": [f"http://h{number}.test/nb/"],
            "evidence": "seen",
            "delay_seconds": delay,
            "delay_reason": "benchmark",
        }
    )


class _Progress:
    """Counts the lines of a run: when the last page was fetched, and memory on the way."""

    def __init__(self, requests: int) -> None:
        self.last = time.monotonic()
        self.memory: list[float] = []
        self._every = max(1, requests // 10)
        self._count = 0
        self._lock = threading.Lock()

    def count(self, line: str) -> None:
        if line[:1].isdigit():
            return
        with self._lock:
            self._count += 1
            self.last = time.monotonic()
            if self._count % self._every == 0:
                self.memory.append(_resident_megabytes())


def _end_readers() -> None:
    """End the server that readers are forked from: until it is waited for, their time is not counted."""
    from multiprocessing.forkserver import _forkserver  # noqa: PLC0415 - in the child alone

    _forkserver._stop()  # type: ignore[attr-defined]


def _resident_megabytes() -> float:
    """That of this process and of those that crawl for it; what they share is counted for each."""
    servers = _children("self")
    crawling = [pid for server in servers for pid in _children(server)]
    return sum(map(_resident_pages, ("self", *servers, *crawling))) * resource.getpagesize() / 1e6


def _children(pid: str) -> list[str]:
    return [
        c for task in Path(f"/proc/{pid}/task").iterdir() for c in (task / "children").read_text().split()
    ]


def _resident_pages(pid: str) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except FileNotFoundError:
        # It has ended since it was found.
        return 0


def _cpu() -> float:
    """Seconds of processor time of this process and those it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if sys.platform != "linux":
    raise SystemExit("memory is read from /proc, which only Linux has")
