"""Epoint's older installations and those that do not answer, each on a host of its own, in one crawl."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.crawling import crawl, outcomes, reason_of, rows
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, TITLE
from tests.crawler.loopback import Loopback, Pages, Reply

GUID = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
JSON = [("Content-Type", "application/json;charset=UTF-8")]
LISTS = ["/govInfoPub.html?categorynum=003001", "/govInfoPub.html?categorynum=003002"]
PAGE = "<html><body><h1>政府信息公开年报</h1><div></div><script src='/js/webBuilderCommon.js'></script></body></html>"
SCRIPT = f'var siteInfo={{"siteGuid":"{GUID}","projectName":"/EWB_YZ_Mid"}};'
Crawled = tuple[Loopback, Path, dict[str, Any]]


def answer(*names: str) -> Reply:
    data = [
        {"infourl": f"/zwgk/{len(n)}{ord(n[0])}.html", "title": TITLE.format(n), "infodate": "2024-01-19"}
        for n in names
    ]
    return Reply(json.dumps({"custom": {"total": 3, "data": data}}).encode(), headers=JSON)


def older(host: str) -> Pages:
    """Two lists of an installation that understands only the older question."""
    nothing = Reply(b'{"custom": ""}', headers=JSON)
    replies = [nothing, nothing, answer("财政局"), answer("民政局"), answer("审计局"), answer()]
    return {
        **{f"http://{host}{path}": PAGE for path in LISTS},
        f"http://{host}/js/webBuilderCommon.js": SCRIPT,
        f"http://{host}/EWB_YZ_Mid/rest/lightfrontaction/getgovinfolist": replies,
        **{
            f"http://{host}/zwgk/{len(name)}{ord(name[0])}.html": ARTICLE
            for name in ("财政局", "民政局", "审计局")
        },
    }


def mute(host: str) -> Pages:
    """The script that would name the site is missing."""
    return {f"http://{host}{LISTS[0]}": PAGE}


def changed(host: str) -> Pages:
    """The interface answers with a page."""
    return {
        f"http://{host}{LISTS[0]}": PAGE,
        f"http://{host}/js/webBuilderCommon.js": SCRIPT,
        f"http://{host}/EWB_YZ_Mid/rest/lightfrontaction/getgovinfolist": f"<p>{'请登录' * 80}</p>",
    }


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("epoint")
    hosts = {
        "older.test": (older, LISTS),
        "mute.test": (mute, LISTS[:1]),
        "changed.test": (changed, LISTS[:1]),
    }
    with Loopback() as web:
        for host, (pages, _) in hosts.items():
            web.add(pages(host))
        texts = [
            site_at(host, adapter="epoint_ewb", lists=[f"http://{host}{path}" for path in lists])
            for host, (_, lists) in hosts.items()
        ]
        summary = crawl(web, folder / "home", entries(folder / "sites", *texts))
        assert summary["bugs"] == []
        yield web, folder / "home", {site["site_id"]: site for site in summary["sites"]}


def test_the_script_is_asked_for_once_for_all_lists(crawled: Crawled) -> None:
    web, _, _ = crawled
    assert web.urls("older.test").count("/js/webBuilderCommon.js") == 1


def test_an_older_installation_is_asked_in_its_own_words_from_page_nought_on(crawled: Crawled) -> None:
    web, home, _ = crawled
    posted = [json.loads(asked.body) for asked in web.times("older.test") if asked.body]
    newer = [question for question in posted if "params" not in question]
    assert [question["pageIndex"] for question in newer] == [1, 1]
    assert {question["categorynum"] for question in newer} == {"003001", "003002"}
    pages = [question["params"]["pageIndex"] for question in posted if "params" in question]
    assert sorted(pages)[:2] == [0, 0]
    found = rows(home, "SELECT list_title FROM pages WHERE site_id = 'older' AND kind = 'report'")
    assert {row["list_title"] for row in found} == {TITLE.format(n) for n in ("财政局", "民政局", "审计局")}


def test_the_questions_are_in_the_archive_with_their_answers(crawled: Crawled) -> None:
    _, home, _ = crawled
    asked = [
        url for kind, outcome, url in outcomes(home, "older") if kind == "list" and "getgovinfolist" in url
    ]
    assert len(asked) >= 6


def test_a_missing_script_is_a_failure(crawled: Crawled) -> None:
    _, home, sites = crawled
    assert outcomes(home, "mute")[-1][:2] == ("list", "gone_404")
    assert sites["mute"]["failures"] == 1


def test_a_page_in_place_of_the_answer_is_unreadable(crawled: Crawled) -> None:
    _, home, sites = crawled
    kind, outcome, url = outcomes(home, "changed")[-1]
    assert (kind, outcome) == ("list", "unreadable")
    assert "no JSON" in reason_of(home, url)
    assert sites["changed"]["failures"] == 1
