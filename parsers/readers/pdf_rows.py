"""Rows of a table without ruling lines: the lines of a label that wraps are put together beside its values.

Between the values of the row before and of the one after, the lines of a label stand in one column, evenly
spaced, and begin, end or have their middle where the values stand. Lines are put together only where that
makes a label of the form: which of two rows a line belongs to is never guessed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from parsers.labels import fold_label
from parsers.readers.pdf_lines import Line, joined
from parsers.spellings import row_spellings
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
    first = len(line.parts)
    while first and is_value(line.parts[first - 1][0]):
        first -= 1
    if 0 < first < len(line.parts) and is_unit(line.parts[first - 1][0]):
        first -= 1
    return first


def whole_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines with units and labels that take several of them put together, in the line of their values."""
    return _with_blocks(_with_blocks(lines, is_unit), lambda text: fold_label(text) in row_spellings())


def _with_blocks(lines: Sequence[Line], is_known: Callable[[str], bool]) -> list[Line]:
    """The lines with what stands left of the values put together where it is known."""
    rows = [number for number, line in enumerate(lines) if values_of(line) < len(line.parts)]
    edges = [-1, *rows, len(lines)]
    chosen: dict[int, Block] = {}
    for before, row, after in zip(edges, rows, edges[2:], strict=False):
        block = _block(lines, row, range(before + 1, row), range(row + 1, after), is_known)
        if block is not None:
            chosen[row] = block
    taken = [place for block in chosen.values() for place in block.places]
    twice = {place for place in taken if taken.count(place) > 1}
    chosen = {row: block for row, block in chosen.items() if not twice.intersection(block.places)}
    return list(_written(lines, chosen))


def _written(lines: Sequence[Line], chosen: dict[int, Block]) -> Iterator[Line]:
    """The lines without the parts that were put into others."""
    taken = {place for block in chosen.values() for place in block.places}
    for number, line in enumerate(lines):
        kept = [part for position, part in enumerate(line.parts) if (number, position) not in taken]
        if number in chosen:
            first = len(kept) - (len(line.parts) - values_of(line))
            edges = [lines[at].parts[position] for at, position in chosen[number].places]
            label = (chosen[number].text, min(p[1] for p in edges), max(p[2] for p in edges))
            kept.insert(first, label)
        if kept:
            yield replace(line, parts=tuple(kept))


def _block(
    lines: Sequence[Line], row: int, above: range, below: range, is_known: Callable[[str], bool]
) -> Block | None:
    """The lines around a row's values that make what is known; None where none or several do.

    Of one that is part of another, as 国家秘密 is of 属于国家秘密, the whole one is meant.
    """
    found = [block for block in _blocks(lines, row, above, below) if is_known(block.text)]
    whole = max(found, key=lambda block: len(block.places), default=None)
    if whole is None or not all(set(block.places) <= set(whole.places) for block in found):
        return None
    return whole


def _blocks(lines: Sequence[Line], row: int, above: range, below: range) -> Iterator[Block]:
    """What may be the label of a row: any lines above and below that fit the place of its values."""
    limit = lines[row].parts[values_of(lines[row])][1]
    own = _rightmost(lines[row], limit)
    beside = lines[row].parts[own] if own is not None else None
    if own is not None and beside is not None and not _is_group(lines, row, [*above, *below]):
        uppers = list(_chain(lines, row, above[::-1], beside, limit))
        lowers = list(_chain(lines, row, below, beside, limit))
        yield from _fitting(lines, row, uppers, [(row, own)], lowers)
    # An even number of lines has the values between two of them; what is as high as they are is a group's.
    for start in above[::-1]:
        if not _is_near(lines[start], lines[row]):
            return
        position = _rightmost(lines[start], limit)
        if position is None:
            continue
        column = lines[start].parts[position]
        if beside is None or _is_right_of(column, beside):
            uppers = [
                (start, position),
                *_chain(lines, start, range(start - 1, above.start - 1, -1), column, limit),
            ]
            yield from _fitting(lines, row, uppers, [], list(_chain(lines, row, below, column, limit)))


def _is_group(lines: Sequence[Line], row: int, around: Sequence[int]) -> bool:
    """Whether what stands left of the values names a group: the row's own label stands between them."""
    limit = lines[row].parts[values_of(lines[row])][1]
    own = _rightmost(lines[row], limit)
    near = [
        lines[number]
        for number in around
        if lines[number].page == lines[row].page and _is_near(lines[number], lines[row])
    ]
    return own is not None and any(
        _is_right_of(line.parts[position], lines[row].parts[own])
        for line in near
        if (position := _rightmost(line, limit)) is not None
    )


def _fitting(
    lines: Sequence[Line],
    row: int,
    uppers: Sequence[tuple[int, int]],
    own: Sequence[tuple[int, int]],
    lowers: Sequence[tuple[int, int]],
) -> Iterator[Block]:
    for above, below in product(range(len(uppers) + 1), range(len(lowers) + 1)):
        places = (*reversed(uppers[:above]), *own, *lowers[:below])
        if places and _fits(lines, row, [number for number, _position in places]):
            text = ""
            for number, position in places:
                text = joined(text, lines[number].parts[position][0])
            yield Block(places, text)


def _fits(lines: Sequence[Line], row: int, numbers: Sequence[int]) -> bool:
    """Whether the values are as high as the first of these lines, the last or the middle between them."""
    if numbers[0] == row or numbers[-1] == row:
        return True
    first, last = lines[numbers[0]], lines[numbers[-1]]
    if first.page != last.page:
        return False
    middle = (first.top + last.top) / 2
    return abs(middle - lines[row].top) <= SAME_HEIGHT * lines[row].size


def _chain(
    lines: Sequence[Line], start: int, numbers: Iterable[int], column: Part, limit: float
) -> Iterator[tuple[int, int]]:
    """The parts below or above a line that stand in one column with it, as far as no gap is between them."""
    last = start
    for number in list(numbers)[: 2 * MAX_LINES]:
        if not _is_near(lines[number], lines[last]):
            return
        position = _rightmost(lines[number], limit)
        if position is not None and _overlap(lines[number].parts[position], column):
            last = number
            yield number, position


def _rightmost(line: Line, limit: float) -> int | None:
    """The last part of a line that stands left of the values."""
    fitting = [position for position, part in enumerate(line.parts) if part[2] <= limit + TOLERANCE]
    return fitting[-1] if fitting else None


def _is_near(line: Line, other: Line) -> bool:
    """Whether two lines may be of one text; of that which goes on over a page's end the gap is not known."""
    if line.page != other.page:
        return abs(line.page - other.page) == 1
    return abs(line.top - other.top) <= MAX_LEADING * max(line.size, other.size)


def _overlap(part: Part, other: Part) -> bool:
    return part[1] < other[2] and other[1] < part[2]


def _is_right_of(part: Part, other: Part) -> bool:
    return part[1] > other[2] - TOLERANCE
