"""www.tingyuan.test behaves like Hanweb's newer platform, and its adapter asks as the pages say."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest

from demo.web import DemoWeb
from tests.crawler.crawling import outcomes
from tests.demo.client import fetch
from tests.demo.one_host import HostCrawl, WholeCrawl

HOST = "http://www.tingyuan.test"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
ROOT = "/zwgk/zfxxgknb/"

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def crawled(whole: WholeCrawl) -> HostCrawl:
    return whole.of("tingyuan")


def fields(web: DemoWeb, column: str) -> dict[str, str]:
    """What a column's page says of its list."""
    page = fetch(web, f"{HOST}{ROOT}{column}/index.html").body.decode()
    given = re.findall(r'queryData="([^"]+)"', page)[-1]
    return dict(re.findall(r"'(\w+)':'([^']*)'", unescape(given)))


def unit(web: DemoWeb, column: str, **changes: str) -> dict[str, object]:
    answer = fetch(web, f"{HOST}{UNIT}?{urlencode({**fields(web, column), **changes})}")
    found: dict[str, object] = json.loads(answer.body)
    return found


def addresses(answer: dict[str, object]) -> list[str]:
    data = answer["data"]
    assert isinstance(data, dict)
    return re.findall(r'href="([^"]+)"', data["html"])


def test_a_column_s_page_has_no_rows_and_says_what_to_ask_for(web: DemoWeb) -> None:
    page = fetch(web, f"{HOST}{ROOT}bm/").body.decode()
    assert '<ul class="list"></ul>' in page
    assert fields(web, "bm")["parseType"] == "bulidstatic"


def test_parts_are_known_by_one_field_and_a_bare_number_is_ignored(web: DemoWeb) -> None:
    first = addresses(unit(web, "bm"))
    assert len(first) == 15
    assert addresses(unit(web, "bm", pageNo="2", page="2", currentPage="2")) == first
    second = addresses(unit(web, "bm", paramJson='{"pageNo":2,"pageSize":"15"}'))
    assert not set(first) & set(second)


def test_corrected_spelling_is_refused(web: DemoWeb) -> None:
    assert unit(web, "bm", parseType="buildstatic")["data"] is None


def test_rows_have_the_whole_address_and_the_oldest_stands_first(web: DemoWeb) -> None:
    found = addresses(unit(web, "bm"))
    assert all(url.startswith("http://www.tingyuan.test/") for url in found)
    years = [int(url.split("/art/")[1][:4]) for url in found]
    assert years[0] == min(years) < years[1]


def test_every_part_is_asked_for_until_one_is_empty(crawled: HostCrawl) -> None:
    parts: dict[tuple[str, str], list[int]] = {}
    for path in crawled.asked:
        query = dict(parse_qsl(urlsplit(path).query))
        if path.startswith(UNIT):
            number = json.loads(query.get("paramJson", '{"pageNo":1}'))["pageNo"]
            parts.setdefault((query["pageId"], query["tagId"]), []).append(number)
    # The departments' sixty rows and more, the townships' six, and the menu beside these.
    assert sorted(parts.values()) == [[1], [1, 2, 3], [1, 2, 3, 4, 5, 6]]


def test_the_columns_are_found_below_the_entry_s_one_list(crawled: HostCrawl) -> None:
    columns = [path for path in crawled.asked if path.startswith(ROOT) and path.endswith("/")]
    assert sorted(columns) == [ROOT, f"{ROOT}bm/", f"{ROOT}xz/", f"{ROOT}zf/"]
    assert not any("editType" in parse_qs(path) for path in crawled.asked if "paramJson" in path)


def test_nothing_failed_and_all_that_is_left_out_is_counted(crawled: HostCrawl) -> None:
    assert {outcome for _, outcome, _ in outcomes(crawled.home, "tingyuan")} == {"ok", "empty_list"}
    assert crawled.summary["failures"] == 0
    assert crawled.summary["skipped"] == {"no_year_in_title": 1, "notice": 1, "website_report": 50}
