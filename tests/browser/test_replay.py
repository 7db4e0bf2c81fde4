"""An exported report in a browser, as an archive's reading room shows it: with pywb, which is not ours."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.archive.collection import URL, Collection, page
from tests.archive.warc_tools import replaying
from tests.crawler.crawling import type_in

pytestmark = [pytest.mark.browser, pytest.mark.warc_tools]

ISSUED = "disclosure.regulations.made"


def test_pywb_replays_each_revision_of_a_report_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    collection = Collection(tmp_path / "home")
    for issued in ("31", "47"):
        collection.crawl({URL: b'<meta charset="utf-8">' + page(cells={ISSUED: issued})})
    collection.database.close()
    wacz = tmp_path / "site.wacz"
    made = type_in("archive", "export", "yunzhou", "--output", str(wacz), home=tmp_path / "home")
    assert made.exit_code == 0, made.output
    with replaying(wacz, tmp_path) as address, browser.new_page() as visit:
        for day, issued in (("01", "31"), ("02", "47")):
            visit.goto(f"{address}/202601{day}030000/{URL}")
            replayed = visit.frame_locator("#replay_iframe")
            assert (
                replayed.get_by_role("heading").first.inner_text()
                == "云州市教育局2019年政府信息公开工作年度报告"
            )
            assert replayed.locator("td", has_text=issued).count() == 1
