"""What editors correct stands beside what the page says, and never in its place."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.corrections import CorrectionError, read_corrections
from archive.database import open_database
from archive.publish import publish
from archive.reparse import Wanted, reparse
from tests.archive.collection import OTHER_URL, URL, Collection, page

RECEIVED, GRANTED = "applications.received.total", "applications.granted.total"
HEAD = "report_id,figure,as_printed,corrected,who,why,source,date"
STANDING = "SELECT figure, status, printed_value, corrected FROM corrections ORDER BY figure"


def write(collection: Collection, *lines: str, encoding: str = "utf-8", head: str = HEAD) -> None:
    text = "\r\n".join([head, *lines]) + "\r\n"
    collection.home.corrections.write_bytes(text.encode(encoding))


def line(collection: Collection, figure: str, as_printed: str, corrected: str, year: int = 2021) -> str:
    report = collection.one("SELECT id FROM reports WHERE year = ?", year)
    return f"{report},{figure},{as_printed},{corrected},李敏,数字颠倒,电话核实,2026-11-24"


def test_a_correction_stands_beside_the_printed_figure(collection: Collection) -> None:
    collection.crawl({URL: page(2021, {RECEIVED: "12", GRANTED: "3"}), OTHER_URL: page(2022)})
    write(collection, line(collection, RECEIVED, "12", "21"))
    collection.crawl({})
    assert collection.rows(STANDING) == [(RECEIVED, "applied", 12, 21)]
    assert (
        collection.one(
            "SELECT received FROM applications a JOIN reports r ON r.id = a.report_id "
            "WHERE applicant = 'total' AND year = 2021"
        )
        == 12
    )
    headline = "SELECT year, received, granted, corrections FROM {} ORDER BY year"
    assert collection.rows(headline.format("headline")) == [(2021, 12, 3, 1), (2022, 0, 0, 0)]
    assert collection.rows(headline.format("headline_corrected")) == [(2021, 21, 3, 1)]


def test_sums_and_other_tables_are_made_of_the_corrected_figures(collection: Collection) -> None:
    collection.crawl({URL: page(2021)})
    write(
        collection,
        line(collection, "remedies.litigation_direct.total", "0", "2"),
        line(collection, "remedies.litigation_after_reconsideration.total", "0", "3"),
        line(collection, "applications.refused.state_secret.total", "0", "4"),
        line(collection, "applications.handled_total.total", "0", "8"),
    )
    collection.crawl({})
    assert collection.rows(
        "SELECT lawsuits, refused, refused_share, corrections FROM headline_corrected"
    ) == [(5, 4, 0.5, 4)]
    assert collection.rows("SELECT lawsuits, refused FROM headline") == [(0, 0)]


def test_a_correction_survives_reparsing_and_is_reopened_when_its_page_changes(
    collection: Collection,
) -> None:
    collection.crawl({URL: page(2021, {RECEIVED: "12"})})
    write(collection, line(collection, RECEIVED, "12", "21"))
    collection.database.close()
    reparse(collection.home, Wanted())
    collection.database = open_database(collection.home.database)
    assert collection.rows(STANDING) == [(RECEIVED, "applied", 12, 21)]
    collection.crawl({URL: page(2021, {RECEIVED: "13"})})
    assert collection.rows(STANDING) == [(RECEIVED, "reopened", 13, 21)]
    assert collection.one("SELECT count(*) FROM headline_corrected") == 0
    collection.crawl({URL: page(2021, {RECEIVED: "21"})})
    assert "now prints the corrected value" in str(collection.one("SELECT reason FROM corrections"))
    collection.crawl({URL: page(2021, {RECEIVED: "12"})})
    assert collection.rows(STANDING) == [(RECEIVED, "applied", 12, 21)]


def test_a_correction_of_a_cell_without_a_value_names_its_text(collection: Collection) -> None:
    collection.crawl({URL: page(2021, {RECEIVED: "十二", GRANTED: ""})})
    write(collection, line(collection, RECEIVED, "十二", "12"), line(collection, GRANTED, "", "3"))
    collection.crawl({})
    assert collection.rows(STANDING) == [(GRANTED, "applied", None, 3), (RECEIVED, "applied", None, 12)]
    collection.crawl({URL: page(2021, {RECEIVED: "十三", GRANTED: "—"})})
    assert [row[1] for row in collection.rows(STANDING)] == ["reopened", "reopened"]


def test_a_correction_of_a_report_that_is_not_there_is_kept_and_shown(collection: Collection) -> None:
    collection.crawl({URL: page(2021)})
    write(collection, "no-such-report,applications.received.total,1,2,李敏,误,电话,2026-11-24")
    collection.crawl({})
    assert "no such report" in str(collection.one("SELECT reason FROM corrections"))
    folder = publish(collection.home).path / "extracts"
    assert rows_of(folder / "corrections.utf8.csv")[0]["report_id"] == "no-such-report"


def test_an_amount_is_corrected_in_the_unit_that_is_written(collection: Collection) -> None:
    fees = "disclosure.fees.amount"
    collection.crawl({URL: page(2021)})
    write(collection, line(collection, fees, "0", "3.5万元"))
    collection.crawl({})
    assert collection.rows(STANDING) == [(fees, "applied", 0, 35000)]
    write(collection, line(collection, fees, "0", "35000"))
    with pytest.raises(CorrectionError, match="line 2: corrected: '35000' has no unit"):
        read_corrections(collection.home.corrections)


def test_publishing_applies_what_the_file_says_now(collection: Collection) -> None:
    collection.crawl({URL: page(2021, {RECEIVED: "12"})})
    write(collection, line(collection, RECEIVED, "12", "21"), line(collection, GRANTED, "7", "8"))
    publication = publish(collection.home)
    assert (publication.corrections.applied, publication.corrections.reopened) == (1, 1)
    folder = publication.path / "extracts"
    assert [row["corrections"] for row in rows_of(folder / "applications.utf8.csv")] == ["1"] * 7
    assert {row["figure"]: row["corrected"] for row in rows_of(folder / "corrections.utf8.csv")} == {
        RECEIVED: "21",
        GRANTED: "8",
    }
    assert rows_of(folder / "headline.utf8.csv")[0]["received"] == "12"
    assert rows_of(folder / "headline_corrected.utf8.csv")[0]["received"] == "21"


def rows_of(path: Path) -> Sequence[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_of_excel_is_read_with_headings_in_either_language(
    collection: Collection, encoding: str
) -> None:
    collection.crawl({URL: page(2021, {RECEIVED: "12"})})
    row = line(collection, RECEIVED, "12", "21").replace("2026-11-24", "2026/1/5")
    write(
        collection,
        row,
        ",,,,,,,",
        encoding=encoding,
        head="年报代号,数据项,原文,更正为,经手人,原因,出处,日期",
    )
    (correction,) = read_corrections(collection.home.corrections)
    assert (correction.who, correction.date.isoformat(), correction.value) == ("李敏", "2026-01-05", 21)


GOOD = "r,applications.received.total,1,2,李敏,误,电话,2026-11-24"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1: missing heading: report_id"),
        (HEAD.replace("who", "whom"), "line 1: unknown heading: whom"),
        (HEAD.replace("why", "who"), "line 1: twice: who"),
        (
            f"{HEAD}\n{GOOD.replace('received', 'recieved')}",
            "line 2: figure: 'applications.recieved.total' is no figure; did you mean applications.received.total",
        ),
        (f"{HEAD}\n\n{GOOD.replace(',2,', ',zwei,')}", "line 3: corrected: 'zwei' is not a number"),
        (f"{HEAD}\n{GOOD.replace(',2,', ',-2,')}", "line 2: corrected: '-2' is not a number"),
        (f"{HEAD}\n{GOOD.replace('李敏', '')}", "line 2: who: String should have at least 1 character"),
        (f"{HEAD}\n{GOOD.replace('2026-11-24', '24.11.2026')}", "line 2: date: "),
        (f"{HEAD}\n{GOOD}\n{GOOD}", "line 3: r applications.received.total is corrected twice"),
        (f"{HEAD}\n{GOOD},extra", "line 2: 9 cells under 8 headings"),
        (f"{HEAD}\n{GOOD.replace('误', chr(34) + '误')}", "no CSV"),
    ],
)
def test_every_fault_names_line_and_field(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(CorrectionError) as error:
        read_corrections(path)
    assert f"{path}: " in str(error.value)
    assert fault in str(error.value)


def test_a_file_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(HEAD.encode("utf-16"))
    with pytest.raises(CorrectionError, match="save it as CSV UTF-8"):
        read_corrections(path)


def test_a_fault_in_the_file_stops_reading_before_anything_is_stored(collection: Collection) -> None:
    write(collection, GOOD.replace("received", "recieved"))
    with pytest.raises(CorrectionError):
        collection.crawl({URL: page(2021)})
    assert collection.one("SELECT count(*) FROM reports") == 0
