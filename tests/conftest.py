"""What all tests share: no network but loopback, and browser tests only where there is a browser."""

import os
import shutil
import socket
from collections.abc import Callable
from typing import NamedTuple

import pytest

from parsers.readers.office import office_program
from tests.archive.warc_tools import warc_tools

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LOOPBACK = ("127.", "::1", "localhost")


def chromium() -> str | None:
    """The path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def nginx() -> str | None:
    """The path of an installed nginx, which is often not on a user's own path, or None."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def backup_programs() -> str | None:
    """What the backup calls, where both programs are installed, or None."""
    found = [shutil.which(name) for name in ("rsync", "sqlite3")]
    return found[0] if all(found) else None


def systemd_analyze() -> str | None:
    """The checker of systemd's units, or None."""
    return shutil.which("systemd-analyze")


class Needed(NamedTuple):
    """A program that some tests need: their marker, how it is found, what demands it and how to get it."""

    marker: str
    find: Callable[[], str | None]
    variable: str
    advice: str


NEEDED = (
    Needed("browser", chromium, "GONGKAI_REQUIRE_BROWSER", "no Chromium found (apt install chromium)"),
    Needed(
        "office",
        office_program,
        "GONGKAI_REQUIRE_OFFICE",
        "no LibreOffice found (apt install libreoffice-writer-nogui)",
    ),
    Needed("nginx", nginx, "GONGKAI_REQUIRE_NGINX", "no nginx found (apt install nginx)"),
    Needed(
        "backup",
        backup_programs,
        "GONGKAI_REQUIRE_BACKUP",
        "no rsync or no sqlite3 found (apt install rsync sqlite3)",
    ),
    Needed("systemd", systemd_analyze, "GONGKAI_REQUIRE_SYSTEMD", "no systemd-analyze found"),
    Needed(
        "warc_tools",
        warc_tools,
        "GONGKAI_REQUIRE_WARC_TOOLS",
        "no cdxj-indexer, wacz and pywb found (make warc-tools)",
    ),
)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Keep the tests of a module that share a crawl, a site or a server in one process, which makes it once."""
    if not isinstance(item, pytest.Function) or item.get_closest_marker("xdist_group"):
        return
    definitions = item._fixtureinfo.name2fixturedefs.values()
    if any(found and found[-1].scope == "module" for found in definitions):
        item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests out, visibly, where the program they need is not installed; fail where it is required."""
    for needed in NEEDED:
        if needed.find() is not None:
            continue
        left_out = [item for item in items if item.get_closest_marker(needed.marker)]
        if left_out and os.environ.get(needed.variable):
            raise pytest.UsageError(f"{needed.variable} is set, but there is {needed.advice}")
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests were left out."""
    for needed in NEEDED:
        if needed.find() is None:
            terminalreporter.write_line(f"Tests marked `{needed.marker}` were left out: {needed.advice}.")


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any test that would reach beyond this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int] | str | bytes) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if not str(host).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
