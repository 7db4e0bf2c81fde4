"""One crawl from beginning to end: fetch, archive, read, sum up. Used by `gongkai crawl` and `gongkai demo`.

Scrapy's reactor cannot be started twice, so a process crawls once.
"""

import logging
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from archive.corrections import read_corrections
from archive.decisions import read_decisions
from archive.home import Home
from archive.ingest import ingest_run
from archive.records import Page
from archive.runs import finish_run
from crawler.exit_codes import ExitCode
from crawler.hook import tell_operator
from crawler.hook_settings import read_hook_settings
from crawler.recorder import Recorder
from crawler.sites import Site
from crawler.spiders.sites import SitesSpider
from crawler.summary import RunSummary, summarise
from crawler.user_agent import check_contact
from crawler.watch import watch

Progress = Callable[[str], None]

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def crawl_sites(
    home: Home,
    sites: Sequence[Site],
    *,
    contact: str,
    proxies: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    command: str = "gongkai crawl",
) -> RunSummary:
    """Crawl these sites, read the reports they brought, and write `runs/<id>.json`.

    `settings` are Scrapy settings over those of `crawler.settings`; `progress` is called with one line a
    page fetched and one a report read. Raises ContactError, DatabaseError, DecisionError, HookSettingsError,
    or ArchiveWriteError where pages could not be archived.
    """
    check_contact(contact)
    # A fault in the editors' or the operator's file is better said before the crawl than after it.
    read_decisions(home.decisions)
    read_corrections(home.corrections)
    hook = read_hook_settings(home, os.environ)
    recorder = Recorder.open(home, sites, command, contact)
    if progress:
        recorder.on_page = lambda page: progress(_page_line(page))
    try:
        with _log_to(home.runs / f"{recorder.run_id}.log"):
            finished = _run_spiders(recorder, _settings(contact, proxies or {}, settings or {}))
        recorder.close_warc()
        if recorder.fault:
            finish_run(recorder.database, recorder.run_id, ExitCode.ARCHIVE_DAMAGED)
            raise recorder.fault
        ingested = ingest_run(recorder.database, home, recorder.run_id, progress)
        alerts = watch(recorder, home, whole=finished)
        summary = summarise(recorder, ingested, interrupted=not finished, alerts=alerts)
        finish_run(recorder.database, recorder.run_id, summary.exit_code)
        summary = replace(summary, hook=tell_operator(hook, recorder.database, summary))
    finally:
        recorder.close()
    summary.write(home.runs)
    return summary


def _settings(contact: str, proxies: Mapping[str, str], overrides: Mapping[str, Any]) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    chosen = {"GONGKAI_CONTACT": contact, "GONGKAI_PROXIES": dict(proxies), "LOG_INSTALL_ROOT_HANDLER": False}
    settings.setdict({**chosen, **overrides}, priority="cmdline")
    return settings


def _run_spiders(recorder: Recorder, settings: Settings) -> bool:
    """Run all adapters in one engine; whether it came to its end by itself."""
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
        process.start()
    for failure in failures:
        failure.raiseException()
    return reasons == ["finished"]


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


def _page_line(page: Page) -> str:
    reason = f" ({page.reason})" if page.reason else ""
    return f"{page.site_id} {page.kind} {page.outcome}{reason} {page.url}"
