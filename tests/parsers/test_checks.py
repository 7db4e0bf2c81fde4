"""The identities the forms state: passed, failed with both sides, or not assessable, never guessed."""

import pytest

from parsers import Report, parse
from parsers.forms import FORMS
from parsers.report import Check
from tests.parsers.pages import report_html

BALANCE = "applications.balance.total"


def checks(cells: dict[str, str], form: str = "2021") -> dict[str, Check]:
    report: Report = parse(report_html(form, cells).encode())
    return {check.rule: check for check in report.checks}


@pytest.mark.parametrize(("form", "count"), [("2019", 40), ("2021", 42)])
def test_every_column_and_row_of_a_form_has_its_checks(form: str, count: int) -> None:
    assert len(checks({}, form)) == count


def test_a_report_of_zeros_passes_all_checks() -> None:
    assert all(check.passed for check in checks({}).values())


def test_the_balance_is_what_came_in_against_what_went_out() -> None:
    printed = {"received": "859", "carried_in": "18", "handled_total": "805", "carried_out": "72"}
    cells = {f"applications.{row}.total": count for row, count in printed.items()}
    assert checks(cells)[BALANCE] == Check(BALANCE, True, 877, 877)
    cells["applications.carried_out.total"] = "71"
    assert checks(cells)[BALANCE] == Check(BALANCE, False, 877, 876)


def test_the_results_sum_to_the_total_in_the_rows_of_each_form() -> None:
    rule = "applications.handled_total.total"
    cells = {"applications.granted.total": "3", "applications.handled_total.total": "5"}
    assert checks(cells | {"applications.other_handling.other.total": "2"}, "2021")[rule].passed
    assert checks(cells | {"applications.other_handling.all.total": "2"}, "2019")[rule].passed
    assert checks(cells, "2021")[rule] == Check(rule, False, 3, 5)


def test_the_results_of_a_procedure_sum_to_its_total() -> None:
    rule = "remedies.total.reconsideration"
    cells = {"remedies.reconsideration.upheld": "27", "remedies.reconsideration.total": "61"}
    assert checks(cells)[rule] == Check(rule, False, 27, 61)


def test_a_side_with_text_is_not_assessable() -> None:
    assert checks({"applications.received.total": "见附件"})[BALANCE].passed is None


def test_blanks_are_settled_only_by_totals_that_add_up_without_them() -> None:
    rule = "remedies.total.reconsideration"
    blank = {"remedies.reconsideration.other": "", "remedies.reconsideration.pending": "—"}
    settled = blank | {"remedies.reconsideration.upheld": "4", "remedies.reconsideration.total": "4"}
    assert checks(settled)[rule] == Check(rule, True, 4, 4)
    open_ = settled | {"remedies.reconsideration.total": "6"}
    assert checks(open_)[rule].passed is None
    exceeded = settled | {"remedies.reconsideration.total": "3"}
    assert checks(exceeded)[rule] == Check(rule, False, 4, 3)


def test_a_row_left_wholly_blank_is_not_assessable() -> None:
    columns = [column.key for column in FORMS["2021"].tables["applications"].blocks[0].columns]
    cells = {f"applications.granted.{column}": "" for column in columns}
    assert checks(cells)["applications.row_total.granted"].passed is None


# Each sum of the 2014 table, as a part of it that is not 0 while the total is.
PARTS_OF_2014 = {
    "statistics.applications.received": "statistics.applications.received_online",
    "statistics.applications.closed": "statistics.applications.closed_extended",
    "statistics.applications.answered": "statistics.applications.not_existing",
    "statistics.applications.refused": "statistics.applications.refused_state_secret",
    "statistics.reconsideration.total": "statistics.reconsideration.corrected",
    "statistics.litigation.total": "statistics.litigation.other",
    "statistics.organisation.staff": "statistics.organisation.staff_part_time",
}


def test_the_parts_of_the_2014_table_are_held_against_its_totals() -> None:
    assert set(checks({}, "2014")) == set(PARTS_OF_2014)
    assert all(check.passed for check in checks({}, "2014").values())


@pytest.mark.parametrize(("rule", "part"), PARTS_OF_2014.items())
def test_a_part_of_the_2014_table_that_its_total_lacks_fails_with_both_sides(rule: str, part: str) -> None:
    found = checks({part: "4"}, "2014")
    assert found[rule] == Check(rule, False, 4, 0)
    assert {name for name, check in found.items() if check.passed is False} == {rule}
    assert checks({part: "4", rule: "4"}, "2014")[rule] == Check(rule, True, 4, 4)
    assert checks({part: "4", rule: "见附件"}, "2014")[rule].passed is None
