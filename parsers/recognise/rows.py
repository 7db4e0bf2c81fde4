"""The page's tables as one list of rows, each cell marked as label, value or blank.

Recognition works on rows, not on tables: agencies print the statutory tables as one table, as three, or
as seven, nested in layout tables or one cell a line. Extracts with one cell a line are put back into rows
here: a row ends where a label follows a value.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.document import Cell, Table
from parsers.labels import fold_label, fold_text, simplified
from parsers.recognise.halves import in_one_column
from parsers.recognise.kinds import BLANK, LABEL, NOTE, UNIT, VALUE, kind_of
from parsers.recognise.unread import UnreadValue
from parsers.spellings import row_spellings, unglued
from parsers.values import unit_in_label

# A half of a list has a label and a number at least.
MIN_HALF = 2
# So many labels after values in one row are so many rows.
MIN_RUN_TOGETHER = 3
# A table of fewer lines is none with one cell a line.
MIN_LINES = 8
# A table in which so many lines hold no more than a value or nothing is cut within its rows.
BROKEN_SHARE = 0.33
# The kinds of a row whose values go on behind a blank cell; three labels at most stand before a row.
TWO_ROWS = re.compile(r"^[LBN]{0,2}L(V{3,})B(V{3,})$")
# A table in which more rows than this share hold a single cell is one cell a line.
SINGLE_CELL_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row: its cells as written and, as long, their kinds.

    L is a label, V a value, B blank, U a unit alone, N a note in brackets.
    """

    cells: tuple[Cell, ...]
    kinds: str
    table: int
    # Where labels stand, from the right: the one nearest to the values first.
    label_positions: tuple[int, ...] = field(init=False)
    # The labels folded, by their positions; other cells have "".
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        labels = [n for n, kind in enumerate(self.kinds) if kind == LABEL]
        names = [""] * len(self.cells)
        for n in labels:
            names[n] = fold_label(self.cells[n].text)
        object.__setattr__(self, "label_positions", tuple(labels[::-1]))
        object.__setattr__(self, "names", tuple(names))

    def right_of(self, position: int) -> tuple[Cell, ...]:
        """The cells right of `position`, without units and notes."""
        cells = self.cells[position + 1 :]
        if UNIT in self.kinds or NOTE in self.kinds:
            kinds = self.kinds[position + 1 :]
            cells = tuple(cell for cell, kind in zip(cells, kinds, strict=True) if kind not in (UNIT, NOTE))
        return cells

    def after(self, position: int, wanted: int) -> tuple[Cell, ...]:
        """The cells right of `position` that may be values, without blank ones at the end beyond `wanted`."""
        cells = self.right_of(position)
        if wanted and len(cells) > wanted and cells[-1].text and not any(c.text for c in cells[:-wanted]):
            # Blank cells between label and values stand for the label's span.
            return cells[-wanted:]
        end = len(cells)
        while end > wanted and not cells[end - 1].text:
            end -= 1
        return cells[:end]

    @property
    def unit(self) -> str:
        """The unit that a cell of its own names, or ""."""
        found = self.kinds.find(UNIT)
        return simplified(fold_text(self.cells[found].text)).strip("()") if found >= 0 else ""


def page_rows(tables: Iterable[Table]) -> list[PageRow]:
    """All rows in reading order, labels that break over two rows made whole."""
    rows: list[PageRow] = []
    for row in (row for table in tables for row in _table_rows(table)):
        joined = _joined(rows[-1], row) if rows and "V" in row.kinds and "V" not in rows[-1].kinds else None
        if joined:
            rows[-1] = joined
        else:
            rows.append(row)
    return rows


def _joined(above: PageRow, row: PageRow) -> PageRow | None:
    """One row of two, where the last label above and the first label here make a label of the form."""
    if row.kinds[0] != LABEL or above.kinds[-1:] != LABEL or above.table != row.table:
        return None
    text = above.cells[-1].text + row.cells[0].text
    if row.names[0] in row_spellings() or fold_label(text) not in row_spellings():
        return None
    cells = (*above.cells[:-1], row.cells[0]._replace(text=text), *row.cells[1:])
    return PageRow(cells, above.kinds + row.kinds[1:], row.table)


def _table_rows(table: Table) -> Iterator[PageRow]:
    single = sum(1 for row in table.rows if len(row) == 1)
    few = len(table.rows) <= MIN_LINES
    if not few and (single >= SINGLE_CELL_SHARE * len(table.rows) or _is_stream(table)):
        yield from _parted(_reflow(table))
        return
    rows = [_page_row(row, table.index) for row in table.rows if row]
    halves = [_halves(row) for row in rows]
    if sum(half is not None and None not in half for half in halves) > len(rows) // 2:
        cells = [cell for row in table.rows for cell in row]
        is_odd = any(half is None and VALUE in row.kinds for row, half in zip(rows, halves, strict=True))
        if is_odd and in_one_column(cells) is not cells:
            # Blank cells beside the labels of groups have been lost.
            yield from _reflow(table)
            return
        # A list printed in two halves side by side goes on at the top of the right one.
        yield from (half[0] for half in halves if half and half[0])
        for row, half in zip(rows, halves, strict=True):
            if half is None and VALUE in row.kinds:
                yield row
            elif half and half[1]:
                yield half[1]
        return
    for row in rows:
        yield from _split(row)


def _is_stream(table: Table) -> bool:
    """Whether lines end within rows: at every cell, or at every blank one."""
    lone = sum(1 for row in table.rows if _is_no_label(row) and not any(c.text for c in row[1:]))
    broken = sum(1 for row in table.rows if _goes_on(row))
    return lone + broken >= max(MIN_LINES, BROKEN_SHARE * len(table.rows))


def _goes_on(row: Sequence[Cell]) -> bool:
    """Whether a row begins blank and has numbers, and no label at all."""
    if not row or row[0].text:
        return False
    kinds = [kind_of(cell.text) for cell in row]
    return VALUE in kinds and LABEL not in kinds


def _is_no_label(row: Sequence[Cell]) -> bool:
    return not row or kind_of(row[0].text) in (VALUE, BLANK)


def _halves(row: PageRow) -> tuple[PageRow | None, PageRow | None] | None:
    """A row of two lists side by side as two rows; None where it is one row."""
    middle, odd = divmod(len(row.cells), 2)
    left, right = row.kinds[:middle], row.kinds[middle:]
    if (
        not odd
        and middle >= MIN_HALF
        and left[0] == LABEL
        and LABEL not in left[1:]
        and not right.strip(BLANK)
    ):
        # Below the end of the right half.
        return PageRow(row.cells[:middle], left, row.table), None
    if (
        not odd
        and middle >= MIN_HALF
        and right[0] == LABEL
        and LABEL not in right[1:]
        and not left.strip(BLANK)
    ):
        return None, PageRow(row.cells[middle:], right, row.table)
    if odd or middle < MIN_HALF or left[0] != LABEL or right[0] != LABEL or LABEL in left[1:] + right[1:]:
        return None
    return (
        PageRow(row.cells[:middle], left, row.table),
        PageRow(row.cells[middle:], right, row.table),
    )


def _split(row: PageRow) -> Iterator[PageRow]:
    """A row as it is, or one that holds many rows of a table whose lines have run together."""
    if row.kinds.count(VALUE + LABEL) < MIN_RUN_TOGETHER:
        yield row
        return
    starts = [n for n in range(1, len(row.kinds)) if row.kinds[n] == LABEL and row.kinds[n - 1] == VALUE]
    for start, end in pairwise([0, *starts, len(row.cells)]):
        yield PageRow(row.cells[start:end], row.kinds[start:end], row.table)


def _page_row(cells: Iterable[Cell], table: int) -> PageRow:
    kept = tuple(cells)
    kinds = "".join([kind_of(cell.text) for cell in kept])
    if kinds.strip(BLANK + NOTE) == LABEL:
        glued = _unglued(kept[kinds.index(LABEL)])
        if glued:
            return PageRow(glued, LABEL + UNIT * (len(glued) - 2) + VALUE, table)
    return PageRow(kept, kinds, table)


def _unglued(cell: Cell) -> tuple[Cell, ...] | None:
    """A row's label, unit and the digits run into them as cells in one place, where a form has that label."""
    # What is glued has a label in it, so it is no value.
    parts = None if isinstance(cell.text, UnreadValue) else unglued(cell.text)
    return tuple(cell._replace(text=part) for part in parts) if parts else None


def _parted(rows: Iterable[PageRow]) -> Iterator[PageRow]:
    """Rows put back from one cell a line, one with a blank cell amid twice the values of the last cut in two.

    The blank cell is where the label of the second row stood.
    """
    width = 0
    for row in rows:
        twice = TWO_ROWS.match(row.kinds)
        if twice and twice[1] == twice[2] and len(twice[1]) == width:
            cut = len(row.cells) - width - 1
            yield PageRow(row.cells[:cut], row.kinds[:cut], row.table)
            yield PageRow(row.cells[cut:], row.kinds[cut:], row.table)
            continue
        width = len(row.kinds) - len(row.kinds.rstrip(VALUE))
        yield row


def _reflow(table: Table) -> Iterator[PageRow]:
    """Put one cell a line back into rows: labels, then values, until the next label."""
    pending: list[Cell] = []
    seen_value = False
    cells = [part for row in table.rows for whole in row for part in _unglued(whole) or (whole,)]
    for cell in in_one_column(cells):
        kind = kind_of(cell.text)
        if kind == LABEL and seen_value:
            yield _page_row(pending, table.index)
            pending, seen_value = [], False
        if kind == NOTE and pending and unit_in_label(cell.text) and kind_of(pending[-1].text) == LABEL:
            # The unit of a header on a line of its own: 本年收费金额 above （单位：万元）.
            pending[-1] = pending[-1]._replace(text=pending[-1].text + cell.text)
            continue
        pending.append(cell)
        seen_value = seen_value or kind == VALUE
    if pending:
        yield _page_row(pending, table.index)
