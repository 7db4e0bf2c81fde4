"""Rows of a table without ruling lines: the lines of a label that wraps are put together beside its values.

Between the values of the row before and of the one after, the lines of a label stand in one column, evenly
spaced, and begin, end or have their middle where the values stand. Lines are put together only where that
makes a label of the form: which of two rows a line belongs to is never guessed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from parsers.readers.pdf_labels import is_label
from parsers.readers.pdf_lines import Line, joined
from parsers.values import is_unit, is_value

# Text, left and right edge.
Part = tuple[str, float, float]

# Lines of one text stand no further apart than so many times their size.
MAX_LEADING = 2.2
# Columns may reach into each other by so many points.
TOLERANCE = 2.0
# A label's first line, its last one or its middle is as high as its values, but for so much of their size.
SAME_HEIGHT = 0.35
# The longest label of a form, in a column of three characters, takes so many lines; half of them stand above.
MAX_LINES = 16


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one label from top to bottom, each as the number of its line and its part there."""

    places: tuple[tuple[int, int], ...]
    text: str


def values_of(line: Line) -> int:
    """Where the values of a row begin, counted in parts; the number of its parts where it has none."""
    first = _numbers_of(line)
    unit = 0 < first < len(line.parts) and is_unit(line.parts[first - 1][0])
    return first - 1 if unit else first


def _numbers_of(line: Line) -> int:
    first = len(line.parts)
    while first and is_value(line.parts[first - 1][0]):
        first -= 1
    return first


def whole_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines with units and labels that take several of them put together, in the line of their values."""
    # A unit's last line may read like another: 元 of 万元.
    with_units = _with_blocks(_Rows(lines, tuple(map(_numbers_of, lines))), is_unit)
    rows = _Rows(with_units, tuple(map(values_of, with_units)))
    return _with_blocks(rows, is_label)


def _with_blocks(rows: "_Rows", is_known: Callable[[str], bool]) -> list[Line]:
    """The lines with what stands left of the values put together where it is known."""
    lines = rows.lines
    numbers = [number for number, line in enumerate(lines) if rows.firsts[number] < len(line.parts)]
    edges = [-1, *numbers, len(lines)]
    chosen: dict[int, Block] = {}
    for before, row, after in zip(edges, numbers, edges[2:], strict=False):
        found = rows.blocks(row, range(before + 1, row), range(row + 1, after))
        block = _largest([block for block in found if is_known(block.text)])
        if block is not None:
            chosen[row] = block
    taken = [place for block in chosen.values() for place in block.places]
    twice = {place for place in taken if taken.count(place) > 1}
    chosen = {row: block for row, block in chosen.items() if not twice.intersection(block.places)}
    return list(_written(rows, chosen))


def _largest(found: Sequence[Block]) -> Block | None:
    """The block that holds all others, as 属于国家秘密 holds 国家秘密; None where none does."""
    whole = max(found, key=lambda block: len(block.places), default=None)
    if whole is None or not all(set(block.places) <= set(whole.places) for block in found):
        return None
    return whole


def _written(rows: "_Rows", chosen: dict[int, Block]) -> Iterator[Line]:
    """The lines without the parts that were put into others."""
    taken = {place for block in chosen.values() for place in block.places}
    for number, line in enumerate(rows.lines):
        kept = [part for position, part in enumerate(line.parts) if (number, position) not in taken]
        if number in chosen:
            first = len(kept) - (len(line.parts) - rows.firsts[number])
            edges = [rows.lines[at].parts[position] for at, position in chosen[number].places]
            label = (chosen[number].text, min(p[1] for p in edges), max(p[2] for p in edges))
            kept.insert(first, label)
        if kept:
            yield replace(line, parts=tuple(kept))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Lines, and where in each the values begin: what may stand left of them, over several lines."""

    lines: Sequence[Line]
    firsts: Sequence[int]

    def limit(self, row: int) -> float:
        """The left edge of a row's values."""
        return self.lines[row].parts[self.firsts[row]][1]

    def blocks(self, row: int, above: range, below: range) -> Iterator[Block]:
        """What may be the label of a row: any lines above and below that fit the place of its values."""
        line, limit = self.lines[row], self.limit(row)
        own = _rightmost(line, limit)
        if own is not None and not self._is_group(row, line.parts[own], [*above, *below]):
            uppers = list(self._chain(row, above[::-1], line.parts[own], limit))
            lowers = list(self._chain(row, below, line.parts[own], limit))
            yield from self._fitting(row, uppers, [(row, own)], lowers)
        # An even number of lines has the values between two; what is as high as they are is a group's.
        for start in above[::-1]:
            if not is_near(self.lines[start], line):
                return
            position = _rightmost(self.lines[start], limit)
            if position is None:
                continue
            column = self.lines[start].parts[position]
            if own is None or _is_right_of(column, line.parts[own]):
                higher = self._chain(start, range(start - 1, above.start - 1, -1), column, limit)
                lowers = list(self._chain(row, below, column, limit))
                yield from self._fitting(row, [(start, position), *higher], [], lowers)

    def _is_group(self, row: int, own: Part, around: Sequence[int]) -> bool:
        """Whether what is as high as the values names a group: the row's label stands between them."""
        line = self.lines[row]
        near = [self.lines[n] for n in around if self.lines[n].page == line.page]
        return any(
            _is_right_of(other.parts[position], own)
            for other in near
            if is_near(other, line) and (position := _rightmost(other, self.limit(row))) is not None
        )

    def _chain(
        self, start: int, numbers: Iterable[int], column: Part, limit: float
    ) -> Iterator[tuple[int, int]]:
        """The parts above or below a line that stand in one column, as far as there is no gap."""
        last = start
        for number in list(numbers)[: 2 * MAX_LINES]:
            if not is_near(self.lines[number], self.lines[last]):
                return
            position = _rightmost(self.lines[number], limit)
            if position is not None and overlap(self.lines[number].parts[position], column):
                last = number
                yield number, position

    def _fitting(
        self,
        row: int,
        uppers: Sequence[tuple[int, int]],
        own: Sequence[tuple[int, int]],
        lowers: Sequence[tuple[int, int]],
    ) -> Iterator[Block]:
        for above, below in product(range(len(uppers) + 1), range(len(lowers) + 1)):
            places = (*reversed(uppers[:above]), *own, *lowers[:below])
            if places and self._fits(row, [number for number, _position in places]):
                text = ""
                for number, position in places:
                    text = joined(text, self.lines[number].parts[position][0])
                yield Block(places, text)

    def _fits(self, row: int, numbers: Sequence[int]) -> bool:
        """Whether the values are as high as the first of these lines, the last or the middle between."""
        if numbers[0] == row or numbers[-1] == row:
            return True
        first, last = self.lines[numbers[0]], self.lines[numbers[-1]]
        if first.page != last.page or first.page != self.lines[row].page:
            return False
        middle = (first.top + last.top) / 2
        return abs(middle - self.lines[row].top) <= SAME_HEIGHT * self.lines[row].size


def _rightmost(line: Line, limit: float) -> int | None:
    """The last part of a line that stands left of the values."""
    fitting = [position for position, part in enumerate(line.parts) if part[2] <= limit + TOLERANCE]
    return fitting[-1] if fitting else None


def is_near(line: Line, other: Line) -> bool:
    """Whether two lines may be of one text; of that which goes on over a page's end the gap is not known."""
    if line.page != other.page:
        return abs(line.page - other.page) == 1
    return abs(line.top - other.top) <= MAX_LEADING * max(line.size, other.size)


def overlap(part: Part, other: Part) -> bool:
    """Whether two parts stand in one column."""
    return part[1] < other[2] and other[1] < part[2]


def _is_right_of(part: Part, other: Part) -> bool:
    return part[1] > other[2] - TOLERANCE
