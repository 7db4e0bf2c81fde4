"""Finding one cell on an archived page and marking it, so that a link can land on it without any script.

The place of a cell is that of `parsers.document`: the n-th `<table>` of the page, the n-th `<tr>` that
belongs to that table, the n-th `<td>` or `<th>` of that row, counted by the reader's own functions. In a text
extract a row is a line, a cell what stands between two pipes.

>>> from parsers.readers.html import page_tree
>>> find_cell(page_tree("<table><tr><td>规章<td>3</table>"), (0, 0, 1)).text
'3'
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TypeVar

from turbohtml import Document, Element

from parsers.document import CellPlace
from parsers.readers.cells import own_rows
from parsers.readers.text import locate_row
from parsers.readers.unseen import HIDDEN_STYLE

Found = TypeVar("Found")
CELL_ID = "gongkai-cell"
SHOWN_ATTRIBUTE = "data-gongkai-shown"


def find_cell(page: Document, place: CellPlace) -> Element | None:
    """The cell at a place, or None where the page has no such table, row or cell."""
    table_number, row_number, column_number = place
    table = _nth(list(page.iter_elements("table")), table_number)
    row = None if table is None else _nth(own_rows(table), row_number)
    return None if row is None else _nth(row, column_number)


def mark_cell(page: Document, cell: Element) -> None:
    """Give a cell the id that the link points to.

    Where a style sheet of the page hides anything, all that is around the cell is marked to be shown: a
    script of the page would have, but none runs here.
    """
    cell.attrs["id"] = CELL_ID
    if not any(HIDDEN_STYLE.search(style.text) for style in page.iter_elements("style")):
        return
    for around in (cell, *cell.ancestors):
        if isinstance(around, Element) and around.tag not in ("body", "html"):
            around.attrs[SHOWN_ATTRIBUTE] = "1"


def text_lines(text: str, place: CellPlace | None) -> Iterator[str]:
    """A text extract as HTML, one element a line, with the marked row and cell wrapped."""
    found = locate_row(text, place[0], place[1]) if place else None
    for number, line in enumerate(text.splitlines()):
        if place and found and number == found[0]:
            yield f'<div class="row">{_marked_line(line, found[1], place[2])}</div>\n'
        else:
            yield f"<div>{escape(line) or '&nbsp;'}</div>\n"


def text_cell(text: str, place: CellPlace) -> str | None:
    """What stands in one cell of a text extract, or None where there is no such cell."""
    found = locate_row(text, place[0], place[1])
    if found is None or not 0 <= place[2] < len(found[1]):
        return None
    start, end = found[1][place[2]]
    return " ".join(text.splitlines()[found[0]][start:end].split())


def _marked_line(line: str, cells: list[tuple[int, int]], column: int) -> str:
    if not 0 <= column < len(cells):
        return escape(line)
    start, end = cells[column]
    return f'{escape(line[:start])}<mark id="{CELL_ID}">{escape(line[start:end])}</mark>{escape(line[end:])}'


def _nth(these: Sequence[Found], number: int) -> Found | None:
    return these[number] if 0 <= number < len(these) else None
