"""DOCX to `Document`, from its XML: what Word shows is read, what it hides or has deleted is not.

The XML is read directly because files made by WPS and by converters break what libraries expect of a package
(relationships that lead nowhere, missing parts) without harm to the text. A cell merged downwards is written
again, empty, in each row it covers; these continuations count as cells but are no cells of their own.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from parsers.document import Block, Cell, Document, Table, Text
from parsers.readers.docx_numbers import Numbering
from parsers.readers.docx_styles import Styles
from parsers.readers.docx_text import WORD, flag, own_paragraphs, parts_of, runs_text, text_boxes, value
from parsers.readers.failure import UnreadableError

# A report's XML has up to 3 MB; a file of a few kilobytes that expands beyond this is a bomb.
MAX_PART_BYTES = 60_000_000
MAX_COLSPAN = 200
MAIN_PART = re.compile(
    r'Type="[^"]*/officeDocument"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Type="[^"]*/officeDocument"'
)
DIGIT = re.compile(r"\d")


def read_docx(data: bytes) -> Document:
    """Read a Word file. Raise UnreadableError where it is damaged or holds pictures alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            folder, body = _main_part(package)
            styles = Styles(_optional(package, f"{folder}/styles.xml"))
            numbering = Numbering(_optional(package, f"{folder}/numbering.xml"))
        blocks = tuple(_BodyReader(styles, numbering).read(body))
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableError(f"a DOCX file, but it is damaged ({error})") from error
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"a DOCX file, but its text is damaged ({error.msg})") from error
    if not blocks and next(body.iter(f"{WORD}drawing", f"{WORD}pict", f"{WORD}object"), None) is not None:
        raise UnreadableError("a DOCX file that holds pictures and no text")
    return Document(blocks, "docx", metadata={})


def _main_part(package: zipfile.ZipFile) -> tuple[str, etree._Element]:
    relations = _part(package, "_rels/.rels").decode("utf-8", "replace")
    found = MAIN_PART.search(relations)
    name = (found[1] or found[2]).lstrip("/") if found else "word/document.xml"
    root = _xml(_part(package, name))
    body = root.find(f"{WORD}body")
    if body is None:
        raise ValueError("it has no body")
    return posixpath.dirname(name), body


def _optional(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """A part that a file may lack; one that is damaged is as good as missing."""
    try:
        return _xml(_part(package, name))
    except (KeyError, etree.XMLSyntaxError):
        return None


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > MAX_PART_BYTES:
        raise ValueError(f"{name} expands to more than {MAX_PART_BYTES // 1_000_000} MB")
    return package.read(name)


def _xml(data: bytes) -> etree._Element:
    # Strict files name the same elements by another address.
    data = data.replace(b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD[1:-1].encode())
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


class _BodyReader:
    """One pass over the body."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.tables = 0

    def read(self, container: etree._Element) -> Iterator[Block]:
        """The blocks below an element, in the order of the file."""
        for part in parts_of(container):
            if part.tag == f"{WORD}p":
                yield from self._paragraph(part)
            elif part.tag == f"{WORD}tbl":
                yield from self._table(part)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        text = " ".join(self._paragraph_text(paragraph).split())
        if text:
            yield Text(text, self.styles.heading_level(paragraph))
        for box in text_boxes(paragraph):
            yield from self.read(box)

    def _paragraph_text(self, paragraph: etree._Element) -> str:
        text = self._runs_text(paragraph)
        # Numbers that Word counts itself stand in no run.
        return self.numbering.label(paragraph, self.styles) + text if text.strip() else text

    def _table(self, table: etree._Element) -> Iterator[Block]:
        index = self.tables
        self.tables += 1
        rows: list[list[Cell]] = []
        inner: list[Block] = []
        # The cell that is merged downwards in each column of the grid: its row and place in the row.
        merged: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(_rows(table)):
            cells: list[Cell] = []
            column_in_grid = _grid_before(row)
            for position, cell in enumerate(parts_of(row, f"{WORD}tc")):
                span = min(int(value(cell, "tcPr/gridSpan") or 1), MAX_COLSPAN)
                merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
                origin = merged.get(column_in_grid)
                if merge is not None and value(cell, "tcPr/vMerge") != "restart" and origin:
                    row_above, place_above = origin
                    above = rows[row_above][place_above]
                    rows[row_above][place_above] = above._replace(rowspan=number - row_above + 1)
                else:
                    merged.pop(column_in_grid, None)
                    if _is_deleted(row, cell):
                        continue
                    if merge is not None:
                        merged[column_in_grid] = (number, len(cells))
                    holds_tables = next(cell.iter(f"{WORD}tbl"), None) is not None
                    text = self._cell_text(cell, numbered=not holds_tables)
                    cells.append(Cell(text, (index, number, position), colspan=span))
                    inner.extend(self.read(cell) if holds_tables else self._boxes(cell))
                column_in_grid += span
            rows.append(cells)
        yield Table(index, tuple(map(tuple, rows)), layout=any(isinstance(block, Table) for block in inner))
        yield from inner

    def _cell_text(self, cell: etree._Element, *, numbered: bool) -> str:
        """As the HTML reader joins what a cell holds: digits in two paragraphs are not one number."""
        read = self._paragraph_text if numbered else self._runs_text
        texts = [read(paragraph) for paragraph in own_paragraphs(cell)]
        whole = "\n".join(text for text in texts if text.strip())
        return " ".join((whole if DIGIT.search(whole) else whole.replace("\n", "")).split())

    def _runs_text(self, paragraph: etree._Element) -> str:
        return runs_text(paragraph, self.styles)

    def _boxes(self, cell: etree._Element) -> Iterator[Block]:
        for paragraph in own_paragraphs(cell):
            for box in text_boxes(paragraph):
                yield from self.read(box)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return parts_of(table, f"{WORD}tr")


def _grid_before(row: etree._Element) -> int:
    return int(value(row, "trPr/gridBefore") or 0)


def _is_deleted(row: etree._Element, cell: etree._Element) -> bool:
    """Whether the row or the cell was taken out with changes tracked, or is set not to be shown."""
    gone = row.find(f"{WORD}trPr/{WORD}del") is not None or cell.find(f"{WORD}tcPr/{WORD}cellDel") is not None
    return gone or flag(row, "trPr/hidden")
