"""www.nanpu.test behaves like gkmlpt, and its adapter passes each of its traps."""

import json
from typing import Any

import pytest

from demo.reports import NEVER_FETCHED
from demo.web import DemoWeb
from tests.crawler.crawling import outcomes
from tests.demo.client import fetch
from tests.demo.one_host import HostCrawl, WholeCrawl

HOST = "http://www.nanpu.test"

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def crawled(whole: WholeCrawl) -> HostCrawl:
    return whole.of("nanpu")


def rows(web: DemoWeb, address: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(fetch(web, HOST + address).body)
    return answer


def test_page_zero_is_page_one_and_page_two_the_second_hundred(web: DemoWeb) -> None:
    pages = [rows(web, f"/gkmlpt/api/all/2629?page={n}&sid=889001")["articles"] for n in (0, 1, 2, 3)]
    assert pages[0] == pages[1]
    assert [len(page) for page in pages[1:]] == [100, 36, 0]
    assert not {row["url"] for row in pages[1]} & {row["url"] for row in pages[2]}


def test_counts_disagree_with_the_rows(web: DemoWeb) -> None:
    answer = rows(web, "/jyj/gkmlpt/api/all/3211?page=1&sid=889003")
    assert "total" not in answer
    assert answer["classify"]["post_count"] == len(answer["articles"]) + 3
    assert '"id": 2629, "name": "政府信息公开年报", "jump_url": "", "children": [], "post_count": 133' in (
        fetch(web, f"{HOST}/gkmlpt/annualreport").body.decode()
    )


def test_a_category_asked_for_at_another_agency_s_platform_is_refused(web: DemoWeb) -> None:
    assert "articles" not in rows(web, "/gkmlpt/api/all/2629?page=1&sid=889003")


def test_an_article_holds_its_text_a_second_time_in_a_script(web: DemoWeb) -> None:
    (row, *_) = rows(web, "/jyj/gkmlpt/api/all/3211?page=1&sid=889003")["articles"]
    text = fetch(web, row["url"]).body.decode()
    assert "window._CONFIG = {DETAIL: {content: " in text
    assert text.count("&lt;table") == text.count("<table") - 1


def test_each_platform_is_read_with_its_own_number(crawled: HostCrawl) -> None:
    asked = [path for path in crawled.asked if "/gkmlpt/" in path and "/content/" not in path]
    assert sorted(asked) == [
        "/czj/gkmlpt/annualreport",
        "/czj/gkmlpt/api/all/3107?page=1&sid=889002",
        "/czj/gkmlpt/api/all/3107?page=2&sid=889002",
        "/gkmlpt/api/all/2629?page=1&sid=889001",
        "/gkmlpt/api/all/2629?page=2&sid=889001",
        "/gkmlpt/api/all/2629?page=3&sid=889001",
        "/gkmlpt/index",
        "/jyj/gkmlpt/annualreport",
        "/jyj/gkmlpt/api/all/3211?page=1&sid=889003",
        "/jyj/gkmlpt/api/all/3211?page=2&sid=889003",
    ]


def test_what_is_not_fetched_is_counted(crawled: HostCrawl) -> None:
    assert crawled.summary["skipped"] == {
        "host_not_listed": 1,
        "picture_version": 1,
        "promised_not_listed": 3,
        "website_report": 120,
    }


def test_what_stands_on_another_site_is_never_asked_for(crawled: HostCrawl) -> None:
    assert not {f"{HOST}{path}" for path in crawled.asked} & NEVER_FETCHED


def test_what_fails_is_a_page_taken_down_and_a_format_that_is_not_read(crawled: HostCrawl) -> None:
    bad = [(kind, outcome) for kind, outcome, _ in outcomes(crawled.home, "nanpu") if outcome != "ok"]
    unread = [("attachment", "unreadable")]
    assert sorted(bad) == unread + [("list", "empty_list")] * 3 + [("report", "gone_404")]
    assert crawled.summary["failures"] == 1
