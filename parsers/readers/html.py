"""HTML to `Document`, with the tree that a browser builds (selectolax's lexbor).

The tree decides what "third cell of the fifth row" means, so it must be the browser's: otherwise a figure
would point at another cell on the archived page. What a reader of the page does not see gives no text
(`unseen`), tables become rows of cells (`cells`), and what stands around them becomes lines (`prose`).
`read_soup` is the second reader: the same page as BeautifulSoup repairs it.

The tree lives in C, and a step into it costs more than what is done there: it is asked few and large
questions, such as the whole text of a paragraph.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.document import Block, Document, Text
from parsers.readers.bounds import refuse_depth, refuse_length, refuse_tags
from parsers.readers.cells import read_table, written_spans
from parsers.readers.inline import one_line
from parsers.readers.prose import read_prose
from parsers.readers.unseen import drop_unseen

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CELL_TAG = re.compile(r"<t[dh][\s>/]", re.I)


def read_html(text: str, reader: Literal["html", "soup"] = "html") -> Document:
    """Read a page from decoded text. Raise UnreadableError for one larger or nested deeper than any page."""
    refuse_tags(text)
    refuse_depth(text)
    parser = LexborHTMLParser(text.replace("\x00", ""))
    metadata = _metadata(parser)
    lost_cells = len(CELL_TAG.findall(text)) != len(parser.css("td,th"))
    # Numbered before anything is removed: the same numbers a browser gives to the page's tables.
    numbers = {table.mem_id: number for number, table in enumerate(parser.css("table"))}
    hidden = drop_unseen(parser, text)
    body = parser.body or parser.root
    refuse_length(body.text() if body else "")
    blocks = read_prose(body, _read_and_empty(parser, numbers, hidden)) if body else []
    return Document(tuple(blocks), reader, metadata=metadata, lost_cells=lost_cells)


def read_soup(text: str) -> Document:
    """Read a page as BeautifulSoup (on lxml) repairs it: markup that a browser drops may survive here."""
    return read_html(str(BeautifulSoup(text, "lxml")), reader="soup")


def _metadata(parser: LexborHTMLParser) -> dict[str, str]:
    """The `<title>` and every named `<meta>`; of a repeated name the first that is not empty."""
    metadata: dict[str, str] = {}
    title = parser.css_first("head title") or parser.css_first("title")
    if title is not None:
        metadata["title"] = one_line(title.text())
    for node in parser.css("meta"):
        attributes = node.attributes
        name = (attributes.get("name") or "").strip().lower()
        content = one_line(attributes.get("content") or "")
        if name and content and name not in metadata:
            metadata[name] = content
    return metadata


def _read_and_empty(
    parser: LexborHTMLParser, numbers: Mapping[int, int], hidden: frozenset[int]
) -> dict[int, list[Block]]:
    """What the headings and tables of the page say, by their memory ids.

    They are left empty, so that they are not read once more as lines: except those that hold tables, whose
    content is a page of its own.
    """
    spans = written_spans(parser)
    nodes = parser.css(f"table,{','.join(HEADINGS)}")
    tables = [
        (node, *read_table(node, numbers[node.mem_id], spans, hidden))
        for node in nodes
        if node.tag == "table"
    ]
    read = _read_and_empty_headings([node for node in nodes if node.tag != "table"])
    for node, table, prose_cells in tables:
        read[node.mem_id] = [table, *(block for cell in prose_cells for block in read_prose(cell, read))]
        if not table.layout:
            _empty(node)
    return read


def _read_and_empty_headings(nodes: Iterable[LexborNode]) -> dict[int, list[Block]]:
    read: dict[int, list[Block]] = {}
    for node in nodes:
        text = one_line(node.text())
        read[node.mem_id] = [Text(text, HEADINGS[node.tag or ""])] if text else []
        if node.css_first("table") is None:
            _empty(node)
    return read


def _empty(node: LexborNode) -> None:
    for child in node.iter(include_text=True):
        child.decompose(recursive=False)
