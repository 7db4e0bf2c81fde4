"""The statutory tables as the forms print them, laid out from `parsers.forms`.

A row that is missing from the page is left out; everything else of a form is printed.
"""

from collections.abc import Mapping
from dataclasses import replace

from demo.render.cells import Cell, Row, Rows
from demo.render.printed import Printed
from parsers.forms import Block, Table
from parsers.forms import Row as FormRow

# Over all columns of table three; the forms print it, no figure depends on it.
APPLICANTS_HEADER = "申请人情况"
LABEL_COLUMNS = 3
# The 2014 table gives each row its unit; a row that opens a group has none.
UNIT_HEADER, NO_UNIT = "单位", "——"


def lay_out(table: Table, cells: Mapping[str, Printed]) -> Rows:
    """A table's rows of cells in the shape that its form prints."""
    shapes = {"items": _items, "matrix": _matrix, "line": _line, "list": _list}
    return shapes[table.shape](table, cells)


def _value(key: str, cells: Mapping[str, Printed], colspan: int = 1) -> Cell:
    return Cell(cells[key].text, colspan=colspan, figure=key)


def _widened(row: list[Cell], width: int) -> Row:
    """A row whose last cell reaches to the edge of the table."""
    last = row[-1]
    return (*row[:-1], Cell(last.text, width - len(row) + 1, last.rowspan, last.figure))


def _items(table: Table, cells: Mapping[str, Printed]) -> Rows:
    width = 1 + max(len(block.columns) for block in table.blocks)
    rows: list[Row] = []
    for block in table.blocks:
        rows.append((Cell(block.zh, colspan=width),))
        rows.append(_widened([Cell(block.corner_zh), *(Cell(c.zh) for c in block.columns)], width))
        for row in block.rows:
            keys = [f"{table.key}.{row.key}.{column.key}" for column in block.columns]
            if any(cells[key].state != "missing" for key in keys):
                rows.append(_widened([Cell(row.zh), *(_value(key, cells) for key in keys)], width))
    return tuple(rows)


def _matrix(table: Table, cells: Mapping[str, Printed]) -> Rows:
    (block,) = table.blocks
    opened: set[str] = set()
    body = []
    for row in block.rows:
        labels = _new_groups(table, block, row, opened)
        depth = len(_groups(table, row.group))
        labels.append(Cell(f"{row.zh}{row.note}", colspan=LABEL_COLUMNS - depth))
        values = [_value(f"{table.key}.{row.key}.{column.key}", cells) for column in block.columns]
        body.append((*labels, *values))
    return (*_matrix_header(table, block), *body)


def _groups(table: Table, key: str) -> list[str]:
    """The keys of the groups that a row stands in, outermost first."""
    parents = {group.key: group.parent for group in table.groups}
    path: list[str] = []
    while key:
        path.insert(0, key)
        key = parents[key]
    return path


def _new_groups(table: Table, block: Block, row: FormRow, opened: set[str]) -> list[Cell]:
    """The group cells that begin at this row, each spanning its rows."""
    names = {group.key: group.zh for group in table.groups}
    found = []
    for key in _groups(table, row.group):
        if key not in opened:
            opened.add(key)
            rows = sum(key in _groups(table, other.group) for other in block.rows)
            found.append(Cell(names[key], rowspan=rows))
    return found


def _matrix_header(table: Table, block: Block) -> Rows:
    columns = block.columns
    grouped = [column for column in columns if column.group]
    top: list[Cell] = []
    for column in columns:
        if not column.group:
            top.append(Cell(column.zh, rowspan=2))
        elif column is grouped[0]:
            top.append(Cell(column.group, colspan=len(grouped)))
    return (
        (
            Cell(table.note, colspan=LABEL_COLUMNS, rowspan=3),
            Cell(APPLICANTS_HEADER, colspan=len(columns)),
        ),
        tuple(top),
        tuple(Cell(column.zh) for column in grouped),
    )


def _line(table: Table, cells: Mapping[str, Printed]) -> Rows:
    (block,) = table.blocks
    labels = [column.zh for column in block.columns]
    plain = [row for row in block.rows if not row.group]
    grouped = [row for row in block.rows if row.group]
    return (
        (
            *(Cell(row.zh, colspan=len(labels)) for row in plain),
            *(Cell(group.zh, colspan=len(labels) * len(grouped)) for group in table.groups),
        ),
        (
            *(Cell(label, rowspan=2) for _row in plain for label in labels),
            *(Cell(row.zh, colspan=len(labels)) for row in grouped),
        ),
        tuple(Cell(label) for _row in grouped for label in labels),
        tuple(_value(f"{table.key}.{r.key}.{c.key}", cells) for r in block.rows for c in block.columns),
    )


def _list(table: Table, cells: Mapping[str, Printed]) -> Rows:
    (block,) = table.blocks
    (column,) = block.columns
    rows: list[Row] = [(Cell(block.corner_zh), Cell(UNIT_HEADER), Cell(column.zh))]
    opened: set[str] = set()
    for row in block.rows:
        rows.extend((label, Cell(NO_UNIT), Cell("")) for label in _new_groups(table, block, row, opened))
        key = table.figure_key(row.key, column.key)
        if cells[key].state != "missing":
            rows.append((Cell(f"{row.zh}{row.note}"), Cell(row.printed_unit), _value(key, cells)))
    # A group's label stands in a row of its own here, not beside its rows.
    return tuple(tuple(replace(cell, rowspan=1) for cell in row) for row in rows)
