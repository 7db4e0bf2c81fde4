"""The cells of a page's tables: their places, spans and texts."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.document import Cell, Table
from parsers.readers.inline import BLOCK_TAG, INLINE, one_line
from parsers.readers.unseen import Unseen
from parsers.remembered import Remembered

# By their numbers in the tree's own list, which are asked for at half the cost of their names.
CELL_TAGS = frozenset(cell.tag_id for cell in LexborHTMLParser("<table><td><th>").css("td,th"))
ROW_GROUPS = frozenset({"tbody", "thead", "tfoot"})
DIGIT = re.compile(r"\d")
SEPARATOR = "\x1f"
LEADING_DIGITS = re.compile(r"\s*\+?(\d+)")
# Browsers clamp spans so; a page that claims a million columns gets as many as a browser gives it.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65_534
NO_SPANS = (1, 1)
# A cell with more text than this holds prose, which is read as paragraphs too.
MAX_LABEL_LENGTH = 150


def read_table(
    node: LexborNode, index: int, is_layout: bool, unseen: Unseen
) -> tuple[Table, list[LexborNode]]:
    """One table without its hidden rows and cells, and the cells of it that hold prose."""
    prose: list[LexborNode] = []
    rows = []
    hidden = unseen.hidden
    # Makes a Cell in half the time that calling the class takes: a page has hundreds.
    new_tuple, known = tuple.__new__, _KNOWN
    # Where no other table stands in this one every row is its own.
    is_plain = not is_layout and not unseen.has_foreign_cells
    for row_number, row in enumerate(node.css("tr") if is_plain else table_rows(node)):
        cells: list[Cell] = []
        for column, cell in enumerate(row_cells(row)):
            if hidden and cell.mem_id in hidden:
                continue
            if is_layout:
                text = one_line(_text_beside_tables(cell))
            else:
                text, may_be_apart = known[cell.text()]
                if may_be_apart:
                    text = _text_of_runs(cell, text)
            attributes = cell.attributes
            colspan, rowspan = _spans(attributes) if attributes else NO_SPANS
            cells.append(new_tuple(Cell, (text, (index, row_number, column), colspan, rowspan)))
            if len(text) > MAX_LABEL_LENGTH and not is_layout:
                prose.append(cell)
        rows.append(tuple(cells))
    return Table(index, tuple(rows), is_layout), prose


def table_rows(table: LexborNode) -> Iterator[LexborNode]:
    """The `<tr>` that belong to this table, in document order: the second number of a cell's place."""
    for section in table.iter():
        if section.tag == "tr":
            yield section
        elif section.tag in ROW_GROUPS:
            for row in section.iter():
                if row.tag == "tr":
                    yield row


def row_cells(row: LexborNode) -> list[LexborNode]:
    """The `<td>` and `<th>` of a row: the third number of a cell's place."""
    return [cell for cell in row.iter() if cell.tag_id in CELL_TAGS]


def _spans(attributes: Mapping[str, str | None]) -> tuple[int, int]:
    if "colspan" not in attributes and "rowspan" not in attributes:
        return NO_SPANS
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


def _told(text: str) -> tuple[str, bool]:
    """The text of a cell in one line, and whether it may matter what stands between its runs: with digits."""
    return one_line(text), len(text) > 1 and DIGIT.search(text) is not None


# Few cells of a page hold what none before it has held.
_KNOWN = Remembered(_told)


def _text_of_runs(cell: LexborNode, text: str) -> str:
    """The text of a cell, given as it is without what stands between its runs, in one line.

    Block elements end a line, inline ones do not: `<b>2</b><b>0</b>` is 20, `<p>2</p><p>0</p>` is 2 0.
    """
    runs = cell.text(separator=SEPARATOR)
    if SEPARATOR not in runs:
        return text
    pieces = [piece for piece in runs.split(SEPARATOR) if piece and not piece.isspace()]
    if len(pieces) < 2:
        return one_line("".join(pieces))
    return text if _is_one_line((cell.inner_html or "").strip()) else one_line("".join(_pieces(cell)))


def _is_one_line(markup: str) -> bool:
    """Whether no element in a cell begins a line, or only one that holds all there is."""
    blocks = BLOCK_TAG.findall(markup)
    if len(blocks) != 1:
        return not blocks
    return markup.startswith(f"<{blocks[0]}") and markup.endswith(f"</{blocks[0]}>")


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
