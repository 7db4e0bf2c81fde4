"""Hanweb's columns: records in a script, in any markup, and the requests for more in both generations."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.hanweb import ARTICLE, column_of
from crawler.lists.hanweb_jpage import other_request, read_answer, read_column

COLUMN = "http://www.x.test/col/col64511/index.html"
PROXY = "http://www.x.test/module/web/jpage/dataproxy.jsp"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
NAMES = "webid=35&path=/&columnid=64511&unitid=41618&webname=%25E4%25BA%2591&permissiontype=0"
CALL = "<script>jpage({proxyUrl:'/module/web/jpage/dataproxy.jsp', perPage:2, totalRecord:\"114\"})</script>"


def row(number: int, title: str = TITLE) -> str:
    return f'<li><a href="/art/2024/1/31/art_64511_{number}.html" title="{title}">{title[:9]}…</a></li>'


def store(*records: str, group: str = NAMES, page: int = 1) -> str:
    link = f'<a href="/module/web/jpage/dataproxy.jsp?page={page}&{group}"></a>' if group else ""
    found = "".join(f"<record><![CDATA[{record}]]></record>" for record in records)
    return f"<datastore><nextgroup><![CDATA[{link}]]></nextgroup><recordset>{found}</recordset></datastore>"


def column(*stores: str, call: str = CALL, body: str = "") -> ListPage:
    scripts = "".join(f'<script type="text/xml">{each}</script>{call}' for each in stores)
    return read_column(f"<html><body>{body}{scripts}</body></html>", COLUMN, Ask(COLUMN))


def following(page: ListPage) -> Ask:
    assert page.following is not None
    return page.following


def query(ask: Ask) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(ask.url).query))


def window() -> Ask:
    """The first request for more of a column that shows four records, two on a page of its list."""
    return following(column(store(*map(row, range(4)))))


def test_the_records_in_the_script_are_entries_with_their_whole_titles() -> None:
    page = column(store(row(1), row(2)))
    assert [(entry.url, entry.title) for entry in page.entries] == [
        (f"http://www.x.test/art/2024/1/31/art_64511_{number}.html", TITLE) for number in (1, 2)
    ]
    assert page.promised == 114


@pytest.mark.parametrize(
    "record",
    [
        f"<li><a title='{TITLE}' href='/art/2026/1/23/art_64511_7.html'>云州…</a>"
        '<span class="time">2026-\n01-\n23</span></li>',
        f'<a href="/art/2026/1/23/art_64511_7.html">{TITLE}</a><b>[2026-01-23]</b>',
        f"<tr><td><a href='/art/2026/1/23/art_64511_7.html'>{TITLE}&nbsp;&</a></td><td>2026-01-23</td></tr>",
    ],
    ids=["title first, the date in three lines", "no item and no title attribute", "a table row, a bare &"],
)
def test_a_record_is_a_row_whatever_its_markup(record: str) -> None:
    (entry,) = column(store(record)).entries
    assert (entry.url[-30:], entry.date) == ("/art/2026/1/23/art_64511_7.html"[-30:], "2026-01-23")
    assert entry.title.startswith(TITLE)


@pytest.mark.parametrize(
    "path",
    [
        "/art/2024/1/31/art_64511_4791234.html",
        "/zwgk/art/2018/2/28/art_64511_1634538.html",
        "/art/2018-2-28/art_64511_1634538.html",
        "/art/2024/art_64511_0123456789abcdef0123456789abcdef.html",
    ],
)
def test_an_article_names_its_column(path: str) -> None:
    assert column_of(path) == "64511"


def test_an_article_below_its_column_s_own_path_names_none() -> None:
    path = "/col/col64511/art/2024/art_0123456789abcdef0123456789abcdef.html"
    assert ARTICLE.search(path)
    assert column_of(path) is None


def test_the_next_records_are_asked_for_by_post_as_a_window_of_the_page_s_size() -> None:
    ask = window()
    assert (ask.method, ask.number) == ("POST", 1)
    assert ask.url == f"{PROXY}?startrecord=5&endrecord=10&perpage=2"
    assert dict(ask.headers) == {"Referer": COLUMN, "X-Requested-With": "XMLHttpRequest"}


def test_the_form_names_column_unit_and_site_as_the_page_does() -> None:
    assert window().body == (
        "col=1&appid=1&webid=35&path=%2F&columnid=64511&sourceContentType=1&unitid=41618"
        "&webname=%25E4%25BA%2591&permissiontype=0"
    )


def test_what_the_next_group_leaves_out_is_taken_from_the_call() -> None:
    call = "<script>jpage({proxyUrl:'/p/dataproxy.jsp', perPage:1, columnid:64511, unitid:'41618', webid:3})</script>"
    ask = following(column(store(row(1), group=""), call=call))
    assert ask.url.startswith("http://www.x.test/p/dataproxy.jsp?startrecord=2&")
    assert {"columnid": "64511", "unitid": "41618", "webid": "3"}.items() <= dict(ask.form).items()


def test_a_window_goes_on_behind_what_came_not_behind_what_was_asked_for() -> None:
    ask = window()
    after = following(read_answer(store(row(5), row(6)), ask))
    assert (query(after)["startrecord"], query(after)["endrecord"]) == ("7", "12")


def test_a_server_that_repeats_its_first_page_is_asked_for_pages_instead() -> None:
    ask = other_request(window())
    assert ask is not None
    assert (ask.method, query(ask)["page"], query(ask)["perpage"]) == ("GET", "1", "100")
    assert "webname=%25E4%25BA%2591&" in ask.url
    assert query(following(read_answer(store(row(9)), ask)))["page"] == "2"


def test_pages_that_the_column_holds_already_are_passed_and_no_others() -> None:
    pages = [other_request(window())]
    while pages[-1] is not None:
        pages.append(other_request(pages[-1]))
    # Four records are two pages of its list: behind the third nothing more is known.
    assert [query(ask)["page"] for ask in pages if ask] == ["1", "2", "3"]


def test_an_encrypted_next_group_is_asked_for_as_it_is_and_as_nothing_else() -> None:
    group = "webid=35&columnid=8Jx%2BQ%3D%3D&unitid=Zk3%3D"
    page = column(store(row(1), row(2), group=group))
    ask = following(page)
    assert (ask.method, ask.url) == ("GET", f"{PROXY}?page=1&{group}")
    assert other_request(ask) is None
    assert following(read_answer(store(row(3), group="next=2"), ask)).url == f"{PROXY}?page=1&next=2"
    assert len(page.entries) == 2


def test_an_answer_without_records_ends_the_list() -> None:
    answer = "<?xml version='1.0' encoding='UTF-8'?>\r\n<datastore/>\r\n"
    assert len(answer) == 54
    assert read_answer(answer, window()) == ListPage()


def test_an_answer_that_is_no_list_is_unreadable() -> None:
    with pytest.raises(UnreadableListError, match=r"sent no <datastore>, but '<html> 出错了"):
        read_answer("<html> 出错了 dataproxy.jsp", window())


def test_nothing_more_is_asked_for_where_the_page_says_nothing_of_more() -> None:
    assert column(store(row(1), group="")).following is None
    assert read_column(f"<ul>{row(1)}</ul>", COLUMN, Ask(COLUMN)).following is None


def test_rows_that_the_server_renders_are_read_beside_an_empty_store() -> None:
    page = column("<datastore><recordset></recordset></datastore>", body=f"<ul>{row(1)}{row(2)}</ul>")
    assert len(page.entries) == 2
    assert query(following(page))["startrecord"] == "1"


def test_a_box_beside_the_list_is_read_and_not_continued() -> None:
    box = store(row(8, "云州市召开会议"), group=NAMES.replace("64511", "777"))
    page = column(box, store(*map(row, range(4))))
    assert dict(following(page).form)["columnid"] == "64511"
    assert len(page.entries) == 5


def test_the_links_of_records_are_relative_to_the_column_not_to_the_answer() -> None:
    record = row(5).replace("/art/", "../../art/", 1)
    (entry,) = read_answer(store(record), window()).entries
    assert entry.url == "http://www.x.test/art/2024/1/31/art_64511_5.html"
