"""Nothing is asked of a host that a site's entry does not list, whatever on the site leads there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.crawling import crawl, outcomes, reason_of
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE
from tests.crawler.loopback import HTML, Loopback, Pages, Reply

ELSEWHERE = "http://elsewhere.test"
TITLE = "云州市财政局2023年政府信息公开工作年度报告"
ROW = f'<li><a href="{{}}">{TITLE}</a><span>2024-01-19</span></li>'
JSON = ("Content-Type", "application/json")
CONFIG = '<script>window._CONFIG = {SID: "7", TREE: [{"id": 3, "name": "年报", "jump_url": "%s"}]};</script>'
# Where in an answer the other host is named, by the site that does so: its adapter and its first page.
LEADS: dict[str, tuple[str, str]] = {
    "links": ("trs_wcm", ROW.format(f"{ELSEWHERE}/202401/t20240119_1.html")),
    "pagers": ("generic", ROW.format("/a.html") + f'<a href="{ELSEWHERE}/2.html">下一页</a>'),
    "channels": ("sh_hex", f'<a href="{ELSEWHERE}/nw1/index.html">2023年</a>'),
    "frames": ("generic", f'<iframe src="{ELSEWHERE}/list.html"></iframe>'),
    "forms": (
        "generic",
        f'<form action="{ELSEWHERE}/list.aspx"><input type="hidden" name="__VIEWSTATE" value="1">'
        + ROW.format("/a.html")
        + "<a href=\"javascript:__doPostBack('p','2')\">下一页</a></form>",
    ),
    "bases": ("generic", f'<base href="{ELSEWHERE}/">{ROW.format("nb/a.html")}'),
    "scripts": ("epoint_ewb", f'<script src="{ELSEWHERE}/js/webBuilderCommon.js"></script>'),
    "proxies": (
        "hanweb_jpage",
        "<script type='text/xml'><datastore><recordset><record><![CDATA["
        + ROW.format("/art/2024/1/19/art_1_2.html")
        + f"]]></record></recordset></datastore></script><script>jpage({{proxyUrl:'{ELSEWHERE}/dataproxy.jsp',"
        "perPage:1})</script>",
    ),
    "units": (
        "hanweb_jpaas",
        f'<script url="{ELSEWHERE}/jpaas-publish-server/front/page/build/unit" '
        "queryData=\"{'pageId':'1','tagId':'a'}\"></script>",
    ),
    "jumps": ("gkmlpt", CONFIG % f"{ELSEWHERE}/gkmlpt/annualreport#5"),
    "labels": (
        "lonsun",
        f"<script>load('{ELSEWHERE}/site/label/8888?labelName=publicInfoList&siteId=1&organId=2&file=x&catId=3')"
        "</script>",
    ),
}
ANSWERS = "http://answers.test"


def pages() -> Pages:
    # Some families name their list in the query, others ask for the folder alone.
    lists = {
        f"http://{name}.test/nb/{query}": body
        for name, (_, body) in LEADS.items()
        for query in ("", "?categorynum=1")
    }
    row = f'{{"title": "{TITLE}", "url": "{ELSEWHERE}/r.html", "attachment": []}}'
    own = (
        f'{{"title": "{TITLE}", "url": "/r.html", "attachment": '
        f'[{{"name": "年报.pdf", "url": "{ELSEWHERE}/年报.pdf"}}]}}'
    )
    documents = f'<a href="{ELSEWHERE}/a.pdf">附件</a><iframe src="{ELSEWHERE}/b.pdf"></iframe>'
    refresh = f'<meta http-equiv="refresh" content="0; url={ELSEWHERE}/m.html">'
    moved = Reply(b"", 302, [("Location", f"{ELSEWHERE}/robots.txt"), HTML])
    return {
        **lists,
        f"{ANSWERS}/gkmlpt/api/all/3?page=1&sid=7": Reply(
            f'{{"articles": [{row}, {own}]}}'.encode(), headers=[JSON]
        ),
        f"{ANSWERS}/r.html": ARTICLE + documents,
        "http://refreshing.test/nb/": refresh,
        "http://robots.test/robots.txt": moved,
        "http://robots.test/nb/": ROW.format("/a.html"),
    }


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Loopback, Path, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("off_list")
    sites = [
        site_at(f"{name}.test", name, "/nb/?categorynum=1", adapter=adapter)
        for name, (adapter, _) in LEADS.items()
    ]
    api = site_at("answers.test", "answers", "/gkmlpt/api/all/3?page=1&sid=7", adapter="gkmlpt")
    plain = [site_at("refreshing.test"), site_at("robots.test", adapter="generic")]
    chosen = entries(folder / "sites", *sites, api, *plain)
    with Loopback() as web:
        web.add(pages())
        yield web, folder / "home", crawl(web, folder / "home", chosen)


Crawled = tuple[Loopback, Path, dict[str, Any]]


def skipped(crawled: Crawled, site: str) -> dict[str, int]:
    (own,) = (part for part in crawled[2]["sites"] if part["site_id"] == site)
    found: dict[str, int] = own["skipped"]
    return found


def test_the_other_host_is_never_asked(crawled: Crawled) -> None:
    web, _, summary = crawled
    assert web.urls("elsewhere.test") == []
    assert summary["bugs"] == []


@pytest.mark.parametrize("name", LEADS)
def test_what_leads_there_is_counted(crawled: Crawled, name: str) -> None:
    assert skipped(crawled, name)["host_not_listed"] == 1


def test_rows_and_documents_of_an_interface_and_of_a_page_are_counted(crawled: Crawled) -> None:
    # A row, the document of a row, a link and a frame of the report's page.
    assert skipped(crawled, "answers")["host_not_listed"] == 4


def test_a_meta_refresh_and_a_redirect_are_recorded_with_where_they_lead(crawled: Crawled) -> None:
    _, home, _ = crawled
    assert ("list", "redirected_host", "http://refreshing.test/nb/") in outcomes(home, "refreshing")
    assert "elsewhere.test" in reason_of(home, "http://refreshing.test/nb/")
    assert outcomes(home, "robots")[0] == ("robots", "redirected_host", "http://robots.test/robots.txt")
