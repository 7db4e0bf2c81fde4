"""Lists of plain links: what is an entry, what leads to the next page, what stands in a frame."""

import pytest

from crawler.lists.anchors import read_anchors, with_lists_of_years
from crawler.lists.asking import Ask, ListPage
from crawler.lists.content_id import read_content_list
from crawler.lists.links import is_document

LIST = "http://www.x.test/zwgk/zfxxgknb/bmnb"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"


def read(body: str, number: int = 0) -> ListPage:
    return read_anchors(f"<html><body>{body}</body></html>", LIST, Ask(LIST, number))


def test_a_link_is_an_entry_by_its_title_whatever_its_address() -> None:
    page = read(f'<li><a href="view.asp?id=7">{TITLE}</a> 2024-01-19</li><a href="/about">关于我们</a>')
    assert [(e.url, e.title, e.date, e.skip) for e in page.entries] == [
        ("http://www.x.test/zwgk/zfxxgknb/view.asp?id=7", TITLE, "2024-01-19", None)
    ]


def test_a_title_about_reports_that_is_none_is_counted_with_its_reason() -> None:
    page = read('<a href="1.html">关于发布2023年政府信息公开工作年度报告的通知</a>')
    assert [entry.skip for entry in page.entries] == ["notice"]


def test_a_menu_that_names_the_list_is_no_report() -> None:
    page = read(
        '<a href="/zwgk/zfxxgknb/">政府信息公开年报</a><a href="2.html">二〇一九年政府信息公开年报</a>'
    )
    assert [entry.skip for entry in page.entries] == ["no_year_in_title", None]


def test_of_two_links_to_one_address_the_one_with_a_title_counts() -> None:
    page = read(
        f'<tr><td><a href="content_7"><img src="dot.png"></a></td><td><a href="content_7">{TITLE}</a></td>'
    )
    assert [entry.title for entry in page.entries] == [TITLE]


@pytest.mark.parametrize("text", ["下一页", "下页", " 下一页 &gt;", "后一页", "Next", "&gt; 下一页 &gt;&gt;"])
def test_the_next_page_is_where_its_link_leads(text: str) -> None:
    page = read(f'<a href="?page=2">{text}</a>')
    assert page.following == Ask(f"{LIST}?page=2", 1)


@pytest.mark.parametrize(("number", "leads_to"), [(0, "?page=2"), (1, "?page=3")])
def test_without_one_the_link_with_the_next_number_is(number: int, leads_to: str) -> None:
    body = '<a href="?page=1">1</a><a href="?page=2">[2]</a><a href="?page=3">3</a>'
    assert read(body, number).following == Ask(LIST + leads_to, number + 1)


def test_a_next_link_to_the_page_itself_leads_nowhere() -> None:
    assert read('<a href="#">下一页</a>').following is None


def test_the_next_article_is_not_the_next_page() -> None:
    assert read(f'<a href="content_8">下一篇：{TITLE}</a>').following is None


def test_a_list_in_a_frame_is_a_list() -> None:
    page = read('<iframe src="list.asp?cid=3"></iframe><iframe src="nb2023.pdf"></iframe>')
    assert page.lists == (Ask("http://www.x.test/zwgk/zfxxgknb/list.asp?cid=3"),)


@pytest.mark.parametrize("path", ["/zwgk/zfxxgknb/bmnb/content_559840", "/publicity/nb/bm/10723"])
def test_articles_of_the_content_cms_are_known_by_their_address(path: str) -> None:
    html = f'<a href="{path}">2023年</a><a href="/zwgk/content.html">内容</a>'
    page = read_content_list(html, LIST, Ask(LIST))
    assert [(entry.url, entry.in_channel) for entry in page.entries] == [(f"http://www.x.test{path}", True)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("classid=0&filename=9f3c1a.pdf&showname=x", True),
        ("filename=9f3c1a.jpg", False),
        ("classid=0", False),
    ],
)
def test_a_download_page_is_a_document_by_the_file_it_names(query: str, expected: bool) -> None:
    assert is_document(f"http://www.x.test/module/download/downfile.jsp?{query}") is expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("urltype=news.DownloadAttachUrl&owner=1&wbfileid=9607F8", True),
        ("urltype=news.NewsContentUrl", False),
    ],
)
def test_a_download_page_that_names_no_file_is_a_document_by_what_it_is_for(
    query: str, expected: bool
) -> None:
    assert is_document(f"http://www.x.test/system/_content/download.jsp?{query}") is expected


def test_a_link_that_says_a_year_alone_is_a_list_and_no_report_yet() -> None:
    page = with_lists_of_years(read(f'<a href="2023/">2023年</a><a href="a.html">{TITLE}</a>'))
    assert [entry.title for entry in page.entries] == [TITLE]
    assert [ask.url for ask in page.lists] == ["http://www.x.test/zwgk/zfxxgknb/2023/"]


def test_a_document_that_is_called_by_a_year_is_a_report() -> None:
    page = with_lists_of_years(read('<a href="2023.pdf">2023年</a>'))
    assert ([entry.skip for entry in page.entries], page.lists) == ([None], ())
