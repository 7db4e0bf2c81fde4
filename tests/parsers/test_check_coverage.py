"""How far the checks of a report reach: every figure with a value is counted once."""

import pytest

from parsers import Report, parse
from parsers.check_coverage import CheckCoverage, check_reach, report_coverage, table_coverage
from parsers.checks import run_table_checks, table_identities
from parsers.forms import FORMS, Table
from parsers.report import Figure
from tests.parsers.pages import report_html

REMEDIES = FORMS["2021"].tables["remedies"]


def read(cells: dict[str, str], form: str = "2021") -> Report:
    return parse(report_html(form, cells).encode())


def coverage(cells: dict[str, str], table: Table) -> CheckCoverage:
    report = read(cells)
    return table_coverage(table, report.figures, report.checks)


def test_in_a_report_of_zeros_every_figure_that_a_sum_binds_stands_in_one_that_holds() -> None:
    report = read({})
    assert report_coverage(report.forms, report.figures, report.checks) == CheckCoverage(
        held=175 + 15, unbound=10
    )


def test_the_figures_of_a_failed_sum_are_counted_as_failed() -> None:
    counted = coverage({"remedies.reconsideration.upheld": "3"}, REMEDIES)
    assert counted == CheckCoverage(held=10, failed=5)


def test_a_figure_in_a_sum_that_holds_and_one_that_fails_is_failed() -> None:
    applications = FORMS["2021"].tables["applications"]
    counted = coverage({"applications.granted.total": "1"}, applications)
    # The column of totals is out (24 rows with the balance), and so is the row of what was granted.
    report = read({"applications.granted.total": "1"})
    failed = {check.rule for check in report.checks if check.passed is False}
    bound = {
        key for identity in table_identities(applications) if identity.rule in failed for key in identity.keys
    }
    assert failed == {"applications.handled_total.total", "applications.row_total.granted"}
    assert counted == CheckCoverage(held=175 - len(bound), failed=len(bound))


def test_the_figures_of_a_sum_with_text_are_open_and_the_text_is_not_counted() -> None:
    counted = coverage({"remedies.reconsideration.upheld": "见附件"}, REMEDIES)
    assert counted == CheckCoverage(held=10, open=4)
    assert counted.stated == 14


def test_a_table_that_is_not_there_adds_nothing() -> None:
    assert report_coverage({"remedies": None, "statistics": None}, {}, ()) == CheckCoverage()


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_figure_of_a_form_is_either_bound_or_not(form: str) -> None:
    for table in FORMS[form].tables.values():
        reach = check_reach(table)
        assert reach.bound | reach.unbound == {key for key, *_ in table.cells()}
        assert not reach.bound & reach.unbound


@pytest.mark.parametrize(("policy", "passed"), [("settled_by_sum", True), ("unknown", None)])
def test_a_rule_says_itself_what_a_blank_does_to_its_sum(policy: str, passed: bool | None) -> None:
    table = REMEDIES.model_copy(
        update={"checks": tuple(rule.model_copy(update={"blanks": policy}) for rule in REMEDIES.checks)}
    )
    figures = {key: Figure(key, 0, "number") for key, *_ in table.cells()}
    figures["remedies.reconsideration.pending"] = Figure("remedies.reconsideration.pending", None, "blank")
    results = {check.rule: check.passed for check in run_table_checks(figures, table)}
    assert results["remedies.total.reconsideration"] is passed
    assert results["remedies.total.litigation_direct"] is True
