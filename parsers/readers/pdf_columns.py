"""Columns of tables without ruling lines: pieces of values below each other that may be of one cell.

A line of values that has none of a form's labels is a row of another table, or the rest of the row beside it.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.readers.pdf_labels import is_label, is_within_label
from parsers.readers.pdf_lines import Line
from parsers.readers.pdf_rows import Part, overlap, whole_rows
from parsers.values import is_value

# What a line of a broken value may say: digits, and a sign or a word for one before them, a unit behind them.
SIGN, UNIT = r"[+\-－−–—增加减少下降上升长了为]", r"[件项个条次起份例人宗篇部批笔家万亿千元圆民币]"
PIECE = re.compile(rf"(?=.){SIGN}*[\d.,，]*{UNIT}*")
SIGNS, UNITS, DIGIT = re.compile(rf"{SIGN}+"), re.compile(rf"{UNIT}+"), re.compile(r"\d")
# Lines of one cell stand no further apart than so many times their size, under the widest leading in use.
MAX_GAP = 4.0
# Lines of one cell are the same distance apart, and nearer than rows, but for so much.
SAME_GAP = 1.07
# Lines of one cell are not so many times as far apart as the nearest of another one.
FAR_LEADING = 1.3
# Two lines of one part each are a paragraph's.
MIN_PARTS = 2
# So many names 1, 2, 3 … number the columns.
MIN_NUMBERED = 3
# How far a line is from one on the next page: unknown.
OVER_PAGES = -1.0

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces of values below each other, by number of line and part; `sure` where they are one cell's."""

    places: tuple[Place, ...]
    sure: bool


class Columns:
    """Lines, what in each may be a piece of a value, and which of them are rows beyond doubt."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.pieces = [pieces_of(line) for line in lines]
        known = {
            (line.page, line.top)
            for line in whole_rows(lines)
            if (first := len(line.parts) - len(pieces_of(line))) and is_label(line.parts[first - 1][0])
        }
        self.proper = [(line.page, line.top) in known for line in lines]
        self.weak = [self._is_weak(number) for number in range(len(lines))]
        rows = [line for line, proper in zip(lines, self.proper, strict=True) if proper]
        gaps = [_gap(line, below) for line, below in pairwise(rows) if line.page == below.page]
        # How near to each other rows stand that are rows beyond doubt.
        self.row_gap = min(gaps, default=math.inf)
        self.leading = min(_leadings(lines), default=math.inf)

    def _is_weak(self, number: int) -> bool:
        """Whether a line may hold the rest of another one's values: it has none of a form's labels itself."""
        line, pieces = self.lines[number], self.pieces[number]
        if not pieces or self.proper[number]:
            return False
        if not pieces[0]:
            names = [line.parts[position][0] for position in pieces]
            return len(names) < MIN_NUMBERED or names != [str(n) for n in range(1, len(names) + 1)]
        label = line.parts[pieces[0] - 1]
        if is_within_label(label[0]):
            return True
        near = [n for n in (number - 1, number + 1) if 0 <= n < len(self.lines) and self.proper[n]]
        return any(
            pieces and not overlap(label, self.lines[n].parts[self.pieces[n][0] - 1])
            for n in near
            if self.pieces[n][0]
        )

    def part(self, place: Place) -> Part:
        """What stands at a place."""
        return self.lines[place[0]].parts[place[1]]

    def stacks(self) -> Iterator[Stack]:
        """What stands below each other in one column, at least one of it without a label of its own."""
        weak = [
            (number, position)
            for number in range(len(self.lines))
            for position in self.pieces[number]
            if self.weak[number]
        ]
        seen: set[Place] = set()
        # What is nearest to each other first: it is one cell's before its neighbours can be.
        for place in sorted(weak, key=self._least):
            if place not in seen:
                stack = self._stack(place, seen)
                if len(stack.places) > 1 and any(DIGIT.search(self.part(p)[0]) for p in stack.places):
                    seen.update(stack.places)
                    yield stack

    def _least(self, place: Place) -> float:
        """How far the nearest piece is on the same page; 0 where all are over its end."""
        around = [found for step in (-1, 1) if (found := self._next(place, step)) is not None]
        return min((gap for _place, gap in around if gap != OVER_PAGES), default=0.0)

    def _stack(self, place: Place, seen: set[Place]) -> Stack:
        """The pieces as far apart as this one and the nearest to it."""
        least = self._least(place)
        places, sure = [place], least < self.row_gap / SAME_GAP
        for step in (-1, 1):
            last = place
            while (found := self._next(last, step)) is not None and OVER_PAGES < found[1] <= SAME_GAP * least:
                if found[0] in seen:
                    return Stack((place,), False)
                last = found[0]
                places.append(last)
            if found is not None and found[1] == OVER_PAGES:
                places.append(found[0])
                sure = False
        ordered = tuple(sorted(places))
        return Stack(ordered, sure and self._is_of_one_row(ordered))

    def _is_row_apart(self, number: int, other: int) -> bool:
        """Whether lines with labels are as far apart as rows, and a label's own lines much nearer."""
        gap = _gap(self.lines[number], self.lines[other])
        labelled = self.pieces[number].start and self.pieces[other].start
        return bool(labelled) and gap * SAME_GAP >= self.row_gap and gap > FAR_LEADING * self.leading

    def _is_of_one_row(self, places: Sequence[Place]) -> bool:
        """Whether what stands left of a stack is one label or a part of one."""
        numbers = range(places[0][0], places[-1][0] + 1)
        labels = [
            self.lines[number].parts[first - 1]
            for number in numbers
            if (first := len(self.lines[number].parts) - len(self.pieces[number]))
        ]
        # A group's name may stand left of the labels.
        column = [label for label in labels if label[2] > max(other[1] for other in labels)]
        return not column or is_within_label("".join(label[0] for label in column))

    def _next(self, place: Place, step: int) -> tuple[Place, float] | None:
        """The next piece of the column and how far away it is; None where none is."""
        number, part = place[0], self.part(place)
        line = self.lines[number]
        other = number + step
        while 0 <= other < len(self.lines):
            gap = _gap(line, self.lines[other])
            if gap > MAX_GAP * line.size or abs(line.page - self.lines[other].page) > 1:
                return None
            found = [at for at, one in enumerate(self.lines[other].parts) if overlap(one, part)]
            if found:
                is_one = len(found) == 1 and found[0] in self.pieces[other]
                linked = is_one and (self.weak[number] or self.weak[other])
                linked = linked and not self._is_row_apart(number, other)
                pair = sorted([place, (other, found[0])])
                linked = linked and _may_follow(*(self.part(one)[0] for one in pair))
                if linked:
                    return (other, found[0]), gap
                return None
            if line.page != self.lines[other].page and self.pieces[other]:
                return None
            other += step
        return None


def is_near_value(line: Line, others: Iterable[Line]) -> bool:
    """Whether a line of one number may be part of a value on one of the others."""
    return any(
        _gap(other, line) <= MAX_GAP * max(line.size, other.size)
        and any(overlap(line.parts[0], other.parts[position]) for position in pieces_of(other))
        for other in others
    )


def pieces_of(line: Line) -> range:
    """The parts at a line's end that may be values or pieces of values."""
    first = len(line.parts)
    while first and is_piece(line.parts[first - 1][0]):
        first -= 1
    return range(first, len(line.parts))


def is_piece(text: str) -> bool:
    """Whether a text is a value, or may be a line of one."""
    return bool(PIECE.fullmatch(text)) or is_value(text)


def _leadings(lines: Sequence[Line]) -> Iterator[float]:
    """How far lines of labels, or of what else is no value, are from those below them in their column."""
    for line, below in pairwise(lines):
        own, other = (
            [part for number, part in enumerate(one.parts) if number not in pieces_of(one)]
            for one in (line, below)
        )
        if line.page == below.page and len(below.parts) + len(line.parts) > MIN_PARTS:
            yield from (_gap(line, below) for a in own for b in other if overlap(a, b))


def _may_follow(upper: str, lower: str) -> bool:
    """Whether two lines may be of one value: digits, or a sign above them, a unit below."""
    above = DIGIT.search(upper) or SIGNS.fullmatch(upper)
    return bool(above and (DIGIT.search(lower) or UNITS.fullmatch(lower)))


def _gap(line: Line, other: Line) -> float:
    return abs(line.top - other.top) if line.page == other.page else OVER_PAGES
