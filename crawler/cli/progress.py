"""What a crawl shows while it runs: a bar on a terminal, plain lines in a file or a journal."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
from tqdm import tqdm

from crawler.progress import CrawlStatus
from crawler.run_report import duration_text

# The lines of the second phase: 12/71 new …
READING = re.compile(r"\d+/(\d+) ")


class PlainLines:
    """One line a page and a report, and now and then one that says how far the crawl is."""

    seconds_between = 30.0

    def __init__(self) -> None:
        self._last: CrawlStatus | None = None

    def __call__(self, line: str) -> None:
        """Print a line."""
        click.echo(line, err=True)

    def status(self, status: CrawlStatus) -> None:
        """Print how far the crawl is, with the rate since the last time."""
        before = self._last.pages if self._last else 0
        rate = (status.pages - before) / self.seconds_between
        self._last = status
        click.echo(f"progress 进度: {status.pages} pages 页面 ({rate:.1f}/s), {_words(status)}", err=True)


class Bar:
    """A bar of the addresses known: fetched against waiting; then of the reports to read."""

    seconds_between = 1.0

    def __init__(self, bar: "tqdm[NoReturn]") -> None:
        self._bar = bar
        self._is_reading = False

    def __call__(self, line: str) -> None:
        """Count a page fetched or a report read."""
        reading = READING.match(line)
        if reading and not self._is_reading:
            self._is_reading = True
            self._bar.unit = " reports"
            self._bar.reset(total=int(reading[1]))
        if reading:
            self._bar.set_postfix_str(line, refresh=False)
        self._bar.update()

    def status(self, status: CrawlStatus) -> None:
        """Show how far the crawl is beside the bar."""
        self._bar.total = self._bar.n + status.waiting
        self._bar.set_postfix_str(_words(status), refresh=False)


@contextmanager
def crawl_progress() -> Iterator[PlainLines | Bar]:
    """A bar on a terminal; plain lines where the output goes to a file or another program."""
    if not sys.stderr.isatty():
        yield PlainLines()
        return
    with tqdm(unit=" pages", dynamic_ncols=True) as bar:
        yield Bar(bar)


def _words(status: CrawlStatus) -> str:
    return (
        f"{status.sites_done}/{status.sites} sites done 站点完成, {status.reports} reports 年报, "
        f"{status.waiting} waiting 待取, ≥ {duration_text(status.seconds_left)} left 尚需"
    )
