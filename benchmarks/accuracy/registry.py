"""The deviations, each a function of its own that says in its docstring what it does to a report.

>>> from benchmarks.accuracy.deviations import DEVIATIONS
>>> DEVIATIONS["decrease_in_words"].what
'A decrease is printed as a word: 减1.'
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from benchmarks.accuracy.draft import Draft, Format

# In the order in which they are applied; within a stage in the order of registration.
Stage = Literal["forms", "cells", "rows", "blocks", "style", "shape"]
STAGES: tuple[str, ...] = get_args(Stage)

Apply = Callable[[Draft], None]


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way of straying from the form. Two that touch the same thing are never combined."""

    name: str
    what: str
    stage: Stage
    formats: tuple[Format, ...]
    forms: tuple[str, ...]
    touches: frozenset[str]
    apply: Apply

    def fits(self, form: str, page_format: str) -> bool:
        """Whether it can happen to a report on this form in this format."""
        return page_format in self.formats and (not self.forms or form in self.forms)


DEVIATIONS: dict[str, Deviation] = {}
HTML: tuple[Format, ...] = ("html",)
TEXT: tuple[Format, ...] = ("text",)
FORMATS: tuple[Format, ...] = ("html", "text")


def deviation(
    stage: Stage, touches: str = "", *, forms: str = "", formats: tuple[Format, ...] = FORMATS
) -> Callable[[Apply], Apply]:
    """Register a function as a deviation under its own name.

    Args:
        stage: when it is applied.
        touches: what it changes, in words that exclude other deviations with the same word.
        forms: the forms it can happen to; all where none is named.
        formats: the formats it can happen in.
    """

    def register(apply: Apply) -> Apply:
        name = apply.__name__
        if name in DEVIATIONS:
            raise ValueError(f"two deviations are named {name}")
        what = " ".join((apply.__doc__ or "").split())
        DEVIATIONS[name] = Deviation(
            name, what, stage, formats, tuple(forms.split()), frozenset(touches.split()), apply
        )
        return apply

    return register


def in_order(names: Iterable[str]) -> list[Deviation]:
    """The named deviations in the order of application."""
    ranks = {name: rank for rank, name in enumerate(DEVIATIONS)}
    chosen = [DEVIATIONS[name] for name in names]
    return sorted(chosen, key=lambda d: (STAGES.index(d.stage), ranks[d.name]))


def are_compatible(chosen: Iterable[Deviation], other: Deviation) -> bool:
    """Whether another deviation can happen to the same report."""
    return all(other.name != d.name and not (other.touches & d.touches) for d in chosen)
