"""A crawl of more hosts than one processor can keep up with: several processes, each with its own hosts.

Each has a Scrapy engine, a WARC file and a connection to the database of its own; the run is one. They end
with this process, whatever ends it, and what a killed crawl leaves is repaired by the next start.
"""

import logging
import os
import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from types import FrameType

from scrapy.settings import default_settings

from archive.child_process import (
    STOP_SIGNALS,
    end_with_parent,
    forking_context,
    leave_stopping_to_parent,
)
from archive.database import open_database
from archive.home import Home
from archive.records import Page
from archive.runs import Ending
from crawler import settings
from crawler.adapters import ADAPTERS
from crawler.beginning import Begun, next_file_number
from crawler.engine import run_spiders
from crawler.host_groups import host_groups, process_count
from crawler.recorder import ArchiveWriteError, Recorder
from crawler.run_options import RunOptions
from crawler.spiders.setup import delays

# The gravest first: what a crawl is that ended differently in its processes.
GRAVITY: tuple[Ending, ...] = ("failed", "killed", "interrupted", "time_limit", "finished")
STOP = "stop"
# What Scrapy loads by name: all that it has of its own, whether it is switched on or not, and ours.
LOADED_BY_NAME = (
    default_settings.EXTENSIONS_BASE,
    default_settings.SPIDER_MIDDLEWARES_BASE,
    default_settings.DOWNLOADER_MIDDLEWARES_BASE,
    settings.DOWNLOADER_MIDDLEWARES,
)
# Loaded once, by the server that the processes are forked from, those that read afterwards included. None of
# them may load Twisted's reactor, which is of one process.
PRELOADED = [
    "archive.reading_process",
    __name__,
    "crawler.download",
    *sorted({name.rpartition(".")[0] for names in LOADED_BY_NAME for name in names}),
    *sorted(name.partition(":")[0] for name in ADAPTERS.values()),
]


class CrawlProcessError(Exception):
    """A process of a crawl failed. The run is not finished, and the next start goes on with it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one process is to crawl: its share of a run, and the numbers of the WARC files it may write."""

    begun: Begun
    first_number: int
    every: int
    tells_pages: bool


@dataclass(slots=True)
class PartEnd:
    """What a process knows at its end that the database does not."""

    ended: Ending = "failed"
    fault: str | None = None
    error: str | None = None
    bugs: list[str] = field(default_factory=list)
    list_ends: set[int] = field(default_factory=set)
    skipped: Mapping[str, Counter[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


def crawl(recorder: Recorder, home: Home, options: RunOptions) -> Ending:
    """Crawl the sites of a record, in as many processes as they are worth, and tell how that ended."""
    sites = list(recorder.sites.values())
    cores = options.processes or os.cpu_count() or 1
    groups = host_groups(sites, process_count(delays(sites), cores))
    if len(groups) < 2:
        return run_spiders(recorder, home, options)
    first = next_file_number(home.warc, recorder.run_id)
    parts = [
        Part(
            replace(recorder.begun, sites={site.id: site for site in group}, entered=[], repaired=[]),
            first + place,
            len(groups),
            recorder.on_page is not None,
        )
        for place, group in enumerate(groups)
    ]
    ends = list(_crawl_parts(recorder, home, options, parts))
    for end in ends:
        _take_over(recorder, end)
    return min((end.ended for end in ends), key=GRAVITY.index)


def _crawl_parts(
    recorder: Recorder, home: Home, options: RunOptions, parts: Iterable[Part]
) -> Iterator[PartEnd]:
    """Start a process for each part, tell of the pages they fetch, and give what each knew at its end."""
    context = forking_context(PRELOADED)
    asked = replace(options, progress=None, switched_off=())
    children: dict[Connection, ForkServerProcess] = {}
    for part in parts:
        ours, theirs = context.Pipe()
        child = context.Process(target=_crawl_part, args=(home, asked, part, theirs), daemon=True)
        child.start()
        theirs.close()
        children[ours] = child
    with _stopping(children):
        waiting = dict(children)
        while waiting:
            for ready in wait(list(waiting)):
                assert isinstance(ready, Connection)
                told = _next_word(ready)
                if isinstance(told, Page):
                    if recorder.on_page:
                        recorder.on_page(told)
                    continue
                waiting.pop(ready).join()
                if told is None or told.fault or told.error:
                    _stop(waiting)
                yield told or PartEnd(error=f"it ended with code {children[ready].exitcode}")


def _next_word(connection: Connection) -> Page | PartEnd | None:
    """What a process says next; None from one that is gone."""
    try:
        told: Page | PartEnd = connection.recv()
    except (EOFError, ConnectionResetError):
        return None
    return told


def _take_over(recorder: Recorder, end: PartEnd) -> None:
    """Enter in the run's record what one of its processes knew."""
    if end.error:
        raise CrawlProcessError(f"a process of the crawl failed: {end.error}")
    if end.fault and not recorder.fault:
        recorder.fault = ArchiveWriteError(end.fault)
    recorder.bugs += end.bugs
    recorder.list_ends |= end.list_ends
    recorder.files.names += end.files
    for site_id, skipped in end.skipped.items():
        recorder.skipped[site_id].update(skipped)


def _stop(connections: Iterable[Connection]) -> None:
    for connection in connections:
        try:
            connection.send(STOP)
        except OSError:
            # It has ended by itself meanwhile.
            continue


@contextmanager
def _stopping(children: Mapping[Connection, ForkServerProcess]) -> Iterator[None]:
    """The first Ctrl-C or SIGTERM lets every process come to an orderly end, the second ends all at once."""
    handlers = {number: signal.getsignal(number) for number in STOP_SIGNALS}

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.default_int_handler)
        _stop(children)

    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for child in children.values():
            child.kill()
            child.join()
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _crawl_part(home: Home, options: RunOptions, part: Part, told: Connection) -> None:
    """One process: crawl its sites, and say what it knows."""
    end_with_parent()
    leave_stopping_to_parent()
    end = PartEnd()
    try:
        _record_part(home, options, part, told, end)
    except Exception as error:
        logging.getLogger(__name__).exception("a process of the crawl failed")
        end.error = f"{type(error).__name__}: {error}"
    told.send(end)


def _record_part(home: Home, options: RunOptions, part: Part, told: Connection, end: PartEnd) -> None:
    with closing(open_database(home.database)) as database:
        numbers = count(part.first_number, part.every)
        recorder = Recorder(database, home.warc, part.begun, options.contact, numbers)
        if part.tells_pages:
            recorder.on_page = told.send
        try:
            end.ended = run_spiders(recorder, home, options, stop=told)
            recorder.close_warc()
        except ArchiveWriteError as error:
            recorder.fault = recorder.fault or error
        end.fault = str(recorder.fault) if recorder.fault else None
        end.bugs, end.list_ends = recorder.bugs, recorder.list_ends
        end.skipped, end.files = dict(recorder.skipped), recorder.files.names
