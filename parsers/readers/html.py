"""HTML to `Document`, with the tree that a browser builds (selectolax's lexbor).

The tree decides what "third cell of the fifth row" means, so it must be the browser's: otherwise a figure
would point at another cell on the archived page. What a reader of the page does not see gives no text
(`unseen`), tables become rows of cells (`cells`), and what stands around them becomes lines (`prose`).
`read_soup` is the second reader: the same page as BeautifulSoup repairs it.

The tree lives in C, and a step into it costs more than what is done there: it is asked few and large
questions, such as the whole text of a paragraph.
"""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal, NamedTuple

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.document import Block, Document, Text
from parsers.readers.bounds import MAX_CHARACTERS, refuse_length, refuse_tags
from parsers.readers.cells import read_table
from parsers.readers.inline import one_line
from parsers.readers.prose import read_prose
from parsers.readers.unseen import Unseen, drop_unseen

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CELL_TAG = re.compile(r"<t[dh][\s>/]", re.I)
# Of what pages have most of, nothing is asked but what stands in tables and lines. One question for all else
# takes half as long as naming what is wanted, for every node is held against every name.
RARE = r":not(span,td,p,a,li,tr,font,b,div,strong,br,o\:p,img,input,th,tbody,ul,option,dd,u,em,i)"
# In these a cell may stand that is none of the table's.
FOREIGN = frozenset({"math", "svg"})


class Rare(NamedTuple):
    """A node that is not one of the many, and its tag."""

    tag: str
    node: LexborNode


def read_html(text: str, reader: Literal["html", "soup"] = "html", utf8: bytes | None = None) -> Document:
    """Read a page from decoded text. Raise UnreadableError for one larger or nested deeper than any page.

    `utf8` is the text as bytes, where it has come so: the tree is built from these.
    """
    refuse_tags(text)
    parser = LexborHTMLParser(text.replace("\x00", "") if utf8 is None or b"\x00" in utf8 else utf8)
    rare = [Rare(node.tag or "", node) for node in parser.css(RARE)]
    metadata = _metadata(rare)
    # Numbered before anything is removed: the same numbers a browser gives to the page's tables.
    numbers = {node.mem_id: n for n, node in enumerate(node for tag, node in rare if tag == "table")}
    unseen = drop_unseen(parser, rare, text)
    body = parser.body or parser.root
    if len(text) > MAX_CHARACTERS:
        refuse_length(body.text() if body else "")
    blocks = (
        read_prose(body, _read_and_empty(_structure(parser, rare, unseen), numbers, unseen)) if body else []
    )
    return Document(tuple(blocks), reader, metadata=metadata, lost_cells=partial(_has_lost_cells, text))


def _has_lost_cells(text: str) -> bool:
    return len(CELL_TAG.findall(text)) != len(LexborHTMLParser(text.replace("\x00", "")).css("td,th"))


def read_soup(text: str) -> Document:
    """Read a page as BeautifulSoup (on lxml) repairs it: markup that a browser drops may survive here."""
    return read_html(str(BeautifulSoup(text, "lxml")), reader="soup")


def _metadata(rare: Iterable[Rare]) -> dict[str, str]:
    """The `<title>` and every named `<meta>`; of a repeated name the first that is not empty."""
    metadata: dict[str, str] = {}
    titles = [node for tag, node in rare if tag == "title"]
    if titles:
        in_head = (node for node in titles if node.parent is not None and node.parent.tag == "head")
        metadata["title"] = one_line(next(in_head, titles[0]).text())
    for node in (node for tag, node in rare if tag == "meta"):
        attributes = node.attributes
        name = (attributes.get("name") or "").strip().lower()
        content = one_line(attributes.get("content") or "")
        if name and content and name not in metadata:
            metadata[name] = content
    return metadata


def _structure(parser: LexborHTMLParser, rare: Iterable[Rare], unseen: Unseen) -> list[Rare]:
    """The tables and headings that are still there, in document order."""
    if unseen.has_structure:
        return [Rare(node.tag or "", node) for node in parser.css(f"table,{','.join(HEADINGS)}")]
    return [found for found in rare if found.tag == "table" or found.tag in HEADINGS]


def _read_and_empty(
    structure: Sequence[Rare], numbers: dict[int, int], unseen: Unseen
) -> dict[int, list[Block]]:
    """What the headings and tables of the page say, by their memory ids.

    They are left empty, so that they are not read once more as lines: except those that hold tables, whose
    content is a page of its own.
    """
    nodes = [node for tag, node in structure if tag == "table"]
    layouts = set(filter(None, map(_table_around, nodes)))
    tables = [
        (node, *read_table(node, numbers[node.mem_id], node.mem_id in layouts, unseen)) for node in nodes
    ]
    read = _read_and_empty_headings([found for found in structure if found.tag != "table"])
    for node, table, prose_cells in tables:
        read[node.mem_id] = [table, *(block for cell in prose_cells for block in read_prose(cell, read))]
        if not table.layout:
            _empty(node)
    return read


def _table_around(node: LexborNode) -> int | None:
    """The memory id of the table in which a table stands."""
    parent = node.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent.mem_id if parent is not None else None


def _read_and_empty_headings(headings: Iterable[Rare]) -> dict[int, list[Block]]:
    read: dict[int, list[Block]] = {}
    for tag, node in headings:
        text = one_line(node.text())
        read[node.mem_id] = [Text(text, HEADINGS[tag])] if text else []
        if node.css_first("table") is None:
            _empty(node)
    return read


def _empty(node: LexborNode) -> None:
    for child in node.iter(include_text=True):
        child.decompose(recursive=False)
