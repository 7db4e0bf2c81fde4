"""Each exit code, brought about through the command line as it comes about in life."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.publish import publish
from crawler.exit_codes import EXIT_CODE_TEXTS, ExitCode
from tests.archive.collection import URL, Collection, page
from tests.archive.site.published import LOOPBACK, free_port
from tests.crawler.crawling import gongkai, type_in
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import item, listing
from tests.crawler.loopback import Loopback, Reply
from tests.parsers.pages import report_html

LIST = "http://yunzhou.test/nb/"
REPORT = report_html("2021", {}, title="云州市教育局2023年政府信息公开工作年度报告")
DEADLINE_SECONDS = 60


@pytest.fixture(scope="module")
def web() -> Iterator[Loopback]:
    with Loopback() as web:
        web.add({LIST: listing(item(1)), f"{LIST}202401/t20240119_1.html": REPORT})
        web.add({"http://closed.test/nb/": Reply(b"no", 403)})
        yield web


def crawl(web: Loopback, path: Path, *sites: str) -> subprocess.CompletedProcess[str]:
    folder = entries(path / "sites", site_at("yunzhou.test"), site_at("closed.test"))
    options = ["--sites-folder", str(folder), "--proxy", f".test={web.proxy_url}"]
    return gongkai("crawl", *sites, *options, home=path / "home")


def test_0_where_all_was_done(web: Loopback, tmp_path: Path) -> None:
    finished = crawl(web, tmp_path, "yunzhou")
    assert finished.returncode == ExitCode.OK, finished.stdout
    assert type_in("runs", home=tmp_path / "home").stdout.splitlines()[1].split()[-4:-3] == ["ok"]


def test_1_where_the_program_itself_is_at_fault(tmp_path: Path) -> None:
    """A server that ends by itself, which no operator asked for."""
    collection = Collection(tmp_path / "home")
    collection.crawl({URL: page()})
    collection.database.close()
    publish(collection.home)
    with subprocess.Popen(
        [sys.executable, "-m", "crawler", "serve", "--port", str(free_port()), "--host", LOOPBACK],
        env=os.environ | {"GONGKAI_HOME": str(collection.home.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        os.kill(_only_child(process.pid), signal.SIGKILL)
        _, errors = process.communicate(timeout=DEADLINE_SECONDS)
    assert process.returncode == ExitCode.BUG
    assert "Datasette ended by itself with status -9" in errors


def _only_child(pid: int) -> int:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        if len(children) == 1:
            return int(children[0])
        time.sleep(0.1)
    raise AssertionError("the server has no process of its own")


def test_2_where_it_is_used_wrongly(tmp_path: Path) -> None:
    result = type_in("crawl", "nowhere", home=tmp_path)
    assert result.exit_code == ExitCode.USAGE
    assert "There is no site 'nowhere'." in result.stderr


def test_3_where_a_part_failed(web: Loopback, tmp_path: Path) -> None:
    assert crawl(web, tmp_path, "yunzhou", "closed").returncode == ExitCode.PARTIAL


def test_4_where_the_data_does_not_hold_together(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "home")
    collection.crawl({URL: page()})
    collection.database.execute("PRAGMA foreign_keys = OFF")
    collection.database.execute("DELETE FROM agencies")
    collection.database.close()
    finished = gongkai("publish", home=collection.home.path)
    assert finished.returncode == ExitCode.DATA_CHECK_FAILED
    assert "not published" in finished.stderr


def test_5_where_every_site_refused(web: Loopback, tmp_path: Path) -> None:
    assert crawl(web, tmp_path, "closed").returncode == ExitCode.BLOCKED


def test_6_where_the_database_is_damaged(web: Loopback, tmp_path: Path) -> None:
    collection = Collection(tmp_path / "home")
    collection.crawl({URL: page()})
    collection.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    collection.database.close()
    with collection.home.database.open("r+b") as file:
        file.seek(100)
        file.write(b"\x07" * 60_000)
    finished = crawl(web, tmp_path, "yunzhou")
    assert finished.returncode == ExitCode.ARCHIVE_DAMAGED, finished.stderr
    assert str(collection.home.database) in finished.stderr


def test_each_code_is_named_in_both_languages() -> None:
    assert set(EXIT_CODE_TEXTS) == set(ExitCode)
    assert all(zh and en for zh, en in EXIT_CODE_TEXTS.values())
