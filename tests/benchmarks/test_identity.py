"""The benchmark of identity: its pages hold what they say, and its scores tell right from wrong."""

from datetime import date
from random import Random

import pytest

from benchmarks.identity.agencies import PLACES, invent
from benchmarks.identity.compose import Spec, make, make_agency, plan
from benchmarks.identity.noise import NOISE
from benchmarks.identity.results import Results
from benchmarks.identity.run import run_all
from benchmarks.identity.score import score
from benchmarks.identity.title_patterns import TITLES
from benchmarks.identity.year_patterns import YEARS
from parsers import Report
from parsers.report import Remark

SPEC = Spec(1, "plain", "title_and_period", 1)


def test_the_agencies_are_many_and_of_every_level() -> None:
    agencies = [make_agency(number, 1) for number in range(400)]
    assert len({agency.full for agency in agencies}) >= 300
    assert {agency.level for agency in agencies} == {"province", "city", "county", "township"}
    assert len({place.code for place in PLACES}) == len(PLACES)


def test_a_seed_makes_the_same_page_again_and_another_seed_another() -> None:
    assert make(SPEC, 1)[1] == make(SPEC, 1)[1]
    assert make(SPEC, 1)[1] != make(SPEC, 2)[1]
    assert Spec.parse(str(SPEC)) == SPEC


def test_a_plan_brings_every_pattern() -> None:
    specs = list(plan(len(TITLES.patterns) * len(YEARS.patterns), 400, 1))
    assert {spec.title for spec in specs} == set(TITLES.patterns)
    assert {spec.year for spec in specs} == set(YEARS.patterns)
    assert all(pattern.says for registry in (TITLES, YEARS, NOISE) for pattern in registry.patterns.values())


def test_what_is_true_stands_on_a_plain_page() -> None:
    draft, page = make(SPEC, 1)
    text = page.data.decode()
    assert draft.agency.body in text
    assert str(draft.year) in text
    assert invent(Random(1)).full in invent(Random(1)).accepted


def report(year: int | None, agency: str | None = None, *remarks: str) -> Report:
    notes = tuple(Remark(kind, "…") for kind in remarks)
    return Report("ok", year=year, agency=agency, published=date(2020, 1, 1), remarks=notes)


def test_a_reading_is_right_absent_doubted_or_wrong() -> None:
    draft, _page = make(SPEC, 1)
    name = draft.agency.full
    assert score(draft, report(draft.year, name))[:2] == ("right", "right")
    assert score(draft, report(None, None))[:2] == ("absent", "absent")
    assert score(draft, report(draft.year - 1, "某局"))[:2] == ("wrong", "wrong")
    assert score(draft, report(draft.year - 1, name, "year_conflict")).year == "doubted"
    assert score(draft, Report("not_a_report")) == ("absent",) * 4


def test_leaving_out_what_the_page_does_not_tell_is_right_and_inventing_it_wrong() -> None:
    draft, _page = make(Spec(1, "plain", "no_year", 1), 1)
    assert score(draft, report(None)).year == "right"
    assert score(draft, report(draft.year + 1)).year == "wrong"


@pytest.mark.parametrize("pattern", sorted(YEARS.patterns))
def test_no_year_is_confidently_wrong_and_few_are_absent(pattern: str) -> None:
    specs = [Spec(number, title, pattern, number) for number, title in enumerate(TITLES.patterns)]
    results = Results.collect(run_all(specs, seed=7, jobs=1))
    assert results.total["year"]["wrong"] == 0
    assert results.total["year"]["right"] >= len(specs) - 1


def test_a_missed_target_is_named_and_gives_exit_code_4() -> None:
    results = Results()
    results.pages = 1000
    for name in results.total:
        results.total[name]["right"] = 1000
    assert results.exit_code == 0
    results.total["year"].update(right=-11, absent=8, wrong=3)
    assert results.exit_code == 4
    assert any("year is right on 98.90%" in fault for fault in results.missed)
    assert any("confidently wrong on 3 of 1000" in fault for fault in results.missed)
