"""One writer at a time: the lock of a data folder, which the system releases should its holder be killed.

>>> with held(home, "gongkai nightly"):  # doctest: +SKIP
...     ...
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.home import Home
from archive.runs import now

LOCK = ".lock"


class LockedError(Exception):
    """Another process writes to the data folder; the message names it and says since when."""


@contextmanager
def held(home: Home, command: str) -> Iterator[None]:
    """Hold the data folder's lock. Raise LockedError where another process has it."""
    home.path.mkdir(parents=True, exist_ok=True)
    path = home.path / LOCK
    # Not truncated on opening: until the lock is ours, the file says who has it.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor, path)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"pid {os.getpid()} since {now()}: {command}\n".encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 1000, 0).decode("utf-8", "replace").strip() or "not yet named"
        raise LockedError(
            f"{path.parent}: another run is writing here ({holder}); wait until it has ended, or stop it. "
            f"另一次运行正在写入该目录，请等它结束或将其停止。"
        ) from error
