"""Lists of Huilan's eportal: pagers in attributes, files and the portal, channels of a year."""

import pytest

from crawler.lists.asking import Ask, ListPage
from crawler.lists.huilan_eportal import page_by_portal, read_portal_list

FOLDER = "http://www.x.test/x/zfxxgknb/"
LIST = f"{FOLDER}index.html"
MODULE = "3b3662a6db7145c08a6d2e1f9c04b7aa"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
ROW = f'<li><a href="/x/zfxxgknb/2024011617343525212/index.shtml" title="{TITLE}">云州市财…</a><span class="hui12">2024-01-16</span></li>'
PORTAL = f"http://www.x.test/eportal/ui?pageId=302275&moduleId={MODULE}&staticRequest=yes"


def link(address: str, text: str = "下一页") -> str:
    return f"""<a onclick="queryArticleByCondition(this,'{address}')" tagname="{address}">{text}</a>"""


def field(pages: int, module: str = MODULE) -> str:
    return f'<input type="hidden" name="article_paging_list_hidden" moduleid="{module}" totalpage="{pages}">'


PAGE_ID = '<input type="hidden" id="eprotalCurrentPageId" value="302275">'


def read(body: str, ask: Ask | None = None) -> ListPage:
    ask = ask or Ask(LIST)
    return read_portal_list(f"<html><body>{body}</body></html>", ask.url, ask)


def following(page: ListPage) -> Ask:
    assert page.following is not None
    return page.following


@pytest.mark.parametrize("path", ["5886782/index.html", "2024011617343525212/index.shtml", "5886782/"])
def test_articles_are_numbered_folders_below_the_list(path: str) -> None:
    (entry,) = read(f'<li><a href="/x/zfxxgknb/{path}">{TITLE}</a> 2024-01-16</li>').entries
    assert (entry.url, entry.date, entry.in_channel) == (f"{FOLDER}{path}", "2024-01-16", True)


def test_a_title_cut_in_the_text_is_whole_in_the_attribute() -> None:
    assert [entry.title for entry in read(ROW).entries] == [TITLE]


def test_numbered_channels_of_a_menu_are_no_articles() -> None:
    assert read('<a href="/customs/302249/2480148/index.html">海关法规</a>').entries == ()


def test_a_report_that_stands_in_another_channel_is_an_entry() -> None:
    (entry,) = read(f'<a href="/y/5886782/index.html">{TITLE}</a>').entries
    assert entry.skip is None


@pytest.mark.parametrize("href", ["./2018n/", "2018n/index.html", "xzjd/2018n/", "5839514/index.html"])
def test_a_channel_below_the_list_is_a_list(href: str) -> None:
    page = read(f'{ROW}<a href="{href}">2018年</a>')
    assert page.lists == (Ask(f"{FOLDER}{href.removeprefix('./')}"),)
    assert [entry.title for entry in page.entries] == [TITLE]


@pytest.mark.parametrize(
    "href", ["../", "/", "a/b/c/", "index.html", "2018n/list.html", "http://y.test/x/zfxxgknb/a/"]
)
def test_nothing_else_is_a_channel(href: str) -> None:
    assert read(f'{ROW}<a href="{href}">2018年</a>').lists == ()


def test_the_next_page_is_read_from_the_pager_and_not_made_from_the_module() -> None:
    page = read(ROW + PAGE_ID + link("/x/zfxxgknb/3b3662a6-2.html") + field(22))
    assert following(page).url == f"{FOLDER}3b3662a6-2.html"


def test_a_page_whose_pager_is_a_script_is_followed_by_counting_on() -> None:
    second = following(read(ROW + link("/x/zfxxgknb/21892-2.html") + field(6, "21892")))
    assert following(read(ROW, second)).url == f"{FOLDER}21892-3.html"
    assert (
        following(read(ROW + link("/x/zfxxgknb/21892-9.html", "尾页"), second)).url == f"{FOLDER}21892-3.html"
    )


def test_a_pager_goes_over_from_files_to_the_portal() -> None:
    second = following(read(ROW + PAGE_ID + link("/x/zfxxgknb/3b3662a6-2.html") + field(22)))
    dynamic = f"/eportal/ui?pageId=302275&amp;currentPage=3&amp;moduleId={MODULE}&amp;staticRequest=yes"
    third = following(read(ROW + link(dynamic), second))
    assert (
        third.url
        == f"http://www.x.test/eportal/ui?pageId=302275&currentPage=3&moduleId={MODULE}&staticRequest=yes"
    )
    assert "currentPage=4" in following(read(ROW, third)).url


def test_a_missing_file_that_was_announced_is_asked_of_the_portal() -> None:
    second = following(read(ROW + PAGE_ID + link("/x/zfxxgknb/3b3662a6-2.html") + field(3)))
    other = page_by_portal(second)
    assert other is not None
    assert other.url == f"{PORTAL}&currentPage=2"
    assert other.number == 1
    assert page_by_portal(other) is None


@pytest.mark.parametrize(("pages", "page_id"), [(1, PAGE_ID), (3, "")])
def test_a_missing_file_is_the_end_where_none_was_announced_or_the_portal_is_unknown(
    pages: int, page_id: str
) -> None:
    second = following(read(ROW + page_id + link("/x/zfxxgknb/3b3662a6-2.html") + field(pages)))
    assert page_by_portal(second) is None


def test_without_a_link_the_hidden_field_leads_to_the_portal() -> None:
    assert following(read(ROW + PAGE_ID + field(6))).url == f"{PORTAL}&currentPage=2"


@pytest.mark.parametrize("body", [field(6), PAGE_ID + field(1), PAGE_ID + field(0)])
def test_a_list_of_one_page_or_unknown_to_the_portal_has_no_next(body: str) -> None:
    assert read(ROW + body).following is None


def test_each_module_of_a_page_is_a_list_of_its_own() -> None:
    page = read(ROW + PAGE_ID + link("/x/zfxxgknb/3b3662a6-2.html") + field(3) + field(4, "77001"))
    assert following(page).url == f"{FOLDER}3b3662a6-2.html"
    assert [ask.url for ask in page.lists] == [
        "http://www.x.test/eportal/ui?pageId=302275&moduleId=77001&staticRequest=yes&currentPage=2"
    ]


def test_a_list_that_the_portal_shows_is_paged_by_its_number() -> None:
    first = Ask("http://www.x.test/eportal/ui?pageId=559300")
    second = following(read(f'{ROW}<a href="javascript:next(2)">下一页</a>', first))
    assert second.url == "http://www.x.test/eportal/ui?pageId=559300&currentPage=2"
    assert following(read(ROW, second)).url == "http://www.x.test/eportal/ui?pageId=559300&currentPage=3"
    assert len(read(ROW, first).entries) == 1


def test_plain_links_are_followed_where_there_is_no_pager_of_the_portal() -> None:
    second = following(read(ROW + '<a href="index_2.shtml">下一页</a>'))
    assert second.url == f"{FOLDER}index_2.shtml"
    assert following(read(ROW + '<a href="index_3.shtml">下一页</a>', second)).url == f"{FOLDER}index_3.shtml"


def test_other_scripts_of_the_portal_are_no_pages() -> None:
    vote = "/eportal/ui?moduleId=1&pageId=490793&struts.portlet.action=/portlet/article!vote.action"
    assert read(f"{ROW}{PAGE_ID}{link(vote, '投票')}").following is None
