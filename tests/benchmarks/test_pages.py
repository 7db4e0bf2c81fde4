"""The benchmark's pages: the same by seed, the truth about every figure, every deviation doing something."""

from functools import cache
from random import Random

import pytest

from benchmarks.accuracy.compose import Spec, bend_page, make_page
from benchmarks.accuracy.deviations import DEVIATIONS
from benchmarks.accuracy.plan import plan
from benchmarks.accuracy.registry import FORMATS, are_compatible, in_order
from benchmarks.accuracy.run import read_page, score_report
from parsers.forms import FORMS

PLACES = [(form, page_format) for form in FORMS for page_format in FORMATS]
# So many pages are tried before a deviation is said to change nothing: some need a number to be there.
TRIES = 12


def test_the_same_seed_makes_the_same_pages() -> None:
    specs = plan(40, seed=7)
    assert specs == plan(40, seed=7)
    assert [make_page(spec, 7).data for spec in specs] == [make_page(spec, 7).data for spec in specs]


def test_another_seed_makes_other_pages() -> None:
    spec = Spec("2019", "html", (), 0)
    assert make_page(spec, 1).data != make_page(spec, 2).data
    assert plan(40, seed=1) != plan(40, seed=2)


def test_a_page_is_named_so_that_it_can_be_made_again() -> None:
    for spec in plan(200, seed=3):
        assert Spec.parse(str(spec)) == spec


@pytest.mark.parametrize(("form", "page_format"), PLACES)
def test_the_truth_covers_every_figure_of_the_form(form: str, page_format: str) -> None:
    keys = {key for table in FORMS[form].tables.values() for key, *_ in table.cells()}
    for name, deviation in DEVIATIONS.items():
        if deviation.fits(form, page_format) and "forms" not in deviation.touches:
            page = make_page(Spec.parse(f"{form}:{page_format}:{name}:0"), 1)
            assert set(page.truth) == keys, name


@pytest.mark.parametrize(("form", "page_format"), PLACES)
def test_a_plain_report_is_read_whole(form: str, page_format: str) -> None:
    page = make_page(Spec.parse(f"{form}:{page_format}:plain:0"), 1)
    score = score_report(page, read_page(page))
    assert score.figures["right"] == score.total == len(page.truth)
    assert score.forms_right == score.forms


@cache
def unbent(form: str, page_format: str, number: int) -> bytes:
    spec = Spec.parse(f"{form}:{page_format}:plain:{number}")
    return bend_page(spec, Random(number), []).data


def is_changed(spec: Spec) -> bool:
    bent = bend_page(spec, Random(spec.number), in_order(spec.deviations))
    return bent.data != unbent(spec.form, spec.format, spec.number)


def test_every_deviation_changes_every_form_it_is_said_to_fit() -> None:
    unchanged = [
        (name, form, page_format)
        for name, deviation in DEVIATIONS.items()
        for form, page_format in PLACES
        if deviation.fits(form, page_format)
        and not any(is_changed(Spec(form, page_format, (name,), number)) for number in range(TRIES))
    ]
    assert unchanged == []


def test_every_deviation_says_in_a_sentence_what_it_does() -> None:
    for deviation in DEVIATIONS.values():
        assert deviation.what.endswith("."), deviation.name
        assert deviation.formats


def test_the_plan_has_every_deviation_alone_and_combinations_of_compatible_ones() -> None:
    specs = plan(1500, seed=1)
    assert {spec.deviations[0] for spec in specs if len(spec.deviations) == 1} == set(DEVIATIONS)
    combined = [spec for spec in specs if len(spec.deviations) > 1]
    assert combined
    for spec in combined:
        first, *others = (DEVIATIONS[name] for name in spec.deviations)
        assert all(are_compatible([first], other) for other in others), spec


def test_only_one_deviation_can_be_asked_for() -> None:
    specs = plan(30, seed=1, only="cells_glued")
    assert len(specs) == 30
    assert all("cells_glued" in spec.deviations and spec.format == "text" for spec in specs)
