"""PDF with a text layer to `Document`: ruled tables, put together over page ends, and the text around them.

What stands where is measured apart (`parsers.readers.apart.pdf_layout`); here it becomes rows, paragraphs and
headings. A page without a text layer is a picture of a report, and nothing is read from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parsers.document import Block, Cell, Document, Table, Text
from parsers.readers.apart import ApartError, read_apart
from parsers.readers.failure import UnreadableError
from parsers.readers.pdf_lines import Line, Margins, is_page_number, paragraphs, without_running_lines
from parsers.readers.pdf_tables import RuledTable, continued_rows, continues, rows_of
from parsers.readers.pdf_unruled import read_unruled

SCRIPT = "pdf_layout"
# An image over so much of a page is a scan; a seal or an emblem is smaller.
SCANNED_SHARE = 0.6
# A text layer drawn invisibly lies behind a picture: a machine has guessed it.
INVISIBLE_SHARE = 0.5
# A font that does not say which characters it draws gives numbers in place of text.
UNMAPPED = "(cid:"
MAX_UNMAPPED_SHARE = 0.1
# Fewer characters than this are a page number or a stamp.
MIN_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """One page as measured: its lines outside tables, its ruled tables, and how much of it is a picture."""

    number: int
    lines: tuple[Line, ...]
    tables: tuple[RuledTable, ...]
    picture: float
    invisible: float
    height: float

    @property
    def characters(self) -> int:
        """How many characters a reader can copy from the page."""
        return sum(len(line.text) for line in self.lines) + sum(table.characters for table in self.tables)

    @property
    def is_picture(self) -> bool:
        """Whether the page is a scan: a picture with no text, or with text that a machine has guessed."""
        if self.invisible > INVISIBLE_SHARE:
            return True
        return self.picture > SCANNED_SHARE and self.characters < MIN_CHARACTERS


def read_pdf(data: bytes) -> Document:
    """Read a PDF. Raise UnreadableError for one without a text layer, and for what cannot be read at all."""
    try:
        layout = read_apart(SCRIPT, data)
    except ApartError as error:
        raise UnreadableError(f"a PDF file, but {error}") from error
    if "problem" in layout:
        raise UnreadableError(f"a PDF file, but {layout['problem']}")
    return document_of_layout(layout)


def document_of_layout(layout: Mapping[str, Any]) -> Document:
    """The document on pages laid out as `apart/pdf_layout` prints them; UnreadableError without text."""
    pages = [_laid_out(number, page) for number, page in enumerate(layout["pages"], start=1)]
    _refuse_pictures(pages)
    notes = tuple(_picture_notes(pages))
    pages = [page for page in pages if not page.is_picture]
    if not any(page.tables for page in pages):
        blocks, row_pages = read_unruled([(page.lines, page.height) for page in pages])
    else:
        blocks, row_pages = _Assembly(pages).assemble()
    return Document(tuple(blocks), "pdf", notes=notes, row_pages=row_pages)


def _laid_out(number: int, page: dict[str, object]) -> LaidOutPage:
    lines, tables = page["lines"], page["tables"]
    assert isinstance(lines, list)
    assert isinstance(tables, list)
    read = [Line(number, line["top"], line["size"], tuple(map(tuple, line["parts"]))) for line in lines]
    return LaidOutPage(
        number=number,
        lines=tuple(read),
        tables=tuple(RuledTable(number, tuple(map(tuple, cells))) for cells in tables),
        picture=float(str(page["picture"])),
        invisible=float(str(page["invisible"])),
        height=float(str(page["height"])),
    )


def _refuse_pictures(pages: Sequence[LaidOutPage]) -> None:
    pictures = [page for page in pages if page.is_picture]
    text = sum(page.characters for page in pages if not page.is_picture)
    if any(page.invisible > INVISIBLE_SHARE for page in pictures) and text < MIN_CHARACTERS:
        raise UnreadableError(
            "a PDF file of scanned pages; the text behind them was recognised by a machine and is not used"
        )
    if text < MIN_CHARACTERS:
        what = "scanned pages without a text layer" if pictures else "pages without text"
        raise UnreadableError(f"a PDF file of {len(pages)} {what}")
    unmapped = sum(line.text.count(UNMAPPED) for page in pages for line in page.lines)
    unmapped += sum(page_table.text.count(UNMAPPED) for page in pages for page_table in page.tables)
    if unmapped * len("(cid:0000)") > MAX_UNMAPPED_SHARE * text:
        raise UnreadableError("a PDF file whose fonts do not say which characters they draw")


def _picture_notes(pages: Sequence[LaidOutPage]) -> Iterator[tuple[str, str]]:
    numbers = [str(page.number) for page in pages if page.is_picture]
    if numbers:
        yield (
            "page_is_picture",
            f"page {', '.join(numbers)} of the PDF is a picture, from which nothing is read",
        )


class _Assembly:
    """The pages in order becoming one run of blocks."""

    def __init__(self, pages: Sequence[LaidOutPage]) -> None:
        self.pages = pages
        self.margins = Margins.of([line for page in pages for line in page.lines])
        self.blocks: list[Block] = []
        self.rows: list[list[tuple[Cell, ...]]] = []
        self.ruled: list[RuledTable] = []
        self.head: RuledTable
        self.row_pages: dict[tuple[int, int], int] = {}
        self.row_counts: list[int] = []
        self.lines: list[Line] = []
        self.table_positions: list[int] = []

    def assemble(self) -> tuple[list[Block], dict[tuple[int, int], int]]:
        """The blocks, and the page of each row."""
        kept = without_running_lines(
            [
                ([line for line in page.lines if not is_page_number(line.text)], page.height)
                for page in self.pages
            ]
        )
        for page, lines in zip(self.pages, kept, strict=True):
            items: list[Line | RuledTable] = [*lines, *page.tables]
            for item in sorted(items, key=lambda one: one.top):
                if isinstance(item, Line):
                    self.lines.append(item)
                else:
                    self._table(item)
        self._end_text()
        for position, (index, rows) in zip(self.table_positions, enumerate(self.rows), strict=True):
            self.blocks[position] = Table(index, tuple(rows))
        return self.blocks, self.row_pages

    def _table(self, table: RuledTable) -> None:
        if self.ruled and not self.lines and continues(self.head, self.ruled[-1], table):
            self._go_on(table)
            return
        self._end_text()
        self.table_positions.append(len(self.blocks))
        self.blocks.append(Table(len(self.rows), ()))
        self.rows.append([])
        self.row_counts.append(0)
        self.head = table
        self._append(list(rows_of(table, len(self.rows) - 1, 0)), table)

    def _go_on(self, table: RuledTable) -> None:
        """Rows of a table that began on an earlier page."""
        index = len(self.rows) - 1
        rows = list(rows_of(table, index, self.row_counts[index]))
        kept, self.rows[index] = continued_rows(self.rows[index], rows)
        self._append(rows, table, kept)

    def _append(
        self,
        rows: Sequence[tuple[Cell, ...]],
        table: RuledTable,
        kept: Sequence[tuple[Cell, ...]] | None = None,
    ) -> None:
        index = len(self.rows) - 1
        first = self.row_counts[index]
        self.rows[index].extend(rows if kept is None else kept)
        for row in range(first, first + len(rows)):
            self.row_pages[index, row] = table.page
        self.row_counts[index] += len(rows)
        self.ruled.append(table)

    def _end_text(self) -> None:
        self.blocks.extend(Text(text, level) for text, level in paragraphs(self.lines, self.margins))
        self.lines = []
