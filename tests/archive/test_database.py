"""Opening the database: created whole, refused when it is not ours, extended when a form brings columns."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import DatabaseError, DatabaseVersionError, open_database, transaction
from archive.schema import SCHEMA, SCHEMA_VERSION
from parsers.forms import FIGURES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gongkai.db"


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(path)) as opened:
        yield opened


def columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]


def test_a_new_database_has_every_table_and_view_of_the_schema(database: sqlite3.Connection) -> None:
    for name, definition in SCHEMA.tables.items():
        assert columns(database, name) == list(definition.columns)
    for name, view in SCHEMA.views.items():
        assert columns(database, name) == list(view.columns)


def test_a_new_database_has_the_dictionary_of_figures(database: sqlite3.Connection) -> None:
    stored = dict(database.execute('SELECT key, "table" FROM figures').fetchall())
    assert stored.keys() == FIGURES.keys()
    assert stored["applications.received.total"] == "applications"


def test_a_new_database_writes_ahead_and_minds_its_foreign_keys(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO agencies VALUES ('x', 'x', 'x', 'x', 'x', 'x', 'no such site')")


@pytest.mark.usefixtures("database")
def test_opening_again_writes_nothing(path: Path) -> None:
    with closing(open_database(path)) as again:
        assert again.total_changes == 0
        assert not again.in_transaction


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    with closing(open_database(path)) as database:
        assert columns(database, "reports")


def test_a_database_of_another_version_is_refused_and_left_as_it_was(path: Path) -> None:
    with closing(open_database(path)) as database:
        database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(DatabaseVersionError) as refused:
        open_database(path)
    assert (refused.value.path, refused.value.found) == (path, 99)
    assert str(path) in str(refused.value)
    assert "nothing was changed" in str(refused.value)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(DatabaseVersionError, match="another folder"):
        open_database(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    with pytest.raises(DatabaseError, match="another program"):
        open_database(path)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(path: Path) -> None:
    path.write_text("这不是数据库", "utf-8")
    with pytest.raises(DatabaseError, match="is not a SQLite database") as refused:
        open_database(path)
    assert str(path) in str(refused.value)
    assert path.read_text("utf-8") == "这不是数据库"


def test_a_damaged_database_is_refused_by_name(path: Path) -> None:
    with closing(open_database(path)):
        pass
    path.write_bytes(path.read_bytes()[:100] + b"\x00" * 5000)
    with pytest.raises(DatabaseError, match=str(path)):
        open_database(path)


@pytest.mark.parametrize("name", ["missing/gongkai.db", "."])
def test_a_folder_that_is_missing_or_in_the_way_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(DatabaseError, match=str(tmp_path)):
        open_database(tmp_path / name)


def test_a_database_made_before_a_form_was_added_gets_its_columns_and_tables(path: Path) -> None:
    with closing(open_database(path)) as database:
        # As it would have been made from fewer forms.
        database.execute("DROP VIEW latest")
        database.execute("DROP VIEW headline_corrected")
        database.execute("DROP VIEW headline")
        database.execute("DROP TABLE remedies")
        database.execute("ALTER TABLE disclosure DROP COLUMN fees_amount")
        database.execute("DELETE FROM figures WHERE key = 'disclosure.fees.amount'")
    with closing(open_database(path)) as database:
        assert set(columns(database, "disclosure")) == set(SCHEMA.tables["disclosure"].columns)
        assert columns(database, "remedies") == list(SCHEMA.tables["remedies"].columns)
        assert columns(database, "latest") == list(SCHEMA.views["latest"].columns)
        assert (
            database.execute("SELECT unit FROM figures WHERE key = 'disclosure.fees.amount'").fetchone()[0]
            == "yuan"
        )


def test_a_transaction_writes_all_or_nothing(database: sqlite3.Connection) -> None:
    insert = "INSERT INTO sites VALUES (?, 'n', 'a', '990100', 'p', 'city', 'h', 'l', 1, NULL, NULL)"
    with pytest.raises(sqlite3.IntegrityError), transaction(database):
        database.executemany(insert, [("one",), ("one",)])
    assert database.execute("SELECT count(*) FROM sites").fetchone()[0] == 0
    with transaction(database):
        database.execute(insert, ("one",))
    assert database.execute("SELECT count(*) FROM sites").fetchone()[0] == 1
