"""The status page: each site with its state, last success, last runs and alerts, and reports that are gone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.publish import publish
from archive.sites import store_sites
from tests.archive.collection import OTHER_SITE, SITE, Collection
from tests.archive.health.watching import LIST, night, report_url, reports
from tests.archive.site.published import Site, serve_site

FORBIDDEN = "http://www.qingshan.test/nb/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site that lost a report and then all, one that refuses, one never asked, one switched off."""
    collection = Collection(tmp_path_factory.mktemp("status") / "home")
    never = SITE.__class__(**{name: getattr(SITE, name) for name in SITE.__slots__} | {"id": "third"})
    off = replace(never, id="fourth", enabled=False, reason="The host refuses every request from abroad.")
    store_sites(collection.database, [never, off])
    night(collection, reports(4), day=1)
    night(collection, reports(3), [("list", LIST, "ok"), ("report", report_url(3), "gone_404")], day=2)
    night(collection, {}, day=3)
    night(collection, {}, [("list", FORBIDDEN, "waf_challenge")], site=OTHER_SITE, day=3)
    collection.database.close()
    publish(collection.home)
    yield from serve_site(collection.home)


@pytest.fixture(scope="module")
def page(served: Site) -> LexborHTMLParser:
    response = served.get("/status")
    assert response.status_code == 200
    return LexborHTMLParser(response.text)


def words(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def test_the_sites_are_counted_by_state(page: LexborHTMLParser) -> None:
    assert words(page, ".states li") == [
        "1 取不到 failing",
        "1 拒绝采集 refuses",
        "1 尚未采集 not crawled yet",
        "1 已停用 switched off",
    ]


def test_a_site_shows_its_last_success_its_last_runs_and_its_alert(page: LexborHTMLParser) -> None:
    (row,) = words(page, "tr.site-failing")
    assert "2026-01-03" in row
    assert "0 份年报 reports 平常 usually 3" in row
    assert "没有年报 本次没有取得年报，平常 3 份 no report now, 3 usually" in row
    titles = [node.attributes["title"] or "" for node in page.css("tr.site-failing .spark a")]
    assert [title.partition("reports ")[2][:1] for title in titles] == ["4", "3", "0"]


def test_a_site_that_refuses_is_shown_as_such(page: LexborHTMLParser) -> None:
    (row,) = words(page, "tr.site-refuses")
    assert row.startswith("青山县人民政府")
    assert "1 of 1 wanted pages were answered with a challenge" in row


def test_a_site_that_is_switched_off_says_why(page: LexborHTMLParser) -> None:
    (row,) = words(page, "tr.site-off")
    assert "已停用 switched off" in row
    assert "The host refuses every request from abroad." in row


def test_a_report_that_disappeared_is_listed_apart_with_its_archived_report(
    served: Site, page: LexborHTMLParser
) -> None:
    assert words(page, "#gone tbody tr") == ["云州市教育局 2022 2026-01-02 2026-01-03 gone_404"]
    for link in page.css("#gone tbody a"):
        assert served.get(str(link.attributes["href"])).status_code == 200


def test_the_page_says_when_an_alert_opens(page: LexborHTMLParser) -> None:
    assert "items at_most 0" in " ".join(words(page, "#rules"))


def test_every_other_page_leads_to_it(served: Site) -> None:
    for path in ("/", "/gongkai/reports", "/gongkai/alerts"):
        assert 'href="/status"' in served.get(path).text
