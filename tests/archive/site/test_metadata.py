"""What Datasette is told of a publication: titles, licence, and every column in both languages."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.database import open_database
from archive.schema import SCHEMA
from archive.site.dictionary import PRESENTATIONS, UndescribedError, table_definition
from archive.site.metadata import build_metadata
from archive.snapshot import write_snapshot

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3}")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("metadata")
    with closing(open_database(folder / "working.db")) as working:
        write_snapshot(working, folder / "gongkai.db")
    return folder / "gongkai.db"


@pytest.fixture(scope="module")
def metadata(database: Path) -> dict[str, Any]:
    return build_metadata(database)


@pytest.fixture(scope="module")
def tables(metadata: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = metadata["databases"]["gongkai"]["tables"]
    return described


def test_every_column_is_described_in_chinese_and_english(database: Path, tables: dict[str, Any]) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for name in (*SCHEMA.tables, *SCHEMA.views):
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            assert columns
            for column in columns:
                zh, separator, en = tables[name]["columns"][column].partition(" / ")
                assert separator, f"{name}.{column}"
                assert CHINESE.search(zh), f"{name}.{column} has no Chinese description"
                assert ENGLISH.search(en), f"{name}.{column} has no English description"


def test_every_quantity_names_its_unit_in_both_languages(tables: dict[str, Any]) -> None:
    for name in (*SCHEMA.tables, *SCHEMA.views):
        for column, definition in table_definition(name).columns.items():
            if definition.unit:
                assert "［单位：" in tables[name]["columns"][column]
                assert "[unit: " in tables[name]["columns"][column]


def test_every_table_and_view_has_a_title_and_description_in_both_languages(tables: dict[str, Any]) -> None:
    for name in (*SCHEMA.tables, *SCHEMA.views):
        for text in (tables[name]["title"], tables[name]["description_html"]):
            assert CHINESE.search(text)
            assert ENGLISH.search(text)


def test_facets_orders_labels_and_headings_name_columns_that_exist() -> None:
    for name, shown in PRESENTATIONS.items():
        named = {*shown.facets, shown.sort, shown.sort_desc, shown.label, *shown.headings} - {""}
        assert named <= set(table_definition(name).columns), name


def test_only_the_tables_of_the_search_index_are_hidden(tables: dict[str, Any]) -> None:
    hidden = {name for name, table in tables.items() if table.get("hidden")}
    assert "sections_fts" in hidden
    assert all(name.startswith(("sections_fts", "sqlite_")) for name in hidden)


def test_the_licence_tells_the_status_of_the_reports_and_of_the_compilation(metadata: dict[str, Any]) -> None:
    for phrase in ("著作权法", "article 5", "CC0"):
        assert phrase in metadata["license"]
    assert metadata["source"]
    assert metadata["about"]


def test_metadata_is_json(metadata: dict[str, Any]) -> None:
    assert json.loads(json.dumps(metadata)) == metadata


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("CREATE TABLE reports (id TEXT, novelty INTEGER)", "reports.novelty"),
        ("CREATE TABLE novelties (id)", "novelties"),
    ],
)
def test_what_nothing_describes_stops_the_publication(tmp_path: Path, sql: str, named: str) -> None:
    with closing(sqlite3.connect(tmp_path / "gongkai.db")) as connection:
        connection.execute(sql)
    with pytest.raises(UndescribedError, match=named):
        build_metadata(tmp_path / "gongkai.db")
