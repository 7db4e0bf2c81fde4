"""Table four: one line of fifteen numbers under three procedures by five results.

The labels of both forms are the same, so this table never tells the form; the caller gives the one its
neighbours told.
"""

from collections.abc import Mapping, Sequence

from parsers.checks import run_checks
from parsers.document import Cell
from parsers.forms import Column, Form, Table
from parsers.labels import fold_label, fold_text
from parsers.recognise.crosswise import recognise_crosswise
from parsers.recognise.figures import TableResult, column_names, table_keys
from parsers.recognise.glued import split_in_groups
from parsers.recognise.matrix import is_glued
from parsers.recognise.rows import PageRow
from parsers.report import Remark

# How far above the numbers the header may reach: three rows as printed, more where cells were split.
HEADER_REACH = 6
# So many cells of a line may hold words where a number should stand; more are labels.
MAX_WORDS = 3
# So many result labels above a line of numbers make it this table.
MIN_LABELS = 5


def recognise_line(rows: Sequence[PageRow], table_key: str, form: Form) -> TableResult | None:
    """Read the first complete line of the table, or the first of another length as ambiguous."""
    table = form.tables.get(table_key)
    if table is None or table.shape != "line":
        return None
    block = table.blocks[0]
    names = column_names(form.form, table_key)
    wanted = len(block.rows) * len(block.columns)
    partial: TableResult | None = None
    for number, row in enumerate(rows):
        if "V" not in row.kinds and "L" in row.kinds:
            continue  # a header
        header = _header(rows, number)
        if _result_labels(header, names) < MIN_LABELS:
            continue
        cells = _numbers(row, wanted)
        if len(cells) == wanted and ("V" in row.kinds or "L" not in row.kinds):
            return _read(cells, header, form, table)
        if len(cells) == 1 and is_glued(None, cells[0], wanted):
            return _read_glued(cells[0], form, table)
        if "V" in row.kinds and partial is None:
            partial = _ambiguous(cells, form, table)
    return recognise_crosswise(rows, table_key, form) or partial


def _numbers(row: PageRow, wanted: int) -> tuple[Cell, ...]:
    """The cells of a line of numbers: as many as wanted, from the start or after a label."""
    for position in (-1, *reversed(row.label_positions)):
        cells = row.after(position, wanted)
        kinds = row.kinds[position + 1 :]
        if len(cells) == wanted and "V" in kinds and kinds.count("L") <= MAX_WORDS:
            return cells
    return row.after(max(row.label_positions, default=-1), wanted)


def _header(rows: Sequence[PageRow], number: int) -> list[Cell]:
    """The label cells directly above a row, and those before its values in the row itself."""
    header = [c for c, kind in zip(rows[number].cells, rows[number].kinds, strict=True) if kind == "L"]
    for above in range(number - 1, max(number - 1 - HEADER_REACH, -1), -1):
        if "V" in rows[above].kinds:
            break
        labels = [c for c, kind in zip(rows[above].cells, rows[above].kinds, strict=True) if kind == "L"]
        header = [*labels, *header]
    return header


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


def _read(cells: Sequence[Cell], header: list[Cell], form: Form, table: Table) -> TableResult:
    block = table.blocks[0]
    result = TableResult(form.form)
    columns = _printed_columns(header, table, result)
    places = [(row, column) for start, row in enumerate(block.rows) for column in columns[start]]
    for (row, column), cell in zip(places, cells, strict=True):
        result.read(table.figure_key(row.key, column.key), cell, column)
    if not cells[-1].text and any(
        c.passed is False for c in run_checks(result.figures, [(form.form, table.key)])
    ):
        # Blank cells have been lost or added further left, and the one at the end has made up the number.
        return _ambiguous(cells, form, table)
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


def _printed_columns(header: list[Cell], table: Table, result: TableResult) -> list[list[Column]]:
    """For each procedure its results in the order of print; the form's own order unless all labels say so."""
    block, names = table.blocks[0], column_names(result.form, table.key)
    size = len(block.columns)
    official = [list(block.columns)] * len(block.rows)
    labels = [names[fold_label(cell.text)] for cell in header if fold_label(cell.text) in names]
    printed = [labels[start : start + size] for start in range(0, len(labels), size)]
    complete = len(printed) == len(official) and all(
        {column.key for column in group} == {column.key for column in block.columns} for group in printed
    )
    if complete and printed != official:
        result.remarks.append(Remark("columns_reordered", "the results stand in another order"))
        return printed
    return official


def _ambiguous(cells: Sequence[Cell], form: Form, table: Table) -> TableResult:
    result = TableResult(form.form)
    keys = table_keys(form.form, table.key)
    result.cannot_tell(keys, cells, f"{len(cells)} cells for {len(keys)} figures")
    result.complete(keys)
    return result
