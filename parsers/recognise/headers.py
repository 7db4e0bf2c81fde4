"""Column headers of table two: cut, split over cells, annotated, or belonging to another item.

A header is compared as one string, so it does not matter how it was cut into cells; only where that fails
are its cells taken one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rapidfuzz import fuzz

from parsers.document import Cell
from parsers.forms import Block, Column
from parsers.labels import fold_label

# A header cut to 本年新|本年新|对外公开总数量 scores 76 against its own form and 29 against the other.
LIKE_ENOUGH = 70.0
# A header with fewer columns than the form's, each of them the form's own.
ALL_NAMED = 90.0


@dataclass(frozen=True, slots=True)
class Header:
    """The label cells above (or, one cell a line, before) a row, without the item's title and the corner.

    `text` is all of it, folded. `spans` is how many cells each one stands for where a tool has written a cell
    that spans several columns into each of them.
    """

    cells: tuple[Cell, ...]
    text: str
    spans: tuple[int, ...] = ()

    def likeness(self, block: Block) -> float:
        """How much it resembles the header of a block, 0 to 100; each cell a column of it is enough."""
        score = _likeness(self.text, "".join(column.zh for column in block.columns))
        if score >= ALL_NAMED or not self.cells:
            return score
        names = _spellings(tuple((column.zh, *column.aliases) for column in block.columns))
        return ALL_NAMED if self.names <= names and len(self.names) == len(self.cells) else score

    @property
    def names(self) -> frozenset[str]:
        """What its cells say, folded."""
        return frozenset(fold_label(cell.text) for cell in self.cells)


@lru_cache
def _spellings(columns: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(fold_label(spelling) for column in columns for spelling in column)


@lru_cache(maxsize=5_000)
def _likeness(printed: str, official: str) -> float:
    # Headers repeat from report to report.
    return fuzz.ratio(printed, fold_label(official))


def header_of(cells: Sequence[Cell], titles: frozenset[str]) -> Header:
    """A header from label cells; `titles` are the folded item titles and corners to leave out."""
    kept = [(cell, folded) for cell in cells if (folded := fold_label(cell.text)) not in titles]
    return Header(tuple(cell for cell, _ in kept), "".join(folded for _, folded in kept))


def without_repeats(header: Header) -> Header | None:
    """The header with cells that repeat the one before them taken as one; None where none does."""
    runs = [list(run) for _text, run in groupby(header.cells, key=lambda cell: fold_label(cell.text))]
    if len(runs) == len(header.cells):
        return None
    cells = tuple(run[0] for run in runs)
    return Header(cells, "".join(fold_label(cell.text) for cell in cells), tuple(map(len, runs)))


def named_columns(header: Header, columns: Sequence[Column]) -> list[Column] | None:
    """The columns that the header's cells name, in the order of print; None unless each names one exactly."""
    named = own_columns(header, columns)
    found = [column for column in named if column is not None]
    if not found or len(found) != len(named) or len({column.key for column in found}) != len(found):
        return None
    return found


def own_columns(header: Header, columns: Sequence[Column]) -> list[Column | None]:
    """For each of the header's cells the column that it names exactly, or None."""
    names = {fold_label(s): column for column in columns for s in (column.zh, *column.aliases)}
    return [names.get(fold_label(cell.text)) for cell in header.cells]
