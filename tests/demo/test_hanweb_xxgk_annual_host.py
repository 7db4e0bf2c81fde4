"""www.chenghu.test shows a report for each agency and year, and its adapter finds them without a list."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.preview import preview
from crawler.sites import load_sites
from demo.reports import BY_ID, EXPECTED
from demo.web import SITES_FOLDER, DemoWeb
from tests.demo.client import fetch
from tests.demo.one_host import HostCrawl, WholeCrawl

ENDPOINT = "http://www.chenghu.test/module/xxgk/xxgkAnnualReport.jsp"
GOVERNMENT, UNLISTED = "11880107004527101D", "001008003006014"
FIRST_YEAR = 2017

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def crawled(whole: WholeCrawl) -> HostCrawl:
    return whole.of("chenghu")


def named(url: str) -> tuple[str, int]:
    query = parse_qs(urlsplit(url).query)
    return query["area"][0], int(query["fbtime"][0])


def asked(crawl: HostCrawl) -> list[tuple[str, int]]:
    return [named(path) for path in crawl.asked if "AnnualReport" in path]


def test_a_report_is_shown_whatever_the_order_of_the_query(web: DemoWeb) -> None:
    one = fetch(web, f"{ENDPOINT}?area={GOVERNMENT}&fbtime=2021").body
    assert one == fetch(web, f"{ENDPOINT}?fbtime=2021&area={GOVERNMENT}").body
    assert "一、总体情况" in one.decode()


@pytest.mark.parametrize("query", [f"area={GOVERNMENT}&fbtime=2012", "area=1&fbtime=2021", ""])
def test_where_there_is_none_the_empty_template_is_with_status_200(web: DemoWeb, query: str) -> None:
    reply = fetch(web, f"{ENDPOINT}?{query}")
    assert reply.status == 200
    assert "总体情况" not in reply.body.decode()
    assert "<h1>政府信息公开年报</h1>" in reply.body.decode()


def test_the_tree_names_all_agencies_but_one(web: DemoWeb) -> None:
    text = fetch(web, "http://www.chenghu.test/module/xxgk/tree.jsp").body.decode()
    codes = set(re.findall(r"area=([\w-]+)", text))
    assert codes == {named(url)[0] for url, truth in EXPECTED.items() if truth.site == "chenghu"} - {UNLISTED}


def test_every_agency_is_asked_for_every_year_once(crawled: HostCrawl) -> None:
    codes, years = {code for code, _ in asked(crawled)}, {year for _, year in asked(crawled)}
    assert {GOVERNMENT, UNLISTED} < codes
    assert min(years) == FIRST_YEAR
    assert max(years) >= max(report.year for report in BY_ID.values())
    assert sorted(asked(crawled)) == sorted(
        (code, year) for code in codes for year in range(FIRST_YEAR, max(years) + 1)
    )


def test_the_address_of_one_report_stands_for_all_of_its_agency(web: DemoWeb) -> None:
    url = f"{ENDPOINT}?fbtime=2021&area={GOVERNMENT}"
    found = preview(load_sites([SITES_FOLDER])["chenghu"], fetch(web, url).body.decode(), url)
    assert found.trouble is None
    # The entry names one agency more.
    assert found.reports == 2 * len(range(FIRST_YEAR, datetime.now(UTC).year))


def test_an_empty_template_is_no_report_and_no_failure(crawled: HostCrawl) -> None:
    pages = crawled.pages("report")
    empty = {row["url"] for row in pages if row["outcome"] == "not_a_report"}
    assert empty == {row["url"] for row in pages} - EXPECTED.keys()
    assert {row["reason"] for row in pages if row["url"] in empty} == {"the template holds no report"}
    assert crawled.summary["failures"] == 0


def test_a_report_that_is_a_document_is_not_taken_for_an_empty_template(crawled: HostCrawl) -> None:
    report = BY_ID["chenghu/jyj/2022"]
    (document,) = crawled.pages("attachment")
    assert (document["list_url"], document["outcome"]) == (report.url, "ok")
