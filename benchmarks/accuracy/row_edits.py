"""Changes to rows of cells that keep their spans right."""

from dataclasses import replace

from benchmarks.accuracy.draft import Cell, Draft, Row, Rows
from parsers.forms import FORMS


def drop_row(rows: Rows, number: int) -> None:
    """Take a row out; groups that begin in it begin in the next, and all that span it become shorter."""
    for above in range(number):
        for cell in rows[above]:
            if cell.rowspan > number - above:
                cell.rowspan -= 1
    carried = [cell for cell in rows[number] if cell.rowspan > 1]
    for cell in carried:
        cell.rowspan -= 1
    del rows[number]
    if carried:
        rows[number][:0] = carried


def insert_row(rows: Rows, number: int, row: Row) -> None:
    """Put a row in; groups that span its place become longer."""
    for above in range(number):
        for cell in rows[above]:
            if cell.role == "group" and cell.rowspan > number - above:
                cell.rowspan += 1
    rows.insert(number, row)


def label_of(row: Row) -> Cell | None:
    """The row's own label."""
    return next((cell for cell in row if cell.role == "label"), None)


def labelled_rows(draft: Draft, table: str) -> list[int]:
    """The numbers of a table's rows that hold a label and values."""
    return [n for n, row in enumerate(draft.tables[table]) if label_of(row) and draft.row_keys(row)]


def shape_of(draft: Draft, table: str) -> str:
    """How the form prints a table."""
    return FORMS[draft.forms[table]].tables[table].shape


def tables_of_shape(draft: Draft, *shapes: str) -> list[str]:
    """The tables of the page with one of these shapes."""
    return [table for table in draft.tables if shape_of(draft, table) in shapes]


def copied(rows: Rows) -> Rows:
    """The same rows in cells of their own."""
    return [[replace(cell) for cell in row] for row in rows]
