"""`gongkai serve`, typed as its users type it: what it serves, when it refuses, and how it ends."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from archive.home import Home
from archive.publish import publish
from archive.serve import SETTINGS, datasette_arguments
from tests.archive.collection import Collection, page
from tests.archive.site.published import LOOPBACK, free_port

DEADLINE_SECONDS = 40


class Served:
    """A running `gongkai serve`."""

    def __init__(self, home: Home) -> None:
        self.port = free_port()
        self.url = f"http://{LOOPBACK}:{self.port}/"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crawler", "serve", "--port", str(self.port)],
            env=os.environ | {"GONGKAI_HOME": str(home.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_for_reports(self, count: int) -> None:
        """Wait until the site serves so many reports."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < deadline:
            if self.answers() and self._reports() == count:
                return
            time.sleep(0.1)
        raise AssertionError(f"the site never served {count} reports")

    def answers(self) -> bool:
        """Whether something listens on the port."""
        with socket.socket() as probe:
            return probe.connect_ex((LOOPBACK, self.port)) == 0

    def end(self, number: int) -> str:
        """Send a signal and return all output."""
        self.process.send_signal(number)
        output, _ = self.process.communicate(timeout=DEADLINE_SECONDS)
        return output

    def _reports(self) -> int | None:
        try:
            response = httpx.get(f"{self.url}gongkai/reports.json?_shape=array&_size=max", trust_env=False)
        except httpx.TransportError:  # between two servers
            return None
        return len(response.json()) if response.status_code == 200 else None


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(tmp_path / "home")
    made.crawl({"http://www.yunzhou.test/nb/1.html": page(2019)})
    publish(made.home)
    yield made
    made.database.close()


@pytest.fixture
def served(collection: Collection) -> Iterator[Served]:
    running = Served(collection.home)
    yield running
    running.process.kill()
    running.process.wait()


def refused(home: Path, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "crawler", "serve", *arguments],
        env=os.environ | {"GONGKAI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE_SECONDS,
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop_and_leaves_nothing_running(served: Served, number: int) -> None:
    served.wait_for_reports(1)
    output = served.end(number)
    assert served.process.returncode == 0
    assert served.url in output
    assert not served.answers()


def test_a_new_publication_is_served_without_being_asked(collection: Collection, served: Served) -> None:
    served.wait_for_reports(1)
    collection.crawl({"http://www.yunzhou.test/nb/2.html": page(2020)})
    publication = publish(collection.home)
    served.wait_for_reports(2)
    assert f"serving the new publication {publication.stamp}" in served.end(signal.SIGTERM)
    assert not served.answers()


def test_nothing_published_is_a_clear_refusal(tmp_path: Path) -> None:
    message = refused(tmp_path / "empty")
    assert "nothing is published yet" in message
    assert "gongkai publish" in message


def test_a_port_in_use_is_a_clear_refusal(collection: Collection) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        message = refused(collection.home.path, "--port", str(port))
    assert f"{LOOPBACK}:{port} cannot be listened on" in message
    assert "--port" in message


def test_a_publication_of_another_version_is_a_clear_refusal(collection: Collection) -> None:
    database = collection.home.public.resolve() / "gongkai.db"
    database.chmod(0o644)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 99")
    message = refused(collection.home.path)
    assert "version 99" in message
    assert str(database) in message


def test_a_publication_that_is_no_database_is_a_clear_refusal(collection: Collection) -> None:
    database = collection.home.public.resolve() / "gongkai.db"
    database.chmod(0o644)
    database.write_bytes(b"no database at all" * 100)
    assert "not a database" in refused(collection.home.path)


def test_the_server_is_told_to_refuse_what_keeps_a_core_busy() -> None:
    arguments = datasette_arguments(Path("/srv/public"), "--port", "8001")
    for name in ("suggest_facets", "allow_csv_stream", "default_allow_sql", "allow_download"):
        assert arguments[arguments.index(name) + 1] == SETTINGS[name] == "off"
