"""Serving behind a reverse proxy: two sockets in turn, so that a new publication takes over without a gap.

    blue.sock, green.sock    where the two Datasette processes listen
    current.sock             a link to the one that serves, which the proxy connects to

A new publication is served on the idle socket first; when it answers, the link is renamed over, and only then
is the old process ended, after it has answered what it was asked.
"""

import fcntl
import threading
from pathlib import Path
from typing import IO

import httpx

from archive.home import Home
from archive.serve import FOLLOW_SECONDS, current_publication, datasette_arguments
from archive.serve_process import DatasetteProcess, Report, ServeError

COLOURS = ("blue.sock", "green.sock")
CURRENT = "current.sock"
# Connections that found the old socket just before the swap are taken up well within this.
DRAIN_SECONDS = 2.0
# The longest path of a socket that Linux takes, and what uvicorn says of a longer one helps nobody.
LONGEST_PATH = 107
ANSWER_SECONDS = 20


class SocketServer:
    """The newest publication of a data folder, on two sockets of a folder in turn."""

    def __init__(self, home: Home, folder: Path, report: Report) -> None:
        self.home, self.folder, self.report = home, folder, report
        self.publication = current_publication(home)
        self._lock = _lock(folder)
        self._colour = 0
        self._process = self._start(self.publication, COLOURS[self._colour])
        self._swap(COLOURS[self._colour])

    @property
    def url(self) -> str:
        """What the proxy connects to."""
        return f"unix:{self.folder / CURRENT}"

    def follow(self, stopped: threading.Event) -> None:
        """Serve until `stopped`, each new publication as it comes.

        One that cannot be served is reported, and the old one goes on. Raises ServeError if the process ends.
        """
        seen = self.publication
        while not stopped.wait(FOLLOW_SECONDS):
            self._process.refuse_end()
            if self.home.public.resolve() == seen:
                continue
            seen = self.home.public.resolve()
            try:
                self._change(stopped)
            except ServeError as error:
                self.report(f"{error}; {self.publication.name} is served on")

    def stop(self) -> None:
        """End the process and let go of the folder."""
        self._process.stop()
        self._lock.close()

    def _change(self, stopped: threading.Event) -> None:
        publication = current_publication(self.home)
        colour = 1 - self._colour
        process = self._start(publication, COLOURS[colour])
        self._swap(COLOURS[colour])
        old, self._process = self._process, process
        self.publication, self._colour = publication, colour
        self.report(f"serving the new publication {publication.name} on {COLOURS[colour]}")
        stopped.wait(DRAIN_SECONDS)
        old.stop()

    def _start(self, publication: Path, name: str) -> DatasetteProcess:
        path = self.folder / name
        # What a process that was killed left there would pass for an answer.
        path.unlink(missing_ok=True)
        # The proxy speaks HTTPS to the world.
        listening = ("--uds", str(path), "--setting", "force_https_urls", "on")
        arguments = datasette_arguments(publication, *listening)
        return DatasetteProcess(self.home, arguments, lambda: _answers(path), self.report)

    def _swap(self, name: str) -> None:
        """Let the link point to a socket: a rename, so that every connection finds the one or the other."""
        link = self.folder / f".{CURRENT}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(name)
        link.replace(self.folder / CURRENT)


def _lock(folder: Path) -> IO[str]:
    """The lock of the folder, which the system releases should we be killed. Raises ServeError."""
    if len(str(folder / COLOURS[1])) > LONGEST_PATH:
        raise ServeError(f"{folder}: too long a path for a socket; choose a shorter one. 路径过长。")
    if not folder.is_dir():
        raise ServeError(f"{folder}: no such folder; create it first. 没有这个文件夹。")
    try:
        lock = (folder / ".lock").open("w")
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ServeError(f"{folder}: another `gongkai serve` uses it. 已有服务在用这个文件夹。") from error
    except OSError as error:
        raise ServeError(f"{folder}: cannot be written to: {error.strerror}. 文件夹不可写。") from error
    return lock


def _answers(path: Path) -> bool:
    """Whether the front page comes out of a socket."""
    try:
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(path)), timeout=ANSWER_SECONDS) as client:
            return client.get("http://localhost/").status_code == 200
    except httpx.TransportError:
        return False
