"""Rebuilding from the archive: the same again, whatever the number of processes, and nothing lost on the way."""

import csv
import json
import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.database import open_database
from archive.lock import held
from archive.publish import publish
from archive.reparse import Wanted, reparse
from archive.schema import SCHEMA
from archive.sites import store_sites
from crawler.cli import main
from parsers import SiteContext, parse
from parsers.report import PARSER_VERSION, Report
from tests.archive.collection import OTHER_SITE, OTHER_URL, SITE, URL, Collection, page
from tests.crawler.crawling import COMMAND, ROOT

NOTICE = "<html><body><h1>关于召开会议的通知</h1><p>请准时参加。</p></body></html>".encode()
RECEIVED = "applications.received.total"


def dump(path: Path) -> list[str]:
    """The whole database, line by line."""
    database = open_database(path)
    lines = list(database.iterdump())
    database.close()
    return lines


def command(collection: Collection, *arguments: str) -> Result:
    environment = {"GONGKAI_HOME": str(collection.home.path)}
    typed = ["reparse", "--jobs", "1", *arguments]
    return CliRunner().invoke(main, typed, env=environment, catch_exceptions=False)


@pytest.fixture
def nights(collection: Collection) -> Collection:
    """Four nights: reports that stay, change, go back, contradict one another and come without tables."""
    first, second = page(2021), page(2021, {RECEIVED: "12"})
    attached = {
        "http://www.yunzhou.test/nb/b.html": (URL, page(2021)),
        "http://www.yunzhou.test/x.doc": (URL, None),
    }
    collection.crawl({URL: first, OTHER_URL: second, "http://www.yunzhou.test/nb/3.html": NOTICE})
    collection.crawl({URL: second, OTHER_URL: second, "http://www.yunzhou.test/nb/4.html": page(2019)})
    collection.crawl({URL: first, OTHER_URL: second}, attached=attached)
    collection.crawl({"http://www.qingshan.test/nb/1.html": page(2020, agency="")}, OTHER_SITE)
    collection.database.close()
    return collection


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_is_rebuilt_is_what_the_nights_gave(nights: Collection, jobs: int) -> None:
    before = dump(nights.home.database)
    rebuilt = reparse(nights.home, Wanted(jobs=jobs))
    assert (rebuilt.swapped, rebuilt.damaged, bool(rebuilt.changes)) == (True, (), False)
    assert dump(nights.home.database) == before
    assert sum('INSERT INTO "reports"' in line for line in before) == 3


def test_a_publication_of_what_was_rebuilt_is_the_same_to_the_byte(nights: Collection) -> None:
    published = []
    for _ in range(2):
        reparse(nights.home, Wanted(jobs=2))
        folder = publish(nights.home).path
        files = sorted((folder / "extracts").glob("*.csv"))
        published.append(
            {file.name: file.read_bytes() for file in files} | {"dump": dump_of_snapshot(folder)}
        )
    assert published[0] == published[1]
    assert len(published[0]) > 20


def dump_of_snapshot(folder: Path) -> bytes:
    # The copy of a read-only file may be opened as any database is.
    copy = folder.parent / "copy.db"
    copy.unlink(missing_ok=True)
    copy.write_bytes((folder / "gongkai.db").read_bytes())
    return "\n".join(dump(copy)).encode()


def test_what_was_lost_from_the_tables_comes_back_from_the_archive(nights: Collection) -> None:
    before = dump(nights.home.database)
    database = open_database(nights.home.database)
    for table in ("sections", "remarks", "provenance", "failed_checks", "applications", "disclosure"):
        database.execute(f"DELETE FROM {table}")
    database.execute("UPDATE reports SET title = 'lost', figures_total = 0")
    database.close()
    reparse(nights.home, Wanted())
    assert dump(nights.home.database) == before


def test_every_table_whose_rows_belong_to_a_report_is_made_anew() -> None:
    belonging = {
        name
        for name, table in SCHEMA.tables.items()
        if any(column.references in ("reports", "agencies") for column in table.columns.values())
    }
    # These are copied: what was fetched, and what each publication makes for itself.
    copied = {"pages", "address_observations", "agency_successions"}
    assert belonging - copied <= {name for name, table in SCHEMA.tables.items() if table.derived}


def test_an_editor_is_told_that_the_database_is_in_use(nights: Collection) -> None:
    environment = {"GONGKAI_HOME": str(nights.home.path)}
    with held(nights.home, "gongkai nightly"):
        result = command(nights)
    assert result.exit_code == 2
    assert "gongkai nightly" in result.output
    assert CliRunner().invoke(main, ["corrections"], env=environment).exit_code == 0


def test_progress_counts_every_page(nights: Collection) -> None:
    told: list[tuple[int, int]] = []
    rebuilt = reparse(nights.home, Wanted(jobs=2), lambda done, total: told.append((done, total)))
    assert told[-1] == (rebuilt.pages, rebuilt.pages)
    assert rebuilt.pages == 10


def test_a_run_that_was_never_read_is_read_too(nights: Collection) -> None:
    nights.database = open_database(nights.home.database)
    nights.fetch({"http://www.yunzhou.test/nb/9.html": page(2022)})
    nights.database.close()
    result = command(nights)
    assert result.exit_code == 0, result.output
    assert "reports gained 1" in result.output


def test_another_reading_is_told_figure_by_figure(nights: Collection) -> None:
    database = open_database(nights.home.database)
    # As an earlier parser might have left them: one figure unread, one wrong, one that is not there.
    ((record,),) = database.execute("SELECT record FROM revisions WHERE report_id LIKE '%-2019'").fetchall()
    said = json.loads(record)
    said["figures"] |= {RECEIVED: ["text", "零"], "applications.granted.total": 3}
    said["figures"]["applications.carried_in.total"] = ["blank", ""]
    del said["figures"]["applications.carried_out.total"]
    database.execute(
        "UPDATE revisions SET record = ?, parser_version = '1' WHERE report_id LIKE '%-2019'",
        (json.dumps(said, ensure_ascii=False),),
    )
    database.execute("UPDATE reports SET parser_version = '1' WHERE year = 2019")
    database.close()
    result = command(nights)
    assert result.exit_code == 0, result.output
    assert f"parser 1 {PARSER_VERSION} → {PARSER_VERSION}" in result.output
    assert "figures changed 1, gained 3" in result.output
    (folder,) = nights.home.reparses.iterdir()
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["figure"]: row for row in csv.DictReader(file)}
    assert {
        key: (row["kind"], row["before_value"], row["before_raw"], row["after_value"])
        for key, row in rows.items()
    } == {
        RECEIVED: ("gained", "", "零", "0"),
        "applications.granted.total": ("changed", "3", "", "0"),
        "applications.carried_in.total": ("gained", "", "", "0"),
        "applications.carried_out.total": ("gained", "", "", "0"),
    }
    counted = json.loads((folder / "summary.json").read_text("utf-8"))
    assert counted["figures_by_key"][RECEIVED] == {"gained": 1}
    assert counted["reports"] == {"changed": 1}


def test_figures_and_reports_that_are_no_longer_read_make_it_partial(nights: Collection) -> None:
    database = open_database(nights.home.database)
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute(
        "UPDATE revisions SET record = replace(record, '\"applications.received.total\":12', ?)",
        ('"applications.received.total":["text","?"]',),
    )
    database.execute("UPDATE pages SET result = 'new' WHERE result = 'not_a_report'")
    database.execute(
        "UPDATE reports SET page_id = (SELECT id FROM pages WHERE url LIKE '%/3.html'), id = 'gone-2000' WHERE year = 2020"
    )
    database.execute("UPDATE revisions SET report_id = 'gone-2000' WHERE report_id LIKE '%-2020'")
    database.close()
    result = command(nights)
    assert result.exit_code == 3, result.output
    assert "reports gained 1, lost 1" in result.output
    assert "new → not_a_report: 1" in result.output


def test_a_report_that_turns_out_to_be_anothers_is_told_as_renamed(nights: Collection) -> None:
    database = open_database(nights.home.database)
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("UPDATE reports SET id = 'other-2019', year = 2018 WHERE year = 2019")
    database.execute("UPDATE revisions SET report_id = 'other-2019' WHERE report_id LIKE '%-2019'")
    database.close()
    result = command(nights)
    assert result.exit_code == 0, result.output
    assert "reports renamed 1" in result.output


def test_a_dry_run_changes_nothing(nights: Collection) -> None:
    database = open_database(nights.home.database)
    database.execute("DELETE FROM sections")
    database.close()
    before = dump(nights.home.database)
    result = command(nights, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "dry run" in result.output
    assert dump(nights.home.database) == before
    assert not list(nights.home.path.glob("*.reparse*"))


def test_a_damaged_archive_changes_nothing_unless_that_is_accepted(nights: Collection) -> None:
    (file,) = nights.home.warc.glob("run-000004*.warc.gz")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    before = dump(nights.home.database)
    result = command(nights)
    assert result.exit_code == 6
    assert "1 records are damaged" in result.output
    assert "qingshan.test/nb/1.html" in result.output
    assert dump(nights.home.database) == before
    assert command(nights, "--accept-damage").exit_code == 3
    assert dump(nights.home.database) != before


def test_a_parser_that_fails_on_a_page_it_read_before_loses_no_report(
    nights: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(nights.home.database)

    def fails_on_one(content: bytes, url: str, site: SiteContext, **told: object) -> Report:
        if "qingshan.test" in url:
            raise KeyError("a fault of the parser")
        return parse(content, url=url, site=site, **told)  # type: ignore[arg-type]

    monkeypatch.setattr("archive.reading.parse", fails_on_one)
    result = command(nights)
    assert result.exit_code == 1, result.output
    assert "The parser failed on 1 pages that it read before" in result.output
    assert "qingshan.test/nb/1.html" in result.output
    assert "KeyError" in result.output
    assert dump(nights.home.database) == before
    accepted = command(nights, "--accept-damage")
    assert accepted.exit_code == 3, accepted.output
    assert "reports lost 1" in accepted.output
    # What failed before is no loss: the next reading is held back by nothing.
    assert command(nights).exit_code == 0


def test_one_site_is_rebuilt_with_those_that_share_an_agency(nights: Collection) -> None:
    nights.database = open_database(nights.home.database)
    mirror = replace(SITE, id="mirror", home_url="http://mirror.test/")
    store_sites(nights.database, [mirror])
    nights.crawl({"http://mirror.test/1.html": page(2022)}, mirror)
    nights.database.execute("UPDATE reports SET title = 'lost'")
    nights.database.close()
    rebuilt = reparse(nights.home, Wanted(sites=("yunzhou",)))
    assert rebuilt.sites == ("mirror", "yunzhou")
    nights.database = open_database(nights.home.database)
    lost = nights.rows("SELECT url FROM reports WHERE title = 'lost'")
    assert lost == [("http://www.qingshan.test/nb/1.html",)]


def test_a_site_that_now_shares_an_agency_is_drawn_in(nights: Collection) -> None:
    nights.database = open_database(nights.home.database)
    mirror = replace(SITE, id="mirror", home_url="http://mirror.test/")
    store_sites(nights.database, [mirror])
    nights.crawl({"http://mirror.test/1.html": page(2022)}, mirror)
    # As if an earlier parser had taken the agency on the first site for another.
    nights.database.execute("PRAGMA foreign_keys = OFF")
    nights.database.execute(
        "INSERT INTO agencies SELECT 'other', name, area, place, level, kind, site_id FROM agencies WHERE "
        "id = (SELECT agency_id FROM reports WHERE year = 2022)"
    )
    nights.database.execute("UPDATE reports SET agency_id = 'other' WHERE url LIKE '%yunzhou%'")
    nights.database.close()
    assert reparse(nights.home, Wanted(sites=("yunzhou",))).sites == ("mirror", "yunzhou")
    nights.database = open_database(nights.home.database)
    assert nights.one("SELECT count(*) FROM agencies WHERE id = 'other'") == 0
    assert nights.one("SELECT count(*) FROM reports") == 4


def test_a_site_that_nothing_was_collected_from_is_wrong_usage(nights: Collection) -> None:
    result = command(nights, "--site", "nowhere")
    assert result.exit_code == 2
    assert "nothing was collected from nowhere" in result.output


def test_a_process_that_writes_is_not_disturbed(nights: Collection) -> None:
    writer = open_database(nights.home.database)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE runs SET exit_code = 3")
    reader = subprocess.Popen(
        [*COMMAND, "reparse", "--jobs", "1"],
        cwd=ROOT,
        env=os.environ | {"GONGKAI_HOME": str(nights.home.path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert reader.wait(timeout=120) == 2
    assert reader.stderr is not None
    assert "another process writes" in reader.stderr.read()
    writer.execute("COMMIT")
    writer.close()


def test_killed_on_the_way_it_leaves_the_database_as_it_was(collection: Collection, tmp_path: Path) -> None:
    agencies = [f"{first}{second}县统计局" for first in "东南" for second in "安平宁定和昌"]
    named = enumerate(agencies)
    pages = {f"http://www.yunzhou.test/{number}.html": page(2021, agency=name) for number, name in named}
    assert collection.crawl(pages).new == len(agencies)
    collection.database.close()
    before = dump(collection.home.database)
    built, empty = collection.home.path / "gongkai.db.reparse", tmp_path / "empty.db"
    dump(empty)
    some_reports = empty.stat().st_size + 100_000
    environment = os.environ | {"GONGKAI_HOME": str(collection.home.path)}
    process = subprocess.Popen([*COMMAND, "reparse", "--jobs", "2"], cwd=ROOT, env=environment)
    while not (built.exists() and built.stat().st_size > some_reports):
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert built.exists()
    assert dump(collection.home.database) == before
    assert command(collection).exit_code == 0
    assert dump(collection.home.database) == before
    assert not built.exists()
