"""Running crawls for the tests: in processes of their own, as the reactor starts once a process."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from click.testing import CliRunner, Result

from crawler.cli import main

ROOT = Path(__file__).parents[2]
CONTACT = "editor@example.test"
COMMAND = [sys.executable, "-c", "from crawler.cli import main; main(prog_name='gongkai')"]

# Calls crawl_sites as `gongkai demo` does, and prints the summary.
SCRIPT = """
import json, sys
from pathlib import Path
from archive.home import Home
from crawler.run import crawl_sites
from crawler.sites import load_sites
given = json.loads(sys.argv[1])
# Names that lead somewhere on this machine: what a resolver of the operator's would answer.
if given["names"]:
    import socket
    resolve = socket.getaddrinfo
    def look_up(host, *arguments, **words):
        return resolve(given["names"].get(host, host), *arguments, **words)
    socket.getaddrinfo = look_up
    socket.gethostbyname = lambda host: given["names"].get(host, host)
sites = [site for site in load_sites([Path(given["folder"])]).values() if site.enabled]
summary = crawl_sites(
    Home(Path(given["home"])), sites, contact=given["contact"], proxies=given["proxies"],
    settings=given["settings"], progress=lambda line: print(line, file=sys.stderr),
)
print(summary.to_json())
"""


class Web(Protocol):
    """A server on loopback that answers as a proxy for hosts under .test."""

    @property
    def proxy_url(self) -> str:
        """Where to send requests for them."""


def crawl(
    web: Web,
    home: Path,
    folder: Path,
    settings: Mapping[str, Any] | None = None,
    proxies: Mapping[str, str] | None = None,
    *,
    names: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Crawl every enabled site of a folder of entries; the summary as written to JSON.

    `names` are host names with the addresses they lead to; such hosts are asked without a proxy.
    """
    given = {
        "folder": str(folder),
        "home": str(home),
        "contact": CONTACT,
        "proxies": {".test": web.proxy_url, **(proxies or {})} if not names else {},
        "names": dict(names or {}),
        "settings": dict(settings or {}),
    }
    finished = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(given)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    summary: dict[str, Any] = json.loads(finished.stdout)
    return summary


def gongkai(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the `gongkai` command as a user does, to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(home),
        timeout=120,
        check=False,
    )


def start_gongkai(*arguments: str, home: Path) -> subprocess.Popen[str]:
    """Start the `gongkai` command and leave it running."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(home),
    )


def type_in(*arguments: str, home: Path, contact: str | None = CONTACT) -> Result:
    """Run the `gongkai` command in this process: for what ends before a crawl begins."""
    return CliRunner().invoke(main, arguments, env={"GONGKAI_HOME": str(home), "GONGKAI_CONTACT": contact})


def environment(home: Path) -> dict[str, str]:
    """The environment of a command that works in `home`."""
    return {**os.environ, "GONGKAI_HOME": str(home), "GONGKAI_CONTACT": CONTACT}


def rows(home: Path, query: str, *values: object) -> list[sqlite3.Row]:
    """What the working database holds."""
    database = sqlite3.connect(home / "gongkai.db")
    database.row_factory = sqlite3.Row
    try:
        return database.execute(query, values).fetchall()
    finally:
        database.close()


def outcomes(home: Path, site_id: str) -> list[tuple[str, str, str]]:
    """(kind, outcome, address) of each page of a site in the newest run, in order."""
    query = "SELECT kind, outcome, url FROM pages WHERE site_id = ? AND run_id = (SELECT max(id) FROM runs) ORDER BY id"
    return [tuple(row) for row in rows(home, query, site_id)]


def reason_of(home: Path, url: str) -> str:
    """The reason entered with the last page of an address."""
    (row,) = rows(home, "SELECT reason FROM pages WHERE url = ? ORDER BY id DESC LIMIT 1", url)
    return str(row["reason"])
