"""www.huaitong.test behaves like the openness module, and its adapter passes each of its traps."""

import json

import pytest

from demo.web import DemoWeb
from tests.crawler.crawling import outcomes, rows
from tests.demo.client import fetch
from tests.demo.one_host import HostCrawl, WholeCrawl

HOST = "http://www.huaitong.test"
LONG, SHORT = (f"branch_id=5e1f0c2a9d3b4c6f8a7e{end}" for end in ("1234", "5678"))

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def crawled(whole: WholeCrawl) -> HostCrawl:
    return whole.of("huaitong")


def test_the_list_of_annual_reports_ignores_its_page_number(web: DemoWeb) -> None:
    first, second = (
        fetch(web, f"{HOST}/opennessAnnualReport/?{LONG}{page}").body for page in ("", "&page=2")
    )
    assert first == second
    assert "<span class='currentpage'>1 / 2</span>" in first.decode()


def test_the_tree_is_an_object_with_gaps(web: DemoWeb) -> None:
    tree = json.loads(fetch(web, f"{HOST}/openness/jsonTree?{LONG}").body)
    assert list(tree) == ["0", "3"]
    assert list(tree["3"]["children"]) == ["1"]


def test_an_agency_that_does_not_exist_is_missing(web: DemoWeb) -> None:
    assert fetch(web, f"{HOST}/opennessAnnualReport/?branch_id=00").status == 404


def test_what_the_repeated_page_hides_is_found_by_the_tree(crawled: HostCrawl) -> None:
    asked = [path for path in crawled.asked if LONG in path]
    assert asked == [
        f"/opennessAnnualReport/?{LONG}",
        f"/opennessAnnualReport/?{LONG}&page=2",
        f"/openness/jsonTree?{LONG}",
        f"/opennessContent/?{LONG}&column_code=110600",
    ]
    found = rows(crawled.home, "SELECT url FROM reports WHERE title LIKE '怀桐县石桥镇人民政府%'")
    assert len(found) == 7


def test_a_list_of_one_page_needs_no_tree(crawled: HostCrawl) -> None:
    assert [path for path in crawled.asked if SHORT in path] == [f"/opennessAnnualReport/?{SHORT}"]


def test_announced_pages_without_rows_end_a_list(crawled: HostCrawl) -> None:
    numbered = [path for path in crawled.asked if "/showList/7/320/" in path]
    assert [path[-11:] for path in numbered] == [f"page_{number}.html" for number in (1, 2, 3, 4)]


def test_the_only_failure_is_the_page_that_was_taken_down(crawled: HostCrawl) -> None:
    bad = [(kind, outcome) for kind, outcome, _ in outcomes(crawled.home, "huaitong") if outcome != "ok"]
    assert sorted(bad) == [("list", "empty_list"), ("report", "gone_404")]
    assert crawled.summary["failures"] == 1
    assert crawled.summary["skipped"] == {"interpretation": 1}
