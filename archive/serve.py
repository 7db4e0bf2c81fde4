"""Serving a publication on an address: what Datasette is told, and a new process for each new publication.

Datasette keeps the file it opened, so a new publication is served by a new process: `Server.follow` starts
one whenever the link `public` points elsewhere. Behind a reverse proxy `archive.serve_sockets` does the same
without a moment in which nobody answers.

>>> datasette_arguments(Path("/srv/public"), "--port", "8001")[:3]
['serve', '--immutable', '/srv/public/gongkai.db']
"""

import socket
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from archive.home import Home
from archive.schema import SCHEMA_VERSION
from archive.serve_process import DatasetteProcess, Report, ServeError

__all__ = ["ServeError", "Server", "current_publication", "datasette_arguments", "refuse_busy_port"]

SITE = Path(__file__).parent / "site"

# Nothing that lets one request keep a core busy, and no way round the pages that are meant to be seen.
SETTINGS = {
    "suggest_facets": "off",  # the costliest part of a table page
    "allow_csv_stream": "off",  # an aborted stream goes on for minutes; the extracts hold everything
    "allow_download": "off",
    "default_allow_sql": "off",
    "max_returned_rows": "10000",
    "default_page_size": "50",
    "sql_time_limit_ms": "2000",
    "facet_time_limit_ms": "500",
    "default_facet_size": "12",
    "num_sql_threads": "3",
    "default_cache_ttl": "60",  # seconds; short, for a new publication may come at any time
    "truncate_cells_html": "240",
}

FOLLOW_SECONDS = 2.0  # how soon a new publication is noticed


def datasette_arguments(publication: Path, *listening: str) -> list[str]:
    """The arguments of `datasette` that serve one publication; `listening` says where."""
    arguments = ["serve", "--immutable", str(publication / "gongkai.db")]
    arguments += ["--metadata", str(publication / "metadata.json")]
    arguments += ["--template-dir", str(SITE / "templates"), "--plugins-dir", str(SITE / "plugins")]
    arguments += ["--static", f"site:{SITE / 'static'}", "--static", f"extracts:{publication / 'extracts'}"]
    for name, value in SETTINGS.items():
        arguments += ["--setting", name, value]
    return [*arguments, *listening]


def current_publication(home: Home) -> Path:
    """The folder of the newest publication. Raise ServeError where there is none that can be served."""
    publication = home.public.resolve()
    database = publication / "gongkai.db"
    if not database.is_file():
        raise ServeError(
            f"{home.public}: nothing is published yet; run `gongkai publish` (or `gongkai demo`) first. "
            f"尚未发布，请先运行 gongkai publish。"
        )
    found = _schema_version(database)
    if found != SCHEMA_VERSION:
        raise ServeError(
            f"{database}: this publication has version {found}, this Gongkai serves version "
            f"{SCHEMA_VERSION}; run `gongkai publish` again. 发布的版本不符，请重新运行 gongkai publish。"
        )
    return publication


def refuse_busy_port(host: str, port: int) -> None:
    """Raise ServeError where the address cannot be listened on."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise ServeError(
            f"{host}:{port} cannot be listened on ({error.strerror or error}); stop what uses it or "
            f"choose another with --port. 该地址无法使用，请换一个端口。"
        ) from error


class Server:
    """One Datasette process for the newest publication of a data folder, on an address of its own."""

    def __init__(self, home: Home, host: str, port: int, report: Report) -> None:
        self.home, self.host, self.port, self.report = home, host, port, report
        self.publication = current_publication(home)
        refuse_busy_port(host, port)
        self._process = self._start()

    @property
    def url(self) -> str:
        """The address of the front page."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"

    def follow(self, stopped: threading.Event) -> None:
        """Serve until `stopped`; start anew for a new publication. Raise ServeError if the process ends."""
        while not stopped.wait(FOLLOW_SECONDS):
            self._process.refuse_end()
            if self.home.public.resolve() != self.publication:
                self._restart()

    def stop(self) -> None:
        """End the process."""
        self._process.stop()

    def _restart(self) -> None:
        self.publication = current_publication(self.home)
        self.stop()
        self._process = self._start()
        self.report(f"serving the new publication {self.publication.name}")

    def _start(self) -> DatasetteProcess:
        listening = ("--host", self.host, "--port", str(self.port))
        arguments = datasette_arguments(self.publication, *listening)
        return DatasetteProcess(self.home, arguments, self._is_ready, self.report)

    def _is_ready(self) -> bool:
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            return probe.connect_ex((_reachable(self.host), self.port)) == 0


def _reachable(host: str) -> str:
    """Where to look for a server that listens on all addresses."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _schema_version(database: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise ServeError(f"{database}: not a database ({error}); run `gongkai publish` again.") from error
