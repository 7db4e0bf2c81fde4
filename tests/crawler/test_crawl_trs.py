"""The traps of TRS lists, each on a host of its own, all met in one crawl."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.crawling import crawl, outcomes, rows
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, TITLE, item, listing
from tests.crawler.loopback import Loopback, Pages, Reply
from tests.parsers.documents import applications, docx, p, tbl, tc, tr
from tests.parsers.pages import report_html

STUB = "<html><body><script>createPageHTML(9, 5, 'index', 'html');</script>" + " " * 250 + "</body></html>"
# A document with one figure of the report that it is attached to.
WORD = docx(
    p("附件") + tbl(*(tr(*map(tc, row)) for row in applications({"applications.received.total": "7"})))
)
HOSTS = ["deep", "longer", "repeats", "channels", "single", "rows", "coded", "shell", "endless"]


def deep(base: str) -> Pages:
    """Nine pages are announced, three are there, the fourth is a stub."""
    pager = 'createPageHTML(9, {}, "index", "html");'
    pages = {
        base: listing(item(1), item(2), pager=pager.format(0)),
        f"{base}index_1.html": listing(item(3), pager=pager.format(1)),
        f"{base}index_2.html": listing(item(4), pager=pager.format(2)),
        f"{base}index_3.html": STUB,
        f"{base}index_4.html": listing(item(5)),
    }
    return {**pages, **{f"{base}202401/t20240119_{number}.html": ARTICLE for number in range(1, 6)}}


def longer(base: str) -> Pages:
    """One page is announced, three are there; the second lost its pager."""
    return {
        base: listing(item(1, "shtml"), pager="createPage(1,0,'index','shtml')"),
        f"{base}index_1.shtml": listing(item(2, "shtml")),
        f"{base}index_2.shtml": listing(item(3, "shtml"), pager="createPage(1,2,'index','shtml')"),
    }


def repeats(base: str) -> Pages:
    """Every page is the first page again, with another advertisement beside it."""
    first = listing(item(1), item(2), pager="var countPage = 7;")
    other = '<a href="/xw/202402/t20240201_{}.html">云州市召开会议</a>'
    return {
        base: first,
        f"{base}index_1.html": first + other.format(8),
        f"{base}index_2.html": first + other.format(9),
    }


def channels(base: str) -> Pages:
    """Reports two levels down, by year and agency; links lead out of the list's folder too."""
    years = '<a href="./2023n/">2023年</a><a href="./2022n/index.html">2022年</a>'
    strays = '<a href="../jd/">解读</a><a href="/">首页</a><a href="http://other.test/nb/2023n/">他站</a>'
    return {
        base: listing(f"<li>{years}{strays}</li>"),
        f"{base}2023n/": listing(
            '<li><a href="./jyj/">教育局</a></li>', '<li><a href="../2022n/">2022</a></li>'
        ),
        f"{base}2023n/jyj/": listing(item(1), '<li><a href="./more/">更多</a></li>'),
        f"{base}2022n/": listing(item(2)),
        f"{base}2023n/jyj/202401/t20240119_1.html": ARTICLE,
        f"{base}2022n/202401/t20240119_2.html": ARTICLE,
    }


def single(base: str) -> Pages:
    """The year channel shows its one report itself, with a document beside it."""
    report = report_html("2021", title="云州市民政局2023年政府信息公开工作年度报告")
    report = report.replace("</body>", '<a href="./P02024.pdf">附件</a></body>')
    return {base: listing('<li><a href="./2023n/">2023年</a></li>'), f"{base}2023n/": report}


def mixed_rows(base: str) -> Pages:
    """One list with every trap of a row."""
    written = f"""<li><script>var u="./202401/t20240119_2.html";
        document.write('<a href="'+u+'" title="{TITLE.format("民政局")}">云州…<\\/a>')</script>[2024-01-18]</li>"""
    interpretation = '<a href="../jd/202401/t20240120_7.html">[图解]</a>'
    first = (
        item(1)
        .replace("<span>", f"{interpretation}<span>")
        .replace(">云州市财政局2023", ">云州市财…<i></i>", 0)
    )
    page = listing(
        f"<!-- {item(6)} -->",
        first,
        written,
        '<li><a href="http://mirror.test/nb/202401/t20240119_3.html">' + TITLE.format("商务局") + "</a></li>",
        '<li><a href="./202401/t20240119_4.html">关于发布年报的通知</a></li>',
        '<li><a href="./202401/P0202401.pdf">' + TITLE.format("交通局") + "</a></li>",
    )
    article = ARTICLE.replace(
        "</body>",
        '<a href="./W0202401.docx">附件.docx</a><a href="http://files.test/a.pdf">外</a></body>',
    )
    pdf = Reply(b"%PDF-1.7", headers=[("Content-Type", "application/pdf")])
    return {
        base: page,
        f"{base}202401/t20240119_1.html": article,
        f"{base}202401/t20240119_2.html": ARTICLE,
        f"{base}202401/P0202401.pdf": pdf,
        f"{base}202401/W0202401.docx": Reply(WORD, headers=[("Content-Type", "application/msword")]),
    }


def coded(base: str) -> Pages:
    """GB2312 without a word about it in the header, and a character that gb2312 does not have."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' + listing(
        item(1, name="镕城局")
    )
    return {base: Reply(page.encode("gb18030"), headers=[("Content-Type", "text/html")])}


def shell(base: str) -> Pages:
    """A list that a script fills."""
    return {base: '<html><body><div id="list"></div><script src="/list.js"></script></body></html>'}


def endless(base: str) -> Pages:
    """A sub-channel that cannot be had."""
    return {base: listing('<li><a href="./2023n/">2023年</a></li>')}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Loopback, Path, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("trs")
    build: list[Callable[[str], Pages]] = [
        deep,
        longer,
        repeats,
        channels,
        single,
        mixed_rows,
        coded,
        shell,
        endless,
    ]
    with Loopback() as web:
        for name, pages in zip(HOSTS, build, strict=True):
            web.add(pages(f"http://{name}.test/nb/"))
        web.add({"http://longer.test/nb/202401/t20240119_3.shtml": ARTICLE})
        sites = entries(folder / "sites", *(site_at(f"{name}.test") for name in HOSTS))
        summary = crawl(web, folder / "home", sites)
        yield web, folder / "home", {site["site_id"]: site for site in summary["sites"]}


Crawled = tuple[Loopback, Path, dict[str, Any]]


def test_a_list_ends_at_a_stub_whatever_it_announces(crawled: Crawled) -> None:
    web, home, sites = crawled
    lists = [(outcome, url) for kind, outcome, url in outcomes(home, "deep") if kind == "list"]
    base = "http://deep.test/nb/"
    assert lists == [
        ("ok", base),
        ("ok", f"{base}index_1.html"),
        ("ok", f"{base}index_2.html"),
        ("soft_404", f"{base}index_3.html"),
    ]
    assert "/nb/index_4.html" not in web.urls("deep.test")
    assert len([url for url in web.urls("deep.test") if "t20240119" in url]) == 4
    assert sites["deep"]["failures"] == 0


def test_a_list_goes_on_behind_its_last_announced_page(crawled: Crawled) -> None:
    web, _, _ = crawled
    lists = [url for url in web.urls("longer.test") if "index" in url]
    assert lists == ["/nb/index_1.shtml", "/nb/index_2.shtml", "/nb/index_3.shtml"]
    assert "/nb/202401/t20240119_3.shtml" in web.urls("longer.test")


def test_a_page_that_repeats_the_list_ends_it(crawled: Crawled) -> None:
    web, _, _ = crawled
    assert [url for url in web.urls("repeats.test") if "index" in url] == ["/nb/index_1.html"]
    assert len(set(web.urls("repeats.test"))) == len(web.urls("repeats.test"))


def test_sub_channels_are_followed_two_levels_below_the_list_only(crawled: Crawled) -> None:
    web, _, _ = crawled
    assert sorted(url for url in web.urls("channels.test") if url.endswith("/")) == [
        "/nb/",
        "/nb/2022n/",
        "/nb/2023n/",
        "/nb/2023n/jyj/",
    ]
    assert {"/nb/2023n/jyj/202401/t20240119_1.html", "/nb/2022n/202401/t20240119_2.html"} <= set(
        web.urls("channels.test")
    )


def test_a_channel_that_shows_its_report_is_archived_as_that_report(crawled: Crawled) -> None:
    web, home, sites = crawled
    assert ("report", "ok", "http://single.test/nb/2023n/") in outcomes(home, "single")
    (report,) = rows(home, "SELECT * FROM reports WHERE url = 'http://single.test/nb/2023n/'")
    assert report["year"] == 2023
    assert sites["single"]["reports"] == {"new": 1}
    assert "/nb/2023n/P02024.pdf" in web.urls("single.test")


def test_each_trap_of_a_row_is_passed(crawled: Crawled) -> None:
    web, home, _ = crawled
    asked = [url for url in web.urls("rows.test") if "2024" in url]
    assert sorted(asked) == [
        "/nb/202401/P0202401.pdf",
        "/nb/202401/W0202401.docx",
        "/nb/202401/t20240119_1.html",
        "/nb/202401/t20240119_2.html",
    ]
    found = rows(
        home,
        "SELECT url, list_title, list_date, list_url FROM pages WHERE site_id = 'rows' AND kind = 'report'",
    )
    assert {row["url"][-6:]: row["list_title"] for row in found} == {
        "1.html": TITLE.format("财政局"),
        "2.html": TITLE.format("民政局"),
    }
    assert {row["list_date"] for row in found} == {"2024-01-18", "2024-01-19"}
    assert {row["list_url"] for row in found} == {"http://rows.test/nb/"}


def test_what_is_not_fetched_is_counted_with_its_reason(crawled: Crawled) -> None:
    _, _, sites = crawled
    assert sites["rows"]["skipped"] == {"host_not_listed": 2, "notice": 1, "picture_version": 1}


def test_hosts_that_are_not_listed_are_never_asked(crawled: Crawled) -> None:
    web, _, _ = crawled
    assert {asked.host for asked in web.asked} == {f"{name}.test" for name in HOSTS}


def test_documents_are_archived_with_the_page_they_belong_to(crawled: Crawled) -> None:
    _, home, _ = crawled
    (document,) = rows(home, "SELECT * FROM pages WHERE url LIKE '%W0202401.docx'")
    assert (document["kind"], document["outcome"], document["list_title"]) == (
        "attachment",
        "ok",
        "附件.docx",
    )
    assert document["list_url"] == "http://rows.test/nb/202401/t20240119_1.html"


def test_a_list_in_gb2312_is_decoded_whatever_the_header_leaves_out(crawled: Crawled) -> None:
    _, home, _ = crawled
    (page,) = rows(home, "SELECT list_title FROM pages WHERE site_id = 'coded' AND kind = 'report'")
    assert page["list_title"] == TITLE.format("镕城局")


def test_a_list_that_needs_a_browser_says_so_and_counts_as_a_failure(crawled: Crawled) -> None:
    _, home, sites = crawled
    assert outcomes(home, "shell")[-1][:2] == ("list", "js_shell")
    assert sites["shell"]["failures"] == 1


def test_a_missing_sub_channel_is_a_failure_and_no_end_of_a_list(crawled: Crawled) -> None:
    _, home, sites = crawled
    assert outcomes(home, "endless")[-1] == ("list", "gone_404", "http://endless.test/nb/2023n/")
    assert sites["endless"]["failures"] == 1
