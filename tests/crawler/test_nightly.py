"""`gongkai nightly` as an operator uses it: what is due is crawled, read and published, and no more than that."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from archive.home import Home
from archive.lock import held
from archive.warc import read_response
from demo.web import SITES_FOLDER, DemoWeb
from tests.crawler.crawling import gongkai, rows, type_in
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import Loopback

SITE = "donghe"


class Nights:
    """A data folder whose nights are crawled from the imitation web."""

    def __init__(self, folder: Path, web: DemoWeb) -> None:
        self.home, self.web = folder / "home", web
        self.sites = folder / "sites"
        self.sites.mkdir()
        shutil.copy(SITES_FOLDER / f"{SITE}.toml", self.sites)
        entries(self.sites, site_at("off.test", enabled=False, reason="refuses us"), file="off.toml")
        self.finished: list[CompletedProcess[str]] = []

    def night(self, *arguments: str) -> None:
        options = ["--sites-folder", str(self.sites), "--proxy", f".test={self.web.proxy_url}"]
        self.finished.append(gongkai("nightly", *arguments, *options, home=self.home))

    def plan(self, *arguments: str) -> str:
        result = type_in(
            "nightly", "--dry-run", *arguments, "--sites-folder", str(self.sites), home=self.home
        )
        assert result.exit_code == 0, result.output
        return result.output


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    """Three starts: everything is new, nothing is due, and all again although it is not due."""
    with DemoWeb() as web:
        nights = Nights(tmp_path_factory.mktemp("nightly"), web)
        nights.night()
        nights.asked_first = len(web.requests)  # type: ignore[attr-defined]
        nights.night()
        nights.night("--site", SITE)
        yield nights


def test_the_first_night_crawls_reads_and_publishes(nights: Nights) -> None:
    first = nights.finished[0]
    (run,) = rows(nights.home, "SELECT * FROM runs WHERE id = 1")
    assert (run["command"], run["ended"], first.returncode) == (
        "gongkai nightly",
        "finished",
        run["exit_code"],
    )
    assert run["reports_new"] > 5
    assert run["seconds"] > 0
    assert f"published 已发布: {run['publication']}" in first.stdout
    assert (nights.home / "publications" / run["publication"]).is_dir()
    summary = json.loads((nights.home / "runs" / "1.json").read_text())
    assert (summary["publication"], summary["ended"]) == (run["publication"], "finished")


def test_a_night_on_which_nothing_is_due_asks_nothing(nights: Nights) -> None:
    second = nights.finished[1]
    assert (second.returncode, second.stdout.splitlines()) == (
        0,
        ["No site is due; `gongkai nightly --dry-run` says why. 没有到期的站点。"],
    )
    assert len(rows(nights.home, "SELECT * FROM runs")) == 2


def test_a_page_that_did_not_change_costs_one_short_answer(nights: Nights) -> None:
    (site,) = rows(nights.home, "SELECT * FROM run_sites WHERE run_id = 2")
    pages = rows(nights.home, "SELECT * FROM pages WHERE run_id = 2 AND kind = 'report' AND outcome = 'ok'")
    assert {page["status"] for page in pages} == {304}
    assert site["not_modified"] > len(pages)
    assert len(nights.web.requests) == 2 * nights.asked_first  # type: ignore[attr-defined]
    assert sum(page["length"] for page in pages) == 0
    first = {row["url"]: row for row in rows(nights.home, "SELECT * FROM pages WHERE run_id = 1")}
    for page in pages:
        stored = read_response(nights.home / "warc", page["warc_file"], page["warc_offset"])
        assert (stored.status, stored.revisit) == (304, "server-not-modified")
        assert page["sha256"] == first[page["url"]]["sha256"]
        assert stored.body


def test_what_was_confirmed_has_been_seen_again_and_nothing_is_doubled(nights: Nights) -> None:
    (first,), (second,) = (rows(nights.home, "SELECT * FROM runs WHERE id = ?", number) for number in (1, 2))
    assert (second["reports_new"], second["reports_changed"]) == (0, 0)
    assert second["reports_unchanged"] >= first["reports_new"]
    (seen,) = rows(nights.home, "SELECT min(last_seen) AS last, max(first_seen) AS first FROM reports")
    assert seen["last"] > seen["first"]


def test_a_dry_run_says_what_is_due_and_why_and_asks_nothing(nights: Nights) -> None:
    before = len(nights.web.requests)
    not_due = nights.plan()
    assert not_due.splitlines()[1].split()[:2] == [SITE, "no"]
    assert "brought a page; every 7 days (seasonal)" in not_due or "every 1 day (seasonal)" in not_due
    assert "0 of 1 sites are due; nothing was asked for." in not_due
    insisted = nights.plan("--all", "-v")
    assert "asked for by --all; run 2 of" in insisted
    assert "report: is it still as on 20" in insisted
    assert len(nights.web.requests) == before


def test_every_address_is_known_with_what_came_of_it(nights: Nights) -> None:
    states = {row["state"] for row in rows(nights.home, "SELECT state FROM urls WHERE posted = ''")}
    assert states == {"answered"}
    snapshot = sqlite3.connect(nights.home / "public" / "gongkai.db")
    assert snapshot.execute("SELECT count(*) FROM urls").fetchone()[0] > 10
    snapshot.close()


def test_a_site_that_is_switched_off_is_published_with_the_reason_though_it_was_never_crawled(
    nights: Nights,
) -> None:
    snapshot = sqlite3.connect(nights.home / "public" / "gongkai.db")
    assert snapshot.execute("SELECT reason FROM sites WHERE NOT enabled").fetchall() == [("refuses us",)]
    snapshot.close()


def test_a_second_run_is_told_who_is_writing(nights: Nights) -> None:
    with held(Home(nights.home), "gongkai nightly"):
        result = type_in("nightly", "--sites-folder", str(nights.sites), home=nights.home)
    assert result.exit_code == 2
    assert f"another run is writing here (pid {os.getpid()} since 20" in result.output


def test_a_choice_that_makes_no_sense_is_refused(nights: Nights) -> None:
    for arguments, message in (
        (["--all", "--site", SITE], "not both"),
        (["--site", "dongh"], "Did you mean donghe"),
        (["--until", "6"], "write a time of day as HH:MM"),
        (["--until", "06:00", "--hours", "2"], "not both"),
    ):
        result = type_in("nightly", *arguments, "--sites-folder", str(nights.sites), home=nights.home)
        assert result.exit_code == 2
        assert message in result.output


def test_when_its_time_is_up_a_run_stops_and_the_next_one_fetches_the_rest(tmp_path: Path) -> None:
    sites = entries(tmp_path / "sites", site_at("slow.test", delay_seconds=0.8))
    urls = [f"http://slow.test/nb/202401/t20240119_{number}.html" for number in range(12)]
    with Loopback() as web:
        web.add({"http://slow.test/nb/": listing(*(item(number) for number in range(12)))})
        web.add(dict.fromkeys(urls, ARTICLE))
        options = ["--sites-folder", str(sites), "--proxy", f".test={web.proxy_url}"]
        stopped = gongkai("nightly", "--hours", "0.001", *options, home=tmp_path / "home")
        assert stopped.returncode == 3, stopped.stderr
        (run,) = rows(tmp_path / "home", "SELECT * FROM runs")
        assert (run["ended"], run["exit_code"]) == ("time_limit", 3)
        waiting = rows(tmp_path / "home", "SELECT url FROM urls WHERE page_id IS NULL")
        assert 0 < len(waiting) < 12
        plan = type_in("nightly", "--dry-run", "--sites-folder", str(sites), home=tmp_path / "home").output
        assert "run 1 stopped before its end" in plan
        before = len(web.asked)
        went_on = gongkai("nightly", *options, home=tmp_path / "home")
        reports = [asked.url for asked in web.asked[before:] if asked.url in urls]
    assert went_on.returncode in (0, 3), went_on.stderr
    (run,) = rows(tmp_path / "home", "SELECT * FROM runs WHERE id = 2")
    assert run["ended"] == "finished"
    assert set(reports) == set(urls)
