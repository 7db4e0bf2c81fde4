"""Lists of UCAP: files counted from one or from nought, and the interface behind lists that a script fills."""

import json
from collections.abc import Mapping

import pytest

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.ucap import other_second_page, read_static_list
from crawler.lists.ucap_search import ask_interface, is_interface, read_results

LIST = "http://www.x.test/x/c100028/list.shtml"
ARTICLE = "/x/c100028/202401/0123456789abcdef0123456789abcdef.shtml"
CHANNEL = "d5c69b3f67334ed984a43e864f42f1ab"
INTERFACE = f"http://www.x.test/common/search/{CHANNEL}"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
ROW = f'<li><a href="{ARTICLE}">{TITLE}</a><span>2024-01-19</span></li>'


def pager(current: int, pages: int = 5, name: str = "list", records: int = 89) -> str:
    return f"<script>createPageHTML('page_div',{pages}, {current},'{name}','shtml',{records});</script>"


def read(body: str, ask: Ask | None = None, head: str = "") -> ListPage:
    ask = ask or Ask(LIST)
    return read_static_list(f"<html><head>{head}</head><body>{body}</body></html>", ask.url, ask)


def following(page: ListPage) -> Ask:
    assert page.following is not None
    return page.following


@pytest.mark.parametrize(
    "path",
    [
        ARTICLE,
        "/x/c109595/202009/1314827.shtml",
        "/x/zfxxgkndbg/202301/c11_199590.shtml",
        "/x/gknb/2020/3/9/0123456789abcdef0123456789abcdef.shtml",
        "/x/c106256/c3217074/content.shtml",
        "/x/c112289c/c3217074/content.shtml",
    ],
)
def test_articles_are_known_by_their_address_whatever_their_title(path: str) -> None:
    (entry,) = read(f'<a href="{path}">2023年</a><a href="/x/c100028/list.shtml">年报</a>').entries
    assert (entry.url, entry.in_channel) == (f"http://www.x.test{path}", True)


def test_line_breaks_in_an_address_are_no_part_of_it() -> None:
    (entry,) = read(f'<li><a href="\n{ARTICLE}\n\n">{TITLE}</a></li>').entries
    assert entry.url == f"http://www.x.test{ARTICLE}"


def test_the_first_further_page_is_number_two() -> None:
    page = read(ROW + pager(1, name="common_list1585033740817"))
    assert following(page).url == "http://www.x.test/x/c100028/common_list1585033740817_2.shtml"
    assert page.promised == 89
    second = read(ROW + pager(2), following(read(ROW + pager(1))))
    assert following(second).url == "http://www.x.test/x/c100028/list_3.shtml"


def test_a_list_asked_for_by_its_folder_has_its_files_there() -> None:
    page = read_static_list(
        ROW + pager(1), "http://www.x.test/x/c100028/", Ask("http://www.x.test/x/c100028/")
    )
    assert following(page).url == "http://www.x.test/x/c100028/list_2.shtml"


def test_a_page_that_lost_its_pager_goes_on_by_the_one_before() -> None:
    second = following(read(ROW + pager(1)))
    assert following(read(ROW, second)).url == "http://www.x.test/x/c100028/list_3.shtml"


def test_a_pager_that_is_commented_out_is_none() -> None:
    assert (
        read(f"{ROW}<script>\n// createPageHTML('page_div',5, 1,'list','shtml',89);\n</script>").following
        is None
    )


def test_where_number_two_is_missing_number_one_is_asked_for() -> None:
    second = following(read(ROW + pager(1, pages=2)))
    other = other_second_page(second)
    assert other is not None
    assert other.url == "http://www.x.test/x/c100028/list_1.shtml"
    assert other_second_page(other) is None


def test_a_list_of_one_page_has_no_other_second_page() -> None:
    assert other_second_page(following(read(ROW + pager(1, pages=1)))) is None
    assert other_second_page(Ask(LIST)) is None


def test_a_number_two_that_is_the_third_page_leads_back_to_number_one_and_on_to_three() -> None:
    second = following(read(ROW + pager(1)))
    back = following(read(ROW + pager(3), second))
    assert back.url == "http://www.x.test/x/c100028/list_1.shtml"
    on = following(read(ROW + pager(2), back))
    assert on.url == "http://www.x.test/x/c100028/list_3.shtml"
    assert following(read(ROW + pager(4), on)).url == "http://www.x.test/x/c100028/list_4.shtml"


META = f'<meta name="channelid" content="{CHANNEL}">'


@pytest.mark.parametrize(
    ("head", "script", "path"),
    [
        (META, "$.get('/common/search/' + channelId + '?page=1')", "/common/search/"),
        (META, '$.ajax({url: "/searchList/" + id})', "/searchList/"),
        ("", f"var url = '/search/{CHANNEL}?page=';", "/search/"),
        ("", f"var url = '//www.x.test/search/{CHANNEL}';", "/search/"),
    ],
)
def test_a_list_that_a_script_fills_leads_to_the_interface_it_calls(
    head: str, script: str, path: str
) -> None:
    page = read(f"<ul></ul><script>{script}</script>", head=head)
    assert [ask.url.partition("?")[0] for ask in page.lists] == [f"http://www.x.test{path}{CHANNEL}"]


@pytest.mark.parametrize(
    ("head", "script"),
    [(META, ""), ("", "$.get('/common/search/' + id)"), (META, "location = '/search/index.html'")],
)
def test_an_interface_that_the_page_does_not_name_is_not_made_up(head: str, script: str) -> None:
    assert read(f"<ul></ul><script>{script}</script>", head=head).lists == ()


def test_a_list_of_files_with_a_search_box_is_read_from_its_files() -> None:
    page = read(f"{ROW}<script>$.get('/searchList/' + id)</script>{pager(1)}", head=META)
    assert page.lists == ()
    assert following(page).url.endswith("list_2.shtml")


def result(**changes: object) -> Mapping[str, object]:
    given = {
        "manuscriptId": "7661513",
        "title": TITLE,
        "url": "//www.x.test/x/c100028/c7661513/content.shtml",
        "publishedTime": 1706544060000,
        "publishedTimeStr": "null",
    }
    return given | changes


def answer(*rows: Mapping[str, object], total: object = 32) -> str:
    return json.dumps({"data": {"total": total, "page": 1, "rows": 15, "results": rows}})


def results(text: str, ask: Ask | None = None) -> ListPage:
    ask = ask or ask_interface(INTERFACE)
    return read_results(text, ask.url, ask)


def test_a_result_gives_address_title_and_the_day_in_china() -> None:
    page = results(answer(result()))
    # 1706544060000 is 16:01 of the day before at Greenwich.
    assert [(e.url, e.title, e.date, e.skip) for e in page.entries] == [
        ("http://www.x.test/x/c100028/c7661513/content.shtml", TITLE, "2024-01-30", None)
    ]
    assert page.promised == 32


def test_a_written_time_goes_before_a_counted_one() -> None:
    (entry,) = results(answer(result(publishedTimeStr="2024-01-29 23:59:00"))).entries
    assert entry.date == "2024-01-29"


def test_markup_in_a_title_is_no_part_of_it() -> None:
    marked = TITLE.replace("年度报告", "<em>年度报告</em>")
    (entry,) = results(answer(result(title="undefined", titleHtml=marked))).entries
    assert entry.title == TITLE


def test_a_result_without_an_address_is_counted() -> None:
    (entry,) = results(answer(result(url="null", redirectUrl=None))).entries
    assert entry.skip == "no_address"


def test_an_article_that_leads_elsewhere_leads_where_it_says() -> None:
    (entry,) = results(answer(result(url="", redirectUrl="/x/1.shtml"))).entries
    assert entry.url == "http://www.x.test/x/1.shtml"


def test_the_next_part_is_the_next_page_of_the_same_question() -> None:
    first = ask_interface(f"{INTERFACE}?_pageSize=15&_channelName=nb&page=7")
    assert "page=1" in first.url
    second = following(results(answer(result()), first))
    assert second.number == 1
    assert {"page=2", "_pageSize=15", "_isJson=true", "_channelName=nb"} <= set(
        second.url.partition("?")[2].split("&")
    )


def test_an_empty_part_ends_the_list_whatever_the_total() -> None:
    assert results(answer()).following is None


def test_the_posted_interface_is_wrapped_once_more() -> None:
    ask = ask_interface("https://www.x.test/getFileListByCodeId?channelId=61ea")
    assert dict(ask.form) == {"channelId": "61ea", "page": "1", "size": "50", "relateSubChannels": "true"}
    page = results(json.dumps({"code": 200, "results": {"data": {"total": 1, "results": [result()]}}}), ask)
    assert len(page.entries) == 1
    assert dict(following(page).form)["page"] == "2"


@pytest.mark.parametrize(
    "text", ["<html>令牌无效</html>", '{"code": 401}', '{"data": {"results": null}}', "[1]"]
)
def test_what_is_no_answer_of_the_interface_is_said(text: str) -> None:
    with pytest.raises(UnreadableListError, match="wants a token"):
        results(text)


def test_a_result_that_is_no_article_is_said() -> None:
    with pytest.raises(UnreadableListError, match="result 1 of the interface is 7"):
        results('{"data": {"results": [7]}}')


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{INTERFACE}?page=1", True),
        (f"http://www.x.test/searchList/{CHANNEL}", True),
        ("http://www.x.test/getFileListByCodeId?channelId=1", True),
        (LIST, False),
        ("http://www.x.test/search/index.html", False),
    ],
)
def test_a_site_may_list_the_interface_itself(url: str, expected: bool) -> None:
    assert is_interface(url) is expected
