"""The openness module: numbered pages, a list that ignores its page number, a tree with gaps."""

import json

import pytest

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.openness import read_openness

NEW = "http://www.x.test/OpennessContent/showList/7/320/page_1.html"
OLD = "http://www.x.test/opennessAnnualReport/?branch_id=5e1f0c2a9d3b4c6f8a7e1234"
TREE = "http://www.x.test/openness/jsonTree?branch_id=5e1f0c2a9d3b4c6f8a7e1234"
TITLE = "怀桐县财政局2023年政府信息公开工作年度报告"


def row(href: str = "/OpennessContent/show/1406.html") -> str:
    return f'<li><a href="{href}" title="{TITLE}">怀桐县财政局…</a><span>2024-01-19</span></li>'


def read(body: str, url: str = NEW, ask: Ask | None = None) -> ListPage:
    return read_openness(f"<html><body>{body}</body></html>", url, ask or Ask(url))


def columns(tree: object) -> list[str]:
    return [ask.url for ask in read_openness(json.dumps(tree), TREE, Ask(TREE)).lists]


def code(column: str) -> str:
    return f"/opennessContent/?branch_id=5e1f&column_code={column}"


@pytest.mark.parametrize(
    "path",
    [
        "/OpennessContent/show/1406.html",
        "/openness/OpennessContent/show/1406.html",
        "/openness/detail/annual_report/5e1f0c2a9d3b4c6f8a7e0001.html",
        "/openness/detail/content/5e1f0c2a9d3b4c6f8a7e0001.html",
    ],
)
def test_articles_of_both_generations_are_known_by_their_address(path: str) -> None:
    (entry,) = read(row(path)).entries
    assert (entry.url, entry.title, entry.date) == (f"http://www.x.test{path}", TITLE, "2024-01-19")
    assert entry.in_channel


def test_a_menu_that_names_the_list_is_no_row_of_it() -> None:
    assert read('<a href="/zwgk/">政府信息公开年报</a>').entries == ()


def test_the_next_page_is_where_the_pager_leads() -> None:
    pager = '<span class="currentpage">1 / 3</span><a href="?branch_id=5e&page=2"><span>2</span></a>'
    following = read(row() + pager, OLD).following
    assert following is not None
    assert following.url == "http://www.x.test/opennessAnnualReport/?branch_id=5e&page=2"


def test_a_list_of_numbered_files_without_a_pager_is_tried_by_name() -> None:
    following = read(row()).following
    assert following is not None
    assert following.url == NEW.replace("page_1", "page_2")
    assert read(row(), OLD).following is None


def test_the_last_page_of_a_pager_leads_nowhere() -> None:
    pager = '<a href="page_1.html">1</a><b>2</b>'
    url = NEW.replace("page_1", "page_2")
    assert read(row() + pager, url, Ask(url, 1)).following is None


def test_a_list_that_ignores_its_page_number_leads_to_the_agency_s_tree() -> None:
    article = "/openness/detail/annual_report/5e1f0c2a9d3b4c6f8a7e0001.html"
    pager = '<a href="?branch_id=5e1f0c2a9d3b4c6f8a7e1234&page={}">下一页</a>'
    first = read(row(article) + pager.format(2), OLD)
    assert first.lists == ()
    assert first.following is not None
    second = read(row(article) + pager.format(2), first.following.url, first.following)
    assert second.lists == (Ask(TREE),)
    assert second.following is None


def test_a_second_page_with_other_rows_leads_on() -> None:
    first = read(row() + '<a href="page_2.html">下一页</a>').following
    assert first is not None
    second = read(row("/OpennessContent/show/9.html") + '<a href="page_3.html">下一页</a>', first.url, first)
    assert second.following is not None
    assert second.lists == ()


@pytest.mark.parametrize(
    "tree",
    [
        [{"name": "指南", "code": code("1")}, {"name": "政府信息公开年报", "code": code("2")}],
        {"0": {"name": "指南", "code": code("1")}, "4": {"text": "年度报告", "code": code("2")}},
        [{"name": "公开", "children": {"1": {"name": "年报", "code": code("2")}}}],
    ],
)
def test_the_column_of_annual_reports_is_found_in_arrays_and_in_objects_with_gaps(tree: object) -> None:
    assert columns(tree) == [f"http://www.x.test{code('2')}"]


def test_columns_below_that_of_annual_reports_belong_to_it() -> None:
    tree = [{"name": "年报", "code": "", "children": [{"name": "2023年", "code": code("3")}]}]
    assert columns(tree) == [f"http://www.x.test{code('3')}"]


@pytest.mark.parametrize("text", ["<html></html>", "[]", '{"0": {"name": "指南", "code": "/x"}}'])
def test_a_tree_without_such_a_column_is_an_error(text: str) -> None:
    with pytest.raises(UnreadableListError):
        read_openness(text, TREE, Ask(TREE))
