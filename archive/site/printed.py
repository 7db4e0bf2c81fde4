"""A form's table laid out as the form prints it: rows of cells with spans, headers and figure keys.

The layout comes from the form's groups and blocks alone, so that a new form needs no code here. A template
loops over the rows and looks each figure up by its key:

>>> from parsers.forms import FORMS
>>> rows = printed_rows(FORMS["2019"].tables["remedies"])
>>> [(cell.zh, cell.colspan, cell.rowspan) for cell in rows[0]]
[('行政复议', 5, 2), ('行政诉讼', 10, 1)]
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parsers.forms import Block, Column, Group, Row, Table


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed cell: a label in both languages, or the figure of `key`."""

    kind: Literal["heading", "corner", "label", "figure"]
    zh: str = ""
    en: str = ""
    note: str = ""
    note_en: str = ""
    key: str = ""
    colspan: int = 1
    rowspan: int = 1


PrintedRow = tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label before it has a place."""

    zh: str
    en: str
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A label in its place in a tree of labels: from which leaf, over how many leaves and levels."""

    label: Label
    level: int
    leaf: int
    leaves: int
    levels: int


def printed_rows(table: Table) -> list[PrintedRow]:
    """The rows of one table as its form prints them."""
    layouts = {"items": _item_rows, "matrix": _matrix_rows, "line": _line_rows, "list": _list_rows}
    return list(layouts[table.shape](table))


def label_tree(paths: Sequence[Sequence[Label]]) -> list[Branch]:
    """Place the labels over (or beside) leaves: equal neighbours merge, a leaf reaches down to the edge."""
    depth = max(len(path) for path in paths)
    branches = []
    for leaf, path in enumerate(paths):
        for level, label in enumerate(path):
            trunk = list(path[: level + 1])
            is_leaf = level == len(path) - 1
            if not is_leaf and leaf and list(paths[leaf - 1][: level + 1]) == trunk:
                continue
            leaves = 1 if is_leaf else _run_length(paths[leaf:], trunk)
            branches.append(Branch(label, level, leaf, leaves, depth - level if is_leaf else 1))
    return branches


def _run_length(paths: Sequence[Sequence[Label]], trunk: list[Label]) -> int:
    length = 0
    for path in paths:
        if list(path[: len(trunk)]) != trunk:
            break
        length += 1
    return length


def _item_rows(table: Table) -> Iterator[PrintedRow]:
    width = 1 + max(len(block.columns) for block in table.blocks)
    for block in table.blocks:
        yield (PrintedCell("heading", block.zh, block.en, colspan=width),)
        corner = PrintedCell("heading", block.corner_zh, block.corner_en)
        yield _filled([corner, *(PrintedCell("heading", c.zh, c.en) for c in block.columns)], width)
        for row in block.rows:
            label = PrintedCell("label", row.zh, row.en, row.note, row.note_en)
            yield _filled([label, *_figure_cells(table, row, block.columns)], width)


def _filled(cells: list[PrintedCell], width: int) -> PrintedRow:
    """Widen the last cell so that the row is as wide as the table, as the form does."""
    last = cells[-1]
    return (*cells[:-1], replace(last, colspan=width - len(cells) + 1))


def _matrix_rows(table: Table) -> Iterator[PrintedRow]:
    (block,) = table.blocks
    labels = label_tree([_row_path(table, row) for row in block.rows])
    depth = max(branch.level + branch.levels for branch in labels)
    yield from _matrix_head(table, block, depth)
    for index, row in enumerate(block.rows):
        beside = [b for b in labels if b.leaf == index]
        cells = [_branch_cell("label", b, colspan=b.levels, rowspan=b.leaves) for b in beside]
        yield (*cells, *_figure_cells(table, row, block.columns))


def _matrix_head(table: Table, block: Block, depth: int) -> Iterator[PrintedRow]:
    heads = label_tree([_column_path(block, column) for column in block.columns])
    levels = max(branch.level + branch.levels for branch in heads)
    corner = PrintedCell(
        "corner", table.note, table.note_en, colspan=depth, rowspan=levels + bool(block.columns_zh)
    )
    top = PrintedCell("heading", block.columns_zh, block.columns_en, colspan=len(block.columns))
    first = [corner]
    if block.columns_zh:
        yield (corner, top)
        first = []
    for level in range(levels):
        yield (*first, *_head_level(heads, level, 1))
        first = []


def _line_rows(table: Table) -> Iterator[PrintedRow]:
    (block,) = table.blocks
    width = len(block.columns)
    heads = label_tree([_row_path(table, row) for row in block.rows])
    for level in range(max(branch.level + branch.levels for branch in heads)):
        yield tuple(_head_level(heads, level, width))
    yield tuple(PrintedCell("heading", c.zh, c.en) for _row in block.rows for c in block.columns)
    yield tuple(cell for row in block.rows for cell in _figure_cells(table, row, block.columns))


def _list_rows(table: Table) -> Iterator[PrintedRow]:
    (block,) = table.blocks
    yield (
        PrintedCell("heading", block.corner_zh, block.corner_en),
        PrintedCell("heading", "单位", "unit"),
        *(PrintedCell("heading", column.zh, column.en) for column in block.columns),
    )
    labels = label_tree([_row_path(table, row) for row in block.rows])
    for index, row in enumerate(block.rows):
        *groups, own = (branch for branch in labels if branch.leaf == index)
        yield from ((PrintedCell("heading", g.label.zh, g.label.en, colspan=3),) for g in groups)
        label = PrintedCell("label", own.label.zh, own.label.en, own.label.note, own.label.note_en)
        unit = PrintedCell("label", row.printed_unit, row.printed_unit_en)
        yield (label, unit, *_figure_cells(table, row, block.columns))


def _head_level(heads: Iterable[Branch], level: int, width: int) -> Iterator[PrintedCell]:
    for branch in heads:
        if branch.level == level:
            yield _branch_cell("heading", branch, colspan=branch.leaves * width, rowspan=branch.levels)


def _figure_cells(table: Table, row: Row, columns: Iterable[Column]) -> list[PrintedCell]:
    return [PrintedCell("figure", key=table.figure_key(row.key, column.key)) for column in columns]


def _branch_cell(
    kind: Literal["heading", "label"], branch: Branch, colspan: int, rowspan: int
) -> PrintedCell:
    label = branch.label
    return PrintedCell(kind, label.zh, label.en, label.note, label.note_en, colspan=colspan, rowspan=rowspan)


def _row_path(table: Table, row: Row) -> list[Label]:
    groups = {group.key: group for group in table.groups}
    path = [Label(row.zh, row.en, row.note, row.note_en)]
    key = row.group
    while key:
        group: Group = groups[key]
        path.insert(0, Label(group.zh, group.en))
        key = group.parent
    return path


def _column_path(block: Block, column: Column) -> list[Label]:
    label = Label(column.zh, column.en)
    if not column.group:
        return [label]
    return [Label(column.group, block.column_groups_en.get(column.group, "")), label]
