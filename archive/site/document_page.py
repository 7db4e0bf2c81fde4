"""An attached document as the site shows it: its text and tables as they were read, with the marked cell.

A browser cannot mark a cell in a Word file or a PDF. What is shown is what the reader made of the file, so
that a person can compare it with the file itself, which is there to download.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from html import escape

from archive.site.marking import CELL_ID
from parsers.document import Cell, CellPlace, Document, Table, Text
from parsers.readers import UnreadableError, read_page

# Reading a document takes a second; people look at the cells of one document one after the other.
DOCUMENTS_KEPT = 16
DOCUMENT_STYLE = (
    "body{font:14px/1.6 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;margin:1.2rem}"
    "table{border-collapse:collapse;margin:1rem 0}"
    "td,th{border:1px solid #999;padding:.2rem .45rem;vertical-align:top;min-width:1.2em}"
    "th{background:#f2efe8;color:#777;font:12px/1.6 monospace;border-color:#ddd}"
    "caption{text-align:left;color:#777;font-size:12px}tr.page th{text-align:left;background:#e4eef5}"
    "h1,h2,h3,h4,h5,h6{font-size:1.15em}"
)


class DocumentShelf:
    """The documents read last. One is read at a time: each may take much time and memory."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._documents: OrderedDict[str, Document | UnreadableError] = OrderedDict()

    def read(self, data: bytes) -> Document:
        """The document in these bytes. Raise UnreadableError where nothing can be read from them."""
        key = hashlib.sha256(data).hexdigest()
        with self._lock:
            found = self._documents.pop(key, None) or _read(data)
            self._documents[key] = found
            while len(self._documents) > self._kept:
                self._documents.popitem(last=False)
        if isinstance(found, UnreadableError):
            raise found
        return found


def _read(data: bytes) -> Document | UnreadableError:
    try:
        return read_page(data)
    except UnreadableError as error:
        return error


SHELF = DocumentShelf(DOCUMENTS_KEPT)


def document_html(document: Document, place: CellPlace | None, mark_style: str) -> str:
    """The document as a page of its own."""
    body = "\n".join(part for block in document.blocks for part in _block(document, block, place))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{DOCUMENT_STYLE}{mark_style}</style></head>'
        f"<body>{body}</body></html>"
    )


def document_cell(document: Document, place: CellPlace) -> str | None:
    """What stands in one cell; None where the document has no such cell."""
    cells = (cell for table in document.tables for row in table.rows for cell in row)
    return next((cell.text for cell in cells if cell.place == place), None)


def _block(document: Document, block: Text | Table, place: CellPlace | None) -> Iterator[str]:
    if isinstance(block, Text):
        tag = f"h{block.level}" if block.level else "p"
        yield f"<{tag}>{escape(block.text)}</{tag}>"
        return
    yield f"<table><caption>表 table {block.index}</caption>"
    page = None
    for row in block.rows:
        number = row[0].place[1] if row else None
        found = document.page_of(row[0].place) if row else None
        if found != page and found is not None:
            yield f'<tr class="page"><th colspan="99">第 {found} 页 page {found}</th></tr>'
            page = found
        cells = "".join(_cell(cell, cell.place == place) for cell in row)
        yield f'<tr><th title="行 row">{"" if number is None else number}</th>{cells}</tr>'
    yield "</table>"


def _cell(cell: Cell, marked: bool) -> str:
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if span > 1
    )
    mark = f' id="{CELL_ID}"' if marked else ""
    return f'<td{mark}{spans} title="{",".join(map(str, cell.place))}">{escape(cell.text)}</td>'
