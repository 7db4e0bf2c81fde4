"""The cells of a page's tables: their places, spans and texts."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.document import Cell, Table
from parsers.readers.inline import BLOCK_TAG, INLINE, one_line

CELL_TAGS = frozenset({"td", "th"})
ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
DIGIT = re.compile(r"\d")
SEPARATOR = "\x1f"
LEADING_DIGITS = re.compile(r"\s*\+?(\d+)")
# Browsers clamp spans so; a page that claims a million columns gets as many as a browser gives it.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65_534
# A cell with more text than this holds prose, which is read as paragraphs too.
MAX_LABEL_LENGTH = 150

# (colspan, rowspan) of the cells that write any, by their memory ids.
Spans = Mapping[int, tuple[int, int]]


def written_spans(parser: LexborHTMLParser) -> Spans:
    """The spans that cells of the page write: most write none, and asking each takes longer."""
    return {cell.mem_id: _spans(cell) for cell in parser.css("[colspan],[rowspan]")}


def read_table(
    node: LexborNode, index: int, spans: Spans, hidden: Collection[int]
) -> tuple[Table, list[LexborNode]]:
    """One table without its `hidden` rows and cells, and the cells of it that hold prose."""
    layout = len(node.css("table")) > 1
    prose: list[LexborNode] = []
    rows = []
    for row_number, row in enumerate(table_rows(node)):
        cells: list[Cell] = []
        for column, cell in enumerate(row_cells(row)):
            number = cell.mem_id
            if number in hidden:
                continue
            text = one_line(_text_beside_tables(cell) if layout else _text(cell))
            place = (index, row_number, column)
            cells.append(Cell(text, place, *spans[number]) if number in spans else Cell(text, place))
            if len(text) > MAX_LABEL_LENGTH and not layout:
                prose.append(cell)
        rows.append(tuple(cells))
    return Table(index, tuple(rows), layout), prose


def table_rows(table: LexborNode) -> Iterator[LexborNode]:
    """The `<tr>` that belong to this table, in document order: the second number of a cell's place."""
    for section in table.iter():
        if section.tag == "tr":
            yield section
        elif section.tag in ROW_GROUPS:
            for row in section.iter():
                if row.tag == "tr":
                    yield row


def row_cells(row: LexborNode) -> Iterator[LexborNode]:
    """The `<td>` and `<th>` of a row: the third number of a cell's place."""
    return (cell for cell in row.iter() if cell.tag in CELL_TAGS)


def _spans(cell: LexborNode) -> tuple[int, int]:
    attributes = cell.attributes
    return (
        _span(attributes.get("colspan"), MAX_COLSPAN),
        _span(attributes.get("rowspan"), MAX_ROWSPAN),
    )


@lru_cache(maxsize=1_000)
def _span(written: str | None, most: int) -> int:
    """A span as browsers read it: leading digits, at least 1, clamped; anything else is 1."""
    if written is None:
        return 1
    match = LEADING_DIGITS.match(written)
    return min(max(int(match[1][:9]), 1), most) if match else 1


def _text_beside_tables(cell: LexborNode) -> str:
    """The text of a cell without that of tables inside it."""
    own = "".join(_pieces(cell))
    # A number set into a table of its own is still what this cell says.
    inner = [] if own.strip() else cell.css("td,th")[1:]
    return str(inner[0].text()) if len(inner) == 1 else own


def _text(cell: LexborNode) -> str:
    """The text of a cell without tables; block elements end a line, inline ones do not.

    `<span>2</span><span>0</span>` is 20, `<p>2</p><p>0</p>` is two lines.
    """
    text = str(cell.text(separator=SEPARATOR))
    if SEPARATOR not in text:
        return text
    pieces = [piece for piece in text.split(SEPARATOR) if piece and not piece.isspace()]
    # Only where digits stand in several runs does it matter what stands between them.
    if len(pieces) < 2 or not DIGIT.search(text):
        return "".join(pieces)
    if not BLOCK_TAG.search(cell.inner_html or ""):
        return str(cell.text())
    return "".join(_pieces(cell))


def _pieces(root: LexborNode) -> Iterator[str]:
    open_nodes: list[LexborNode] = []
    node: LexborNode | None = root.child
    while node is not None or open_nodes:
        if node is None:
            parent = open_nodes.pop()
            if parent.tag not in INLINE:
                yield "\n"
            node = parent.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            yield node.text(deep=False)
        elif tag == "br":
            yield "\n"
        elif tag != "table":
            if tag not in INLINE:
                yield "\n"
            open_nodes.append(node)
            node = node.child
            continue
        node = node.next
