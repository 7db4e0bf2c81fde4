"""www.luwan.test and www.yangzhu.test behave like Hanweb's two generations, and one adapter reads both."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from demo.reports import BY_ID
from demo.web import DemoWeb
from tests.crawler.crawling import outcomes, reason_of, rows
from tests.demo.client import fetch
from tests.demo.one_host import HostCrawl, WholeCrawl

PROXY = "/module/web/jpage/dataproxy.jsp"
NAMED = re.compile(r"dataproxy\.jsp(\?[^\"]+)")

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def windows(whole: WholeCrawl) -> HostCrawl:
    return whole.of("luwan")


@pytest.fixture(scope="module")
def pages(whole: WholeCrawl) -> HostCrawl:
    return whole.of("yangzhu")


def text(web: DemoWeb, host: str, path: str) -> str:
    reply = fetch(web, f"http://{host}.test{path}")
    assert reply.status == 200
    return reply.body.decode()


def more(web: DemoWeb, host: str, column: str, query: str) -> list[str]:
    """The addresses of the records that a column's server sends for a query."""
    given = NAMED.search(text(web, host, f"/col/{column}/index.html"))
    assert given is not None
    names = re.sub(r"^\?page=\d+", "", given[1])
    answer = text(web, host, f"{PROXY}?{query}{names}")
    return re.findall(r"href=[\"'](/art/[^\"']+)", answer)


def asked(crawl: HostCrawl, column: str = "") -> list[str]:
    return [path for path in crawl.asked if path.startswith(PROXY) and column in path]


def test_a_column_holds_three_pages_of_its_list_in_a_script(web: DemoWeb) -> None:
    page = text(web, "www.luwan", "/col/col64511/index.html")
    assert page.count("<record>") == 45
    assert "perPage:15" in page
    assert not re.search(r"<li><a [^>]*>[^<]*</a>", page[: page.index("<datastore>")])


def test_one_generation_knows_windows_and_no_pages(web: DemoWeb) -> None:
    window = more(web, "www.luwan", "col64511", "startrecord=46&endrecord=50&page=1&perpage=15")
    assert len(window) == 5
    assert not set(window) & set(more(web, "www.luwan", "col64511", "startrecord=1&endrecord=45"))


def test_the_other_knows_pages_and_no_windows(web: DemoWeb) -> None:
    first = more(web, "www.yangzhu", "col1229565", "startrecord=1&endrecord=45&perpage=15")
    assert more(web, "www.yangzhu", "col1229565", "startrecord=46&endrecord=90&perpage=15") == first
    assert not set(first) & set(more(web, "www.yangzhu", "col1229565", "page=2&perpage=15"))


def test_an_encrypted_next_group_is_answered_with_54_bytes(web: DemoWeb) -> None:
    page = text(web, "www.yangzhu", "/col/col1229566/index.html")
    given = NAMED.search(page)
    assert given is not None
    assert not parse_qs(given[1])["columnid"][0].isdigit()
    assert len(text(web, "www.yangzhu", PROXY + given[1])) == 54


def test_a_site_s_name_that_was_decoded_on_the_way_is_not_known(web: DemoWeb) -> None:
    given = NAMED.search(text(web, "www.luwan", "/col/col64511/index.html"))
    assert given is not None
    spoilt = re.sub(r"webname=[^&]*", "webname=x", given[1])
    assert len(text(web, "www.luwan", PROXY + spoilt + "&startrecord=1&endrecord=9")) == 54


def test_windows_are_asked_for_until_one_is_empty(windows: HostCrawl) -> None:
    starts = [parse_qs(urlsplit(path).query)["startrecord"][0] for path in asked(windows)]
    assert sorted(starts, key=int) == ["1", "46", "91", "136", "139"]
    assert not any("?page=" in path for path in asked(windows))


def test_where_the_server_renders_the_rows_its_empty_answer_costs_nothing(windows: HostCrawl) -> None:
    url = f"http://www.luwan.test{PROXY}?startrecord=1&endrecord=60&perpage=20"
    assert ("list", "empty_list", url) in outcomes(windows.home, "luwan")
    found = rows(windows.home, "SELECT url FROM reports WHERE url LIKE '%/art_64512_%'")
    assert len(found) == 8


def test_a_document_behind_a_download_page_is_fetched_with_its_report(windows: HostCrawl) -> None:
    (document,) = windows.pages("attachment")
    assert (document["outcome"], document["list_url"]) == ("ok", BY_ID["luwan/nyj/2023"].url)
    assert "filename=" in document["url"]


def test_a_repeated_window_makes_the_crawler_ask_for_pages(pages: HostCrawl) -> None:
    (repeated,) = [path for path in asked(pages) if "startrecord" in path]
    assert reason_of(pages.home, f"http://www.yangzhu.test{repeated}") == "nothing new: the list ends here"
    numbers = [parse_qs(urlsplit(path).query)["page"][0] for path in asked(pages, "columnid=1229565")]
    assert numbers == ["1", "2", "3"]


def test_of_a_sealed_column_the_embedded_records_are_kept_and_the_rest_is_counted(pages: HostCrawl) -> None:
    found = rows(pages.home, "SELECT url FROM reports WHERE url LIKE '%art_1229566_%'")
    assert len(found) == 7
    assert pages.summary["skipped"]["promised_not_listed"] == 12
    assert pages.summary["failures"] == 0


def test_dates_over_three_lines_are_kept_with_the_reports(pages: HostCrawl) -> None:
    for row in pages.pages("report"):
        truth = next(report for report in BY_ID.values() if report.url == row["url"])
        assert row["list_date"] == truth.published.isoformat()


def test_the_only_failure_is_the_page_that_was_taken_down(windows: HostCrawl) -> None:
    assert windows.summary["failures"] == windows.summary["outcomes"]["gone_404"] == 1
