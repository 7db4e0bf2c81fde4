"""One row of table two: its cells paired with the columns that its header names.

Cells are paired with columns by their order in the row, never by their place in the grid: real pages span
header and value cells differently.
"""

from collections.abc import Sequence
from itertools import accumulate

from parsers.document import Cell
from parsers.forms import Column
from parsers.labels import fold_text
from parsers.recognise.anchors import CONTRADICTED
from parsers.recognise.figures import TableResult
from parsers.recognise.glued import split_plainly
from parsers.recognise.headers import ALL_NAMED, Header, named_columns, own_columns
from parsers.recognise.item_choices import Choice, Found
from parsers.recognise.item_forms import is_of_another_form, is_undecided, told_by_header
from parsers.recognise.matrix import is_glued
from parsers.report import Remark
from parsers.values import unit_in_label


def read_row(item: Found, form: str, result: TableResult, usual: int) -> None:
    """Read one row; `usual` is how many cells most rows have, 0 where no length is usual."""
    choice = told_by_header(item)
    by_header = choice is not None
    if choice is None:
        choice = next((c for c in item.choices if c.form == form), None)
    if choice is None:
        return
    keys = [choice.table.figure_key(choice.row.key, column.key) for column in choice.block.columns]
    columns = _columns(item, choice)
    cells = _without_repeats(item.page_row.right_of(item.anchor.label), item.header)
    if cells is None:
        cells = item.page_row.after(item.anchor.label, len(columns))
    label = item.page_row.cells[item.anchor.label]
    if item.anchor.evidence == CONTRADICTED:
        result.cannot_tell(keys, cells, f"{choice.row.zh} is printed twice with other numbers")
        return
    if len(cells) == 1 and is_glued(label, cells[0], len(keys)):
        digits = fold_text(cells[0].text)
        # Headers are lost in glue: unless all are there nobody knows how many numbers there are.
        readings = split_plainly(digits, len(columns)) if len(columns) == len(keys) else []
        named = [c for c in columns if c is not None] or list(choice.block.columns)
        places = [(choice.table.figure_key(choice.row.key, column.key), column) for column in named]
        result.read_glued(places, cells[0], readings)
        return
    is_short = len(item.page_row.cells) < usual and bool(cells) and not cells[-1].text
    if len(cells) != len(columns) or is_short:
        # In a row shorter than most a blank cell at the end may make up for one left out.
        result.cannot_tell(keys, cells, f"{choice.row.zh}: {len(cells)} cells for {len(columns)} columns")
        return
    if not by_header:
        if is_undecided(item, cells) or is_of_another_form(item, form) or _is_narrower(item, columns):
            result.cannot_tell(keys, cells, f"{choice.row.zh}: the header does not say which form this is")
            return
        result.remarks.append(
            Remark(
                "header_wrong", f"{choice.row.zh} stands under another header: {item.header.text}", keys[0]
            )
        )
    _read_cells(result, choice, columns, cells, item.header)


def _read_cells(
    result: TableResult,
    choice: Choice,
    columns: Sequence[Column | None],
    cells: Sequence[Cell],
    header: Header,
) -> None:
    unit = next(filter(None, (unit_in_label(cell.text) for cell in header.cells)), "")
    for column, cell in zip(columns, cells, strict=True):
        if column is not None:
            key = choice.table.figure_key(choice.row.key, column.key)
            result.read(key, cell, column, unit if column.unit == "yuan" else "")


def _columns(item: Found, choice: Choice) -> Sequence[Column | None]:
    """The columns of a row in the order of print: those its header names, else the form's.

    A row with no more numbers than its header has names for, too few for the form, stands under columns of
    the agency's own: those that are not the form's are None.
    """
    columns = choice.block.columns
    named = named_columns(item.header, columns)
    if named:
        return named
    if _is_narrower(item, columns) and item.header.likeness(choice.block) < ALL_NAMED:
        own = own_columns(item.header, columns)
        return own if any(own) else columns
    return columns


def _is_narrower(item: Found, columns: Sequence[Column | None]) -> bool:
    """Whether a row has no more numbers than its header has names for, and these are too few for the form."""
    numbers = len(item.page_row.after(item.anchor.label, 0))
    return numbers <= len(item.header.cells) < len(columns)


def _without_repeats(cells: tuple[Cell, ...], header: Header) -> tuple[Cell, ...] | None:
    """One cell for each of the header's, where a tool has written spanning cells into every column."""
    if not header.spans or sum(header.spans) != len(cells):
        return None
    ends = list(accumulate(header.spans))
    spanned = [cells[end - span : end] for end, span in zip(ends, header.spans, strict=True)]
    if any(len({cell.text for cell in group}) > 1 for group in spanned):
        return None
    return tuple(group[0] for group in spanned)
