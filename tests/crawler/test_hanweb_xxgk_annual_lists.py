"""Hanweb's annual-report page: agencies wherever a page names them, an address for each of their years."""

import pytest

from crawler.lists.asking import Ask, UnreadableListError
from crawler.lists.hanweb_xxgk_annual import codes_of, holds_report, is_endpoint, read_agencies, reports_of
from tests.parsers.pages import report_html

ENDPOINT = "http://www.x.test/module/xxgk/xxgkAnnualReport.jsp"
TREE = "http://www.x.test/module/xxgk/tree.jsp"
CODE = "11370800004312810B"


def agencies(html: str) -> list[str]:
    page = read_agencies(html, TREE, [2024])
    return [
        entry.url.removeprefix(f"{ENDPOINT}?area=").removesuffix("&fbtime=2024") for entry in page.entries
    ]


def test_the_address_of_a_report_names_its_agency_in_either_order() -> None:
    for query in (f"area={CODE}&fbtime=2021", f"fbtime=2021&area={CODE}"):
        assert is_endpoint(f"{ENDPOINT}?{query}")
        assert codes_of(f"{ENDPOINT}?{query}") == [CODE]
    assert codes_of(ENDPOINT) == []
    assert not is_endpoint(TREE)


def test_each_agency_has_an_address_a_year_and_each_agency_once() -> None:
    entries = reports_of(f"{ENDPOINT}?fbtime=2021", [CODE, "01251010-001", CODE], [2024, 2023])
    assert [entry.url for entry in entries] == [
        f"{ENDPOINT}?area={code}&fbtime={year}" for code in (CODE, "01251010-001") for year in (2024, 2023)
    ]


def test_an_entry_has_no_title_and_no_date_that_no_list_gave() -> None:
    (entry,) = reports_of(ENDPOINT, [CODE], [2024])
    assert (entry.title, entry.date, entry.skip) == ("", None, None)


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="/module/xxgk/xxgkAnnualReport.jsp?fbtime=2021&amp;area={CODE}">财政局</a>',
        f'<a href="tree.jsp?area={CODE}">财政局</a>',
        f"""<a onclick="show('/module/xxgk/search.jsp?x=1&area={CODE}')">财政局</a>""",
        f"<script>d.add(1, 0, '财政局', 'index.html?vc_xxgkarea={CODE}');</script>",
    ],
    ids=["a report", "a catalogue", "a script in an attribute", "a script"],
)
def test_an_agency_is_named_by_any_address_with_its_code(html: str) -> None:
    assert agencies(html) == [CODE]


def test_a_tree_in_a_frame_is_asked_for_and_other_frames_are_not() -> None:
    page = read_agencies(
        '<iframe src="/module/xxgk/tree.jsp"></iframe><iframe src="/x.html"></iframe>', TREE, []
    )
    assert page.lists == (Ask(TREE),)


@pytest.mark.parametrize(
    "html", ["<p>出错了</p>", '<a href="?area=">全部</a>', '<a href="?myarea=123456">x</a>']
)
def test_a_page_that_names_no_agency_is_unreadable(html: str) -> None:
    with pytest.raises(UnreadableListError, match="names no agency"):
        read_agencies(html, TREE, [2024])


@pytest.mark.parametrize("form", ["2014", "2019", "2021"])
def test_a_report_of_any_form_is_no_empty_template(form: str) -> None:
    assert holds_report(report_html(form), ENDPOINT)


def test_a_document_in_place_of_the_sections_is_a_report() -> None:
    link = '<p>全文见附件：<a href="/module/download/downfile.jsp?filename=9f3c.pdf">年度报告</a></p>'
    assert holds_report(link, ENDPOINT)


def test_a_template_with_title_and_menu_alone_is_empty() -> None:
    menu = '<a href="/">首页</a><a href="/nb/">政府信息公开年报</a><a href="/zn/">政府信息公开指南</a>'
    assert not holds_report(f"<title>政府信息公开年报</title>{menu}<h1>2016年</h1><div></div>", ENDPOINT)
