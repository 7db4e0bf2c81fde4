"""The documents say what the code does: every table, column, extract and result has its entry."""

from contextlib import closing

import pytest

from archive import checks_document
from archive.csv_cells import FORMULA_STARTS
from archive.extracts import WITHOUT_COLUMNS, WITHOUT_TABLES, extract_names
from archive.publish import publish
from archive.results import RESULTS
from archive.schema import SCHEMA, SCHEMA_VERSION
from archive.schema_document import DOCUMENT, with_reference
from archive.snapshot import open_snapshot
from tests.archive.collection import URL, Collection, page

DATABASE = DOCUMENT.read_text("utf-8")
CSV = DOCUMENT.with_name("csv.md").read_text("utf-8")


def test_the_reference_is_that_of_the_schema() -> None:
    assert with_reference(DATABASE) == DATABASE, "run `python -m archive.schema_document`"


def test_the_rules_are_those_of_the_forms() -> None:
    document = checks_document.DOCUMENT.read_text("utf-8")
    assert checks_document.with_reference(document) == document, "run `python -m archive.checks_document`"


@pytest.mark.parametrize("name", [*SCHEMA.tables, *SCHEMA.views])
def test_every_table_and_column_is_in_the_reference(name: str) -> None:
    assert f"### {name}" in DATABASE
    section = DATABASE.partition(f"### {name}")[2].partition("### ")[0]
    definition = SCHEMA.tables.get(name) or SCHEMA.views[name]
    for column in definition.columns:
        assert f"| `{column}` |" in section


@pytest.mark.parametrize("result", RESULTS)
def test_every_result_of_a_page_is_explained(result: str) -> None:
    assert f"| `{result}` |" in DATABASE


def test_the_version_of_the_schema_is_the_documented_one() -> None:
    assert f"at present {SCHEMA_VERSION}" in DATABASE


@pytest.mark.parametrize("name", extract_names())
def test_every_extract_is_named(name: str) -> None:
    assert f"`{name}.csv`" in CSV


def test_what_the_extracts_leave_out_is_named() -> None:
    for name in WITHOUT_TABLES | {f"{table}.{column}" for table, column in WITHOUT_COLUMNS}:
        assert f"`{name}`" in CSV


def test_every_printable_start_of_a_formula_is_documented() -> None:
    for character in FORMULA_STARTS:
        assert character.isspace() or character == "'" or f"`{character}`" in CSV


def test_the_queries_of_the_documentation_run(collection: Collection) -> None:
    collection.crawl({URL: page(2021)})
    queries = [part.partition("```")[0] for part in DATABASE.split("```sql\n")[1:]]
    assert len(queries) == 3
    with closing(open_snapshot(publish(collection.home).path / "gongkai.db")) as snapshot:
        for query in queries:
            snapshot.execute(query).fetchall()
