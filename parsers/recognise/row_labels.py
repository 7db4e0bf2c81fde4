"""A form's rows as their labels tell them: every spelling, and how much a label resembles a row's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from parsers.forms import Group, Row
from parsers.labels import fold_label

# The most alike labels of different rows (本年新收…数量, 上年结转…数量) score 79; 予以公开, 不予公开 75.
LIKE_ENOUGH = 80.0
NUMBER_FIRST = re.compile(r"^(\d)\..*$")
# A label cut off after so many characters may still be told.
MIN_CUT_LENGTH = 4


@dataclass(frozen=True)
class RowLabels:
    """A form's rows: every folded spelling with the rows it names, the official ones, their widths."""

    spellings: Mapping[str, tuple[int, ...]]
    official: tuple[str, ...]
    widths: tuple[frozenset[int], ...]
    # What numbers each row's label, and every folded group that a row may stand in.
    numbers: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()

    def names_better(self, label: str, form_row: int, score: float) -> bool:
        """Whether a label resembles another row more, or is the beginning of one.

        政务微信 is not 政务微博 with a mistake, nor 维持具体行政行为或 the 维持具体行政行为数 above it.
        """
        return any(
            fuzz.ratio(label, official) > score or _is_beginning(label, official)
            for number, official in enumerate(self.official)
            if number != form_row
        )

    def shares(self, form_row: int, wanted: range) -> bool:
        """Whether another wanted row has the same label."""
        named = self.spellings.get(self.official[form_row], ())
        return any(other in wanted for other in named if other != form_row)

    def spelt(self, form_row: int) -> tuple[str, ...]:
        """Every folded spelling of one row."""
        return self._by_row[form_row]

    @cached_property
    def _by_row(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (official, *(s for s, rows in self.spellings.items() if number in rows and s != official))
            for number, official in enumerate(self.official)
        )


def labels_of(rows: Sequence[Row], widths: frozenset[int], groups: Iterable[Group] = ()) -> RowLabels:
    """The labels of a block's rows, each of which is followed by as many cells as `widths` allows."""
    return RowLabels(
        spellings=spellings_of((n, label) for n, row in enumerate(rows) for label in (row.zh, *row.aliases)),
        official=tuple(fold_label(row.zh) for row in rows),
        widths=(widths,) * len(rows),
        numbers=tuple(NUMBER_FIRST.sub(r"\1", row.zh) if NUMBER_FIRST.match(row.zh) else "" for row in rows),
        groups=frozenset(fold_label(group.zh) for group in groups),
    )


def spellings_of(rows: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
    """Every folded spelling with the rows it names, from (row number, label) pairs."""
    spellings: dict[str, tuple[int, ...]] = {}
    for number, label in rows:
        folded = fold_label(label)
        if number not in spellings.get(folded, ()):
            spellings[folded] = (*spellings.get(folded, ()), number)
    return spellings


def likeness(label: str, form_row: int, labels: RowLabels) -> float:
    """How much a label resembles a row's, 0 to 100; a beginning that only its label has counts as whole."""
    if _is_beginning(label, labels.official[form_row]):
        return 100.0 if sum(other.startswith(label) for other in labels.official) == 1 else 0.0
    return max(fuzz.ratio(label, spelling) for spelling in labels.spelt(form_row))


def _is_beginning(label: str, official: str) -> bool:
    return len(label) >= MIN_CUT_LENGTH and official.startswith(label)
