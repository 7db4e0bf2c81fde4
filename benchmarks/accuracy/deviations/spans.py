"""Spans that do not say what they should: misaligned, absurd, or filled with empty cells."""

from benchmarks.accuracy.draft import Cell, Draft
from benchmarks.accuracy.registry import HTML, deviation
from benchmarks.accuracy.row_edits import tables_of_shape

ABSURD = (' colspan="abc"', ' colspan="0"', ' colspan=""', ' rowspan="x"', " colspan", ' rowspan="-1"')


@deviation("rows", "spans.items", formats=HTML, forms="2019 2021")
def misaligned_colspans(draft: Draft) -> None:
    """Header cells and value cells of table two span different columns, so that none lines up."""
    for row in draft.tables["disclosure"]:
        if len(row) < 3:
            row[-1].colspan += 1
            continue
        wide = 1 if row[1].role == "value" else len(row) - 1
        row[wide].colspan += 1


@deviation("rows", "spans.items spans.all", formats=HTML)
def absurd_spans(draft: Draft) -> None:
    """Spans are absurd: colspan=abc, 0, nothing."""
    for cell in draft.cells():
        if cell.role != "group" and cell.rowspan == 1 and draft.random.random() < 0.2:
            cell.attributes = draft.random.choice(ABSURD)


@deviation("rows", "spans.items spans.all", formats=HTML)
def a_million_columns(draft: Draft) -> None:
    """The last cells of rows claim a million columns or rows."""
    for rows in draft.tables.values():
        for row in rows:
            if row[-1].role in ("title", "value", "own") and draft.random.random() < 0.3:
                row[-1].attributes = draft.random.choice([' colspan="1000000"', ' colspan="99999999999"'])


@deviation("rows", "spans.items spans.end", forms="2019 2021")
def empty_cells_at_row_ends(draft: Draft) -> None:
    """Rows with fewer values are filled up with empty cells: 行政事业性收费 | 0 | 0 | |."""
    for rows in draft.tables.values():
        width = max(sum(cell.colspan for cell in row) for row in rows)
        for row in rows:
            missing = width - len(row) if row[0].role in ("corner", "title") or row[0].role == "label" else 0
            if row[-1].colspan > 1:
                row[-1].colspan = 1
                row.extend(Cell("", "blank") for _ in range(max(missing, 0)))


@deviation("rows", "spans.items spans.end", forms="2019 2021")
def spacer_columns(draft: Draft) -> None:
    """An empty column stands at the right edge of every table."""
    for rows in draft.tables.values():
        for row in rows:
            row.append(Cell(draft.random.choice(["", "\u00a0"]), "own"))


@deviation("rows", "spans.items spans.start", formats=HTML, forms="2019 2021")
def spacer_column_left(draft: Draft) -> None:
    """An empty column stands at the left edge of table three."""
    for table in tables_of_shape(draft, "matrix"):
        for row in draft.tables[table]:
            row.insert(0, Cell("", "own"))


@deviation("rows", "spans.sizing", formats=HTML)
def sizing_row(draft: Draft) -> None:
    """A row of empty cells that only sets widths closes each table, as spreadsheets export it."""
    for rows in draft.tables.values():
        width = max(sum(cell.colspan for cell in row) for row in rows)
        cells = [Cell("", "own", attributes=' width="72" style="border:none"') for _ in range(width)]
        rows.insert(draft.random.choice([0, len(rows)]), cells)
