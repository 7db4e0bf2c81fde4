"""The pages of the benchmark of speed: reports of their own, of the sizes real ones have, the same by seed."""

import pytest

from benchmarks.speed.pages import KINDS, speed_pages
from benchmarks.speed.turns import take_turns
from parsers import parse

SERVED = next(iter(KINDS))


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_pages_have_the_same_agency_or_figures(kind: str) -> None:
    reports = [parse(page) for page in speed_pages(kind, 6, seed=3)]
    assert {report.outcome for report in reports} == {"ok"}
    assert len({report.agency for report in reports}) == 6
    assert len({tuple(figure.value for figure in report.figures.values()) for report in reports}) == 6
    assert not [check for report in reports for check in report.checks if check.passed is False]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != SERVED])
def test_pages_have_the_sizes_of_real_ones(kind: str) -> None:
    assert all(60_000 <= len(page) <= 255_000 for page in speed_pages(kind, 6, seed=3))


def test_the_same_seed_makes_the_same_pages_and_another_seed_others() -> None:
    assert list(speed_pages(SERVED, 3, seed=1)) == list(speed_pages(SERVED, 3, seed=1))
    assert not set(speed_pages(SERVED, 3, seed=1)) & set(speed_pages(SERVED, 3, seed=2))


def test_every_reader_is_timed_on_every_page() -> None:
    pytest.importorskip("pandas", reason="pandas is in the dependency group bench alone")
    turns = take_turns(SERVED, 2, seed=1)
    assert len(turns.sizes) == 2
    assert all(len(times) == 2 and min(times) > 0 for times in turns.seconds.values())
