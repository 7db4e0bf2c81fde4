"""A list printed in two halves side by side and then one cell a line: left and right rows take turns.

The header, which stands there twice, tells it. The rows are set in one column again, the left half's before
the right one's, as the form's own order tells them apart: a row of an unknown label is the right one's where
it stands between two of the left half, and the other way round.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from parsers.document import Cell
from parsers.forms import FORMS, Table
from parsers.labels import fold_label
from parsers.recognise.kinds import LABEL, kind_of

# A header of a list names the indicator and its number, often a unit and a second number.
HEADER_LENGTHS = (2, 3, 4)
# What is left of a destroyed label is as short as this.
MAX_RUIN_LENGTH = 2


@dataclass(slots=True)
class Entry:
    """A label, perhaps in pieces, with the cells up to the next one."""

    cells: list[Cell] = field(default_factory=list)
    label: str = ""
    has_value: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        """Where the form prints this label, counted from its first row; of some labels there are several."""
        return _places().get(fold_label(self.label), ())


def in_one_column(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a list with its right half below its left one; other cells as they are."""
    head = _header_printed_twice(cells)
    if head is None:
        return cells
    again, first = head
    entries = list(_entries(cells[first:]))
    sides = _sides(entries)
    if sides is None:
        return cells
    of_side = [
        cell
        for is_right in (False, True)
        for entry, side in zip(entries, sides, strict=True)
        if side is is_right
        for cell in entry.cells
    ]
    return [*cells[:again], *of_side]


def _header_printed_twice(cells: Sequence[Cell]) -> tuple[int, int] | None:
    """Where a header stands again after itself, and the list's first label right behind; None without one."""
    first = next((n for n, cell in enumerate(cells) if fold_label(cell.text) in _places()), 0)
    written = [number for number in range(first) if cells[number].text]
    for length in HEADER_LENGTHS:
        texts = [fold_label(cells[number].text) for number in written[-2 * length :]]
        if len(texts) == 2 * length and texts[:length] == texts[length:]:
            return written[-length], first
    return None


def _entries(cells: Sequence[Cell]) -> Iterator[Entry]:
    entry = Entry()
    for cell in cells:
        is_label = kind_of(cell.text) == LABEL
        if (
            is_label
            and entry.cells
            and (entry.has_value or entry.places or fold_label(cell.text) in _places())
        ):
            yield entry
            entry = Entry()
        entry.cells.append(cell)
        entry.has_value = entry.has_value or not is_label
        entry.label += cell.text if is_label else ""
    yield entry


def _sides(entries: Sequence[Entry]) -> list[bool] | None:
    """For each entry whether it is of the right half; None where that of some cannot be told."""
    known = [entry.places[0] for entry in entries[:2] if len(entry.places) == 1]
    if len(known) < len(entries[:2]) or known[1:] <= [known[0] + 1]:
        return None
    told = [_side(entry, known[1]) for entry in entries]
    sides: list[bool] = []
    for number, entry in enumerate(entries):
        side = told[number]
        if side is None:
            side = _side_of_unknown(entry, sides, told[number + 1 :])
        if side is None:
            return None
        sides.append(side)
    return sides


def _side(entry: Entry, middle: int) -> bool | None:
    """The half of a label that the form prints in one half alone, which begins at `middle`."""
    halves = {place >= middle for place in entry.places}
    return halves.pop() if len(halves) == 1 else None


def _side_of_unknown(entry: Entry, before: Sequence[bool], after: Sequence[bool | None]) -> bool | None:
    """The half of a row of the agency's own, or of one whose label is bent."""
    if not any(side is not None for side in after):
        return True  # below the list
    other = not before[-1]
    if after[0] is before[-1] and other in after:
        return other
    # One row more than the halves have in turn is a row of the agency's own, if its label is whole.
    return before[-1] if after[0] is other and len(entry.label) > MAX_RUIN_LENGTH else None


@cache
def _places() -> dict[str, tuple[int, ...]]:
    """By folded label, where the forms' lists print it, groups among their rows."""
    places: dict[str, tuple[int, ...]] = {}
    for form in FORMS.values():
        for table in form.tables.values():
            if table.shape == "list":
                for place, spellings in enumerate(_in_print(table)):
                    for folded in {fold_label(spelling) for spelling in spellings}:
                        places[folded] = (*places.get(folded, ()), place)
    return places


def _in_print(table: Table) -> Iterator[tuple[str, ...]]:
    """The spellings of each line of a list: each group's above its first row."""
    groups = {group.key: group for group in table.groups}
    printed: set[str] = set()
    for row in table.blocks[0].rows:
        above: list[tuple[str, ...]] = []
        key = row.group
        while key and key not in printed:
            printed.add(key)
            above.insert(0, (groups[key].zh,))
            key = groups[key].parent
        yield from above
        yield (row.zh, row.zh + row.note, *row.aliases)
