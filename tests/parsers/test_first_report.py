"""The report everything started from: a district bureau's for 2019, as a text extract.

The fixture has its figures and its shape (headers cut to 本年新, 减1, an amount without a unit); its
prose is ours.
"""

from pathlib import Path

import pytest

from parsers import Report, parse

FIXTURE = Path(__file__).parent / "fixtures" / "nanfen_2019.txt"


@pytest.fixture(scope="module")
def report() -> Report:
    return parse(FIXTURE.read_bytes())


def test_it_is_a_report_of_the_2019_form_in_all_three_tables(report: Report) -> None:
    assert report.outcome == "ok"
    assert report.forms == {
        "disclosure": "2019",
        "applications": "2019",
        "remedies": "2019",
        "statistics": None,
    }
    assert len(report.figures) == 198


def test_title_agency_and_year_are_read(report: Report) -> None:
    assert report.title == "区发改局关于政府信息公开工作 2019年度报告"
    assert report.agency == "区发改局"
    assert report.year == 2019


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("regulations", (0, 0, 0)),
        ("normative_documents", (65, 0, 0)),
        ("permits", (1, -1, 0)),
        ("other_services", (37, 0, 37)),
        ("penalties", (0, 0, 0)),
        ("fees", (0, 0)),
    ],
)
def test_the_figures_of_table_two(report: Report, row: str, values: tuple[int, ...]) -> None:
    figures = [f for key, f in report.figures.items() if key.startswith(f"disclosure.{row}.")]
    assert tuple(figure.value for figure in figures) == values


def test_headers_cut_to_the_same_words_are_told_apart_by_their_place(report: Report) -> None:
    made = report.figures["disclosure.normative_documents.made"]
    newly = report.figures["disclosure.normative_documents.newly_disclosed"]
    assert (made.value, made.cell) == (65, (0, 3, 1))
    assert (newly.value, newly.cell) == (0, (0, 3, 2))


def test_a_change_in_words_keeps_what_was_printed(report: Report) -> None:
    change = report.figures["disclosure.permits.items_change"]
    assert (change.value, change.state, change.raw) == (-1, "word", "减1")


def test_an_amount_without_a_unit_has_no_value(report: Report) -> None:
    assert report.figures["disclosure.procurement.projects"].value == 21
    amount = report.figures["disclosure.procurement.amount"]
    assert (amount.value, amount.state, amount.raw) == (None, "unit_unknown", "363900")


def test_every_printed_zero_is_the_number_zero(report: Report) -> None:
    zeros = [figure for figure in report.figures.values() if figure.raw == "0"]
    assert len(zeros) == 191
    assert all((figure.value, figure.state) == (0, "number") for figure in zeros)


def test_all_checks_pass(report: Report) -> None:
    assert len(report.checks) == 40
    assert all(check.passed for check in report.checks)


def test_the_six_sections_are_told_apart(report: Report) -> None:
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
    assert report.sections["1"].startswith("2019年,我局把公开当作日常工作来做")
    assert report.sections["5"].startswith("(一)问题")
    assert report.sections["2"] == ""
    assert report.sections["6"] == "无。"
