"""Hanweb's newer platform: what a page says of its units, and the HTML in the JSON that answers."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.hanweb_jpaas import read_column, read_unit

COLUMN = "https://www.x.test/col/col1229565788/index.html"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
DATA = (
    "{'parseType':'bulidstatic','webId':'3185','tplSetId':'o0Yc','pageType':'column','tagId':'信息列表',"
    "'editType':'null','pageId':'1229565788'}"
)
TITLE = "某厅2023年政府信息公开工作年度报告"


def script(data: str = DATA) -> str:
    return f'<script url="{UNIT}" queryData="{data}" src="/cms_files/unitbuild.js"></script>'


def row(number: int = 7, host: str = "http://www.x.test") -> str:
    href = f"{host}/col/col1229565788/art/2024/art_{number:032x}.html"
    return f'<li class="cf"><a href="{href}" title="{TITLE}">某厅2023年…</a><span class="fr">2024-01-30</span></li>'


def column(body: str, url: str = COLUMN) -> ListPage:
    return read_column(f"<html><body>{body}</body></html>", url, Ask(url))


def first() -> Ask:
    (ask,) = column(script()).lists
    return ask


def answer(*rows: str, pager: str = ' rows="15" count="32"') -> str:
    html = (
        f'<div id="信息列表"><ul>{"".join(rows)}</ul><div class="pagination"{pager} pageNo="1"></div></div>'
    )
    return json.dumps({"code": "200", "success": True, "data": {"html": html}})


def query(ask: Ask) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(ask.url).query))


def test_the_first_part_is_asked_for_by_the_page_s_own_fields() -> None:
    ask = first()
    assert ask.url.startswith(f"https://www.x.test{UNIT}?parseType=bulidstatic&webId=3185&")
    assert query(ask)["tagId"] == "信息列表"
    assert dict(ask.headers)["Referer"] == COLUMN


def test_the_site_s_own_spelling_is_copied() -> None:
    (ask,) = column(script(DATA.replace("bulidstatic", "buildstatic"))).lists
    assert query(ask)["parseType"] == "buildstatic"


def test_further_parts_are_asked_for_in_compact_json_and_without_edit_type() -> None:
    second = read_unit(answer(row()), first()).following
    assert second is not None
    assert query(second)["paramJson"] == '{"pageNo":2,"pageSize":15}'
    assert "editType" not in query(second)
    third = read_unit(answer(row()), second).following
    assert third is not None
    assert query(third)["paramJson"] == '{"pageNo":3,"pageSize":15}'
    assert third.number == 2


def test_rows_have_title_date_and_the_scheme_of_the_page() -> None:
    page = read_unit(answer(row(7)), first())
    (entry,) = page.entries
    assert entry.url == f"https://www.x.test/col/col1229565788/art/2024/art_{7:032x}.html"
    assert (entry.title, entry.date) == (TITLE, "2024-01-30")
    assert page.promised == 32


def test_links_to_other_hosts_and_those_of_plain_pages_keep_their_scheme() -> None:
    (elsewhere,) = read_unit(answer(row(host="http://y.test")), first()).entries
    assert elsewhere.url.startswith("http://y.test/")
    (plain,) = column(f"<ul>{row()}</ul>", COLUMN.replace("https", "http")).entries
    assert plain.url.startswith("http://www.x.test/")


def test_an_answer_without_rows_ends_the_list() -> None:
    assert read_unit(answer(pager=""), first()) == ListPage()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html>403</html>", "sent no JSON, beginning '<html>403</html>'"),
        (
            '{"code":"500","success":false,"data":null}',
            'sent JSON without data.html, beginning \'{"code":"500"',
        ),
        ('{"data":{"html":null}}', "sent JSON without data.html"),
        ("[1]", "sent JSON without data.html"),
    ],
)
def test_an_answer_that_is_no_unit_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(UnreadableListError) as caught:
        read_unit(text, first())
    assert reason in str(caught.value)


def test_html_may_stand_in_data_itself() -> None:
    assert len(read_unit(json.dumps({"data": f"<ul>{row()}</ul>"}), first()).entries) == 1


def test_rows_in_the_page_are_read_and_its_pager_says_how_to_go_on() -> None:
    pager = (
        f'<div class="pagination" unitid="信息列表" unitUrl="{UNIT}" queryData="{{\'pageId\':\'9\'}}"></div>'
    )
    page = column(f"<ul>{row()}</ul>{pager}")
    assert len(page.entries) == 1
    (ask,) = page.lists
    assert query(ask) == {"pageId": "9", "tagId": "信息列表"}


def test_a_unit_that_a_script_and_a_pager_name_is_asked_for_once() -> None:
    pager = (
        f'<div class="pagination" unitid="信息列表" unitUrl="{UNIT}" queryData="{{\'pageId\':\'9\'}}"></div>'
    )
    assert len(column(script() + pager).lists) == 1


def test_of_several_units_any_may_be_without_rows() -> None:
    assert first().number == 0
    both = column(script() + script(DATA.replace("信息列表", "导航"))).lists
    assert [ask.number for ask in both] == [1, 1]
    following = read_unit(answer(row()), both[0]).following
    assert following is not None
    assert query(following)["paramJson"] == '{"pageNo":2,"pageSize":15}'


def test_columns_below_the_list_s_own_folder_are_lists_too() -> None:
    links = '<a href="2023/index.html">2023年</a><a href="../jd/">解读</a><a href="/">首页</a>'
    page = column(links, "https://www.x.test/lxz/zwgk/zfxxgknb/")
    assert [ask.url for ask in page.lists] == ["https://www.x.test/lxz/zwgk/zfxxgknb/2023/"]
    assert page.entries == ()
