"""`gongkai parse` over whole folders: does its memory stay flat, and do two processes read twice as much?

The pages are those of the benchmark of accuracy, with every deviation it knows.
"""

import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.accuracy.compose import Spec, make_page
from benchmarks.accuracy.plan import plan
from crawler.exit_codes import ExitCode

# A folder of each size: what grows with the number of reports shows between them.
FEW, MANY = 1_000, 10_000
# How often one process and two take turns over the smaller folder.
ROUNDS = 3
# Counting so far takes about as long as reading a few hundred reports.
COUNT_TO = 20_000_000


@dataclass(frozen=True, slots=True)
class Folders:
    """Peak memory in MB over FEW and over MANY reports, and what two processes do beside one.

    `speed` is how much more they read in the same time, `cost` how much more processor time the same folder
    takes them; `possible` is how much more two processes that merely count did in turn with that: where other
    programs use the cores, nothing reaches two.
    """

    few_mb: float
    many_mb: float
    speed: float
    cost: float
    possible: float


@dataclass(frozen=True, slots=True)
class Run:
    """What one `gongkai parse` took: seconds by the clock and of the processors, and MB at its peak."""

    seconds: float
    processor_seconds: float
    peak_mb: float


def measure_folders(home: Path, seed: int) -> Folders:
    """Write the pages below `home` and read them."""
    few, many = home / "few", home / "many"
    _write_pages(few, FEW, seed)
    _write_pages(many, MANY, seed)
    rounds = [(_parse(few, 1), _parse(few, 2), 2 * _count(1) / _count(2)) for _ in range(ROUNDS)]
    return Folders(
        few_mb=max(one.peak_mb for one, _two, _possible in rounds),
        many_mb=_parse(many, 1).peak_mb,
        speed=statistics.median(one.seconds / two.seconds for one, two, _possible in rounds),
        cost=statistics.median(two.processor_seconds / one.processor_seconds for one, two, _p in rounds),
        possible=statistics.median(possible for _one, _two, possible in rounds),
    )


def _write_pages(folder: Path, count: int, seed: int) -> None:
    folder.mkdir()
    with multiprocessing.Pool() as pool:
        pool.map(partial(_write_page, folder, seed), enumerate(plan(count, seed)), chunksize=50)


def _write_page(folder: Path, seed: int, numbered: tuple[int, Spec]) -> None:
    number, spec = numbered
    (folder / f"{number:05}.{spec.format}").write_bytes(make_page(spec, seed).data)


def _parse(folder: Path, jobs: int) -> Run:
    """Run `gongkai parse` over a folder."""
    command = [sys.executable, "-m", "crawler", "parse", str(folder), "--jobs", str(jobs)]
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        _pid, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (ExitCode.OK, ExitCode.PARTIAL):
        raise RuntimeError(f"{' '.join(command)} ended with exit code {running.returncode}")
    return Run(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _count(processes: int) -> float:
    """The seconds that so many processes take to count, each as far as the others."""
    running = [multiprocessing.Process(target=_count_up) for _ in range(processes)]
    start = time.monotonic()
    for process in running:
        process.start()
    for process in running:
        process.join()
    return time.monotonic() - start


def _count_up() -> None:
    for _ in range(COUNT_TO):
        pass
