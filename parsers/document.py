"""What every reader ends in: a `Document` of headings, paragraphs and tables, whatever the file was.

A cell's place is written down once, here, and means the same on the archived page: `table` counts all
tables of the file in document order, `row` the rows that belong to that table, and `column` the cells of that
row, each from 0. A table nested in a cell has its own number and its rows are not those of the outer one. The
published site finds the same cell by the same rule (`archive/site/marking.py`).

| file | table | row | column |
|---|---|---|---|
| HTML, MHTML | `<table>` | `<tr>` | `<td>`, `<th>` |
| text extract | run of rows | line | what stands between two pipes or spaces |
| DOCX | `w:tbl`, also in text boxes | `w:tr` | `w:tc`, also the continuations of a merged cell |
| DOC, WPS, RTF | as in the DOCX that LibreOffice makes of it | | |
| PDF | ruled table, over all its pages | ruled row, also repeated headers | cell that begins in the row |
| XLSX, XLS | sheet | row of the sheet | column of the sheet |

In a PDF `Document.row_pages` tells the page of each row, from 1.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from parsers.labels import fold_lines

CellPlace = tuple[int, int, int]
ReaderName = Literal["html", "soup", "text", "docx", "office", "pdf", "sheet"]


class Cell(NamedTuple):
    """One cell as written: its own text (not that of a table nested inside it), place and spans."""

    text: str
    place: CellPlace
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows of cells, before spans are applied; a hidden cell or row's cells are left out.

    `layout` marks a table that holds others.
    """

    index: int
    rows: tuple[tuple[Cell, ...], ...]
    layout: bool = False


class Text(NamedTuple):
    """A run of text between tables: a heading (`level` 1-6) or a paragraph (`level` 0)."""

    text: str
    level: int = 0


Block = Text | Table


def _none_lost() -> bool:
    return False


@dataclass(frozen=True)
class Document:
    """A page as its reader saw it.

    `metadata` holds the page's `<title>` under "title" and its named `<meta>` values under their names in
    lower case; `reader` names the reader; `encoding` is the one the bytes were decoded with; `notes` say what
    was odd about the file, each a kind and a message. `lost_cells` tells whether the markup has more cells
    than the tree: only then may another reader see more. `row_pages` has the page of each (table, row) of a
    file with pages.
    """

    blocks: tuple[Block, ...]
    reader: ReaderName
    metadata: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    notes: tuple[tuple[str, str], ...] = ()
    lost_cells: Callable[[], bool] = field(default=_none_lost, compare=False, repr=False)
    row_pages: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def page_of(self, place: CellPlace | None) -> int | None:
        """The page, from 1, on which a cell stands; None in a file without pages."""
        return self.row_pages.get(place[:2]) if place else None

    @cached_property
    def tables(self) -> list[Table]:
        """The tables in reading order."""
        return [block for block in self.blocks if isinstance(block, Table)]

    @cached_property
    def texts(self) -> list[Text]:
        """The headings and paragraphs in reading order."""
        return [block for block in self.blocks if isinstance(block, Text)]

    @cached_property
    def first_rows(self) -> list[tuple[Cell, ...]]:
        """The rows of the first two tables, where a page lists its metadata."""
        return [row for table in self.tables[:2] for row in table.rows]

    @cached_property
    def first_cells(self) -> list[str]:
        """The texts of the cells of these rows."""
        return [cell[0] for row in self.first_rows for cell in row]

    @cached_property
    def folded(self) -> list[str]:
        """What `fold_text` makes of each of the texts."""
        return fold_lines([text.text for text in self.texts])
