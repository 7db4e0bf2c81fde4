"""NFCMS: articles, twins for phones, channels below, pages by link and by name."""

import pytest

from crawler.lists.asking import Ask, ListPage
from crawler.lists.nfcms import read_nfcms_list

LIST = "http://www.x.test/zwgk/zfxxgknb/bm/"
TITLE = "桂屿区财政局2023年政府信息公开工作年度报告"
ROW = f'<li><a href="content/post_9469010.html">{TITLE}</a><span>2024-01-19</span></li>'


def read(body: str, ask: Ask | None = None) -> ListPage:
    ask = ask or Ask(LIST)
    return read_nfcms_list(f"<html><body>{body}</body></html>", ask.url, ask)


def test_a_row_is_an_entry_with_its_date() -> None:
    page = read(ROW)
    assert [(e.url, e.title, e.date, e.skip) for e in page.entries] == [
        (f"{LIST}content/post_9469010.html", TITLE, "2024-01-19", None)
    ]


def test_the_twin_for_phones_is_left_out_beside_the_article_itself() -> None:
    twin = '<a href="content/mpost_9469010.html">手机版</a>'
    assert [entry.skip for entry in read(ROW + twin).entries] == [None, "mobile_version"]


def test_a_twin_in_the_same_row_does_not_hide_its_date() -> None:
    twin = ' <a href="content/mpost_9469010.html">手机版</a>'
    page = read(ROW.replace("<span>", f"{twin}<span>"))
    assert [(entry.date, entry.skip) for entry in page.entries if entry.skip is None] == [
        ("2024-01-19", None)
    ]


def test_a_twin_that_stands_alone_is_the_report() -> None:
    page = read(ROW.replace("/post_", "/mpost_"))
    assert [(entry.url[-18:], entry.skip) for entry in page.entries] == [("mpost_9469010.html", None)]


@pytest.mark.parametrize("href", ["2023n/", "./2023n/index.html", "/zwgk/zfxxgknb/bm/2023n"])
def test_a_channel_named_after_a_year_is_a_list_and_no_report(href: str) -> None:
    page = read(f'<a href="{href}">2023年</a>')
    assert (page.entries, [ask.url for ask in page.lists]) == ((), [f"{LIST}2023n/"])


def test_the_channel_of_another_year_beside_this_one_is_neither_a_report_nor_a_list() -> None:
    page = read('<a href="../2022n/">2022年</a>', Ask(f"{LIST}2023n/"))
    assert (page.entries, page.lists) == ((), ())


def test_channels_are_followed_two_levels_below_the_list_of_the_site() -> None:
    first = read('<a href="2023n/">2023年</a>').lists[0]
    second = read('<a href="jd/">街道</a>', first).lists[0]
    assert second.url == f"{LIST}2023n/jd/"
    assert read('<a href="qt/">其他</a>', second).lists == ()


def test_the_next_page_is_where_its_link_leads() -> None:
    page = read(f'{ROW}<a href="index_2.html">下一页</a>')
    assert page.following is not None
    assert (page.following.url, page.following.number) == (f"{LIST}index_2.html", 1)


def test_without_links_to_pages_the_next_one_is_tried_by_its_name() -> None:
    second = read(ROW).following
    assert second is not None
    assert second.url == f"{LIST}index_2.html"
    third = read(ROW, second).following
    assert third is not None
    assert third.url == f"{LIST}index_3.html"


def test_the_last_page_of_a_pager_with_links_leads_nowhere() -> None:
    pager = '<a href="index.html">1</a><a href="index_2.html">2</a><b>3</b>'
    assert read(ROW + pager, Ask(f"{LIST}index_3.html", 2)).following is None


def test_a_page_without_articles_of_its_own_has_no_next_one() -> None:
    beside = '<a href="/xwdt/content/post_1.html">区政府召开会议</a>'
    page = read(beside)
    assert page.following is None
    assert [entry.in_channel for entry in page.entries] == [False]
