"""Table four: one line of fifteen numbers under three procedures by five results.

The labels of both forms are the same, so this table never tells the form; the caller gives the one its
neighbours told.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from parsers.checks import run_checks
from parsers.document import Cell
from parsers.forms import Block, Column, Form, Table
from parsers.labels import fold_label, fold_text
from parsers.recognise.crosswise import recognise_crosswise
from parsers.recognise.figures import TableResult, column_names, table_keys
from parsers.recognise.glued import split_in_groups
from parsers.recognise.line_cells import header_above, header_pieces, is_alone, place_line
from parsers.recognise.matrix import is_glued
from parsers.recognise.placing import is_last_the_sum
from parsers.recognise.rows import PageRow
from parsers.report import Remark
from parsers.values import read_value

# The column whose number is the sum of a procedure's others.
TOTAL = "total"
# So many result labels above a line of numbers make it this table.
MIN_LABELS = 5


def recognise_line(rows: Sequence[PageRow], table_key: str, form: Form) -> TableResult | None:
    """Read the first complete line of the table, or the first of another length as ambiguous.

    A complete line counts only where no broken one with other numbers stands before it: the page's own table
    comes first, and what follows may be another report's.
    """
    table = form.tables.get(table_key)
    if table is None or table.shape != "line":
        return None
    names, pieces = column_names(form.form, table_key), header_pieces(form.form, table_key)
    broken: tuple[int, PageRow, TableResult] | None = None
    for number, row in enumerate(rows):
        if ("V" not in row.kinds and "L" in row.kinds) or is_alone(row):
            continue  # a header, or a page number
        header = header_above(rows, number)
        labels = _result_labels([cell for line in header for cell in line], names)
        if labels < MIN_LABELS:
            continue
        result = _read_line(row, header, pieces, form, table)
        if result is not None:
            is_first = broken is None or labels > broken[0] or _says_the_same(broken[1], row)
            return result if is_first or broken is None else broken[2]
        if "V" in row.kinds and broken is None:
            cells = row.after(max(row.label_positions, default=-1), len(table_keys(form.form, table.key)))
            broken = (labels, row, _ambiguous(cells, form, table))
    return recognise_crosswise(rows, table_key, form) or (broken[2] if broken else None)


def _says_the_same(first: PageRow, second: PageRow) -> bool:
    """Whether one row has all that is written in the other, in its order: two copies of one table."""
    few, many = sorted(([cell.text for cell in row.cells if cell.text] for row in (first, second)), key=len)
    remaining = iter(many)
    return all(text in remaining for text in few)


def _read_line(
    row: PageRow, header: list[list[Cell]], pieces: str, form: Form, table: Table
) -> TableResult | None:
    """The table from one row of numbers; None where they cannot be told."""
    result = TableResult(form.form)
    columns = _printed_columns([cell for line in header for cell in line], table, result)
    if columns is None:
        return None
    digits = [cell for cell, kind in zip(row.cells, row.kinds, strict=True) if kind == "V"]
    wanted = len(table.blocks[0].rows) * len(table.blocks[0].columns)
    if len(digits) == 1 and is_glued(None, digits[0], wanted):
        return _read_glued(digits[0], form, table)
    cells = place_line(row, header, wanted, pieces, lambda numbers: _sums(numbers, columns))
    return _read(cells, columns, form, table, result) if cells else None


def _sums(cells: Sequence[Cell], columns: Sequence[Sequence[Column]]) -> bool | None:
    """Whether every procedure's results sum to its total, in the order of print."""
    verdicts = []
    for start, printed in enumerate(columns):
        group = cells[start * len(printed) : (start + 1) * len(printed)]
        in_order = sorted(zip(printed, group, strict=True), key=lambda pair: pair[0].key == TOTAL)
        verdicts.append(is_last_the_sum([cell for _column, cell in in_order]))
    return False if False in verdicts else (True if True in verdicts else None)


def _result_labels(header: list[Cell], names: Mapping[str, Column]) -> int:
    if not header:
        return 0
    labels = [fold_label(cell.text) for cell in header]
    exact = sum([label in names for label in labels])
    if exact:
        return exact
    # A header run together, or cut elsewhere than between its labels, names them all the same.
    run_together = "".join(labels)
    return sum([run_together.count(name) for name in names if len(name) > 2])


def _read(
    cells: Sequence[Cell], columns: Sequence[Sequence[Column]], form: Form, table: Table, result: TableResult
) -> TableResult | None:
    block = table.blocks[0]
    places = [(row, column) for start, row in enumerate(block.rows) for column in columns[start]]
    keys = [table.figure_key(row.key, column.key) for row, column in places]
    if not cells[-1].text:
        values = {key: read_value(cell.text) for key, cell in zip(keys, cells, strict=True)}
        if any(check.passed is False for check in run_checks(values, [(form.form, table.key)])):
            # Blank cells have been lost or added further left, and the one at the end has made up the number.
            return None
    for key, (_row, column), cell in zip(keys, places, cells, strict=True):
        result.read(key, cell, column)
    result.complete(table_keys(form.form, table.key))
    return result


def _read_glued(cell: Cell, form: Form, table: Table) -> TableResult:
    """All numbers run together: each procedure's results sum to its total."""
    block = table.blocks[0]
    result = TableResult(form.form)
    places = [(key, column) for key, _block, _row, column in table.cells()]
    readings = split_in_groups(fold_text(cell.text), len(block.rows), len(block.columns))
    result.read_glued(places, cell, readings)
    result.complete(table_keys(form.form, table.key))
    return result


def _printed_columns(
    header: Sequence[Cell], table: Table, result: TableResult
) -> Sequence[Sequence[Column]] | None:
    """For each procedure its results in the order of print; None where it is neither the form's nor clear."""
    block, names = table.blocks[0], column_names(result.form, table.key)
    size = len(block.columns)
    official = [list(block.columns)] * len(block.rows)
    # However the header was cut into cells, its words are in order.
    words = "".join(fold_label(cell.text) for cell in header)
    labels = [names[found] for found in re.findall("|".join(sorted(names, key=len, reverse=True)), words)]
    # Above its header another table's may stand: the lowest labels are this one's.
    labels = labels[-size * len(official) :]
    printed = [labels[start : start + size] for start in range(0, len(labels), size)]
    complete = len(printed) == len(official) and all(
        {column.key for column in group} == {column.key for column in block.columns} for group in printed
    )
    if complete and printed != official:
        result.remarks.append(Remark("columns_reordered", "the results stand in another order"))
        return printed
    # Official labels in turn begin again once a procedure, and a label left over once more.
    turns = sum(
        before.key != after.key and _rank(before, block) > _rank(after, block)
        for before, after in pairwise(labels)
    )
    return official if turns <= len(official) else None


def _rank(column: Column, block: Block) -> int:
    return [own.key for own in block.columns].index(column.key)


def _ambiguous(cells: Sequence[Cell], form: Form, table: Table) -> TableResult:
    result = TableResult(form.form)
    keys = table_keys(form.form, table.key)
    result.cannot_tell(keys, cells, f"{len(cells)} cells for {len(keys)} figures")
    result.complete(keys)
    return result
