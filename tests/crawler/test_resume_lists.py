"""What a killed process knew of a list is still known when the next goes on."""

import json
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.crawler.crawling import gongkai, outcomes, rows, start_gongkai
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import Loopback, Reply

BASE = "http://deep.test/nb/"
END = f"{BASE}index_1.html"
STUB = Reply(f"<html><body>{' ' * 300}</body></html>".encode())


@pytest.mark.parametrize(("end", "outcome"), [(STUB, "soft_404"), (Reply(b"", 404), "gone_404")])
def test_a_page_asked_only_to_see_where_a_list_ends_is_no_failure_of_the_next_process(
    tmp_path: Path, end: Reply, outcome: str
) -> None:
    home, sites = tmp_path / "home", entries(tmp_path / "sites", site_at("deep.test"), site_at("slow.test"))
    with Loopback() as web:
        # Nine pages are announced, one is there; the other host keeps the run from being over.
        web.add({BASE: listing(item(1), pager='createPageHTML(9, 0, "index", "html");'), END: end})
        web.add({f"{BASE}202401/t20240119_1.html": ARTICLE})
        web.add({"http://slow.test/nb/": Reply(listing(item(1)).encode(), seconds=3)})
        web.add({"http://slow.test/nb/202401/t20240119_1.html": ARTICLE})
        command = ["crawl", "deep", "slow", "--sites-folder", str(sites), "--proxy", f".test={web.proxy_url}"]
        with start_gongkai(*command, home=home) as running:
            wait_for_the_end(running, home)
            running.kill()
            running.communicate(timeout=60)
        done = gongkai(*command, home=home)
    assert [found for _, found, url in outcomes(home, "deep") if url == END] == [outcome]
    (summary,) = (json.loads(path.read_text("utf-8")) for path in (home / "runs").glob("*.json"))
    assert {site["site_id"]: site["failures"] for site in summary["sites"]} == {"deep": 0, "slow": 0}
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
