"""The scorer: what counts as right, wrong and absent, and what the command ends with."""

from dataclasses import replace
from pathlib import Path

from benchmarks.accuracy.compose import Page, Spec, make_page
from benchmarks.accuracy.deviations import DEVIATIONS
from benchmarks.accuracy.draft import Printed, silent
from benchmarks.accuracy.results import NONE_WRONG, WRONG_FIGURES, Beside, Results
from benchmarks.accuracy.run import Result, read_page, score_report
from benchmarks.accuracy.score import Reading, Score, judge, score_page
from benchmarks.accuracy.write_docs import write_docs

SPEC = Spec("2021", "html", (), 0)
KEY = "applications.received.total"


def true_readings(page: Page) -> dict[str, Reading]:
    return {key: Reading(printed.value, "number") for key, printed in page.truth.items()}


def test_a_planted_wrong_value_is_counted_as_wrong() -> None:
    page = make_page(SPEC, 1)
    readings = true_readings(page)
    readings[KEY] = Reading((page.truth[KEY].value or 0) + 1, "number")
    score = score_page(page, readings, None)
    assert score.figures == {"right": len(page.truth) - 1, "wrong": 1}
    assert [(miss.key, miss.verdict) for miss in score.misses] == [(KEY, "wrong")]


def test_a_wrong_value_planted_in_what_the_parser_read_is_found() -> None:
    page = make_page(SPEC, 1)
    report = read_page(page)
    report.figures[KEY] = report.figures[KEY]._replace(value=987_654)
    assert score_report(page, report).figures["wrong"] == 1


def test_a_value_where_the_page_gives_none_is_wrong() -> None:
    assert judge(silent("", "blank"), Reading(0, "number")) == "wrong"
    assert judge(silent("363900", "unit_unknown"), Reading(363_900, "number")) == "wrong"


def test_a_value_of_a_table_that_is_not_on_the_page_is_wrong() -> None:
    page = make_page(SPEC, 1)
    readings = true_readings(page) | {"statistics.complaints": Reading(3, "number")}
    assert score_page(page, readings, None).figures["wrong"] == 1


def test_an_absent_value_is_held_against_what_a_careful_reader_could_tell() -> None:
    page = make_page(SPEC, 1)
    page.truth[KEY] = replace(page.truth[KEY], readable=False)
    readings = {
        key: reading for key, reading in true_readings(page).items() if not key.endswith("received.total")
    }
    assert score_page(page, readings, None).figures["absent"] == 1
    assert judge(Printed("3", 3), Reading(None, "missing")) == "absent_readable"


def test_a_number_said_to_be_a_word_is_wrong_and_a_word_said_to_be_a_number_is_not() -> None:
    assert judge(Printed("3", 3), Reading(3, "word")) == "wrong"
    assert judge(Printed("减3", -3, frozenset({"word", "number"})), Reading(-3, "number")) == "right"


def test_amounts_are_compared_to_the_fen() -> None:
    assert judge(Printed("0.1", 1000.1), Reading(1000.1000001, "number")) == "right"
    assert judge(Printed("0.1", 1000.1), Reading(1000.11, "number")) == "wrong"


def test_forms_told_wrong_are_counted() -> None:
    page = make_page(SPEC, 1)
    told = {"disclosure": "2019", "applications": "2021", "remedies": "2021"}
    score = score_page(page, true_readings(page), told)
    assert score.forms - score.forms_right == 1


def test_one_wrong_figure_gives_the_command_its_exit_code() -> None:
    page = make_page(SPEC, 1)
    right = Result(SPEC, score_page(page, true_readings(page), None))
    wrong = Result(SPEC, score_page(page, {KEY: Reading(987_654, "number")}, None))
    assert Results.collect([right]).exit_code == NONE_WRONG
    assert Results.collect([right, wrong]).exit_code == WRONG_FIGURES


def test_the_document_has_a_line_for_each_deviation_that_was_run(tmp_path: Path) -> None:
    names = list(DEVIATIONS)
    score = Score(pages=1)
    score.figures["right"] = 10
    results = Results.collect(Result(Spec("2019", "html", (name,), 0), score) for name in names)
    write_docs(tmp_path / "accuracy.md", results, Beside(score, score), "python -m benchmarks.accuracy")
    text = (tmp_path / "accuracy.md").read_text("utf-8")
    assert all(f"| `{name}` |" in text for name in names)
    assert f"{10 * len(names):,} figures in {len(names)} reports" in text
    assert "pandas.read_html" in text


def test_the_pages_of_several_seeds_are_counted_together_and_by_seed(tmp_path: Path) -> None:
    page = make_page(SPEC, 1)
    right = Result(SPEC, score_page(page, true_readings(page), None))
    wrong = Result(SPEC, score_page(page, {KEY: Reading(987_654, "number")}, None))
    results = Results.collect([right], seed=3)
    results.add(Results.collect([right, wrong], seed=4))
    assert results.total.pages == 3
    assert {seed: score.pages for seed, score in results.by_seed.items()} == {3: 1, 4: 2}
    assert [score.figures["wrong"] > 0 for score in results.by_seed.values()] == [False, True]
    assert results.exit_code == WRONG_FIGURES
    write_docs(tmp_path / "accuracy.md", results, None, "python -m benchmarks.accuracy")
    assert "## By seed" in (tmp_path / "accuracy.md").read_text("utf-8")
