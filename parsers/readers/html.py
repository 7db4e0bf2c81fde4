"""HTML to `Document`, with the tree that a browser builds (selectolax's lexbor).

The tree decides what "third cell of the fifth row" means, so it must be the browser's: otherwise a figure
would point at another cell on the archived page. Scripts, styles, comments and elements hidden by their
own style give no text. `read_soup` is the second reader: the same page as BeautifulSoup repairs it.
"""

import re
from collections.abc import Iterator
from typing import Literal

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.document import Block, Cell, Document, Table, Text

# Elements whose content a reader of the page does not see.
UNSEEN = ["script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "object"]
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "o:p",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "st1:chsdate",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "-text",
        "-comment",
    }
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
LEADING_DIGITS = re.compile(r"\s*\+?(\d+)")
# Browsers clamp spans so; a page that claims a million columns gets as many as a browser gives it.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65_534
# A cell with more text than this holds prose, which is read as paragraphs too.
MAX_LABEL_LENGTH = 150


def read_html(text: str, reader: Literal["html", "soup"] = "html") -> Document:
    """Read a page from decoded text."""
    parser = LexborHTMLParser(text.replace("\x00", ""))
    return _PageReader(parser).read(reader)


def read_soup(text: str) -> Document:
    """Read a page as BeautifulSoup (on lxml) repairs it: markup that a browser drops may survive here."""
    return read_html(str(BeautifulSoup(text, "lxml")), reader="soup")


class _PageReader:
    """One pass over one page's tree."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self.parser = parser
        # Numbered before anything is removed: the same numbers a browser gives to the page's tables.
        self.table_numbers = {node.mem_id: index for index, node in enumerate(parser.css("table"))}
        self.blocks: list[Block] = []
        self.line: list[str] = []

    def read(self, reader: Literal["html", "soup"]) -> Document:
        metadata = _metadata(self.parser)
        root = self.parser.root
        if root is not None:
            self._drop_unseen(root)
            self._flow(self.parser.body or root)
        self._end_line()
        return Document(blocks=tuple(self.blocks), reader=reader, metadata=metadata)

    def _drop_unseen(self, root: LexborNode) -> None:
        root.strip_tags(UNSEEN)
        hidden = [
            node
            for node in self.parser.css('[hidden], [style*="none" i], [style*="hidden" i]')
            if "hidden" in node.attributes or HIDDEN_STYLE.search(node.attributes.get("style") or "")
        ]
        for node in hidden:
            if node.tag not in ("body", "html"):
                node.decompose()

    def _flow(self, root: LexborNode) -> None:
        """Walk everything below `root` in document order without recursion: pages may nest 100,000 deep."""
        open_blocks: list[LexborNode] = []
        node: LexborNode | None = root.child
        while node is not None or open_blocks:
            if node is None:
                parent = open_blocks.pop()
                if parent.tag not in INLINE:
                    self._end_line()
                node = parent.next
                continue
            if self._enter(node):
                open_blocks.append(node)
                node = node.child
            else:
                node = node.next

    def _enter(self, node: LexborNode) -> bool:
        """Take one node; True when its children are to be walked."""
        tag = node.tag or ""
        if tag == "-text":
            self.line.append(node.text(deep=False))
            return False
        if tag == "br":
            self._end_line()
            return False
        if tag in INLINE:
            return True
        self._end_line()
        if tag in HEADINGS:
            self._text(node.text(), HEADINGS[tag])
            return node.css_first("table") is not None
        if tag == "table":
            return self._table(node)
        return True

    def _end_line(self) -> None:
        if self.line:
            self._text("".join(self.line), 0)
            self.line.clear()

    def _text(self, text: str, level: int) -> None:
        collapsed = " ".join(text.split())
        if collapsed:
            self.blocks.append(Text(collapsed, level))

    def _table(self, node: LexborNode) -> bool:
        """Read one table; True when it holds others: its cells are then walked as a page of their own."""
        index = self.table_numbers[node.mem_id]
        rows = tuple(_row(tr, index, number) for number, tr in enumerate(_table_rows(node)))
        holds_tables = any(inner.mem_id != node.mem_id for inner in node.css("table"))
        self.blocks.append(Table(index, rows, layout=holds_tables))
        if holds_tables:
            return True
        for row in rows:
            for cell in row:
                if len(cell.text) > MAX_LABEL_LENGTH:
                    self._text(cell.text, 0)
        return False


def _metadata(parser: LexborHTMLParser) -> dict[str, str]:
    """The `<title>` and every named `<meta>`; of a repeated name the first that is not empty."""
    metadata: dict[str, str] = {}
    title = parser.css_first("head title") or parser.css_first("title")
    if title is not None:
        metadata["title"] = " ".join(title.text().split())
    for node in parser.css("meta"):
        name = (node.attributes.get("name") or "").strip().lower()
        content = " ".join((node.attributes.get("content") or "").split())
        if name and content and name not in metadata:
            metadata[name] = content
    return metadata


def _table_rows(table: LexborNode) -> Iterator[LexborNode]:
    """The `<tr>` that belong to this table, in document order."""
    for section in table.iter():
        if section.tag == "tr":
            yield section
        elif section.tag in ("tbody", "thead", "tfoot"):
            for row in section.iter():
                if row.tag == "tr":
                    yield row


def _row(row: LexborNode, table_index: int, row_number: int) -> tuple[Cell, ...]:
    cells = (cell for cell in row.iter() if cell.tag in ("td", "th"))
    return tuple(_cell(cell, (table_index, row_number, column)) for column, cell in enumerate(cells))


def _cell(cell: LexborNode, place: tuple[int, int, int]) -> Cell:
    attributes = cell.attributes
    return Cell(
        text=" ".join(_own_text(cell).split()),
        place=place,
        colspan=_span(attributes.get("colspan"), MAX_COLSPAN),
        rowspan=_span(attributes.get("rowspan"), MAX_ROWSPAN),
    )


def _span(written: str | None, most: int) -> int:
    """A span as browsers read it: leading digits, at least 1, clamped; anything else is 1."""
    if written is None:
        return 1
    match = LEADING_DIGITS.match(written)
    return min(max(int(match[1][:9]), 1), most) if match else 1


def _own_text(cell: LexborNode) -> str:
    """The text of a cell without that of tables inside it; block elements end a line, inline ones do not.

    `<span>2</span><span>0</span>` is 20, `<p>2</p><p>0</p>` is two lines.
    """
    node = cell
    while True:
        child = node.child
        if child is None:
            return ""
        if child.next is not None or child.tag == "table":
            break
        if child.tag == "-text":
            return str(child.text(deep=False))
        node = child
    if all(child.tag == "-text" for child in node.iter(include_text=True)):
        return str(node.text())
    return "".join(_pieces(node))


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
