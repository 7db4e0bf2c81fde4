"""gkmlpt: categories from the tree in a script, rows from the interface."""

import json

import pytest

from crawler.lists.asking import Ask, RowDocument, UnreadableListError
from crawler.lists.gkmlpt import entry_ask, is_portal, jump_ask, read_entry_page, read_rows

ENTRY = "http://www.x.test/gkmlpt/annualreport"
API = "http://www.x.test/gkmlpt/api/all/2629?page=1&sid=175"
TITLE = "南浦市财政局2023年政府信息公开工作年度报告"


def entry_page(tree: str, sid: str = "SID: '175',") -> str:
    return f"<script>window._CONFIG = {{ LINK: location.href, {sid} TREE: {tree}, AREA: 7 }};</script>"


def categories(tree: object, url: str = ENTRY) -> list[str]:
    return [ask.url for ask in read_entry_page(entry_page(json.dumps(tree)), url, entry_ask(url)).lists]


def row(**changes: object) -> dict[str, object]:
    return {
        "title": TITLE,
        "url": "/gkmlpt/content/4/4688/post_4688997.html",
        "display_publish_time": 1706580672,
        "attachment": [],
        **changes,
    }


def rows(*articles: dict[str, object], **changes: object) -> str:
    return json.dumps(
        {"classify": {"post_count": 9}, "total": len(articles), "articles": articles, **changes}
    )


def test_the_category_called_annual_reports_is_read_from_its_first_hundred() -> None:
    tree = [{"id": 1, "name": "指南", "children": [{"id": 2629, "name": "政府信息公开年报", "children": []}]}]
    assert categories(tree) == [API]


@pytest.mark.parametrize("name", ["年报", "信息公开年度报告", "政府信息公开工作年度报告"])
def test_a_category_is_known_by_either_word(name: str) -> None:
    assert categories([{"id": 2629, "name": name}]) == [API]


def test_categories_below_one_of_annual_reports_are_read_whatever_their_names() -> None:
    tree = [{"id": 1, "name": "年报", "children": [{"id": 2, "name": "2023年"}, {"id": 3, "name": "镇街"}]}]
    assert [url.partition("?")[0][-1] for url in categories(tree)] == ["1", "2", "3"]


def test_the_interface_stands_beside_the_entry_page_of_an_agency() -> None:
    url = "http://www.x.test/pskjcxfws/gkmlpt/annualreport"
    assert categories([{"id": 7, "name": "年报"}], url) == [
        "http://www.x.test/pskjcxfws/gkmlpt/api/all/7?page=1&sid=175"
    ]


def test_a_category_that_jumps_is_followed_to_where_it_jumps() -> None:
    tree = [{"id": 7, "name": "部门年报", "jump_url": "/czj/gkmlpt/annualreport#3107"}]
    page = read_entry_page(entry_page(json.dumps(tree)), ENTRY, entry_ask(ENTRY))
    assert page.lists == (
        Ask("http://www.x.test/czj/gkmlpt/annualreport", state={"categories": "3107", "jumped": "yes"}),
    )


def test_only_a_page_that_a_category_jumped_to_may_be_the_portal_s() -> None:
    html = "<ul><li>年报</li></ul>"
    jumped = jump_ask("http://www.x.test/zwgk/zfxxgknb/")
    assert is_portal(html, jumped)
    assert not is_portal(entry_page("[]"), jumped)
    assert not is_portal(html, entry_ask(ENTRY))


def test_a_category_named_in_the_list_s_address_needs_no_tree() -> None:
    page = read_entry_page(entry_page("broken"), ENTRY, entry_ask(ENTRY, "2629"))
    assert [ask.url for ask in page.lists] == [API]


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<html><body>政府信息公开</body></html>", "no window._CONFIG"),
        ("<script>window._CONFIG = { SID: '175' };</script>", "no TREE"),
        (entry_page('[{"id": 1,'), "no JSON"),
        (entry_page('[{"id": 1, "name": "指南"}]'), "as #<category id>"),
    ],
)
def test_a_page_without_categories_of_annual_reports_says_what_is_wrong(html: str, says: str) -> None:
    with pytest.raises(UnreadableListError, match=says):
        read_entry_page(html, ENTRY, entry_ask(ENTRY))


def test_a_row_is_an_entry_with_its_day_in_chinese_time() -> None:
    # 1706544000 is the midnight with which 30 January begins in China, and still 29 January elsewhere.
    page = read_rows(rows(row(display_publish_time=1706544000)), API, Ask(API))
    assert [(e.url, e.title, e.date, e.skip) for e in page.entries] == [
        ("http://www.x.test/gkmlpt/content/4/4688/post_4688997.html", TITLE, "2024-01-30", None)
    ]


def test_the_day_of_publication_goes_before_the_day_of_writing() -> None:
    page = read_rows(
        rows(row(display_publish_time=0, date=1672502400, create_time=1706580672)), API, Ask(API)
    )
    assert [entry.date for entry in page.entries] == ["2024-01-30"]


def test_a_row_may_lead_to_another_site() -> None:
    page = read_rows(rows(row(url="http://weixin.other.test/s/1")), API, Ask(API))
    assert [entry.url for entry in page.entries] == ["http://weixin.other.test/s/1"]


def test_page_two_is_the_second_hundred() -> None:
    first = read_rows(rows(row()), API, Ask(API)).following
    assert first == Ask("http://www.x.test/gkmlpt/api/all/2629?page=2&sid=175", 1)
    second = read_rows(rows(row()), first.url, first).following
    assert second == Ask("http://www.x.test/gkmlpt/api/all/2629?page=3&sid=175", 2)


def test_the_total_is_what_is_promised_and_without_it_the_category_s_count() -> None:
    assert read_rows(rows(row()), API, Ask(API)).promised == 1
    assert read_rows(rows(row(), total=None), API, Ask(API)).promised == 9


def test_documents_of_a_report_s_row_belong_to_its_page() -> None:
    attachment = [{"name": "年报.pdf", "url": "/gkmlpt/attachment/0/1.pdf"}, {"name": "空", "url": ""}]
    notice = row(title="关于年报的通知", attachment=attachment)
    page = read_rows(rows(row(attachment=attachment), notice), API, Ask(API))
    assert page.documents == (
        RowDocument(
            "http://www.x.test/gkmlpt/attachment/0/1.pdf",
            "年报.pdf",
            "http://www.x.test/gkmlpt/content/4/4688/post_4688997.html",
        ),
    )


@pytest.mark.parametrize("text", ["<html></html>", '{"status": 500, "message": "栏目不存在"}', "[]"])
def test_an_answer_without_rows_is_an_error_and_no_empty_list(text: str) -> None:
    with pytest.raises(UnreadableListError):
        read_rows(text, API, Ask(API))


def test_an_empty_category_has_no_entries() -> None:
    assert read_rows(rows(), API, Ask(API)).entries == ()
