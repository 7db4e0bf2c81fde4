"""www.jingqiao.test behaves like the Lonsun platform, and its adapter passes each of its traps."""

from urllib.parse import parse_qs, urlsplit

import pytest

from demo.web import DemoWeb
from tests.crawler.crawling import outcomes
from tests.demo.client import fetch
from tests.demo.one_host import HostCrawl, WholeCrawl

LABEL = (
    "http://www.jingqiao.test/site/label/8888?labelName=publicInfoList&siteId=8803220&pageSize=5"
    "&pageIndex={page}&organId=6628921&type=4&catId=24349009&file={file}"
)
TEMPLATE = "%2Fjqxxgk%2Fxxgk%2FpublicInfoList_jq"

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def crawled(whole: WholeCrawl) -> HostCrawl:
    return whole.of("jingqiao")


def labels(crawled: HostCrawl, organ: str) -> list[str]:
    queries = [parse_qs(urlsplit(path).query) for path in crawled.asked if "/site/label/8888" in path]
    return [query["pageIndex"][0] for query in queries if query["organId"] == [organ]]


def test_the_label_answers_with_a_fragment_and_a_page_count(web: DemoWeb) -> None:
    text = fetch(web, LABEL.format(page=1, file=TEMPLATE)).body.decode()
    assert text.startswith('<ul class="xxgk_nav_list">')
    assert text.count("<li>") == 5
    assert "pageCount:4" in text


def test_beyond_its_end_and_with_another_template_it_has_nothing(web: DemoWeb) -> None:
    for page, file in ((4, TEMPLATE), (1, "%2Fother")):
        assert fetch(web, LABEL.format(page=page, file=file)).body.decode() == "<p>暂无相关信息</p>"


def test_fragments_are_asked_for_until_there_is_nothing(crawled: HostCrawl) -> None:
    assert labels(crawled, "6628921") == ["1", "2", "3", "4"]
    assert labels(crawled, "6628930") == ["1", "2", "3"]
    assert labels(crawled, "6628944") == ["1", "2", "3"]


def test_only_the_category_of_annual_reports_is_read_where_the_entry_names_none(crawled: HostCrawl) -> None:
    assert not [path for path in crawled.asked if "24349070" in path]
    assert [path for path in crawled.asked if "/public/column/6628930" in path] == [
        "/public/column/6628930?type=4&action=list",
        "/public/column/6628930?type=4&action=list&nav=3&catId=24349071",
    ]


def test_what_the_page_count_promises_and_no_fragment_shows_is_counted(crawled: HostCrawl) -> None:
    # Four pages of five promise sixteen rows at least; thirteen are there.
    assert crawled.summary["skipped"] == {"promised_not_listed": 3}


def test_nothing_fails_but_what_was_refused_and_a_fragment_without_rows_is_the_end(
    crawled: HostCrawl,
) -> None:
    bad = [(kind, outcome) for kind, outcome, _ in outcomes(crawled.home, "jingqiao") if outcome != "ok"]
    assert sorted(bad) == [("list", "soft_404")] * 3 + [
        ("report", "not_a_report"),
        ("report", "rate_limited"),
    ]
    assert crawled.summary["failures"] == 1
