"""Running the spiders of a run in one Scrapy engine, and telling how it ended."""

import logging
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from archive.child_process import STOP_SIGNALS
from archive.garbage import seldom_look_for_garbage
from archive.home import Home
from archive.runs import Ending
from crawler.recorder import Recorder
from crawler.run_options import RunOptions
from crawler.spiders.sites import SitesSpider

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

# How a crawl ended, by the reason that Scrapy gives.
ENDINGS: Mapping[str, Ending] = {
    "finished": "finished",
    "closespider_timeout": "time_limit",
    "archive_failed": "failed",
}


def run_spiders(
    recorder: Recorder, home: Home, options: RunOptions, stop: Connection | None = None
) -> Ending:
    """Run the adapters of all sites in one engine and enter how far each site came.

    A word from `stop` ends the crawl in order; without it Ctrl-C and SIGTERM do.
    """
    with _log_to(home.runs / f"{recorder.run_id}.log"):
        reasons = _crawl(recorder, _settings(options), stop)
    # Ctrl-C and SIGTERM come as "shutdown".
    ended = ENDINGS.get(reasons[0] if reasons else "", "interrupted")
    if not recorder.fault:
        recorder.end_sites(finished=ended == "finished")
    return ended


def _settings(options: RunOptions) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    chosen: dict[str, Any] = {
        "GONGKAI_CONTACT": options.contact,
        "GONGKAI_PROXIES": dict(options.proxies),
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
    if options.seconds is not None:
        # Counted by the event loop's clock, which nobody can set.
        chosen["CLOSESPIDER_TIMEOUT"] = options.seconds
    settings.setdict({**chosen, **options.settings}, priority="cmdline")
    return settings


def _crawl(recorder: Recorder, settings: Settings, stop: Connection | None) -> list[str]:
    """Crawl, and return the reason why the spider was closed."""
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(SitesSpider)
    reasons: list[str] = []

    def closed(reason: str) -> None:
        reasons.append(reason)

    def failed(failure: Failure, response: Response | Failure | None) -> None:
        where = response.url if isinstance(response, Response) else "start"
        recorder.bugs.append(f"{where}: {type(failure.value).__name__}: {failure.getErrorMessage()}")

    crawler.signals.connect(closed, signals.spider_closed)
    crawler.signals.connect(failed, signals.spider_error)
    failures: list[Failure] = []
    process.crawl(crawler, recorder=recorder).addErrback(failures.append)
    with _signal_handlers_restored():
        if stop:
            Thread(target=_stop_when_told, args=(process, stop), daemon=True).start()
        seldom_look_for_garbage()
        process.start(install_signal_handlers=stop is None)
    for failure in failures:
        failure.raiseException()
    return reasons


def _stop_when_told(process: CrawlerProcess, stop: Connection) -> None:
    """Wait for the word that ends the crawl; without one, the process that would say it is gone."""
    from twisted.internet import reactor  # noqa: PLC0415 - there is none before the crawler has chosen it

    with suppress(EOFError):
        stop.recv()
        reactor.callFromThread(process.stop)


@contextmanager
def _signal_handlers_restored() -> Iterator[None]:
    """Scrapy stops gracefully on Ctrl-C but leaves its handlers behind, and Ctrl-C would do nothing after."""
    handlers = {number: signal.getsignal(number) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


@contextmanager
def _log_to(path: Path) -> Iterator[None]:
    """Send Scrapy's log to a file beside the run's summary, so that the terminal shows progress only."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setLevel(logging.INFO)
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    logging.root.addHandler(handler)
    try:
        yield
    finally:
        logging.root.removeHandler(handler)
        handler.close()
