"""Table four printed another way: turned on its side, or one procedure at a time.

Each number is told by the procedure and the result it stands under or beside. The table counts only where
every one of the form's figures then has exactly one cell.
"""

from collections.abc import Iterator, Mapping, Sequence

from parsers.document import Cell
from parsers.forms import Column, Form, Row, Table
from parsers.labels import fold_label
from parsers.recognise.figures import TableResult, column_names, table_keys
from parsers.recognise.placing import starts
from parsers.recognise.rows import PageRow
from parsers.report import Remark

Found = tuple[str, Cell]


def recognise_crosswise(rows: Sequence[PageRow], table_key: str, form: Form) -> TableResult | None:
    """Read the table from rows that name its procedures or results beside their numbers."""
    table = form.tables[table_key]
    results = column_names(form.form, table_key)
    procedures = {fold_label(s): row for row in table.blocks[0].rows for s in (row.zh, *row.aliases)}
    for start in range(len(rows)):
        if "V" not in rows[start].kinds and _names_any(rows[start], {**procedures, **results}):
            places = dict(_places(rows[start:], table, procedures, results))
            if len(places) == len(table_keys(form.form, table_key)):
                return _read(places, form, table)
    return _starting_with_values(rows, table, form, procedures, results)


def _starting_with_values(
    rows: Sequence[PageRow],
    table: Table,
    form: Form,
    procedures: Mapping[str, Row],
    results: Mapping[str, Column],
) -> TableResult | None:
    """A table without a header row: its first row names a procedure and has numbers already."""
    for start, row in enumerate(rows):
        if "V" in row.kinds and _names_any(row, procedures):
            places = dict(_places(rows[start:], table, procedures, results))
            if len(places) == len(table_keys(form.form, table.key)):
                return _read(places, form, table)
            return None
    return None


def _names_any(row: PageRow, names: Mapping[str, object]) -> bool:
    return any(row.names[position] in names for position in row.label_positions)


def _places(
    rows: Sequence[PageRow], table: Table, procedures: Mapping[str, Row], results: Mapping[str, Column]
) -> Iterator[Found]:
    """The figures that the rows name, until a row with numbers names nothing of this table."""
    columns = list(table.blocks[0].columns)
    above: list[Row] = []
    beside: Row | None = None
    header: list[Column] = []
    for row in rows:
        labels = [row.names[position] for position in reversed(row.label_positions)]
        named_rows = [procedures[label] for label in labels if label in procedures]
        named_results = [results[label] for label in labels if label in results]
        if "V" not in row.kinds:
            # A new header of results begins another procedure's part; procedures add up over header rows.
            above = named_rows if above and named_rows and header else [*above, *named_rows]
            header = named_results or header
            continue
        if len(named_results) > 1 or (not above and len(named_rows) > 1):
            # One cell a line, the header stands in one row with the numbers below it.
            above, header = named_rows, named_results if len(named_results) > 1 else header
            labels = labels if len(named_results) == 1 else []
        beside = named_rows[-1] if named_rows else beside
        # A sentence may stand where a number should: only the table's own labels stand before numbers.
        last = next(
            (p for p in row.label_positions if row.names[p] in procedures or row.names[p] in results), None
        )
        wanted = len(above) if len(named_results) == 1 and len(above) > 1 else len(columns)
        label = max(row.label_positions, default=-1) if last is None else last
        cells = row.after(label, wanted)
        if len(starts([cell.text for cell in row.right_of(label)], len(cells))) > 1:
            return  # a blank cell at either end is the figure that was left blank
        if len(named_results) == 1 and len(cells) == len(above) > 1:
            yield from _keys(table, above, named_results, cells)
        elif len(named_results) == 1 and len(cells) == 1 and beside:
            yield from _keys(table, [beside], named_results, cells)
        elif named_rows and len(cells) == len(header) == len(columns):
            yield from _keys(table, named_rows[-1:], header, cells)
        elif not labels and above and len(cells) == len(header) and len(header) % len(columns) == 0:
            yield from _keys(table, above, header, cells)
            above, header = [], []
        else:
            return


def _keys(
    table: Table, procedures: Sequence[Row], results: Sequence[Column], cells: Sequence[Cell]
) -> Iterator[Found]:
    """Pair cells with the figures of these procedures and results, in order of print."""
    if len(results) == 1:
        pairs = [(procedure, results[0]) for procedure in procedures]
    elif len(procedures) * len(set(map(id, results))) == len(cells):
        kinds = list({id(result): result for result in results}.values())
        pairs = [(procedure, result) for procedure in procedures for result in kinds]
    else:
        return
    for (procedure, result), cell in zip(pairs, cells, strict=True):
        yield table.figure_key(procedure.key, result.key), cell


def _read(places: Mapping[str, Cell], form: Form, table: Table) -> TableResult:
    result = TableResult(form.form)
    columns = {table.figure_key(row.key, column.key): column for _k, _b, row, column in table.cells()}
    for key, cell in places.items():
        result.read(key, cell, columns[key])
    result.complete(table_keys(form.form, table.key))
    result.remarks.append(Remark("table_turned", "table four stands on its side or in parts"))
    return result
