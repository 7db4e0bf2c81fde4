"""Every host of the imitation web, crawled by its family's adapter: exactly its reports, nothing else stored."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.records import OUTCOMES
from crawler.adapters import ADAPTERS
from demo.hosts import FAMILIES
from demo.hosts.refusals import LIST_PATH, REFUSALS
from demo.reports import EXPECTED, SITES
from demo.web import SITES_FOLDER, DemoWeb
from tests.crawler.crawling import crawl

Rows = list[sqlite3.Row]

pytestmark = pytest.mark.xdist_group("families")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The archive after one crawl of the whole imitation web."""
    home: Path = tmp_path_factory.mktemp("home")
    with DemoWeb() as web:
        summary = crawl(web, home, SITES_FOLDER)
    assert summary["bugs"] == []
    with closing(sqlite3.connect(home / "gongkai.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def pages(database: sqlite3.Connection, site: str, kind: str) -> Rows:
    return database.execute("SELECT * FROM pages WHERE site_id = ? AND kind = ?", (site, kind)).fetchall()


def test_every_adapter_has_a_host_that_behaves_like_its_family() -> None:
    assert {site.family for site in SITES.values()} == FAMILIES.keys()
    assert ADAPTERS.keys() == FAMILIES.keys()


@pytest.mark.parametrize("site", SITES)
def test_exactly_the_reports_of_a_host_are_found(database: sqlite3.Connection, site: str) -> None:
    stored = {
        row["url"]: (row["year"], row["title"])
        for row in database.execute(
            "SELECT reports.* FROM reports JOIN pages ON pages.id = page_id WHERE site_id = ?", (site,)
        )
    }
    truth = {url: (t.year, t.title) for url, t in EXPECTED.items() if t.site == site}
    assert stored == truth


@pytest.mark.parametrize("site", SITES)
def test_no_page_of_a_list_is_asked_for_twice(database: sqlite3.Connection, site: str) -> None:
    # A form is sent to one address again and again: its pages differ by what they hold.
    lists = [(row["url"], row["sha256"]) for row in pages(database, site, "list") if row["status"] == 200]
    assert len(lists) == len(set(lists))


def test_a_fragment_that_is_missing_hides_none_of_the_older_ones(database: sqlite3.Connection) -> None:
    lists = {row["url"].rpartition("/")[2]: row["outcome"] for row in pages(database, "chengling", "list")}
    assert lists["index_381507_2.html"] == "gone_404"
    assert lists["index_381507_1.html"] == "ok"
    assert "xwfb_index.html" not in lists


def test_where_the_files_of_a_list_end_the_portal_goes_on(database: sqlite3.Connection) -> None:
    lists = [row["url"] for row in pages(database, "luyuan", "list") if "55012" in row["url"]]
    assert [url.rpartition("currentPage=")[2] for url in lists] == ["4", "5", "6"]


def test_a_page_that_is_missing_or_has_lost_its_pager_is_counted_past(database: sqlite3.Connection) -> None:
    files = [
        (row["url"].rpartition("/")[2], row["outcome"])
        for row in pages(database, "shuangyuan", "list")
        if "bmnb" in row["url"]
    ]
    outcomes = ["ok", "ok", "ok", "gone_404", "ok", "ok"]
    assert files == list(
        zip(["bmnb.htm", "5.htm", "4.htm", "3.htm", "2.htm", "1.htm"], outcomes, strict=True)
    )


@pytest.mark.parametrize("site", SITES)
def test_every_report_page_carries_the_list_that_named_it(database: sqlite3.Connection, site: str) -> None:
    for row in pages(database, site, "report"):
        assert row["list_url"], row["url"]


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_recorded_as_what_it_is(database: sqlite3.Connection, name: str) -> None:
    asked = database.execute(
        "SELECT outcome, reason, length FROM pages WHERE url = ? ORDER BY id",
        (f"http://{name}.test{LIST_PATH}",),
    ).fetchall()
    assert REFUSALS[name].outcome in OUTCOMES
    assert {row["outcome"] for row in asked} == {REFUSALS[name].outcome}
    assert all(row["reason"] for row in asked)


def test_no_refusal_brings_a_report_or_another_host(database: sqlite3.Connection) -> None:
    ids = [name.replace("-", "_") for name in REFUSALS]
    marks = ", ".join("?" * len(ids))
    kinds = database.execute(f"SELECT DISTINCT kind FROM pages WHERE site_id IN ({marks})", ids).fetchall()
    assert {row["kind"] for row in kinds} == {"robots", "list"}
    hosts = database.execute(f"SELECT DISTINCT url FROM pages WHERE site_id IN ({marks})", ids).fetchall()
    assert all(urlsplit(row["url"]).hostname.removesuffix(".test") in REFUSALS for row in hosts)
