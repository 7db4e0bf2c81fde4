"""Hanweb's catalogue: the request that a column's script makes, and the rows that answer it."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.lists.asking import Ask, ListPage
from crawler.lists.hanweb_xxgk import ask_search, is_search, read_column, read_rows

SEARCH = "http://www.x.test/module/xxgk/search.jsp"
COLUMN = "http://www.x.test/col/col1525479/index.html"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
NODE = f"{SEARCH}?infotypeId=A0212&jdid=3096&area=002276772&divid=div1525479"


def row(
    column: int = 1525479, title: str = TITLE, number: int = 7, first: str = "1", kind: str = "odd"
) -> str:
    link = f'<a href="/art/2024/1/31/art_{column}_{number}.html" title="{title}">{title[:9]}…</a>'
    return f'<tr class="tr_main_value_{kind}"><td>{first}</td><td>{link}</td><td> 2024-01-31 </td></tr>'


def read(rows: str, ask: Ask) -> ListPage:
    return read_rows(f'<div class="tb_title">共5页</div><table>{rows}</table>', ask.url, ask)


def asked(html: str, url: str = COLUMN) -> dict[str, str]:
    (ask,) = read_column(html, url, Ask(url)).lists
    return dict(ask.form)


@pytest.mark.parametrize(("url", "expected"), [(NODE, True), (COLUMN, False)])
def test_an_entry_may_name_the_rows_or_the_column(url: str, expected: bool) -> None:
    assert is_search(url) is expected


def test_the_request_is_a_post_with_the_same_fields_in_its_query() -> None:
    ask = ask_search(NODE)
    assert ask.method == "POST"
    assert tuple(parse_qsl(urlsplit(ask.url).query, keep_blank_values=True)) == ask.form
    assert {"infotypeId": "A0212", "area": "002276772", "vc_title": "", "currpage": "1"}.items() <= dict(
        ask.form
    ).items()


def test_fields_of_other_names_are_kept() -> None:
    form = dict(ask_search(f"{SEARCH}?standardXxgk=1&area=1&unit=2&keyWord=&requestUrl=x").form)
    assert (form["standardXxgk"], form["unit"], form["keyWord"], form["requestUrl"]) == ("1", "2", "", "x")


def test_rows_are_entries_with_title_and_the_date_of_the_third_cell() -> None:
    page = read(row(first="880106-A0212-20231231-0007") + row(number=8, kind="even"), ask_search(NODE))
    assert [(entry.url[-10:], entry.title, entry.date) for entry in page.entries] == [
        ("479_7.html", TITLE, "2024-01-31"),
        ("479_8.html", TITLE, "2024-01-31"),
    ]


def test_the_next_part_has_the_next_number() -> None:
    following = read(row(), ask_search(NODE)).following
    assert following is not None
    assert (following.number, dict(following.form)["currpage"]) == (1, "2")
    assert read("", ask_search(NODE)).following is None


def test_rows_of_a_node_are_kept_whatever_their_column() -> None:
    assert [entry.skip for entry in read(row(column=9), ask_search(NODE)).entries] == [None]


@pytest.mark.parametrize("page", [COLUMN, ""], ids=["from the column's page", "from divid alone"])
def test_without_a_node_the_rows_of_other_columns_are_left_out(page: str) -> None:
    ask = ask_search(NODE.replace("A0212", ""), page)
    found = read(row() + row(column=9) + row(column=9, title="关于2023年政府信息公开年报的通知"), ask).entries
    assert [(entry.skip, entry.in_channel) for entry in found] == [
        (None, True),
        ("other_column", False),
        ("notice", False),
    ]


def test_the_column_s_page_says_what_its_script_asks_for() -> None:
    html = f"""<iframe src="/module/xxgk/tree.jsp?area=002276772&amp;divid=div1525479"></iframe>
    <script>$.post('{SEARCH}?infotypeId=A0212&jdid=3096', show);</script>"""
    form = asked(html)
    assert {
        "infotypeId": "A0212",
        "jdid": "3096",
        "area": "002276772",
        "divid": "div1525479",
    }.items() <= form.items()


def test_a_column_with_the_tree_alone_asks_for_its_agency_and_column() -> None:
    form = asked('<iframe src="/module/xxgk/tree.jsp?area=002276772"></iframe>')
    assert (form["area"], form["divid"], form["infotypeId"]) == ("002276772", "div1525479", "")


def test_the_number_in_a_column_s_address_is_the_node() -> None:
    html = '<iframe src="/module/xxgk/tree.jsp?area=002276772"></iframe>'
    assert asked(html, f"{COLUMN}?number=LX04")["infotypeId"] == "LX04"


def test_a_column_that_names_no_rows_is_read_as_it_stands() -> None:
    page = read_column(
        f"<ul><li><a href='/art/2024/1/31/art_1_2.html'>{TITLE}</a></li></ul>", COLUMN, Ask(COLUMN)
    )
    assert page.lists == ()
    assert [entry.title for entry in page.entries] == [TITLE]


def test_rows_without_a_link_are_passed() -> None:
    assert read('<tr class="tr_main_value_odd"><td>暂无信息</td></tr>', ask_search(NODE)).entries == ()
