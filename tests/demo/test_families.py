"""Every host of the imitation web, crawled by its family's adapter: its reports, and what became of all else.

`outcomes.toml` says of each host how many pages were there, what was left out, and every page that was not.
"""

import sqlite3
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from archive.records import OUTCOMES
from crawler.adapters import ADAPTERS
from demo.hosts import FAMILIES
from demo.hosts.refusals import LIST_PATH, REFUSALS
from demo.render.attachments import attachments_of
from demo.reports import BY_ID, EXPECTED, NEVER_FETCHED, SITES, SiteFile, Trap, trap_url
from tests.crawler.crawling import rows
from tests.demo.one_host import WholeCrawl

HOSTS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("outcomes.toml").read_text("utf-8"))
KINDS = ("robots", "list", "report", "attachment")
LONGEST_ADDRESS = 110
SITES_WITH_DOC = {report.site.id for report in BY_ID.values() if "attachment_doc" in report.deviations}
# What becomes of an entry behind which a trap stands. The others are left out by their titles, or read and
# found to be no reports.
TRAPS = {
    "moved": "redirected",
    "off_list": "redirected_host",
    "refresh": "redirected_host",
    "home": "redirected_home",
    "gone": "gone_404",
    "soft_404": "soft_404",
    "disallowed": "robots_disallowed",
    "forbidden": "forbidden_403",
    "too_often": "rate_limited",
    "failing": "server_error",
    "shell": "js_shell",
    "cut": "truncated",
}
# There is one for each year that has gone by: tests/demo/test_hanweb_xxgk_annual_host.py.
EMPTY_TEMPLATE = "the template holds no report"

pytestmark = pytest.mark.xdist_group("families")


def of_site(whole: WholeCrawl, site: str) -> list[sqlite3.Row]:
    pages = [row for kind in KINDS for row in whole.of(site).pages(kind)]
    return [row for row in pages if row["reason"] != EMPTY_TEMPLATE]


def shown(row: sqlite3.Row) -> str:
    """A page that was not there in one line: kind, outcome and the address on its host, cut where it is long."""
    parts = urlsplit(row["url"])
    address = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return f"{row['kind']} {row['outcome']} {address[:LONGEST_ADDRESS]}"


def pages_at(whole: WholeCrawl, url: str) -> list[sqlite3.Row]:
    return rows(whole.home, "SELECT * FROM pages WHERE url = ?", url)


def test_every_adapter_has_a_host_that_behaves_like_its_family() -> None:
    assert {site.family for site in SITES.values()} == FAMILIES.keys()
    assert ADAPTERS.keys() == FAMILIES.keys()


def test_nothing_went_wrong_that_no_server_can_cause(whole: WholeCrawl) -> None:
    assert whole.summary["bugs"] == []


def test_every_host_is_in_the_table_and_was_crawled(whole: WholeCrawl) -> None:
    crawled = {part["site_id"] for part in whole.summary["sites"]}
    assert HOSTS.keys() == SITES.keys() | {name.replace("-", "_") for name in REFUSALS} == crawled


@pytest.mark.parametrize("site", SITES)
def test_exactly_the_reports_of_a_host_are_found(whole: WholeCrawl, site: str) -> None:
    query = "SELECT reports.* FROM reports JOIN pages ON pages.id = page_id WHERE site_id = ?"
    stored = {row["url"]: (row["year"], row["title"]) for row in rows(whole.home, query, site)}
    assert stored == {url: (t.year, t.title) for url, t in EXPECTED.items() if t.site == site}


@pytest.mark.parametrize(
    "site",
    [
        # A .doc is read where there is a program to read it with, and recorded as unreadable elsewhere.
        pytest.param(site, marks=[pytest.mark.office] if site in SITES_WITH_DOC else [])
        for site in HOSTS
    ],
)
def test_everything_else_is_recorded_with_the_outcome_it_has(whole: WholeCrawl, site: str) -> None:
    pages = of_site(whole, site)
    there = Counter(row["kind"] for row in pages if row["outcome"] == "ok")
    others = sorted(shown(row) for row in pages if row["outcome"] != "ok")
    assert dict(there) == HOSTS[site]["ok"]
    assert others == sorted(HOSTS[site].get("others", []))


@pytest.mark.parametrize("site", HOSTS)
def test_what_a_list_names_and_nobody_fetches_is_counted_by_reason(whole: WholeCrawl, site: str) -> None:
    assert whole.of(site).summary["skipped"] == HOSTS[site].get("left_out", {})


@pytest.mark.parametrize("site", HOSTS)
def test_every_page_that_was_not_there_says_what_decided(whole: WholeCrawl, site: str) -> None:
    for row in of_site(whole, site):
        assert row["outcome"] in OUTCOMES
        assert row["outcome"] == "ok" or row["reason"], row["url"]


@pytest.mark.parametrize(
    ("site", "trap"),
    [(site, trap) for site in SITES.values() for trap in site.traps if trap.kind in TRAPS],
    ids=lambda value: getattr(value, "title", None) or value.id,
)
def test_each_trap_is_recorded_as_what_it_is(whole: WholeCrawl, site: SiteFile, trap: Trap) -> None:
    found = {row["outcome"] for row in pages_at(whole, trap_url(site, trap))}
    assert found == {TRAPS[trap.kind]}


def test_entries_that_are_no_reports_are_never_stored_as_one(whole: WholeCrawl) -> None:
    for site in SITES.values():
        for trap in site.traps:
            found = {row["outcome"] for row in pages_at(whole, trap_url(site, trap))}
            assert trap.kind in TRAPS or found <= {"not_a_report"}, trap.title


@pytest.mark.parametrize("site", SITES)
def test_title_date_and_list_travel_with_every_report(whole: WholeCrawl, site: str) -> None:
    for row in whole.of(site).pages("report"):
        truth = EXPECTED.get(row["url"])
        # A list that shows the report itself has no row of it, and one system has no lists.
        if truth is None or row["list_title"] is None:
            assert truth is None or site == "chenghu" or row["url"] == row["list_url"] + "szf/2023n/"
            continue
        assert row["list_url"].startswith(f"http://{SITES[site].host}/")
        assert (row["list_title"], row["list_date"]) == (truth.title, truth.published.isoformat())


def test_every_document_is_archived_with_the_report_that_links_to_it(whole: WholeCrawl) -> None:
    for report in BY_ID.values():
        for attachment in attachments_of(report):
            found = {row["list_url"] for row in pages_at(whole, attachment.url(report))}
            assert found == {report.url}


def test_nothing_off_the_list_and_nothing_forbidden_is_ever_asked_for(whole: WholeCrawl) -> None:
    listed = {SITES[site].host for site in SITES} | {f"{name}.test" for name in REFUSALS}
    asked = {f"http://{request.host}{request.path}" for request in whole.requests}
    assert {request.host for request in whole.requests} == listed
    assert not asked & NEVER_FETCHED
    assert [request.path for request in whole.requests if request.host == "closed.test"] == ["/robots.txt"]


@pytest.mark.parametrize("site", SITES)
def test_no_page_of_a_list_is_asked_for_twice(whole: WholeCrawl, site: str) -> None:
    # A form is sent to one address again and again: its pages differ by what they hold.
    lists = [(row["url"], row["sha256"]) for row in whole.of(site).pages("list") if row["status"] == 200]
    assert len(lists) == len(set(lists))


def test_where_the_files_of_a_list_end_the_portal_goes_on(whole: WholeCrawl) -> None:
    lists = [row["url"] for row in whole.of("luyuan").pages("list") if "55012" in row["url"]]
    assert [url.rpartition("currentPage=")[2] for url in lists] == ["4", "5", "6"]


def test_a_page_that_is_missing_or_has_lost_its_pager_is_counted_past(whole: WholeCrawl) -> None:
    files = [row for row in whole.of("shuangyuan").pages("list") if "bmnb" in row["url"]]
    names = [row["url"].rpartition("/")[2] for row in files]
    assert names == ["bmnb.htm", "5.htm", "4.htm", "3.htm", "2.htm", "1.htm"]
    assert [row["outcome"] for row in files] == ["ok", "ok", "ok", "gone_404", "ok", "ok"]


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_recorded_as_what_it_is(whole: WholeCrawl, name: str) -> None:
    asked = pages_at(whole, f"http://{name}.test{LIST_PATH}")
    assert asked[-1]["outcome"] == REFUSALS[name].outcome
    # Being sent back is told from being sent on once it does not end.
    assert {row["outcome"] for row in asked[:-1]} <= {REFUSALS[name].outcome, "redirected"}
    assert {row["kind"] for row in asked} == {"list"}
