"""Publishing: a checked snapshot with search and extracts, swapped in at once or not at all."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import DatabaseDamagedError, DatabaseVersionError, open_database
from archive.home import Home
from archive.publications import building
from archive.publish import NothingToPublishError, PublicationError, publish
from archive.schema import SCHEMA
from archive.search_index import search_query, set_apart
from archive.snapshot import SnapshotError, open_snapshot
from tests.archive.collection import OTHER_URL, URL, Collection, page


@pytest.fixture
def collected(collection: Collection) -> Collection:
    collection.crawl({URL: page(2019), OTHER_URL: page(2021)})
    return collection


def search(database: Path, words: str) -> list[tuple[int]]:
    with closing(open_snapshot(database)) as snapshot:
        return snapshot.execute(
            "SELECT s.number FROM sections s WHERE s.id IN "
            "(SELECT rowid FROM sections_fts WHERE sections_fts MATCH ?)",
            (search_query(words),),
        ).fetchall()


def folders(home: Home) -> list[str]:
    return sorted(path.name for path in home.publications.iterdir() if path.is_dir())


def test_a_publication_has_the_database_its_descriptions_and_the_extracts(collected: Collection) -> None:
    publication = publish(collected.home)
    assert (publication.reports, publication.agencies) == (2, 1)
    assert publication.figures == 198 + 200
    assert collected.home.public.resolve() == publication.path
    assert {path.name for path in publication.path.iterdir()} == {"gongkai.db", "metadata.json", "extracts"}
    metadata = json.loads((publication.path / "metadata.json").read_text("utf-8"))
    assert "reports" in metadata["databases"]["gongkai"]["tables"]


def test_the_snapshot_is_one_read_only_file_with_what_was_collected(collected: Collection) -> None:
    path = publish(collected.home).path / "gongkai.db"
    assert path.stat().st_mode & 0o222 == 0
    with closing(open_snapshot(path)) as snapshot:
        assert snapshot.execute("PRAGMA journal_mode").fetchone()[0] in ("delete", "off")
        assert snapshot.execute("SELECT count(*) FROM headline").fetchone()[0] == 2
        assert snapshot.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 0
        for name in (*SCHEMA.tables, *SCHEMA.views):
            assert snapshot.execute(f'SELECT count(*) FROM "{name}"').fetchone()
        with pytest.raises(sqlite3.OperationalError):
            snapshot.execute("DELETE FROM reports")
    assert [found.name for found in path.parent.glob("gongkai.db*")] == ["gongkai.db"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("财政", True), ("政府信息公开", True), ("政财", False), ("财政 复议", True), ("财政 诉讼", False)],
)
def test_search_finds_chinese_words_of_any_length(collection: Collection, words: str, found: bool) -> None:
    text = "全年办理财政预算类政府信息公开申请；行政复议为零。"
    collection.crawl({URL: page().replace("第1部分的正文。".encode(), text.encode())})
    assert bool(search(publish(collection.home).path / "gongkai.db", words)) is found


def test_search_takes_quotes_and_operators_for_plain_text() -> None:
    assert search_query('财"政 AND') == '"财" "政" "AND"'
    assert search_query("２０２１年") == '"2021 年"'
    assert set_apart("公开Gongkai２０２１") == "公 开 Gongkai2021"


def test_publishing_again_swaps_the_link_and_keeps_the_last_three(collected: Collection) -> None:
    made = [publish(collected.home).path for _ in range(5)]
    assert len(set(made)) == 5
    assert collected.home.public.resolve() == made[-1]
    assert folders(collected.home) == sorted(path.name for path in made[-3:])


def test_rows_that_point_nowhere_stop_the_publication_and_the_old_one_stays(collected: Collection) -> None:
    old = publish(collected.home).path
    collected.database.execute("PRAGMA foreign_keys = OFF")
    collected.database.execute("DELETE FROM agencies")
    with pytest.raises(SnapshotError, match="reports"):
        publish(collected.home)
    assert collected.home.public.resolve() == old
    assert folders(collected.home) == [old.name]


# Publishes, and is killed at the moment when it touches a file of the given name.
KILLED = """
import os, signal, sys
from pathlib import Path
from archive.home import Home
from archive.publish import publish

def kill(event, arguments):
    if event in ("open", "os.rename") and sys.argv[2] in str(arguments):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill)
publish(Home(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("moment", ["metadata.json", "reports.utf8.csv", ".public.new"])
def test_a_publication_that_is_killed_leaves_the_old_one_and_is_cleaned_up_later(
    collected: Collection, moment: str
) -> None:
    old = publish(collected.home).path
    killed = subprocess.run([sys.executable, "-c", KILLED, str(collected.home.path), moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert collected.home.public.resolve() == old
    with closing(open_snapshot(collected.home.public / "gongkai.db")) as snapshot:
        assert snapshot.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    new = publish(collected.home).path
    assert collected.home.public.resolve() == new
    assert not list(collected.home.publications.glob("*.part"))


def test_two_publications_at_once_are_refused(collected: Collection) -> None:
    with building(collected.home), pytest.raises(PublicationError, match="another publication"):
        publish(collected.home)
    assert publish(collected.home).reports == 2


def test_something_else_in_the_place_of_the_link_is_left_alone(collected: Collection) -> None:
    collected.home.public.mkdir()
    with pytest.raises(PublicationError, match="move it away"):
        publish(collected.home)
    assert collected.home.public.is_dir()


def test_without_a_database_nothing_is_published_or_made(tmp_path: Path) -> None:
    home = Home(tmp_path / "nowhere")
    with pytest.raises(NothingToPublishError, match="gongkai crawl"):
        publish(home)
    assert not home.path.exists()


def test_a_database_without_reports_is_not_published(collection: Collection) -> None:
    with pytest.raises(NothingToPublishError, match="holds no report yet"):
        publish(collection.home)
    assert not collection.home.public.exists()


def test_a_database_of_another_version_is_not_published(collected: Collection) -> None:
    collected.database.execute("PRAGMA user_version = 7")
    with pytest.raises(DatabaseVersionError):
        publish(collected.home)
    assert not collected.home.public.exists()


def test_a_damaged_database_is_not_published(collected: Collection) -> None:
    collected.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    collected.database.close()
    data = bytearray(collected.home.database.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40_000] = b"\xff" * 40_000
    collected.home.database.write_bytes(data)
    with pytest.raises(DatabaseDamagedError, match="damaged"):
        publish(collected.home)
    assert not collected.home.public.exists()


def test_publishing_does_not_disturb_a_crawl_that_is_writing(collected: Collection) -> None:
    with closing(open_database(collected.home.database)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert publish(collected.home).reports == 2
        writer.execute("ROLLBACK")
