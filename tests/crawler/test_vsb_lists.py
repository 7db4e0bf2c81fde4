"""Lists of VSB: files that count down, and pages of `list.jsp`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.lists.asking import Ask, ListPage
from crawler.lists.vsb_webber import page_behind_gap, read_vsb_list
from tests.crawler.crawling import crawl, rows
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE
from tests.crawler.loopback import Loopback, Reply
from tests.parsers.documents import applications, docx, p, tbl, tc, tr

LIST = "http://www.x.test/zwgk/nb.htm"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
ROW = f'<li id="line_u5_0"><a href="../info/2381/644672.htm" title="{TITLE}">云州市财…</a><span>2024-01-19</span></li>'


def read(body: str, ask: Ask | None = None) -> ListPage:
    ask = ask or Ask(LIST)
    return read_vsb_list(f"<html><body>{body}</body></html>", ask.url, ask)


def following(page: ListPage) -> Ask:
    assert page.following is not None
    return page.following


def pager(number: int, pages: int, following: str = "") -> str:
    link = f'<span class="p_next p_fun"><a href="{following}">下页</a></span>' if following else ""
    return f'<span class="p_t">共52条</span> <span class="p_pages">{link}</span> <span class="p_t">{number}/{pages}</span>'


def test_articles_are_below_info_wherever_the_list_is() -> None:
    (entry,) = read(ROW).entries
    assert (entry.url, entry.title, entry.date, entry.in_channel) == (
        "http://www.x.test/info/2381/644672.htm",
        TITLE,
        "2024-01-19",
        True,
    )


def test_articles_of_dynamic_lists_are_told_by_their_titles() -> None:
    href = "content.jsp?urltype=news.NewsContentUrl&wbtreeid=1010&wbnewsid=36794"
    (entry,) = read(f'<a href="{href}">{TITLE}</a>', Ask("http://www.x.test/list.jsp?wbtreeid=1010")).entries
    assert (entry.url, entry.skip) == (f"http://www.x.test/{href}", None)


def test_the_next_page_is_where_the_pager_leads() -> None:
    page = read(ROW + pager(1, 11, "nb/10.htm"))
    assert following(page).url == "http://www.x.test/zwgk/nb/10.htm"
    assert page.promised == 52


def test_without_a_link_the_list_is_counted_down_from_the_number_of_its_pages() -> None:
    second = following(read(ROW + pager(1, 11)))
    assert second.url == "http://www.x.test/zwgk/nb/10.htm"
    assert following(read(ROW, second)).url == "http://www.x.test/zwgk/nb/9.htm"
    assert read(ROW, Ask("http://www.x.test/zwgk/nb/1.htm", 10)).following is None


@pytest.mark.parametrize("body", [ROW, ROW + pager(1, 1), ROW + "<p>2024/01/19</p><p>共52条数据</p>"])
def test_a_list_that_says_nothing_of_pages_has_one(body: str) -> None:
    assert read(body).following is None


def test_a_list_called_by_a_number_is_not_the_page_of_another() -> None:
    year = "http://www.x.test/zwgk/2024.htm"
    assert read(ROW, Ask(year)).following is None
    assert following(read(ROW + pager(1, 3), Ask(year))).url == "http://www.x.test/zwgk/2024/2.htm"


def test_behind_a_missing_page_there_may_be_older_ones_behind_two_there_are_none() -> None:
    missing = following(read(ROW + pager(1, 11)))
    older = page_behind_gap(missing)
    assert older is not None
    assert older.url == "http://www.x.test/zwgk/nb/9.htm"
    assert page_behind_gap(older) is None
    assert page_behind_gap(Ask(LIST)) is None
    assert page_behind_gap(following(read(ROW, older))) is not None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "totalpage=154&PAGENUM=2&urltype=tree.TreeTempUrl",
            "totalpage=154&PAGENUM=3&urltype=tree.TreeTempUrl",
        ),
        ("a47862t=239&a47862p=2&a47862c=15", "a47862t=239&a47862p=3&a47862c=15"),
    ],
)
def test_a_page_of_a_dynamic_list_without_a_link_is_counted_on(query: str, expected: str) -> None:
    page = read(ROW, Ask(f"http://www.x.test/list.jsp?{query}", 1))
    assert following(page).url == f"http://www.x.test/list.jsp?{expected}"


def test_the_first_page_of_a_dynamic_list_needs_a_link() -> None:
    first = Ask("http://www.x.test/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1010")
    assert read(ROW, first).following is None
    link = '<a href="?totalpage=3&amp;PAGENUM=2&amp;urltype=tree.TreeTempUrl&amp;wbtreeid=1010">下页</a>'
    assert "PAGENUM=2" in following(read(ROW + link, first)).url


Crawled = tuple[Loopback, Path, dict[str, Any]]
# A document with one figure of the report that it is attached to.
WORD = docx(
    p("附件") + tbl(*(tr(*map(tc, row)) for row in applications({"applications.received.total": "7"})))
)
DOWNLOAD = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=13&wbfileid="


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("vsb")
    links = "".join(f'<li>附件【<a href="{DOWNLOAD}{n}">年度报告.docx</a>】</li>' for n in (1, 2))
    page = ARTICLE.replace("</body>", f"<ul>{links}</ul></body>")
    with Loopback() as web:
        web.add(
            {
                "http://annex.test/nb.htm": ROW.replace("../info", "info"),
                "http://annex.test/info/2381/644672.htm": page,
                f"http://annex.test{DOWNLOAD}1": Reply(
                    WORD, headers=[("Content-Disposition", "attachment; filename=1.docx")]
                ),
                f"http://annex.test{DOWNLOAD}2": "<html><body>请输入验证码</body></html>",
            }
        )
        sites = entries(folder / "sites", site_at("annex.test", "annex", "/nb.htm", adapter="vsb_webber"))
        summary = crawl(web, folder / "home", sites)
        assert summary["bugs"] == []
        yield web, folder / "home", summary


def test_documents_without_a_name_are_fetched_and_one_behind_a_picture_puzzle_is_recorded_as_none(
    crawled: Crawled,
) -> None:
    _, home, _ = crawled
    found = rows(home, "SELECT url, outcome, list_title FROM pages WHERE kind = 'attachment' ORDER BY url")
    assert [(row["url"][-1], row["outcome"], row["list_title"]) for row in found] == [
        ("1", "ok", "年度报告.docx"),
        ("2", "soft_404", "年度报告.docx"),
    ]
