"""`gongkai verify`: a fact-checker follows a figure back to its cell."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.cli import main
from tests.archive.collection import URL, Collection, page, title
from tests.parsers.documents import applications, docx, p, tbl, tc, tr
from tests.parsers.pages import report_text

RECEIVED = "applications.received.total"
WORD_URL = "http://www.yunzhou.test/nb/P1.docx"
STUB = f"<html><head><title>{title(2021)}</title></head><body><h1>{title(2021)}</h1></body></html>".encode()


@pytest.fixture
def collected(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(tmp_path / "data")
    yield collection
    collection.database.close()


def verify(collection: Collection, *arguments: str) -> Result:
    report = str(collection.one("SELECT id FROM reports"))
    environment = {"GONGKAI_HOME": str(collection.home.path)}
    return CliRunner().invoke(main, ["verify", report, *arguments], env=environment)


def test_a_figure_is_followed_to_page_time_hash_record_and_cell(collected: Collection) -> None:
    collected.crawl({URL: page(2021, {RECEIVED: "12"})})
    result = verify(collected, RECEIVED)
    assert result.exit_code == 0, result.output
    sha256, file = collected.rows("SELECT sha256, warc_file FROM pages")[0]
    for said in (URL, "fetched", sha256, f"{file} @ ", "「12」", "✓ 与存档一致 holds"):
        assert str(said) in result.output


def test_all_figures_of_a_report_are_counted_and_given_to_programs(collected: Collection) -> None:
    collected.crawl({URL: page(2021, {RECEIVED: "12"})})
    figures = collected.one("SELECT figures_total FROM reports")
    assert verify(collected).output.splitlines() == [
        f"{collected.one('SELECT id FROM reports')}: ✓ 与存档一致 holds {figures}"
    ]
    records = [json.loads(line) for line in verify(collected, "--json").output.splitlines()]
    assert len(records) == figures
    (received,) = (record for record in records if record["figure"] == RECEIVED)
    assert (received["value"], received["cell_text"], received["verdict"]) == (12, "12", "holds")


def test_a_figure_out_of_a_document_is_followed_to_the_document(collected: Collection) -> None:
    rows = (tr(*map(tc, row)) for row in applications({RECEIVED: "7"}))
    word = docx(p(title(2021)) + p("三、收到和处理政府信息公开申请情况") + tbl(*rows))
    run_id = collected.fetch({URL: STUB}, attached={WORD_URL: (URL, word)})
    collected.ingest(run_id)
    result = verify(collected, RECEIVED)
    assert result.exit_code == 0, result.output
    assert WORD_URL in result.output
    assert "「7」" in result.output


def test_a_figure_that_the_page_does_not_have_says_so(collected: Collection) -> None:
    row = re.search(r"<tr>(?:(?!<tr>).)*?重复申请.*?</tr>", page(2021).decode(), re.DOTALL)
    assert row is not None
    collected.crawl({URL: page(2021).replace(row[0].encode(), b"")})
    result = verify(collected, "applications.not_processed.repeated.total")
    assert result.exit_code == 0, result.output
    assert "the page has no such cell, and the figure no value" in result.output


def test_a_figure_that_the_document_does_not_have_is_followed_to_the_document(collected: Collection) -> None:
    rows = [row for row in applications({RECEIVED: "7"}) if "重复申请" not in "".join(row)]
    word = docx(
        p(title(2021)) + p("三、收到和处理政府信息公开申请情况") + tbl(*(tr(*map(tc, row)) for row in rows))
    )
    collected.ingest(collected.fetch({URL: STUB}, attached={WORD_URL: (URL, word)}))
    result = verify(collected, "applications.not_processed.repeated.total")
    assert result.exit_code == 0, result.output
    assert WORD_URL in result.output
    assert "the page has no such cell" in result.output


def test_a_table_printed_as_lines_of_text_holds_without_a_cell(collected: Collection) -> None:
    lines = report_text("2021", {RECEIVED: "6"}).splitlines()
    collected.crawl(
        {URL: f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()}
    )
    result = verify(collected, RECEIVED)
    assert result.exit_code == 0, result.output
    assert "✓ 与存档一致 holds" in result.output
    assert "cell" not in result.output.replace("the cell holds a number", "")


def test_nothing_holds_where_the_file_cannot_be_read_any_more(
    collected: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_data: object, **_about: object) -> None:
        raise ZeroDivisionError

    collected.crawl({URL: page(2021, {RECEIVED: ""})})
    monkeypatch.setattr("archive.reading.parse", fails)
    result = verify(collected, RECEIVED)
    assert result.exit_code == 4
    assert "the file is not read as having it now" in result.output


def test_a_value_that_is_not_what_the_page_says_is_told_with_what_it_says(collected: Collection) -> None:
    collected.crawl({URL: page(2021, {RECEIVED: "12"})})
    collected.database.execute("UPDATE applications SET received = 21 WHERE applicant = 'total'")
    result = verify(collected)
    assert result.exit_code == 4
    assert RECEIVED in result.output
    assert "read now   12 (number)" in result.output
    assert "✗ 与存档不一致 the archive says otherwise" in result.output


def test_bytes_that_are_not_those_fetched_are_told(collected: Collection) -> None:
    collected.crawl({URL: page(2021, {RECEIVED: "12"})})
    collected.database.execute("UPDATE pages SET sha256 = 'ab'")
    result = verify(collected, RECEIVED)
    assert result.exit_code == 6
    assert "its SHA-256 is not that of the bytes that were fetched" in result.output


def test_a_record_that_is_gone_is_told(collected: Collection) -> None:
    collected.crawl({URL: page(2021, {RECEIVED: "12"})})
    for path in collected.home.warc.glob("*.warc.gz"):
        path.unlink()
    assert verify(collected, RECEIVED).exit_code == 6


@pytest.mark.parametrize(
    ("figure", "said"),
    [("applications.typo", "no such figure"), ("statistics.complaints", "its tables have")],
)
def test_a_figure_that_it_has_not_is_wrong_usage(collected: Collection, figure: str, said: str) -> None:
    collected.crawl({URL: page(2021)})
    result = verify(collected, figure)
    assert result.exit_code == 2
    assert said in result.output


def test_a_report_that_is_not_there_is_wrong_usage(collected: Collection) -> None:
    environment = {"GONGKAI_HOME": str(collected.home.path)}
    result = CliRunner().invoke(main, ["verify", "990100-00000000-2021"], env=environment)
    assert result.exit_code == 2
    assert "no such report" in result.output
