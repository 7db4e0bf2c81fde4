"""Numbers that the width of their column breaks over lines, in tables without ruling lines.

Nothing says which line is a row: 12 above 34 may be one number or two. They are put together where they stand
nearer to each other than rows do and where the column is so narrow that its header is broken as well and no
further digit fits; where that is not certain no value is read from any of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.readers.pdf_columns import Columns, Place, Stack, is_piece
from parsers.readers.pdf_lines import Line
from parsers.readers.pdf_rows import SAME_HEIGHT, Part, overlap
from parsers.values import UNTOLD

ENDS_IN_DIGIT, BEGINS_WITH_DIGIT = re.compile(r"[\d.]$"), re.compile(r"^[\d.]")
DASH = re.compile(r"[-－−–—]+")
# No table has needed more.
MAX_TIMES = 5


def whole_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines with each broken number in the line of its row, whole, or marked as untold."""
    # A number put together makes its row's label whole, and that tells which lines are rows.
    for _time in range(MAX_TIMES):
        before = list(lines)
        lines = _Numbers(before).whole()
        if lines == before:
            break
    return _Numbers(lines).whole(mark=True)


class _Numbers:
    """The columns of a table, and what their stacks say."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.columns = Columns(lines)

    def whole(self, *, mark: bool = False) -> list[Line]:
        """The lines, each stack that is certain in the line of its row, and the others left, or marked."""
        texts: dict[Place, str] = {}
        added: dict[int, list[Part]] = {}
        gone: set[Place] = set()
        for stack in self.columns.stacks():
            row = self._row(stack)
            text = self._text(stack)
            if row is None or text is None:
                if not mark:
                    continue
                for place in stack.places:
                    texts[place] = self.columns.part(place)[0] + UNTOLD
                gone.update(
                    place for place in stack.places if self.columns.weak[place[0]] and place[0] != row
                )
                continue
            own = [place for place in stack.places if place[0] == row]
            gone.update(place for place in stack.places if place not in own)
            if own:
                texts[own[0]] = text
            else:
                parts = [self.columns.part(place) for place in stack.places]
                edges = min(part[1] for part in parts), max(part[2] for part in parts)
                added.setdefault(row, []).append((text, *edges))
        return list(self._written(texts, added, gone))

    def _written(
        self, texts: dict[Place, str], added: dict[int, list[Part]], gone: set[Place]
    ) -> Iterator[Line]:
        for number, line in enumerate(self.lines):
            parts = [
                (texts.get((number, position), part[0]), *part[1:])
                for position, part in enumerate(line.parts)
                if (number, position) not in gone
            ]
            if number in added:
                parts = sorted([*parts, *added[number]], key=lambda part: part[1])
            if parts:
                yield replace(line, parts=tuple(parts))

    def _row(self, stack: Stack) -> int | None:
        """The line that a stack's row is told by; None where it is not certain."""
        if not stack.sure:
            return None
        numbers = [number for number, _position in stack.places]
        most = max(len(self.columns.pieces[number]) for number in numbers)
        first, last = self.lines[numbers[0]], self.lines[numbers[-1]]
        middle = (first.top + last.top) / 2
        in_middle = [
            number
            for number in range(numbers[0], numbers[-1])
            if abs(self.lines[number].top - middle) <= SAME_HEIGHT * first.size
        ]
        rows = (
            [number for number in numbers if self.columns.proper[number]]
            or [number for number in in_middle if number not in numbers]
            or [number for number in numbers if len(self.columns.pieces[number]) == most]
        )
        return rows[0] if rows[0] in (numbers[0], numbers[-1], *in_middle) else None

    def _text(self, stack: Stack) -> str | None:
        """What the pieces say together, apart where a digit could have followed; None where nothing tells."""
        texts = [self.columns.part(place)[0] for place in stack.places]
        edges = {number for number, _position in stack.places if self._ends_page(number)}
        if edges or DASH.fullmatch(texts[0]) or any(UNTOLD in text for text in texts):
            return None
        whole = texts[0]
        for place, text in zip(stack.places, texts[1:], strict=False):
            broken = ENDS_IN_DIGIT.search(whole) and BEGINS_WITH_DIGIT.match(text)
            whole = f"{whole} {text}" if broken and not self._is_full(place, stack) else whole + text
        return whole

    def _ends_page(self, number: int) -> bool:
        """Whether a line may be the number of its page: alone, and the first or last one there."""
        line = self.lines[number]
        around = [self.lines[n] for n in (number - 1, number + 1) if 0 <= n < len(self.lines)]
        alone = len(line.parts) == 1 and len(self.lines) > 1
        return alone and (len(around) == 1 or any(other.page != line.page for other in around))

    def _is_full(self, place: Place, stack: Stack) -> bool:
        """Whether no digit would have fitted behind a piece: its column's header is broken as well."""
        text, left, right = self.columns.part(place)
        column = [*self._column(stack)]
        digit = (right - left) / len(text)
        widest = max((part[2] - part[1] for part, _is_name in column), default=0.0)
        names = sum(is_name for _part, is_name in column)
        return names > 1 and widest - (right - left) < digit

    def _column(self, stack: Stack) -> Iterator[tuple[Part, bool]]:
        """What else stands in the column of a stack within its table, and whether it is a line of a name."""
        parts = [self.columns.part(place) for place in stack.places]
        edges: Part = ("", min(part[1] for part in parts), max(part[2] for part in parts))
        fullest = max((self.lines[n] for n, _ in stack.places), key=lambda line: len(line.parts))
        beside = [part for part in fullest.parts if not overlap(part, edges)]
        for numbers in (
            range(stack.places[0][0] - 1, -1, -1),
            range(stack.places[-1][0] + 1, len(self.lines)),
        ):
            for number in numbers:
                own = [part for part in self.lines[number].parts if overlap(part, edges)]
                spanning = [part for part in own if any(overlap(part, other) for other in beside)]
                if spanning and len(self.lines[number].parts) == 1:
                    break
                yield from ((part, not is_piece(part[0])) for part in own if part not in spanning)
