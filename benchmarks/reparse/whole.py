"""`gongkai reparse` as it is typed: seconds, processor time and memory, with one and two processes."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from archive.home import Home
from crawler.exit_codes import ExitCode


@dataclass(frozen=True, slots=True)
class Run:
    """One `gongkai reparse`: seconds by the clock, processor time of its main process, and that one's MB."""

    seconds: float
    processor_seconds: float
    peak_mb: float


def run_reparse(home: Home, jobs: int) -> Run:
    """Rebuild an archive with so many processes."""
    command = [sys.executable, "-m", "crawler", "reparse", "--jobs", str(jobs)]
    start = time.monotonic()
    environment = os.environ | {"GONGKAI_HOME": str(home.path)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as running:
        _pid, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode != ExitCode.OK:
        raise RuntimeError(f"{' '.join(command)} ended with exit code {running.returncode}")
    return Run(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
