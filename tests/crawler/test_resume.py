"""Killed at any moment: the next start repairs what was left and goes on, and the end is the same.

`python -m benchmarks.kills` does this with a hundred kills and six hosts; here it is a handful and one host.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from scrapy import Request

from archive.database import open_database, transaction
from archive.frontier import Wanted, ask, want
from archive.home import Home
from archive.pages import store_page
from archive.records import Page
from archive.runs import now, start_run
from archive.sites import store_sites
from archive.warc import Exchange, WarcWriter, recover
from benchmarks.kills.run import kill_nights
from crawler.beginning import begin
from crawler.run_frontier import RunFrontier
from crawler.sites import Site
from tests.archive.collection import URL, Collection, page
from tests.crawler.entries import FIELDS

SITE = Site.model_validate({**FIELDS, "hosts": ["www.yunzhou.test"]})
COMMAND = "gongkai nightly"


def test_nights_that_are_killed_end_like_one_that_was_not(tmp_path: Path) -> None:
    result = kill_nights(tmp_path, ["laoping"], kills=4, seed=3)
    assert result.kills == 4
    assert result.differences == []
    assert result.reports > 20
    # One answer may be under way when a process is killed, and is asked for again.
    assert result.asked_again <= result.kills


class KilledRun:
    """A run of one page whose process is gone: its response is archived, or its row is entered, or both."""

    def __init__(self, folder: Path, *, asking: bool = True) -> None:
        self.home = Home(folder)
        self.home.create()
        self.database = open_database(self.home.database)
        store_sites(self.database, [SITE.to_record()])
        self.run_id = start_run(self.database, COMMAND, [SITE.id])
        self.name = f"gongkai-20260101T000000Z-run{self.run_id:06d}-000"
        wanted = Wanted(SITE.id, URL, "report", list_title="年报", list_url="http://www.yunzhou.test/nb/")
        with transaction(self.database):
            want(self.database, self.run_id, [wanted], now())
            if asking:
                ask(self.database, wanted.key, now())

    def archive(self, payload: bytes = b"") -> Path:
        """Archive the response and leave the file as a killed process does."""
        exchange = Exchange(
            URL,
            "2026-01-01T03:00:00Z",
            200,
            payload or page(),
            (("Content-Type", "text/html"), ("ETag", '"5"')),
        )
        with WarcWriter(self.home.warc, self.name, "Gongkai", "editor@example.test") as writer:
            writer.write_exchange(exchange)
        for path in self.home.warc.glob("*"):
            if path.name != f"{self.name}.warc.gz":
                path.unlink()
        return (self.home.warc / f"{self.name}.warc.gz").rename(self.home.warc / f"{self.name}.warc.gz.open")

    def begin(self) -> list[str]:
        """What the next start says that it mended."""
        recovered = recover(self.home.warc)
        self.begun = begin(self.database, self.home.warc, [SITE], COMMAND)
        return [*map(str, recovered), *self.begun.repaired]

    def rows(self, sql: str) -> list[sqlite3.Row]:
        return self.database.execute(sql).fetchall()


def test_a_response_that_was_archived_and_not_entered_gets_its_row(tmp_path: Path) -> None:
    killed = KilledRun(tmp_path)
    with closing(killed.database):
        killed.archive()
        lines = killed.begin()
        assert lines[-1] == f"{killed.name}.warc.gz: {URL} had been archived, and is entered now"
        (row,) = killed.rows("SELECT * FROM pages")
        assert (row["url"], row["outcome"], row["list_title"], row["run_id"]) == (URL, "ok", "年报", 1)
        assert row["warc_length"] > 0
        (known,) = killed.rows("SELECT state, etag, page_id FROM urls")
        assert tuple(known) == ("answered", '"5"', row["id"])
        assert (killed.begun.run_id, killed.begun.resumed) == (1, True)


def test_a_record_that_is_torn_is_cut_off_and_its_address_asked_again(tmp_path: Path) -> None:
    killed = KilledRun(tmp_path)
    with closing(killed.database):
        path = killed.archive()
        whole = path.read_bytes()
        path.write_bytes(whole[:-40])
        lines = killed.begin()
        assert "bytes of a torn record cut off" in lines[0]
        # The response is whole, but its request is not: nobody can say which question it answers.
        assert killed.rows("SELECT * FROM pages") == []
        assert killed.rows("SELECT state FROM urls")[0]["state"] == "asking"


def test_a_record_that_answers_no_known_question_is_left_alone(tmp_path: Path) -> None:
    killed = KilledRun(tmp_path, asking=False)
    with closing(killed.database):
        killed.archive()
        killed.begin()
        assert killed.rows("SELECT * FROM pages") == []


def test_a_row_whose_bytes_never_reached_the_disk_is_asked_for_again(tmp_path: Path) -> None:
    collection = Collection(tmp_path)
    collection.fetch({URL: page()})
    with closing(collection.database):
        (file,) = collection.home.warc.glob("*.warc.gz")
        run_file = file.rename(file.with_name("gongkai-20260101T000000Z-run000001-000.warc.gz"))
        collection.database.execute("UPDATE pages SET warc_file = ?", (run_file.name,))
        run_file.write_bytes(run_file.read_bytes()[:400])
        begun = begin(collection.database, collection.home.warc, [SITE], "crawl")
        assert begun.repaired == [
            f"{run_file.name}: page 1: its bytes had not reached the disk, it is asked for again"
        ]
        assert collection.rows("SELECT outcome, warc_file FROM pages") == [("unreadable", None)]


@pytest.mark.parametrize(
    ("command", "hours", "goes_on"), [(COMMAND, 1, True), (COMMAND, 30, False), ("x", 1, False)]
)
def test_only_a_run_of_the_same_command_goes_on_and_not_after_a_day(
    tmp_path: Path, command: str, hours: int, *, goes_on: bool
) -> None:
    killed = KilledRun(tmp_path)
    with closing(killed.database):
        killed.database.execute(
            "UPDATE runs SET started_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?), command = ?",
            (f"-{hours} hours", command),
        )
        killed.begin()
        assert killed.begun.resumed is goes_on
        assert killed.begun.abandoned == (() if goes_on else (1,))
        assert killed.rows("SELECT resumed FROM runs WHERE id = 1")[0]["resumed"] == (1 if goes_on else None)


def test_a_run_that_seems_to_begin_in_the_future_goes_on(tmp_path: Path) -> None:
    killed = KilledRun(tmp_path)
    with closing(killed.database):
        killed.database.execute("UPDATE runs SET started_at = '2099-01-01T00:00:00Z'")
        store_page(killed.database, _failed(killed.run_id))
        killed.begin()
        assert killed.begun.resumed
        assert killed.rows("SELECT seconds FROM runs")[0]["seconds"] == 0


def test_what_only_earlier_runs_posted_is_forgotten_when_a_site_is_done(tmp_path: Path) -> None:
    killed = KilledRun(tmp_path)
    with closing(killed.database):
        for night in ("first", "second"):
            run_id = start_run(killed.database, COMMAND, [SITE.id])
            with transaction(killed.database):
                # A form that holds the state of its page is another every night.
                want(killed.database, run_id, [Wanted(SITE.id, URL, "list", posted=night)], now())
        frontier = RunFrontier(killed.database, run_id)
        frontier.end_sites([SITE.id], finished=False)
        assert len(killed.rows("SELECT * FROM urls")) == 3
        frontier.end_sites([SITE.id], finished=True)
        assert [row["posted"] for row in killed.rows("SELECT posted FROM urls ORDER BY posted")] == [
            "",
            "second",
        ]


def test_what_is_new_is_lined_up_before_what_is_only_to_be_confirmed(tmp_path: Path) -> None:
    killed = KilledRun(tmp_path)
    with closing(killed.database):
        killed.archive()
        killed.begin()
        frontier = RunFrontier(killed.database, killed.run_id)
        meta = {"site_id": SITE.id, "kind": "report"}
        known, new = Request(URL, meta=dict(meta)), Request(f"{URL}l", meta=dict(meta))
        for request in (known, new):
            frontier.want(request)
        assert known.priority < new.priority


def _failed(run_id: int) -> Page:
    return Page(run_id, SITE.id, "report", URL, "2026-01-01T03:00:00Z", "timeout")
