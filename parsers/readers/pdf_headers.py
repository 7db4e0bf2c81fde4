"""Headers of tables without ruling lines: the lines of a column's name are put together, names in rows.

The lines of one name stand below each other, and those of its neighbours at other heights. Only names that a
form prints are put together; the ones with no other below them head the columns and make one row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from parsers.forms import FORMS
from parsers.labels import fold_label
from parsers.readers.pdf_lines import Line, joined
from parsers.readers.pdf_rows import is_near, overlap, values_of

# A header has two names at least; none takes more lines than these.
MIN_NAMES, MAX_LINES = 2, 10


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a header: where its lines stand, as numbers of line and part, and what it says."""

    places: tuple[tuple[int, int], ...]
    text: str
    left: float
    right: float

    @property
    def part(self) -> tuple[str, float, float]:
        """As a part of a line."""
        return self.text, self.left, self.right


def whole_headers(lines: Sequence[Line]) -> list[Line]:
    """The lines with each header that takes several of them put together into rows."""
    kept: list[Line] = []
    pending: list[Line] = []
    for line in lines:
        if values_of(line) < len(line.parts):
            kept.extend(_whole(pending))
            kept.append(line)
            pending = []
        else:
            pending.append(line)
    return [*kept, *pending]


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines between two rows of values, the header among them put together."""
    names = list(_names(lines))
    if len(names) < MIN_NAMES or all(len(name.places) == 1 for name in names):
        return list(lines)
    taken = {place for name in names for place in name.places}
    last = max(number for number, _position in taken)
    whole: list[Line] = []
    for number, line in enumerate(lines):
        parts = tuple(part for position, part in enumerate(line.parts) if (number, position) not in taken)
        if parts:
            whole.append(replace(line, parts=parts))
        if number == last:
            whole.extend(
                replace(line, parts=tuple(name.part for name in sorted(row, key=lambda name: name.left)))
                for row in _in_rows(names)
            )
    return whole


def _in_rows(names: Sequence[Name]) -> list[list[Name]]:
    """The names in rows from top to bottom; those that head the columns are the last one."""
    heights: dict[Name, int] = {}
    for name in sorted(names, key=lambda name: name.places[0]):
        over = [heights[other] for other in heights if _is_over(other, name)]
        heights[name] = max(over, default=-1) + 1
    columns = [name for name in names if not any(_is_over(name, other) for other in names)]
    others = [name for name in names if name not in columns]
    rows = [
        [name for name in others if heights[name] == height] for height in range(max(heights.values()) + 1)
    ]
    return [row for row in (*rows, columns) if row]


def _is_over(name: Name, other: Name) -> bool:
    return name.places[-1][0] < other.places[0][0] and overlap(name.part, other.part)


def _names(lines: Sequence[Line]) -> Iterator[Name]:
    taken: set[tuple[int, int]] = set()
    for number, line in enumerate(lines):
        for position in range(len(line.parts)):
            if (number, position) not in taken:
                known = [
                    name for name in _below(lines, number, position) if fold_label(name.text) in _spellings()
                ]
                if known:
                    taken.update(known[-1].places)
                    yield known[-1]


def _below(lines: Sequence[Line], number: int, position: int) -> Iterator[Name]:
    """What stands at a place, alone and with ever more of the lines below it in its column."""
    text, left, right = lines[number].parts[position]
    places = [(number, position)]
    yield Name(tuple(places), text, left, right)
    for below in range(number + 1, len(lines)):
        last = lines[places[-1][0]]
        if len(places) == MAX_LINES or lines[below].page != last.page or not is_near(lines[below], last):
            return
        found = [at for at, part in enumerate(lines[below].parts) if overlap(part, (text, left, right))]
        if len(found) > 1:
            return
        if found:
            part = lines[below].parts[found[0]]
            places.append((below, found[0]))
            text, left, right = joined(text, part[0]), min(left, part[1]), max(right, part[2])
            yield Name(tuple(places), text, left, right)


@cache
def _spellings() -> frozenset[str]:
    """What the forms print above their columns."""
    named = {"单位"}
    for form in FORMS.values():
        for table in form.tables.values():
            named.update(group.zh for group in table.groups)
            for block in table.blocks:
                named.update((block.corner_zh, block.columns_zh, *(column.group for column in block.columns)))
                named.update(text for column in block.columns for text in (column.zh, *column.aliases))
                if table.shape == "line":
                    named.update(text for row in block.rows for text in (row.zh, *row.aliases))
    return frozenset(map(fold_label, named)) - {""}
