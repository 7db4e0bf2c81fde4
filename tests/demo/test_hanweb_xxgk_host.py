"""www.baizhu.test behaves like Hanweb's catalogue, and its adapter asks for no more than there is."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from demo.web import DemoWeb
from tests.demo.client import fetch
from tests.demo.one_host import HostCrawl, WholeCrawl

SEARCH = "/module/xxgk/search.jsp"
AREA = "118801060045260113"

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def crawled(whole: WholeCrawl) -> HostCrawl:
    return whole.of("baizhu")


def titles(web: DemoWeb, **fields: object) -> list[str]:
    query = "&".join(f"{name}={value}" for name, value in {"area": AREA, **fields}.items())
    text = fetch(web, f"http://www.baizhu.test{SEARCH}?{query}").body.decode()
    return re.findall(r'href="([^"]+)" title="', text)


def parts(crawl: HostCrawl, node: str) -> list[str]:
    queries = [parse_qs(urlsplit(path).query) for path in crawl.asked if path.startswith(SEARCH)]
    return sorted(query["currpage"][0] for query in queries if query.get("infotypeId", [""])[0] == node)


def test_a_node_has_its_own_rows_and_no_node_has_all(web: DemoWeb) -> None:
    node, every = titles(web, infotypeId="A0212"), titles(web, infotypeId="")
    assert all("art_1525479_" in url for url in node)
    assert {re.search(r"art_(\d+)_", url)[1] for url in every} == {"1525479", "1525480"}  # type: ignore[index]


def test_an_unknown_agency_has_no_rows(web: DemoWeb) -> None:
    assert titles(web, area="1", infotypeId="A0212") == []


def test_a_page_too_high_is_the_last_one(web: DemoWeb) -> None:
    assert titles(web, infotypeId="A0212", currpage=4) == titles(web, infotypeId="A0212", currpage=99)


def test_each_list_is_read_until_it_repeats(crawled: HostCrawl) -> None:
    assert parts(crawled, "A0212") == ["1", "2", "3", "4", "5"]
    assert parts(crawled, "") == ["1", "2", "3", "4", "5"]


def test_rows_of_other_columns_are_counted_and_found_by_their_own_list(crawled: HostCrawl) -> None:
    assert crawled.summary["skipped"] == {"no_year_in_title": 1, "other_column": 19, "website_report": 30}
    lists = [row for row in crawled.pages("report") if "art_1525480_" in row["url"]]
    assert len(lists) == 7
    assert all("infotypeId=&" in row["list_url"] for row in lists)


def test_titles_and_dates_travel_with_the_reports(crawled: HostCrawl) -> None:
    found = crawled.pages("report")
    assert all(row["list_title"].endswith("年政府信息公开工作年度报告") and row["list_date"] for row in found)
    assert not any(row["list_date"].endswith("-12-31") for row in found)
    assert crawled.summary["failures"] == crawled.summary["outcomes"]["forbidden_403"] == 1
