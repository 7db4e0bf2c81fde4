"""www.guiyu.test behaves like NFCMS, and its adapter passes each of its traps."""

import pytest

from demo.web import DemoWeb
from tests.crawler.crawling import outcomes
from tests.demo.client import fetch
from tests.demo.one_host import HostCrawl, WholeCrawl

ROOT = "/zwgk/zfxxgknb/"

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def crawled(whole: WholeCrawl) -> HostCrawl:
    return whole.of("guiyu")


def test_the_second_page_is_index_2_and_only_some_pagers_are_links(web: DemoWeb) -> None:
    by_links = fetch(web, f"http://www.guiyu.test{ROOT}qzf/").body.decode()
    by_script = fetch(web, f"http://www.guiyu.test{ROOT}jd/").body.decode()
    assert '<a href="index_2.html">下一页</a>' in by_links
    assert "index_2.html" not in by_script
    assert fetch(web, f"http://www.guiyu.test{ROOT}jd/index_2.html").status == 200


def test_lists_are_read_by_links_and_by_names_where_a_script_writes_the_pager(crawled: HostCrawl) -> None:
    qzf = [path for path in crawled.asked if path.startswith(f"{ROOT}qzf/") and "/content/" not in path]
    jd = [path for path in crawled.asked if path.startswith(f"{ROOT}jd/") and "/content/" not in path]
    assert qzf == [f"{ROOT}qzf/", f"{ROOT}qzf/index_2.html", f"{ROOT}qzf/index_3.html"]
    assert jd == [f"{ROOT}jd/", *(f"{ROOT}jd/index_{number}.html" for number in (2, 3, 4))]


def test_channels_by_year_are_read_two_levels_down(crawled: HostCrawl) -> None:
    years = {path for path in crawled.asked if path.startswith(f"{ROOT}bm/") and path.endswith("n/")}
    assert years == {f"{ROOT}bm/{year}n/" for year in range(2019, 2025)}


def test_twins_for_phones_are_counted_and_never_asked_for(crawled: HostCrawl) -> None:
    assert not [path for path in crawled.asked if "mpost_" in path]
    assert crawled.summary["skipped"]["mobile_version"] == 32


def test_the_boxes_beside_a_list_do_not_keep_it_going(crawled: HostCrawl) -> None:
    assert not [path for path in crawled.asked if "/xwdt/" in path]


def test_nothing_fails_and_what_is_beyond_a_list_is_its_end(crawled: HostCrawl) -> None:
    bad = {(kind, outcome) for kind, outcome, _ in outcomes(crawled.home, "guiyu") if outcome != "ok"}
    assert bad == {("list", "gone_404")}
    assert crawled.summary["failures"] == 0
