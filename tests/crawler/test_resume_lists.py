"""What a killed process knew of a list is still known when the next goes on."""

import json
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.crawling import gongkai, outcomes, rows, start_gongkai
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import Loopback, Reply

BASE = "http://deep.test/nb/"
STUB = f"<html><body>{' ' * 300}</body></html>"
END = f"{BASE}index_1.html"


@pytest.fixture
def web() -> Iterator[Loopback]:
    """A list that announces nine pages and has one, with slow articles."""
    with Loopback() as web:
        pager = 'createPageHTML(9, 0, "index", "html");'
        web.add({BASE: listing(*map(item, range(4)), pager=pager), END: STUB})
        for number in range(4):
            page = Reply(ARTICLE.replace("<body>", f"<body>{number}").encode(), seconds=1)
            web.add({f"{BASE}202401/t20240119_{number}.html": page})
        yield web


def test_a_page_asked_only_to_see_where_the_list_ends_is_no_failure_of_the_next_process(
    tmp_path: Path, web: Loopback
) -> None:
    home, sites = tmp_path / "home", entries(tmp_path / "sites", site_at("deep.test"))
    command = ["crawl", "deep", "--sites-folder", str(sites), "--proxy", f".test={web.proxy_url}"]
    with start_gongkai(*command, home=home) as running:
        wait_for_the_end(running, home)
        running.kill()
        running.communicate(timeout=60)
    done = gongkai(*command, home=home)
    assert ("list", "soft_404", END) in outcomes(home, "deep")
    assert web.urls("deep.test").count("/nb/index_1.html") == 1
    (summary,) = (json.loads(path.read_text("utf-8")) for path in (home / "runs").glob("*.json"))
    assert [site["failures"] for site in summary["sites"]] == [0]
    assert done.returncode == 0, done.stderr


def wait_for_the_end(running: subprocess.Popen[str], home: Path) -> None:
    while not is_fetched(home):
        assert running.poll() is None, "the end of the list was not fetched"
        time.sleep(0.05)


def is_fetched(home: Path) -> bool:
    try:
        return bool(rows(home, "SELECT 1 FROM pages WHERE url = ?", END))
    except sqlite3.OperationalError:
        return False
