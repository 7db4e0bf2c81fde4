"""The traps of UCAP's lists that depend on what a server answers, each on a host of its own, in one crawl."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.crawling import crawl, outcomes, reason_of
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, TITLE
from tests.crawler.loopback import Loopback, Pages

CHANNEL = "d5c69b3f67334ed984a43e864f42f1ab"
Crawled = tuple[Loopback, Path, dict[str, Any]]


def path(number: int) -> str:
    return f"/nb/202401/{number:032x}.shtml"


def listing(number: int, pages: int, current: int, records: int = 0) -> str:
    row = f'<li><a href="{path(number)}">{TITLE.format("财政局")}</a><span>2024-01-19</span></li>'
    call = f"createPageHTML('page_div',{pages}, {current},'list','shtml',{records or pages});"
    return f"<html><body><ul>{row}</ul><script>{call}</script></body></html>"


def articles(host: str, *numbers: int) -> Pages:
    return {f"http://{host}{path(number)}": ARTICLE for number in numbers}


def nought(host: str) -> Pages:
    """Two pages; the second is `_1`, and `_2` is missing."""
    base = f"http://{host}/nb/"
    return {base: listing(1, 2, 1), f"{base}list_1.shtml": listing(2, 2, 2), **articles(host, 1, 2)}


def again(host: str) -> Pages:
    """Two pages; `_2` answers with the first one."""
    return {**nought(host), f"http://{host}/nb/list_2.shtml": listing(1, 2, 1)}


def short(host: str) -> Pages:
    """Two pages and four articles are announced; only one page with one article is there."""
    return {f"http://{host}/nb/": listing(1, 2, 1, records=4), **articles(host, 1)}


def token(host: str) -> Pages:
    """A list filled by an interface that wants what only a browser has."""
    script = f"<script>$.get('/common/search/{CHANNEL}?x=' + makeToken());</script>"
    page = f"<html><body><ul></ul>{script}<p>{'年报' * 60}</p></body></html>"
    query = "page=1&_pageSize=50&_isAgg=true&_isJson=true&_template=index&_rangeTimeGte=&_channelName="
    refusal = json.dumps({"code": 401, "message": "invalid"})
    return {f"http://{host}/nb/": page, f"http://{host}/common/search/{CHANNEL}?{query}": refusal}


HOSTS = {"nought.test": nought, "again.test": again, "short.test": short, "token.test": token}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("ucap")
    with Loopback() as web:
        for host, pages in HOSTS.items():
            web.add(pages(host))
        sites = entries(folder / "sites", *(site_at(host, adapter="ucap") for host in HOSTS))
        summary = crawl(web, folder / "home", sites)
        assert summary["bugs"] == []
        yield web, folder / "home", {site["site_id"]: site for site in summary["sites"]}


@pytest.mark.parametrize("site", ["nought", "again"])
def test_where_the_second_page_is_not_number_two_it_is_number_one(crawled: Crawled, site: str) -> None:
    web, _, sites = crawled
    asked = [url for url in web.urls(f"{site}.test") if "list" in url]
    assert asked == ["/nb/list_2.shtml", "/nb/list_1.shtml"]
    assert {path(1), path(2)} <= set(web.urls(f"{site}.test"))
    assert sites[site]["failures"] == 0
    assert sites[site]["skipped"] == {}


def test_what_a_list_promised_and_never_showed_is_counted(crawled: Crawled) -> None:
    _, _, sites = crawled
    assert sites["short"]["skipped"] == {"promised_not_listed": 3}


def test_an_interface_that_answers_no_list_is_unreadable_and_says_what_it_sent(crawled: Crawled) -> None:
    _, home, sites = crawled
    kind, outcome, url = outcomes(home, "token")[-1]
    assert (kind, outcome) == ("list", "unreadable")
    assert 'beginning \'{"code": 401' in reason_of(home, url)
    assert sites["token"]["failures"] == 1
