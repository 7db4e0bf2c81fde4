"""The tables as the forms print them: rows of cells with their spans, from `parsers.forms` alone."""

from collections.abc import Callable, Mapping

from benchmarks.accuracy.draft import Cell, Draft, Printed, Row, Rows
from parsers.forms import FORMS, Block, Table
from parsers.forms import Row as FormRow

APPLICANTS = "申请人情况"
LABEL_COLUMNS = 3


def lay_out(draft: Draft) -> None:
    """Print every table of the draft."""
    for key, form in draft.forms.items():
        table = FORMS[form].tables[key]
        draft.tables[key] = SHAPES[table.shape](table, draft.printed)


def _value(table: Table, row: FormRow, column: str, printed: Mapping[str, Printed]) -> Cell:
    key = table.figure_key(row.key, column)
    return Cell(printed[key].text, "value", key, inner=printed[key].inner)


def _items(table: Table, printed: Mapping[str, Printed]) -> Rows:
    width = 1 + max(len(block.columns) for block in table.blocks)
    rows: Rows = []
    for block in table.blocks:
        rows.append([Cell(block.zh, "title", colspan=width)])
        rows.append([Cell(block.corner_zh, "corner"), *(Cell(c.zh, "header", c.key) for c in block.columns)])
        rows.extend(
            [
                Cell(row.zh, "label", row.key),
                *(_value(table, row, column.key, printed) for column in block.columns),
            ]
            for row in block.rows
        )
    for row in rows:
        row[-1].colspan += width - sum(cell.colspan for cell in row)
    return rows


def _matrix(table: Table, printed: Mapping[str, Printed]) -> Rows:
    (block,) = table.blocks
    opened: set[str] = set()
    rows = _matrix_header(table, block)
    for row in block.rows:
        path = group_path(table, row.group)
        cells = [_group(table, block, key) for key in path if key not in opened]
        opened.update(path)
        cells.append(Cell(row.zh + row.note, "label", row.key, LABEL_COLUMNS - len(path)))
        rows.append([*cells, *(_value(table, row, column.key, printed) for column in block.columns)])
    return rows


def _matrix_header(table: Table, block: Block) -> Rows:
    grouped = [column for column in block.columns if column.group]
    top = [Cell(c.zh, "header", c.key, rowspan=2) for c in block.columns if not c.group]
    top.insert(1, Cell(grouped[0].group, "header", "", colspan=len(grouped)))
    return [
        [
            Cell(table.note, "note", colspan=LABEL_COLUMNS, rowspan=3),
            Cell(APPLICANTS, "header", colspan=len(block.columns)),
        ],
        top,
        [Cell(column.zh, "header", column.key) for column in grouped],
    ]


def group_path(table: Table, key: str) -> list[str]:
    """The groups a row stands in, outermost first."""
    parents = {group.key: group.parent for group in table.groups}
    path: list[str] = []
    while key:
        path.insert(0, key)
        key = parents[key]
    return path


def _group(table: Table, block: Block, key: str) -> Cell:
    label = next(group.zh for group in table.groups if group.key == key)
    rows = sum(key in group_path(table, row.group) for row in block.rows)
    return Cell(label, "group", key, rowspan=rows)


def _line(table: Table, printed: Mapping[str, Printed]) -> Rows:
    (block,) = table.blocks
    width = len(block.columns)
    plain = [row for row in block.rows if not row.group]
    grouped = [row for row in block.rows if row.group]
    return [
        [
            *(Cell(row.zh, "group", row.key, width) for row in plain),
            *(Cell(group.zh, "group", group.key, width * len(grouped)) for group in table.groups),
        ],
        [
            *(Cell(column.zh, "header", column.key, rowspan=2) for _row in plain for column in block.columns),
            *(Cell(row.zh, "group", row.key, width) for row in grouped),
        ],
        [Cell(column.zh, "header", column.key) for _row in grouped for column in block.columns],
        [_value(table, row, column.key, printed) for row in block.rows for column in block.columns],
    ]


def _list(table: Table, printed: Mapping[str, Printed]) -> Rows:
    return [line for block in table.blocks for line in _list_block(table, block, printed)]


def _list_block(table: Table, block: Block, printed: Mapping[str, Printed]) -> Rows:
    (column,) = block.columns
    corner = Cell(block.corner_zh or "统计指标", "corner")
    rows: Rows = [[corner, Cell("单位", "unit"), Cell(column.zh, "header", column.key)]]
    opened: set[str] = set()
    groups = {group.key: group.zh for group in table.groups}
    for row in block.rows:
        new: list[Row] = [
            [Cell(groups[key], "group", key), Cell("", "blank"), Cell("", "blank")]
            for key in group_path(table, row.group)
            if key not in opened
        ]
        opened.update(group_path(table, row.group))
        rows.extend(new)
        rows.append(
            [
                Cell(row.zh + row.note, "label", row.key),
                Cell(row.printed_unit, "unit"),
                _value(table, row, column.key, printed),
            ]
        )
    return rows


SHAPES: Mapping[str, Callable[[Table, Mapping[str, Printed]], Rows]] = {
    "items": _items,
    "matrix": _matrix,
    "line": _line,
    "list": _list,
}
