"""The cells of a page's tables: their places, spans and texts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from turbohtml import Element, Node
from turbohtml import Text as TextNode

from parsers.document import Cell, Table
from parsers.readers.inline import BLOCK_TAG, INLINE, one_line
from parsers.readers.unseen import Unseen
from parsers.remembered import Remembered

CELL_TAGS = ("td", "th")
ROWS_AND_CELLS = ("tr", *CELL_TAGS)
ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
DIGIT = re.compile(r"\d")
LEADING_DIGITS = re.compile(r"\s*\+?(\d+)")
# Browsers clamp spans so; a page that claims a million columns gets as many as a browser gives it.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65_534
NO_SPANS = (1, 1)
# A cell with more text than this holds prose, which is read as paragraphs too.
MAX_LABEL_LENGTH = 150


def read_table(node: Element, index: int, is_layout: bool, unseen: Unseen) -> tuple[Table, list[Element]]:
    """One table without its hidden rows and cells, and the cells of it that hold prose."""
    prose: list[Element] = []
    rows = []
    hidden = unseen.hidden
    # Makes a Cell in half the time that calling the class takes: a page has hundreds.
    new_tuple, known = tuple.__new__, _KNOWN
    is_plain = not is_layout and not unseen.has_foreign_cells
    for row_number, row in enumerate(_plain_rows(node) if is_plain else own_rows(node)):
        cells: list[Cell] = []
        for column, cell in enumerate(row):
            if hidden and cell in hidden:
                continue
            if is_layout:
                text = one_line(_text_beside_tables(cell))
            else:
                text, may_be_apart = known[cell.text]
                if may_be_apart:
                    text = _text_of_runs(cell, text)
            attributes = cell.attrs
            colspan, rowspan = _spans(cell) if attributes else NO_SPANS
            cells.append(new_tuple(Cell, (text, (index, row_number, column), colspan, rowspan)))
            if len(text) > MAX_LABEL_LENGTH and not is_layout:
                prose.append(cell)
        rows.append(tuple(cells))
    return Table(index, tuple(rows), is_layout), prose


def _plain_rows(table: Element) -> list[list[Element]]:
    """The cells of each row of a table in which no other stands: all that are below it."""
    rows: list[list[Element]] = []
    for element in table.iter_elements(ROWS_AND_CELLS):
        if element.tag == "tr":
            rows.append([])
        else:
            rows[-1].append(element)
    return rows


def own_rows(table: Element) -> list[list[Element]]:
    """The cells of the rows that belong to this table, not to one in it: what a cell's place counts."""
    parts = _elements(table)
    rows = [row for part in parts for row in (_elements(part) if part.tag in ROW_GROUPS else [part])]
    return [[cell for cell in _elements(row) if cell.tag in CELL_TAGS] for row in rows if row.tag == "tr"]


def _elements(parent: Element) -> list[Element]:
    return [child for child in parent.children if isinstance(child, Element)]


def _spans(cell: Element) -> tuple[int, int]:
    return _span(cell.attr("colspan"), MAX_COLSPAN), _span(cell.attr("rowspan"), MAX_ROWSPAN)


@lru_cache(maxsize=1_000)
def _span(written: str | None, most: int) -> int:
    """A span as browsers read it: leading digits, at least 1, clamped; anything else is 1."""
    if written is None:
        return 1
    match = LEADING_DIGITS.match(written)
    return min(max(int(match[1][:9]), 1), most) if match else 1


def _text_beside_tables(cell: Element) -> str:
    """The text of a cell without that of tables inside it."""
    own = "".join(_pieces(cell))
    # A number set into a table of its own is still what this cell says.
    inner = [] if own.strip() else list(cell.iter_elements(CELL_TAGS))
    return inner[0].text if len(inner) == 1 else own


def _told(text: str) -> tuple[str, bool]:
    """The text of a cell in one line, and whether it may matter what stands between its runs: with digits."""
    return one_line(text), len(text) > 1 and DIGIT.search(text) is not None


# Few cells of a page hold what none before it has held.
_KNOWN = Remembered(_told)


def _text_of_runs(cell: Element, text: str) -> str:
    """The text of a cell, given as it is without what stands between its runs, in one line.

    Block elements end a line, inline ones do not: `<b>2</b><b>0</b>` is 20, `<p>2</p><p>0</p>` is 2 0.
    """
    runs = list(cell.strings)
    if len(runs) < 2:
        return text
    pieces = [piece for piece in runs if piece and not piece.isspace()]
    if len(pieces) < 2:
        return one_line("".join(pieces))
    return text if _is_one_line(cell.inner_html.strip()) else one_line("".join(_pieces(cell)))


def _is_one_line(markup: str) -> bool:
    """Whether no element in a cell begins a line, or only one that holds all there is."""
    blocks = BLOCK_TAG.findall(markup)
    if len(blocks) != 1:
        return not blocks
    return markup.startswith(f"<{blocks[0]}") and markup.endswith(f"</{blocks[0]}>")


def _pieces(root: Element) -> Iterator[str]:
    # Without recursion: cells may nest deep. Below an element that ends a line stands None.
    left: list[Node | None] = list(reversed(root.children))
    while left:
        node = left.pop()
        if node is None:
            yield "\n"
        elif isinstance(node, TextNode):
            yield node.data
        elif not isinstance(node, Element):
            continue
        elif node.tag == "br":
            yield "\n"
        elif node.tag != "table":
            if node.tag not in INLINE:
                yield "\n"
                left.append(None)
            left.extend(reversed(node.children))
