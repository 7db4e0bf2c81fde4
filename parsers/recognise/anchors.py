"""A form row found on the page, and how an exact label, whole or broken over cells, names one."""

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.labels import fold_label
from parsers.recognise.kinds import LABEL
from parsers.recognise.row_labels import RowLabels
from parsers.recognise.rows import PageRow
from parsers.spellings import last_label

# The evidence of a row that the page prints twice with other numbers.
CONTRADICTED = "contradiction"
# A label broken over lines or cells has at most so many pieces.
MAX_BROKEN = 3
# The longest label of any form has 40 characters, a few more with a note.
MAX_LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Anchor:
    """A form row found on the page: the positions of both rows and of the label cell."""

    page_row: int
    form_row: int
    label: int
    evidence: str = "label"


def exact_anchor(number: int, row: PageRow, labels: RowLabels, last: int, unread: int) -> Anchor | None:
    """The row of the form that a page row names; of several with the same label, the first after `last`.

    Where unread rows stand before it, it may be the second as well: then the rows around it decide.
    """
    for position in row.label_positions:
        named = _named(row, position, labels)
        if named is None:
            continue
        if len(named) > 1:
            last = max(last, -1, *_rows_named_before(row, position, labels))
        following = [candidate for candidate in named if candidate > last]
        if len(following) > 1 and unread:
            continue
        form_row = following[0] if following else named[0]
        if _has_values(row, position, labels.widths[form_row]):
            is_second = _is_printed_before(row, position)
            return Anchor(number, form_row, position, CONTRADICTED if is_second else "label")
    return None


def _is_printed_before(row: PageRow, position: int) -> bool:
    """Whether the same label stands before with its own cells, as where a row without a number is repeated.

    One cell a line, nothing ends such a row.
    """
    before = row.kinds.rfind(LABEL, 0, position)
    return 0 <= before < position - 1 and row.names[before] == row.names[position] != ""


def _rows_named_before(row: PageRow, position: int, labels: RowLabels) -> list[int]:
    """The form rows that labels left of a position name: one cell a line, their numbers are blank."""
    named = [labels.spellings.get(name, ()) for name in row.names[:position] if name]
    return [rows[0] for rows in named if len(rows) == 1]


def _named(row: PageRow, position: int, labels: RowLabels) -> tuple[int, ...] | None:
    """The form rows that a label names, alone or together with those before it: labels break over lines."""
    named = labels.spellings.get(row.names[position])
    if named is not None:
        return named
    text = row.cells[position].text
    # The group's label may stand in the same cell.
    named = labels.spellings.get(last_label(text))
    start = position - 1
    pieces = 1
    while named is None and start >= 0 and row.kinds[start] == "L" and pieces < MAX_BROKEN:
        # Characters set apart by spaces are no pieces.
        pieces += len(row.cells[start].text) > 1
        text = row.cells[start].text + text
        if len(text) > MAX_LABEL_LENGTH:
            break
        named = labels.spellings.get(fold_label(text))
        start -= 1
    return named


def _has_values(row: PageRow, position: int, widths: frozenset[int]) -> bool:
    """Whether cells that may be values follow the label.

    A header has none, a group's label has another label and then one cell too many; a sentence in a value's
    place leaves the number of cells right.
    """
    cells = row.after(position, max(widths))
    kinds = row.kinds[position + 1 : position + 1 + len(cells)]
    if len(cells) in widths:
        return "V" in kinds or "L" not in kinds
    return "V" in kinds and "L" not in kinds


def say_the_same(first: Anchor, second: Anchor, rows: Sequence[PageRow]) -> bool:
    """Whether two page rows have the same cells right of their labels."""
    before, after = (rows[a.page_row].after(a.label, 0) for a in (first, second))
    return [cell.text for cell in before] == [cell.text for cell in after]
