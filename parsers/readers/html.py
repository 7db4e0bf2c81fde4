"""HTML to `Document`, with the tree that a browser builds (turbohtml).

The tree decides what "third cell of the fifth row" means, so it must be the browser's: otherwise a figure
would point at another cell on the archived page. What a reader of the page does not see gives no text
(`unseen`), tables become rows of cells (`cells`), and what stands around them becomes lines (`prose`).
`read_soup` is the second reader: the same page as BeautifulSoup repairs it.

The tree lives in C, and a step into it costs more than what is done there: it is asked few and large
questions, such as the whole text of a paragraph.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Literal

import turbohtml
from bs4 import BeautifulSoup
from turbohtml import Element, Node

from parsers.document import Block, Document, Text
from parsers.readers.bounds import MAX_CHARACTERS, refuse_length, refuse_tags
from parsers.readers.cells import CELL_TAGS, read_table
from parsers.readers.inline import one_line
from parsers.readers.prose import read_prose
from parsers.readers.unseen import STRUCTURE, UNSEEN_TAGS, Unseen, drop_unseen

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CELL_TAG = re.compile(r"<t[dh][\s>/]", re.I)
# All that is looked for by its tag is looked for at once.
SOUGHT = (*STRUCTURE, *UNSEEN_TAGS, "title", "meta")


def page_tree(text: str) -> turbohtml.Document:
    """The tree that a browser builds of a page, without templates: what they hold is not shown or counted."""
    page = turbohtml.parse(text.replace("\x00", ""), allow_declarative_shadow_roots=False)
    for template in list(page.iter_elements("template")):
        template.decompose()
    return page


def read_html(text: str, reader: Literal["html", "soup"] = "html") -> Document:
    """Read a page from decoded text. Raise UnreadableError for one larger or nested deeper than any page."""
    refuse_tags(text)
    page = page_tree(text)
    sought = list(page.iter_elements(SOUGHT))
    metadata = _metadata(sought)
    # Numbered before anything is removed: the same numbers a browser gives to the page's tables.
    numbers = {table: number for number, table in enumerate(e for e in sought if e.tag == "table")}
    unseen = drop_unseen(page, sought)
    body = page.find("body") or page.root
    if len(text) > MAX_CHARACTERS:
        refuse_length(body.text if body else "")
    blocks = (
        read_prose(body, _read_and_empty(_structure(page, sought, unseen), numbers, unseen)) if body else []
    )
    return Document(tuple(blocks), reader, metadata=metadata, lost_cells=partial(_has_lost_cells, text))


def _has_lost_cells(text: str) -> bool:
    return len(CELL_TAG.findall(text)) != sum(1 for _cell in page_tree(text).iter_elements(CELL_TAGS))


def read_soup(text: str) -> Document:
    """Read a page as BeautifulSoup (on lxml) repairs it: markup that a browser drops may survive here."""
    return read_html(str(BeautifulSoup(text, "lxml")), reader="soup")


def _metadata(sought: Iterable[Element]) -> dict[str, str]:
    """The `<title>` and every named `<meta>`; of a repeated name the first that is not empty."""
    metadata: dict[str, str] = {}
    titles = [element for element in sought if element.tag == "title"]
    if titles:
        in_head = (e for e in titles if isinstance(e.parent, Element) and e.parent.tag == "head")
        metadata["title"] = one_line(next(in_head, titles[0]).text)
    for element in sought:
        if element.tag != "meta":
            continue
        name = (element.attr("name") or "").strip().lower()
        content = one_line(element.attr("content") or "")
        if name and content and name not in metadata:
            metadata[name] = content
    return metadata


def _structure(page: turbohtml.Document, sought: Iterable[Element], unseen: Unseen) -> list[Element]:
    """The tables and headings that are still there, in document order."""
    if unseen.has_structure:
        return list(page.iter_elements(STRUCTURE))
    return [element for element in sought if element.tag in STRUCTURE]


def _read_and_empty(
    structure: Sequence[Element], numbers: Mapping[Element, int], unseen: Unseen
) -> dict[Node, list[Block]]:
    """What the headings and tables of the page say.

    They are left empty, so that they are not read once more as lines: except those that hold tables, whose
    content is a page of its own.
    """
    nodes = [element for element in structure if element.tag == "table"]
    layouts = set(filter(None, map(_table_around, nodes)))
    tables = [(node, *read_table(node, numbers[node], node in layouts, unseen)) for node in nodes]
    read = _read_and_empty_headings([element for element in structure if element.tag != "table"])
    for node, table, prose_cells in tables:
        read[node] = [table, *(block for cell in prose_cells for block in read_prose(cell, read))]
        if not table.layout:
            node.clear()
    return read


def _table_around(node: Element) -> Element | None:
    """The table in which a table stands."""
    parent = node.parent
    while isinstance(parent, Element) and parent.tag != "table":
        parent = parent.parent
    return parent if isinstance(parent, Element) else None


def _read_and_empty_headings(headings: Iterable[Element]) -> dict[Node, list[Block]]:
    read: dict[Node, list[Block]] = {}
    for heading in headings:
        text = one_line(heading.text)
        read[heading] = [Text(text, HEADINGS[heading.tag])] if text else []
        if heading.find("table") is None:
            heading.clear()
    return read
