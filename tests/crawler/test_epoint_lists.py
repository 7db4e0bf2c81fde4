"""Lists of Epoint: what a catalogue page and its script say, and the interface's answers."""

import json

import pytest

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.epoint_ewb import (
    Application,
    Category,
    application_in,
    application_of,
    category_of,
    first_question,
    read_answer,
    script_of,
)

PAGE = "http://www.x.test/dynamic/zwgk/govInfoPub.html?categorynum=003002&deptcode="
SCRIPT = "http://www.x.test/js/webBuilderCommon.js"
METHOD = "http://www.x.test/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
GUID = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
QUESTION = first_question(Application(METHOD, GUID), Category("003002", ""))
SITE_INFO = f'var siteInfo={{"siteGuid":"{GUID}","projectName":"/EWB-FRONT"}};'


def row(**changes: object) -> dict[str, object]:
    return {"infourl": "/zwgk/1.html", "title": TITLE, "infodate": "2024-01-19", **changes}


def answer(*rows: object, total: int = 32) -> str:
    return json.dumps({"status": {"code": 1}, "custom": {"total": total, "data": rows}})


def read(text: str, ask: Ask = QUESTION) -> ListPage:
    return read_answer(text, ask.url, ask)


def asked(ask: Ask | None) -> dict[str, object]:
    assert ask is not None
    question: dict[str, object] = json.loads(ask.body)
    return question


@pytest.mark.parametrize(
    ("url", "category"),
    [
        (PAGE, Category("003002", "")),
        ("http://www.x.test/x.html?deptcode=A01&categorynum=003", Category("003", "A01")),
        ("http://www.x.test/x.html?categoryNum=003", Category("003", "")),
    ],
)
def test_the_category_stands_in_the_address_of_its_page(url: str, category: Category) -> None:
    assert category_of(url) == category


def test_a_page_without_a_category_is_said_with_what_to_do() -> None:
    with pytest.raises(UnreadableListError, match=r"no categorynum.*site entry needs"):
        category_of("http://www.x.test/dynamic/zwgk/govInfoPub.html")


@pytest.mark.parametrize(
    ("html", "script"),
    [
        ('<script src="../../js/webBuilderCommon.js?v=2"></script>', f"{SCRIPT}?v=2"),
        (
            '<script src="/js/jquery.js"></script><script src="/js/ajaxReq.js"></script>',
            "http://www.x.test/js/ajaxReq.js",
        ),
        ("<p>年报</p>", SCRIPT),
    ],
)
def test_the_script_is_the_one_that_the_page_loads_or_the_usual_one(html: str, script: str) -> None:
    assert script_of(html, PAGE) == script


@pytest.mark.parametrize(
    "text",
    [
        SITE_INFO,
        f"var siteInfo = {{ siteGuid: '{GUID}', projectName: 'EWB-FRONT' }}",
        f'$.post("/EWB-FRONT/rest/lightfrontaction/getgovinfolist", {{"siteGuid": "{GUID}"}})',
    ],
)
def test_the_script_names_site_and_application(text: str) -> None:
    assert application_of(text, SCRIPT) == Application(METHOD, GUID)


def test_an_application_of_another_name_is_asked_under_that_name() -> None:
    found = application_in(SITE_INFO.replace("EWB-FRONT", "EWB_YK_Mid"), SCRIPT)
    assert found is not None
    assert found.url == "http://www.x.test/EWB_YK_Mid/rest/lightfrontaction/getgovinfolist"


def test_a_script_that_names_neither_is_said() -> None:
    with pytest.raises(UnreadableListError, match="no siteGuid and projectName"):
        application_of("var a = 1;", SCRIPT)


def test_the_first_question_asks_for_page_one() -> None:
    assert (QUESTION.method, QUESTION.url, QUESTION.content_type) == (
        "POST",
        METHOD,
        "application/json;charset=UTF-8",
    )
    assert asked(QUESTION) == {
        "deptcode": "",
        "categorynum": "003002",
        "pageIndex": 1,
        "pageSize": 20,
        "siteGuid": GUID,
    }


def test_a_row_gives_address_title_and_date() -> None:
    page = read(answer(row()))
    assert [(e.url, e.title, e.date, e.skip) for e in page.entries] == [
        ("http://www.x.test/zwgk/1.html", TITLE, "2024-01-19", None)
    ]
    assert page.promised == 32


def test_a_title_that_is_cut_and_marked_up_is_whole_beside() -> None:
    (entry,) = read(answer(row(title="<font color='red'>云州市财政局…</font>", realtitle=TITLE))).entries
    assert entry.title == TITLE


def test_an_empty_whole_title_does_not_hide_the_one_shown() -> None:
    (entry,) = read(answer(row(realtitle=None))).entries
    assert entry.title == TITLE


def test_a_row_without_an_address_is_counted() -> None:
    (entry,) = read(answer(row(infourl=""))).entries
    assert entry.skip == "no_address"


def test_the_next_part_is_the_next_page_until_one_is_empty() -> None:
    second = read(answer(row())).following
    assert asked(second)["pageIndex"] == 2
    assert second is not None
    assert read(answer(), second).following is None


def test_json_inside_the_json_is_read() -> None:
    custom = json.dumps({"total": 1, "data": [row()]})
    assert len(read(json.dumps({"custom": custom})).entries) == 1


@pytest.mark.parametrize(
    "text", [answer(total=0), '{"status": {"code": 0}, "custom": ""}', '{"custom": null}', "[]"]
)
def test_a_first_question_that_brings_nothing_is_asked_as_older_installations_want_it(text: str) -> None:
    page = read(text)
    assert page.following is None
    (older,) = page.lists
    question = asked(older)
    assert question["token"] == ""
    assert question["params"] == {**asked(QUESTION), "pageIndex": 0}
    assert asked(read(answer(row()), older).following)["params"] == {**asked(QUESTION), "pageIndex": 1}


def older_question() -> Ask:
    (older,) = read(answer()).lists
    return older


def test_a_list_that_is_empty_for_both_is_empty() -> None:
    assert read(answer(), older_question()) == ListPage(promised=32)


@pytest.mark.parametrize("text", ['{"custom": ""}', '{"custom": {"data": 7}}', '{"status": {"code": 0}}'])
def test_what_is_no_answer_to_either_question_is_said(text: str) -> None:
    with pytest.raises(UnreadableListError, match=r"JSON without custom\.data"):
        read(text, older_question())


def test_what_is_no_json_is_said_at_once() -> None:
    with pytest.raises(UnreadableListError, match="no JSON, beginning '<html>"):
        read("<html>错误</html>")


def test_a_row_that_is_no_article_is_said() -> None:
    with pytest.raises(UnreadableListError, match="row 1 of the answer is 7"):
        read(answer(7))
