"""The CSV extracts: Chinese intact in Excel, no cell a formula, numbers numbers, each file alone enough."""

import csv
from pathlib import Path

import pytest

from archive.csv_cells import csv_cell
from archive.extracts import WITHOUT_COLUMNS, extract_names
from archive.publish import publish
from archive.schema import SCHEMA
from tests.archive.collection import OTHER_URL, URL, Collection, page


@pytest.fixture
def folder(collection: Collection) -> Path:
    cells = {
        "applications.received.total": "12",
        "disclosure.permits.items_change": "减1",
        "disclosure.procurement.amount": "3.5万元",
        "disclosure.procurement.projects": "=1+1",
    }
    collection.crawl({URL: page(2019, cells), OTHER_URL: page(2021)})
    return publish(collection.home).path / "extracts"


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_and_view_is_extracted_but_the_json_of_provenance(folder: Path) -> None:
    names = {*SCHEMA.tables, *SCHEMA.views} - {"provenance"}
    assert set(extract_names()) == names
    files = {path.name for path in folder.iterdir()}
    assert files == {f"{n}.csv" for n in names} | {f"{n}.utf8.csv" for n in names} | {"README.txt"}


def test_a_file_for_excel_begins_with_the_byte_order_mark_and_its_twin_does_not(folder: Path) -> None:
    marked, plain = (folder / "agencies.csv").read_bytes(), (folder / "agencies.utf8.csv").read_bytes()
    assert marked == b"\xef\xbb\xbf" + plain
    assert "云州市教育局".encode() in plain
    assert plain.endswith(b"\r\n")


def test_the_first_row_names_the_columns(folder: Path) -> None:
    for name in extract_names():
        definition = SCHEMA.tables.get(name) or SCHEMA.views[name]
        header = (folder / f"{name}.utf8.csv").read_text("utf-8").splitlines()[0].split(",")
        expected = [column for column in definition.columns if (name, column) not in WITHOUT_COLUMNS]
        assert [column for column in header if column in expected] == expected


@pytest.mark.parametrize(
    "table", ["reports", "disclosure", "applications", "remedies", "sections", "remarks", "revisions"]
)
def test_each_table_about_reports_says_whose_and_of_which_year(folder: Path, table: str) -> None:
    read = rows(folder, table)
    assert {row["agency"] for row in read} == {"云州市教育局"}
    assert {(row["area"], row["place"]) for row in read} == {("990100", "云州市")}
    assert {row["year"] for row in read} <= {"2019", "2021"}


def test_numbers_stay_numbers_and_what_is_not_known_stays_empty(folder: Path) -> None:
    first, second = rows(folder, "disclosure")
    assert (first["year"], first["permits_items_change"], first["procurement_amount"]) == (
        "2019",
        "-1",
        "35000",
    )
    assert first["procurement_projects"] == ""
    assert (second["year"], second["permits_items_change"]) == ("2021", "")


def test_a_cell_of_text_is_never_a_formula(folder: Path) -> None:
    raws = {row["raw"] for row in rows(folder, "remarks")}
    assert "'=1+1" in raws
    assert "=1+1" not in raws


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+8", "-8", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", " =1", "\u3000=1", "'="],
)
def test_text_that_could_start_a_formula_gets_an_apostrophe_that_can_be_dropped(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (0, "0"),
        (-3, "-3"),
        (2.5, "2.5"),
        (363900.0, "363900"),
        ("减1", "减1"),
        ("", ""),
        ("a=b", "a=b"),
    ],
)
def test_other_cells_are_as_they_are(value: object, cell: str) -> None:
    assert csv_cell(value) == cell


def test_a_value_that_no_csv_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes"):
        csv_cell(b"x")


def test_the_readme_names_every_file_in_both_languages(folder: Path) -> None:
    data = (folder / "README.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in data.replace(b"\r\n", b"")
    text = data.decode("utf-8-sig")
    for name in extract_names():
        assert f"{name}.csv" in text
        assert (SCHEMA.tables.get(name) or SCHEMA.views[name]).zh in text
    assert "applications.csv　14 行 rows" in text
