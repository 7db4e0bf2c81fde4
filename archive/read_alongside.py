"""Reading the pages of a run while it is fetched: other processes read what is entered, before anybody asks.

    with ReadAlongside(home, run_id, jobs=2) as alongside:
        ...                        # fetch, and say alongside.pages_entered() with each page
        alongside.all_entered()
        alongside(wanted)          # what the page says: as it was read meanwhile, else read now

What they read is kept here until it is asked for, and lost with this process. Who has read a page does not
matter: without them each is read when it is asked for.
"""

import logging
from contextlib import suppress
from dataclasses import replace
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from threading import Condition, Thread
from types import TracebackType
from typing import Self

from archive.child_process import forking_context
from archive.home import Home
from archive.kept_readings import PackedReadings, unpack
from archive.reading import PageToRead, Read, read_run_page
from archive.reading_process import DonePage, Share, read_entered
from parsers import Report

# Fewer pages are read sooner than processes are started.
MANY_PAGES = 100
ALL_ENTERED = "all entered"
MISSING = (
    "a process that reads pages ahead is missing (%s): pages are read when their turn comes, which takes "
    "longer. 预读进程不可用，改为逐页读取，耗时较长。"
)


class ReadAlongside:
    """Pages of one run, read by `jobs` processes, or none, once `many` of them have been entered."""

    def __init__(self, home: Home, run_id: int, jobs: int, many: int = MANY_PAGES) -> None:
        self._home, self._run_id, self._jobs = home, run_id, jobs
        self._entered, self._many = 0, many
        self._readings = PackedReadings()
        # Held for everything below, which the receiving thread changes.
        self._changed = Condition()
        self._all_entered = self._closed = False
        self._processes: dict[Connection, ForkServerProcess] = {}
        # The last page that each process is done with; one that is gone is done with all.
        self._done: dict[int, float] = {}
        self._receiving: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._closed = True
            for process in self._processes.values():
                process.kill()
        if self._receiving:
            self._receiving.join()
        self._readings.close()

    def pages_entered(self, number: int = 1) -> None:
        """More pages are in the database. With many of them the processes are started."""
        self._entered += number
        if self._entered >= self._many and self._jobs and not self._receiving:
            self._done = dict.fromkeys(range(self._jobs), 0)
            # Starting them takes a second, which whoever fetches shall not wait for.
            self._receiving = Thread(target=self._start_and_receive, daemon=True)
            self._receiving.start()

    def all_entered(self) -> None:
        """No more pages come: the processes end when they have read what there is."""
        with self._changed:
            self._all_entered = True
            for connection in self._processes:
                _say_all_entered(connection)

    def __call__(self, wanted: PageToRead) -> Read:
        """What a page says, waiting for the process that is to read it."""
        read = self._read_before(wanted)
        return read_run_page(self._home.warc, wanted) if read is None else read

    def _read_before(self, wanted: PageToRead) -> Read | None:
        page = wanted.page
        with self._changed:
            if self._receiving and page.run_id == self._run_id:
                self._changed.wait_for(lambda: self._done[page.id % self._jobs] >= page.id)
            packed = self._readings.find(wanted)
            if packed:
                return unpack(packed)
            packed = self._readings.find(replace(wanted, has_attachments=False))
        read = unpack(packed) if packed else None
        # Its documents tell what a page without tables is; one that has them says the same in any case.
        return read if isinstance(read, Report) and read.outcome == "ok" else None

    def _start_and_receive(self) -> None:
        rests: dict[Connection, int] = {}
        for rest in range(self._jobs):
            try:
                rests[self._start(rest)] = rest
            except (OSError, NotImplementedError) as error:
                logging.getLogger(__name__).warning(MISSING, error)
                self._is_gone(rest)
        while rests:
            for ready in wait(list(rests)):
                assert isinstance(ready, Connection)
                try:
                    self._take(rests[ready], ready.recv())
                except (EOFError, ConnectionResetError):
                    self._is_gone(rests.pop(ready))
                    self._end(ready)

    def _start(self, rest: int) -> Connection:
        context = forking_context([read_entered.__module__])
        ours, theirs = context.Pipe()
        share = Share(self._run_id, self._jobs, rest)
        process = context.Process(target=read_entered, args=(self._home, share, theirs), daemon=True)
        process.start()
        theirs.close()
        with self._changed:
            self._processes[ours] = process
            if self._closed:
                process.kill()
            elif self._all_entered:
                _say_all_entered(ours)
        return ours

    def _take(self, rest: int, done: DonePage) -> None:
        with self._changed:
            for wanted, packed in done.readings:
                self._readings.keep(wanted, packed)
            self._done[rest] = done.id
            self._changed.notify_all()

    def _is_gone(self, rest: int) -> None:
        with self._changed:
            self._done[rest] = inf
            self._changed.notify_all()

    def _end(self, connection: Connection) -> None:
        with self._changed:
            process = self._processes.pop(connection)
            was_killed = self._closed
        process.join()
        connection.close()
        if process.exitcode and not was_killed:
            logging.getLogger(__name__).warning(MISSING, f"it ended with code {process.exitcode}")


def _say_all_entered(connection: Connection) -> None:
    # One that has ended by itself is noticed by whoever receives from it.
    with suppress(OSError):
        connection.send(ALL_ENTERED)
