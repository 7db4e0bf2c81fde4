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
from parsers.readers.nesting import refuse_depth

# Elements whose content a reader of the page does not see.
UNSEEN = ["script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "object"]
# What is struck out is no longer said, and a footnote's mark is not part of the number it stands at.
STRUCK_OUT = ["del", "s", "strike"]
FOOTNOTE_MARK = re.compile(r"^\s*[\[(（【]?(?:注|\*|\d{1,2})?\s*\d{0,2}[\])）】]?\s*$")
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
# Parts of a table are numbered even where their own style hides them.
TABLE_PARTS = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"})
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# A cheap look at the whole page before looking at every element.
MAY_HIDE = re.compile(r"hidden|HIDDEN|none|NONE")
DIGIT = re.compile(r"\d")
SEPARATOR = "\x1f"
SINGLE = (1, 1)
CELL_TAG = re.compile(r"<t[dh][\s>/]", re.I)
LEADING_DIGITS = re.compile(r"\s*\+?(\d+)")
# Browsers clamp spans so; a page that claims a million columns gets as many as a browser gives it.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65_534
# A cell with more text than this holds prose, which is read as paragraphs too.
MAX_LABEL_LENGTH = 150


def read_html(text: str, reader: Literal["html", "soup"] = "html") -> Document:
    """Read a page from decoded text. Raise NestingError for one that nests deeper than any page does."""
    refuse_depth(text)
    parser = LexborHTMLParser(text.replace("\x00", ""))
    return _PageReader(parser).read(reader, text)


def read_soup(text: str) -> Document:
    """Read a page as BeautifulSoup (on lxml) repairs it: markup that a browser drops may survive here."""
    return read_html(str(BeautifulSoup(text, "lxml")), reader="soup")


class _PageReader:
    """One pass over one page's tree."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self.parser = parser
        # Numbered before anything is removed: the same numbers a browser gives to the page's tables.
        self.table_numbers = {node.mem_id: index for index, node in enumerate(parser.css("table"))}
        self.spans = {node.mem_id: _spans(node) for node in parser.css("[colspan],[rowspan]")}
        self.hidden: set[int] = set()
        self.blocks: list[Block] = []
        self.line: list[str] = []

    def read(self, reader: Literal["html", "soup"], text: str) -> Document:
        metadata = _metadata(self.parser)
        lost_cells = len(CELL_TAG.findall(text)) != len(self.parser.css("td,th"))
        root = self.parser.root
        if root is not None:
            self._drop_unseen(root, text)
            self._flow(self.parser.body or root)
            self._end_line()
        return Document(tuple(self.blocks), reader, metadata=metadata, lost_cells=lost_cells)

    def _drop_unseen(self, root: LexborNode, text: str) -> None:
        root.strip_tags([*UNSEEN, *STRUCK_OUT])
        for mark in self.parser.css("sup"):
            if FOOTNOTE_MARK.match(mark.text()):
                mark.decompose()
        # Matching attributes over a large tree costs more than reading its tables: most pages hide nothing.
        if not MAY_HIDE.search(text):
            return
        for node in self.parser.css('[hidden], [style*="none" i], [style*="hidden" i]'):
            style = node.attributes.get("style") or ""
            if "hidden" not in node.attributes and not HIDDEN_STYLE.search(style):
                continue
            if node.tag in TABLE_PARTS:
                # Rows and cells keep their numbers: the archived page has them all.
                self.hidden.update(part.mem_id for part in [node, *node.css("tr,td,th")])
            elif node.tag not in ("body", "html"):
                node.decompose()

    def _flow(self, root: LexborNode) -> None:
        """Walk everything below `root` in document order without recursion: pages may nest 100,000 deep."""
        open_nodes: list[tuple[LexborNode, bool]] = []
        node: LexborNode | None = root.child
        while True:
            if node is None:
                if not open_nodes:
                    return
                node, is_inline = open_nodes.pop()
                if not is_inline:
                    self._end_line()
                node = node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                self.line.append(node.text(deep=False))
            elif tag in INLINE:
                if node.child is not None:
                    open_nodes.append((node, True))
                    node = node.child
                    continue
            elif self._enter(node, tag):
                open_nodes.append((node, False))
                node = node.child
                continue
            node = node.next

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Take one block element; True when its children are to be walked."""
        self._end_line()
        if tag in HEADINGS:
            self._text(node.text(), HEADINGS[tag])
            return node.css_first("table") is not None
        if tag == "table":
            return self._table(node)
        return tag != "br"

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
        holds_tables = len(node.css("table")) > 1
        prose: list[LexborNode] = []
        rows = []
        for row_number, row in enumerate(table_rows(node)):
            cells: list[Cell] = []
            for column, cell in enumerate(row_cells(row)):
                if self.hidden and cell.mem_id in self.hidden:
                    continue
                text = " ".join(_cell_text(cell, holds_tables).split())
                spans = self.spans.get(cell.mem_id, SINGLE)
                cells.append(Cell(text, (index, row_number, column), *spans))
                if len(text) > MAX_LABEL_LENGTH and not holds_tables:
                    prose.append(cell)
            rows.append(tuple(cells))
        self.blocks.append(Table(index, tuple(rows), layout=holds_tables))
        for cell in prose:
            self._flow(cell)
            self._end_line()
        return holds_tables


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


def table_rows(table: LexborNode) -> Iterator[LexborNode]:
    """The `<tr>` that belong to this table, in document order: the second number of a cell's place."""
    for section in table.iter():
        if section.tag == "tr":
            yield section
        elif section.tag in ("tbody", "thead", "tfoot"):
            for row in section.iter():
                if row.tag == "tr":
                    yield row


def row_cells(row: LexborNode) -> Iterator[LexborNode]:
    """The `<td>` and `<th>` of a row: the third number of a cell's place."""
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))


def _spans(cell: LexborNode) -> tuple[int, int]:
    attributes = cell.attributes
    return (
        _span(attributes.get("colspan"), MAX_COLSPAN),
        _span(attributes.get("rowspan"), MAX_ROWSPAN),
    )


def _span(written: str | None, most: int) -> int:
    """A span as browsers read it: leading digits, at least 1, clamped; anything else is 1."""
    if written is None:
        return 1
    match = LEADING_DIGITS.match(written)
    return min(max(int(match[1][:9]), 1), most) if match else 1


def _cell_text(cell: LexborNode, holds_tables: bool) -> str:
    """The text of a cell without that of tables inside it; block elements end a line, inline ones do not.

    `<span>2</span><span>0</span>` is 20, `<p>2</p><p>0</p>` is two lines.
    """
    if holds_tables:
        own = "".join(_pieces(cell))
        # A number set into a table of its own is still what this cell says.
        inner = [] if own.strip() else cell.css("td,th")[1:]
        return str(inner[0].text()) if len(inner) == 1 else own
    text = str(cell.text(separator=SEPARATOR))
    if SEPARATOR not in text:
        return text
    pieces = [piece for piece in text.split(SEPARATOR) if piece and not piece.isspace()]
    # Only where digits stand in several runs does it matter what stands between them.
    if len(pieces) < 2 or not DIGIT.search(text):
        return "".join(pieces)
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
