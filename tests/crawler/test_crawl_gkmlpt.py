"""gkmlpt where its host in the imitation web does not go: documents of rows, refusals, jumps to the portal."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.crawling import crawl, outcomes, reason_of, rows
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE
from tests.crawler.loopback import Loopback, Pages, Reply
from tests.parsers.documents import applications, draw_rows, pdf

TITLE = "南浦市财政局2023年政府信息公开工作年度报告"
# A document with one figure of the report that it is attached to.
DOCUMENT = pdf(partial(draw_rows, rows=applications({"applications.received.total": "7"})))
PDF = Reply(DOCUMENT, headers=[("Content-Type", "application/pdf")])
ENTRY = "/gkmlpt/annualreport"


def json_reply(answer: object) -> Reply:
    return Reply(json.dumps(answer).encode(), headers=[("Content-Type", "application/json")])


def documents(base: str) -> Pages:
    """A row with a document that its report's page does not mention, in the second of two categories."""
    article, pdf = f"{base}/gkmlpt/content/4/4688/post_4688997.html", f"{base}/attachment/0/1.pdf"
    row = {"title": TITLE, "url": article, "attachment": [{"name": "年报.pdf", "url": pdf}]}
    return {
        f"{base}{ENTRY}": "<script>window._CONFIG = { SID: '175', TREE: [] };</script>",
        f"{base}/gkmlpt/api/all/1?page=1&sid=175": json_reply({"total": 0, "articles": []}),
        f"{base}/gkmlpt/api/all/2?page=1&sid=175": json_reply({"total": 1, "articles": [row]}),
        f"{base}/gkmlpt/api/all/2?page=2&sid=175": json_reply({"total": 1, "articles": []}),
        article: ARTICLE,
        pdf: PDF,
    }


def refused(base: str) -> Pages:
    """A category that the interface does not know."""
    return {
        f"{base}{ENTRY}": "<script>window._CONFIG = { SID: '175', TREE: [] };</script>",
        f"{base}/gkmlpt/api/all/9?page=1&sid=175": json_reply({"status": 500}),
    }


def portal(base: str) -> Pages:
    """A category that jumps to a list of the portal, which has a second page and a channel below."""
    config = """<script>window._CONFIG = { SID: '175', TREE: [
        {"id": 1, "name": "年报", "jump_url": "/zwgk/nb/"}] };</script>"""
    row = f'<li><a href="content/post_{{}}.html">{TITLE}</a></li>'
    return {
        f"{base}{ENTRY}": config,
        f"{base}/zwgk/nb/": row.format(1) + '<a href="2022n/">2022年</a><a href="index_2.html">下一页</a>',
        f"{base}/zwgk/nb/index_2.html": row.format(2) + '<a href="index.html">1</a>',
        f"{base}/zwgk/nb/2022n/": row.format(3),
        **{f"{base}/zwgk/nb/content/post_{number}.html": ARTICLE for number in (1, 2)},
        f"{base}/zwgk/nb/2022n/content/post_3.html": ARTICLE,
    }


Crawled = tuple[Loopback, Path, dict[str, Any]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("gkmlpt")
    with Loopback() as web:
        web.add(documents("http://documents.test"))
        web.add(refused("http://refused.test"))
        web.add(portal("http://portal.test"))
        two = [f"http://documents.test{ENTRY}#{category}" for category in (1, 2)]
        sites = entries(
            folder / "sites",
            site_at("documents.test", adapter="gkmlpt", lists=two),
            site_at("portal.test", "", ENTRY, adapter="gkmlpt"),
            site_at("refused.test", "", f"{ENTRY}#9", adapter="gkmlpt"),
        )
        summary = crawl(web, folder / "home", sites)
        yield web, folder / "home", {site["site_id"]: site for site in summary["sites"]}


def test_two_categories_of_one_entry_page_are_both_read(crawled: Crawled) -> None:
    web, _, _ = crawled
    assert [url for url in web.urls("documents.test") if url == ENTRY] == [ENTRY]
    assert {"/gkmlpt/api/all/1?page=1&sid=175", "/gkmlpt/api/all/2?page=1&sid=175"} <= set(
        web.urls("documents.test")
    )


def test_a_document_of_a_row_is_archived_with_its_report(crawled: Crawled) -> None:
    _, home, _ = crawled
    (document,) = rows(home, "SELECT * FROM pages WHERE url LIKE '%.pdf'")
    assert (document["kind"], document["outcome"], document["list_title"]) == ("attachment", "ok", "年报.pdf")
    assert document["list_url"] == "http://documents.test/gkmlpt/content/4/4688/post_4688997.html"


def test_an_error_with_status_200_is_a_failure_that_says_what_was_sent(crawled: Crawled) -> None:
    _, home, sites = crawled
    assert outcomes(home, "refused")[-1][:2] == ("list", "unreadable")
    assert '"status": 500' in reason_of(home, "http://refused.test/gkmlpt/api/all/9?page=1&sid=175")
    assert sites["refused"]["failures"] == 1


def test_a_category_that_jumps_to_the_portal_is_read_to_its_end(crawled: Crawled) -> None:
    web, _, sites = crawled
    posts = [url for url in web.urls("portal.test") if "/content/" in url]
    assert sorted(posts) == [
        "/zwgk/nb/2022n/content/post_3.html",
        "/zwgk/nb/content/post_1.html",
        "/zwgk/nb/content/post_2.html",
    ]
    assert sites["portal"]["failures"] == 0
