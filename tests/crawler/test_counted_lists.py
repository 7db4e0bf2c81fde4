"""Lists whose pages a script counts up: Shanghai's portals, and the JCMS of 延安."""

import pytest

from crawler.lists.asking import Ask, ListPage
from crawler.lists.counted import JCMS_SNOWFLAKE, SH_HEX, Counted, read_counted_list

TITLE = "申浦市教育委员会2023年政府信息公开工作年度报告"
HEX = "4a03b5fa47ae4c73b7ec42801de6be66"
SHANGHAI = "http://www.x.test/nw12344/index.html"
JCMS = "http://www.x.test/zfxxgk/zfxxgknb/bmnb/1.html"
SH_PAGER = "<script>$('.pagination').pagination({totalPage: 3, current: 1});</script>"
JCMS_PAGER = "<script>var maxPage = parseInt('3');</script>"


def read(body: str, url: str, family: Counted, number: int = 0) -> ListPage:
    return read_counted_list(f"<html><body>{body}</body></html>", url, Ask(url, number), family)


def row(href: str) -> str:
    return f'<li><a href="{href}" title="{TITLE}">申浦市教育…</a><span class="time">2024-01-19</span></li>'


@pytest.mark.parametrize(
    ("url", "href", "family"),
    [
        (SHANGHAI, f"/nw12344/20240119/{HEX}.html", SH_HEX),
        (SHANGHAI, "/nw9822/20200906/0001-9822_653206.html", SH_HEX),
        (JCMS, "/zfxxgk/zfxxgknb/bmnb/1882251480800149505.html", JCMS_SNOWFLAKE),
    ],
)
def test_a_row_is_an_entry_with_its_whole_title_and_date(url: str, href: str, family: Counted) -> None:
    (entry,) = read(row(href), url, family).entries
    assert (entry.url, entry.title, entry.date, entry.skip, entry.in_channel) == (
        f"http://www.x.test{href}",
        TITLE,
        "2024-01-19",
        None,
        True,
    )


@pytest.mark.parametrize(
    ("url", "pager", "family", "second", "third"),
    [
        (SHANGHAI, SH_PAGER, SH_HEX, "index_2.html", "index_3.html"),
        (JCMS, JCMS_PAGER, JCMS_SNOWFLAKE, "2.html", "3.html"),
        (JCMS.removesuffix("1.html"), JCMS_PAGER, JCMS_SNOWFLAKE, "2.html", "3.html"),
    ],
)
def test_the_next_page_has_the_next_number(
    url: str, pager: str, family: Counted, second: str, third: str
) -> None:
    folder = url.rpartition("/")[0]
    following = read(pager, url, family).following
    assert following is not None
    assert (following.url, following.number) == (f"{folder}/{second}", 1)
    after = read(pager, following.url, family, 1).following
    assert after is not None
    assert after.url == f"{folder}/{third}"


@pytest.mark.parametrize(("url", "family"), [(SHANGHAI, SH_HEX), (JCMS, JCMS_SNOWFLAKE)])
def test_a_list_without_a_pager_has_one_page(url: str, family: Counted) -> None:
    assert read(row("/a.html"), url, family).following is None


def test_a_pager_of_links_is_followed() -> None:
    following = read('<a href="index_7.html">下一页</a>', SHANGHAI, SH_HEX).following
    assert following is not None
    assert following.url == "http://www.x.test/nw12344/index_7.html"


def test_archives_of_years_are_lists_wherever_they_stand_and_no_reports() -> None:
    page = read('<a href="/nw40101/index.html"><h4>2023年</h4></a>', SHANGHAI, SH_HEX)
    assert page.entries == ()
    assert [ask.url for ask in page.lists] == ["http://www.x.test/nw40101/index.html"]


def test_channels_below_are_lists_and_those_of_the_menu_are_not() -> None:
    body = '<a href="./2023n/">2023年</a><a href="xz/1.html">乡镇</a><a href="/xwzx/1.html">新闻中心</a>'
    page = read(body, JCMS, JCMS_SNOWFLAKE)
    folder = JCMS.removesuffix("1.html")
    assert [ask.url for ask in page.lists] == [f"{folder}2023n/", f"{folder}xz/1.html"]


def test_a_year_on_another_host_or_of_the_list_itself_is_no_list() -> None:
    body = '<a href="http://other.test/nw1/index.html">2023年</a><a href="index.html">2024年</a>'
    assert read(body, SHANGHAI, SH_HEX).lists == ()


def test_channels_are_taken_from_the_first_page_alone() -> None:
    assert read('<a href="/nw40101/index.html">2023年</a>', SHANGHAI, SH_HEX, 1).lists == ()


def test_rows_in_comments_are_not_seen() -> None:
    assert read(f"<!-- {row(f'/nw1/20240119/{HEX}.html')} -->", SHANGHAI, SH_HEX).entries == ()
