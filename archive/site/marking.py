"""Finding one cell on an archived page and marking it, so that a link can land on it without any script.

The place of a cell is that of `parsers.document`: the n-th `<table>` of the page, the n-th `<tr>` that
belongs to that table, the n-th `<td>` or `<th>` of that row, counted by the reader's own functions. In a text
extract a row is a line, a cell what stands between two pipes.

>>> find_cell(LexborHTMLParser("<table><tr><td>规章<td>3</table>"), (0, 0, 1)).text()
'3'
"""

from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.document import CellPlace, Table
from parsers.readers.html import HIDDEN_STYLE, row_cells, table_rows
from parsers.readers.text import MARKDOWN_RULE, line_cells, read_text

CELL_ID = "gongkai-cell"
SHOWN_ATTRIBUTE = "data-gongkai-shown"


def find_cell(parser: LexborHTMLParser, place: CellPlace) -> LexborNode | None:
    """The cell at a place, or None where the page has no such table, row or cell."""
    table_number, row_number, column_number = place
    tables = parser.css("table")
    if not 0 <= table_number < len(tables):
        return None
    row = _nth(table_rows(tables[table_number]), row_number)
    return None if row is None else _nth(row_cells(row), column_number)


def mark_cell(parser: LexborHTMLParser, cell: LexborNode) -> None:
    """Give a cell the id that the link points to.

    Where a style sheet of the page hides anything, all that is around the cell is marked to be shown: a
    script of the page would have, but none runs here.
    """
    cell.attrs["id"] = CELL_ID
    if not any(HIDDEN_STYLE.search(style.text()) for style in parser.css("style")):
        return
    around: LexborNode | None = cell
    while around is not None and around.tag not in ("body", "html", "-document"):
        around.attrs[SHOWN_ATTRIBUTE] = "1"
        around = around.parent


def text_lines(text: str, place: CellPlace | None) -> Iterator[str]:
    """A text extract as HTML, one element a line, with the marked row and cell wrapped."""
    marked = find_line(text, place) if place else None
    for number, line in enumerate(text.splitlines()):
        if place and number == marked:
            yield f'<div class="row">{_marked_line(line, place[2])}</div>\n'
        else:
            yield f"<div>{escape(line) or '&nbsp;'}</div>\n"


def find_line(text: str, place: CellPlace) -> int | None:
    """The number of the line that is a place's row, or None."""
    table_number, row_number, _column = place
    document = read_text(text)
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines())
        if line.strip() and not MARKDOWN_RULE.match(line.strip())
    ]
    start = 0
    for table in document.tables:
        start = _table_start(table, [line for _number, line in lines], start)
        if table.index == table_number:
            return lines[start + row_number][0] if 0 <= row_number < len(table.rows) else None
        start += len(table.rows)
    return None


def _table_start(table: Table, lines: list[str], start: int) -> int:
    """Where a table's lines begin: the first run of lines from `start` on that reads as its rows."""
    rows = [[cell.text for cell in row] for row in table.rows]
    while [
        [" ".join(cell.split()) for cell in line_cells(line)] for line in lines[start : start + len(rows)]
    ] != rows:
        start += 1
        if start > len(lines):
            raise LookupError(f"table {table.index} of a text extract is not in its lines")
    return start


def _marked_line(line: str, column: int) -> str:
    cells = line_cells(line)
    pieces = [
        f'<mark id="{CELL_ID}">{escape(cell)}</mark>' if number == column else escape(cell)
        for number, cell in enumerate(cells)
    ]
    stripped = line.strip()
    before = "|" if stripped.startswith("|") else ""
    after = "|" if stripped.removeprefix("|").endswith("|") else ""
    return before + "|".join(pieces) + after


def _nth(nodes: Iterator[LexborNode], number: int) -> LexborNode | None:
    return next((node for position, node in enumerate(nodes) if position == number), None)
