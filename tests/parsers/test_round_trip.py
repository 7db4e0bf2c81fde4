"""What is rendered from figures is read back as those figures, in every shape a report comes in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from parsers.forms import FIGURES, FORMS
from tests.parsers.pages import SHAPES, report_html, report_text

KEYS = {name: [key for t in form.tables.values() for key, *_ in t.cells()] for name, form in FORMS.items()}


@st.composite
def forms_with_counts(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """A form and a count for each of its figures."""
    form = draw(st.sampled_from(sorted(FORMS)))
    counts = draw(st.lists(st.integers(0, 999_999), min_size=len(KEYS[form]), max_size=len(KEYS[form])))
    return form, dict(zip(KEYS[form], counts, strict=True))


def is_amount(key: str) -> bool:
    return FIGURES[key].unit == "yuan"


def printed(counts: dict[str, int]) -> dict[str, str]:
    """The counts as cells; amounts carry their unit, for without one they are not read."""
    return {key: f"{n}元" if is_amount(key) else str(n) for key, n in counts.items()}


@given(forms_with_counts())
@settings(max_examples=15, deadline=None)
def test_every_figure_of_a_page_is_read_back(case: tuple[str, dict[str, int]]) -> None:
    form, counts = case
    report = parse(report_html(form, printed(counts)).encode())
    assert {key: figure.value for key, figure in report.figures.items()} == counts
    assert set(filter(None, report.forms.values())) == {form}


@pytest.mark.parametrize("shape", sorted(SHAPES))
@given(case=forms_with_counts())
@settings(max_examples=6, deadline=None)
def test_every_figure_of_a_text_extract_is_read_back(shape: str, case: tuple[str, dict[str, int]]) -> None:
    form, counts = case
    report = parse(report_text(form, printed(counts), shape=shape).encode())
    assert {key: figure.value for key, figure in report.figures.items()} == counts
    assert set(filter(None, report.forms.values())) == {form}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_each_figure_points_at_the_cell_it_was_read_from(form: str) -> None:
    cells = {key: f"{number}元" if is_amount(key) else str(number) for number, key in enumerate(KEYS[form])}
    report = parse(report_html(form, cells).encode())
    places = [figure.cell for figure in report.figures.values()]
    assert len(set(places)) == len(KEYS[form])
    assert all(figure.raw == cells[key] for key, figure in report.figures.items())
