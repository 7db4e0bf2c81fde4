"""What was read held against what is on the page.

A figure is *right* when its value is the page's and its state is plausible, *wrong* when a value was given
that differs or where the page gives none, else *absent*: though a careful reader could tell it, or not.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from benchmarks.accuracy.compose import Page
from benchmarks.accuracy.draft import MISSING, Number, Printed

Verdict = Literal["right", "wrong", "absent_readable", "absent"]
# Amounts are decimal fractions on the page and binary ones in the reading: a tenth of a fen apart is equal.
CLOSE = 0.001


class Reading(NamedTuple):
    """What a reader made of a figure."""

    value: Number | None
    state: str


class Miss(NamedTuple):
    """A figure that was not read as a careful reader would."""

    key: str
    verdict: Verdict
    expected: Printed
    got: Reading


@dataclass(slots=True)
class Score:
    """The tally of a page, or of many."""

    pages: int = 0
    figures: Counter[str] = field(default_factory=Counter)
    odd_states: int = 0
    forms_right: int = 0
    forms: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Count another page."""
        self.pages += other.pages
        self.figures.update(other.figures)
        self.odd_states += other.odd_states
        self.forms_right += other.forms_right
        self.forms += other.forms

    @property
    def total(self) -> int:
        """All figures that were judged."""
        return sum(self.figures.values())


def judge(expected: Printed, got: Reading) -> Verdict:
    """One figure's verdict."""
    if got.value is not None:
        is_equal = expected.value is not None and abs(got.value - expected.value) < CLOSE
        return "right" if is_equal and (not got.state or got.state in expected.states) else "wrong"
    return "absent_readable" if expected.readable and expected.value is not None else "absent"


def score_page(page: Page, figures: Mapping[str, Reading], forms: Mapping[str, str | None] | None) -> Score:
    """Judge every figure of the page's tables, and every value given for a figure that is on none of them.

    `forms` is what each table was told as; None where the reader tells no forms.
    """
    score = Score(pages=1)
    nothing = Reading(None, "missing")
    given = {key for key, reading in figures.items() if reading.value is not None}
    for key in sorted(page.truth.keys() | given):
        expected, got = page.truth.get(key, MISSING), figures.get(key, nothing)
        verdict = judge(expected, got)
        score.figures[verdict] += 1
        score.odd_states += verdict == "absent" and got.state not in expected.states
        if verdict in ("wrong", "absent_readable"):
            score.misses.append(Miss(key, verdict, expected, got))
    if forms is not None:
        score.forms = len(page.forms)
        score.forms_right = sum(forms.get(table) in accepted for table, accepted in page.forms.items())
    return score
