"""What goes wrong at night: each fault ends in a clear message, a recorded outcome, the right exit code, and
nothing that was stored before is lost."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import archive.database
from archive.warc import read_response
from tests.crawler.crawling import CONTACT, ROOT, environment, gongkai, rows, type_in
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import item, listing
from tests.crawler.loopback import Loopback, Reply
from tests.parsers.pages import report_html

NOTHING = Reply(status=0)

# `gongkai` with a fault of the kind that nobody has found yet: the parser fails on one page.
PARSER_FAILS = """
import archive.reading
read = archive.reading.parse
def parse(body, **words):
    if words["url"].endswith("_2.html"):
        raise ZeroDivisionError("a bug")
    return read(body, **words)
archive.reading.parse = parse
"""
# `gongkai` that does not wait as long for the database as an operator would.
IMPATIENT = "import archive.database\narchive.database.BUSY_SECONDS = 0.5\n"


def report(number: int) -> Reply:
    title = f"云州市{'一二三四五六'[number]}局2023年政府信息公开工作年度报告"
    return Reply(report_html("2021", {}, title=title).encode())


def url(host: str, number: int) -> str:
    return f"http://{host}.test/nb/202401/t20240119_{number}.html"


def options(folder: Path, web: Loopback, *hosts: str) -> list[str]:
    sites = entries(
        folder / "sites", *(site_at(f"{host}.test", area=f"88010{n}") for n, host in enumerate(hosts))
    )
    return ["nightly", "--all", "--sites-folder", str(sites), "--proxy", f".test={web.proxy_url}"]


def with_fault(fault: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that has the fault."""
    script = f"{fault}\nfrom crawler.cli import main\nmain(prog_name='gongkai')"
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment(home), timeout=300, check=False
    )


def serve(web: Loopback, host: str, reports: int = 4) -> None:
    web.add({f"http://{host}.test/nb/": listing(*(item(number) for number in range(reports)))})
    web.add({url(host, number): report(number) for number in range(reports)})


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as web:
        serve(web, "yunzhou")
        yield web


def reports_stored(home: Path) -> int:
    return int(rows(home, "SELECT count(*) FROM reports")[0][0])


def test_a_parser_that_fails_on_one_page_is_recorded_there_and_the_rest_goes_on(
    web: Loopback, tmp_path: Path
) -> None:
    command, home = options(tmp_path, web, "yunzhou"), tmp_path / "home"
    finished = with_fault(PARSER_FAILS, *command, home=home)
    assert finished.returncode == 1, finished.stderr
    assert "report pages parser_failed: 1" in finished.stdout
    (failed,) = rows(home, "SELECT * FROM pages WHERE result = 'parser_failed'")
    assert failed["url"] == url("yunzhou", 2)
    assert "ZeroDivisionError: a bug" in failed["reason"]
    assert reports_stored(home) == 3
    (run,) = rows(home, "SELECT * FROM runs")
    assert (run["ended"], run["exit_code"], run["publication"] is not None) == ("finished", 1, True)
    # Read again the next night, by a parser that has been mended.
    mended = gongkai(*command, home=home)
    assert mended.returncode == 0, mended.stderr
    assert reports_stored(home) == 4


def test_a_folder_that_cannot_be_published_to_keeps_what_was_crawled_for_the_next_night(
    web: Loopback, tmp_path: Path
) -> None:
    command, home = options(tmp_path, web, "yunzhou"), tmp_path / "home"
    (home / "public").mkdir(parents=True)
    finished = gongkai(*command, home=home)
    assert finished.returncode == 3, finished.stderr
    assert "not published: " in finished.stdout
    assert "something else is there; move it away" in finished.stdout
    (run,) = rows(home, "SELECT * FROM runs")
    assert (run["exit_code"], run["publication"]) == (3, None)
    assert run["reason"].startswith("not published: ")
    assert json.loads((home / "runs" / "1.json").read_text())["reason"] == run["reason"]
    assert reports_stored(home) == 4
    (home / "public").rmdir()
    command.remove("--all")
    asked = len(web.asked)
    mended = gongkai(*command, home=home)
    assert (mended.returncode, len(web.asked)) == (0, asked)
    assert "published 已发布" in mended.stdout
    assert (home / "public" / "gongkai.db").exists()


def test_a_host_that_dies_half_way_is_left_alone_and_had_the_next_night(tmp_path: Path) -> None:
    with Loopback() as web:
        serve(web, "dying", 6)
        serve(web, "living")
        web.add({url("dying", number): [NOTHING] for number in range(5)})
        command, home = options(tmp_path, web, "dying", "living"), tmp_path / "home"
        finished = gongkai(*command, home=home)
        assert finished.returncode == 3, finished.stderr
        states = rows(home, "SELECT outcome, count(*) FROM urls WHERE site_id = 'dying' GROUP BY outcome")
        assert {row[0]: row[1] for row in states} == {"connection_error": 5, "ok": 2, "gone_404": 1}
        assert reports_stored(home) == 5
        # Once it is in trouble each address is tried once: three tries each would make fifteen.
        tries = [asked.url for asked in web.asked if asked.url in [url("dying", n) for n in range(5)]]
        assert len(tries) < 15
        serve(web, "dying", 6)
        mended = gongkai(*command, home=home)
        assert mended.returncode == 0, mended.stderr
    assert reports_stored(home) == 10


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program that has the database to itself."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def test_a_database_that_another_program_holds_is_said_before_anything_is_asked(
    web: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, home = options(tmp_path, web, "yunzhou"), tmp_path / "home"
    monkeypatch.setattr(archive.database, "BUSY_SECONDS", 0.2)
    home.mkdir()
    archive.database.open_database(home / "gongkai.db").close()
    with locked(home / "gongkai.db"):
        result = type_in(*command, home=home)
    assert result.exit_code == 2, result.output
    assert "the database is locked" in result.output
    assert web.asked == []


def test_a_database_that_is_locked_half_way_stops_the_crawl_and_what_was_archived_is_entered_later(
    tmp_path: Path,
) -> None:
    with Loopback() as web:
        serve(web, "yunzhou")
        web.add({url("yunzhou", 3): Reply(report(3).body, seconds=4)})
        command, home = options(tmp_path, web, "yunzhou"), tmp_path / "home"
        outcome: list[subprocess.CompletedProcess[str]] = []
        crawl = threading.Thread(target=lambda: outcome.append(with_fault(IMPATIENT, *command, home=home)))
        crawl.start()
        while not any(asked.url == url("yunzhou", 3) for asked in web.asked):
            assert crawl.is_alive(), outcome
        with locked(home / "gongkai.db"):
            crawl.join()
        assert outcome[0].returncode == 6, outcome[0].stderr
        assert f"{url('yunzhou', 3)}: could not be archived: database is locked" in outcome[0].stderr
        web.add({url("yunzhou", 3): report(3)})
        mended = gongkai(*command, home=home)
    assert mended.returncode == 0, mended.stderr
    assert f"{url('yunzhou', 3)} had been archived, and is entered now" in mended.stdout
    assert [asked.url for asked in web.asked].count(url("yunzhou", 3)) == 1
    assert reports_stored(home) == 4


def test_damage_in_the_database_is_named_and_the_archive_left_as_it_is(web: Loopback, tmp_path: Path) -> None:
    command, home = options(tmp_path, web, "yunzhou"), tmp_path / "home"
    assert gongkai(*command, home=home).returncode == 0
    archived = {path: path.read_bytes() for path in (home / "warc").iterdir()}
    public = (home / "public").readlink()
    database = home / "gongkai.db"
    size = database.stat().st_size
    with database.open("r+b") as file:
        # Behind the schema, where the rows are.
        file.seek(size // 3)
        file.write(b"\xff" * (size // 2))
    finished = gongkai(*command, home=home)
    assert finished.returncode == 6, finished.stderr
    assert f"{database}: the database is damaged" in finished.stderr
    assert all(path.read_bytes() == content for path, content in archived.items() if path.suffix == ".gz")
    assert (home / "public").readlink() == public


def test_a_disk_that_is_full_stops_the_crawl_and_loses_nothing(web: Loopback, tmp_path: Path) -> None:
    command, home = options(tmp_path, web, "yunzhou"), tmp_path / "home"
    noise = os.urandom(3_000_000)
    web.add({"http://yunzhou.test/nb/": listing(*map(item, range(4)), item(9, "pdf"))})
    web.add(
        {
            url("yunzhou", 9).replace("html", "pdf"): Reply(
                noise, headers=[("Content-Type", "application/pdf")]
            )
        }
    )
    # No file may grow beyond two megabytes: as if the disk were full.
    limited = ["bash", "-c", 'ulimit -f 2000 && exec "$@"', "limited", sys.executable, "-c"]
    script = "from crawler.cli import main; main(prog_name='gongkai')"
    full = subprocess.run(
        [*limited, script, *command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(home),
        check=False,
    )
    assert full.returncode == 6, full.stderr
    assert "could not be archived: " in full.stderr
    (run,) = rows(home, "SELECT ended, exit_code, reason FROM runs")
    assert (run["ended"], run["exit_code"]) == ("failed", 6)
    assert "could not be archived" in run["reason"]
    before = rows(home, "SELECT warc_file, warc_offset, url FROM pages WHERE warc_file IS NOT NULL")
    assert before
    for page in before:
        assert read_response(home / "warc", page["warc_file"], page["warc_offset"]).url == page["url"]
    mended = gongkai(*command, home=home)
    assert mended.returncode in (0, 3), mended.stderr
    assert reports_stored(home) == 4


def test_names_that_do_not_resolve_are_recorded_and_reported(tmp_path: Path) -> None:
    sites = entries(tmp_path / "sites", site_at("nowhere.test", delay_seconds=0.0))
    finished = gongkai("nightly", "--sites-folder", str(sites), home=tmp_path / "home")
    assert finished.returncode == 3, finished.stderr
    assert "nowhere: other outcomes 其他结果: dns_error" in finished.stdout
    (run,) = rows(tmp_path / "home", "SELECT ended, publication FROM runs")
    assert (run["ended"], run["publication"]) == ("finished", None)
    assert rows(tmp_path / "home", "SELECT DISTINCT outcome FROM pages")[0]["outcome"] == "dns_error"


def test_without_a_contact_nothing_begins(tmp_path: Path) -> None:
    result = type_in("nightly", home=tmp_path / "home", contact=None)
    assert result.exit_code == 2
    assert "GONGKAI_CONTACT is not set" in result.output
    assert CONTACT not in result.output
