"""Lonsun: a column's script says how its rows are asked for, fragments hold them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.lonsun import first_ask, read_lonsun

COLUMN = "http://www.x.test/public/column/6628921?type=4&catId=24349009&action=list&nav=3"
LABEL = "http://www.x.test/site/label/8888?labelName=publicInfoList&pageSize=5&pageIndex={}&file=%2Fa%2Flist"
TITLE = "泾桥县审计局2023年政府信息公开工作年度报告"
META = '<meta name="SiteId"content="8803220"/>'
CALL = """<script>var other = {pageSize: 50, file: '/other'};
load({labelName: "publicInfoList", pageSize: 5, catId: '1', "organId": '6628921', file: '/a/publicInfoList_x'});
</script>"""


def column(body: str, url: str = COLUMN) -> ListPage:
    return read_lonsun(f"<html><head>{META}</head><body>{body}</body></html>", url, Ask(url))


def fields(body: str, url: str = COLUMN) -> dict[str, str]:
    (label,) = column(body, url).lists
    assert label.url.startswith("http://www.x.test/site/label/8888?")
    return {name: value for name, (value,) in parse_qs(urlsplit(label.url).query).items()}


def fragment(body: str, number: int = 0) -> ListPage:
    url = LABEL.format(number + 1)
    return read_lonsun(body, url, Ask(url, number))


def row(href: str = "/public/6628921/73357092.html") -> str:
    return f'<li><a href="{href}" title="{TITLE}">泾桥县审计局…</a><span class="date">2024-01-19</span></li>'


def test_the_label_is_asked_with_what_the_column_s_script_says() -> None:
    asked = fields(CALL)
    assert asked["file"] == "/a/publicInfoList_x"
    assert (asked["pageSize"], asked["pageIndex"], asked["organId"]) == ("5", "1", "6628921")


def test_the_number_of_the_site_is_that_of_its_meta_tag() -> None:
    assert fields(CALL)["siteId"] == "8803220"


def test_the_category_of_the_address_goes_before_that_of_the_script() -> None:
    assert fields(CALL)["catId"] == "24349009"
    assert fields(CALL, COLUMN.replace("type=4", "type=3"))["type"] == "3"


def test_a_call_that_is_written_out_is_taken_as_it_is_but_for_its_random_number() -> None:
    call = '<script>$(".list").load("/site/label/8888?_=0.5&labelName=publicInfoList&file=%2Fa&pageSize=9")</script>'
    asked = fields(call)
    assert (asked["file"], asked["pageSize"]) == ("/a", "9")
    assert "_" not in asked


def test_a_column_without_a_category_leads_to_those_of_annual_reports() -> None:
    links = "".join(
        f'<a href="/public/column/{organ}?type=4&amp;catId={category}">{name}</a>'
        for organ, category, name in [
            ("6628921", "1", "指南"),
            ("6628921", "2", "信息公开年度报告"),
            ("7", "3", "年报"),
        ]
    )
    page = column(CALL + links, "http://www.x.test/public/column/6628921?type=4")
    assert [ask.url for ask in page.lists] == ["http://www.x.test/public/column/6628921?type=4&catId=2"]


@pytest.mark.parametrize(
    ("body", "url", "says"),
    [
        ("", COLUMN, "label's file"),
        (CALL.replace("catId: '1',", ""), "http://www.x.test/public/column/6628921?type=4", "label's catId"),
        (CALL.replace("\"organId\": '6628921',", ""), "http://www.x.test/nb.html?catId=2", "label's organId"),
    ],
)
def test_what_the_page_does_not_say_is_never_guessed(body: str, url: str, says: str) -> None:
    with pytest.raises(UnreadableListError, match=says):
        column(body, url)


@pytest.mark.parametrize(
    "path",
    [
        "/public/6628921/73357092.html",
        "/public/content/73357092",
        "/openness/public/6628921/73357092.html",
        "/zwzx/tzgg/73357092.html",
    ],
)
def test_articles_are_known_by_their_address(path: str) -> None:
    (entry,) = fragment(f"<ul>{row(path)}</ul>").entries
    assert (entry.url, entry.title, entry.date) == (f"http://www.x.test{path}", TITLE, "2024-01-19")
    assert entry.in_channel


def test_the_next_fragment_has_the_next_number() -> None:
    following = fragment(row()).following
    assert following is not None
    assert (following.url, following.number) == (LABEL.format(2), 1)


def test_the_page_count_promises_one_row_more_than_the_pages_before_the_last_hold() -> None:
    assert fragment(row() + "<script>Ls.pagination({pageCount:74});</script>").promised == 73 * 5 + 1
    assert fragment(row()).promised is None


def test_nothing_more_is_no_row() -> None:
    assert fragment("<p>暂无相关信息</p>", 2).entries == ()


def test_the_label_s_own_address_is_read_from_its_first_page() -> None:
    assert first_ask(LABEL.format(3) + "&_=0.77").url == LABEL.format(1)
    assert first_ask(COLUMN).url == COLUMN
