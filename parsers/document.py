"""What every reader ends in: a `Document` of headings, paragraphs and tables, whatever the file was.

A cell's place is written down once, here, and means the same on the archived page: `table` counts all
`<table>` elements of the page in document order, `row` the `<tr>` elements that belong to that table, and
`column` the `<td>`/`<th>` children of that row, each from 0. The published site finds the same cell by the
same rule (`archive/site/marking.py`).
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

CellPlace = tuple[int, int, int]


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


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text between tables: a heading (`level` 1-6) or a paragraph (`level` 0)."""

    text: str
    level: int = 0


Block = Text | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A page as its reader saw it.

    `metadata` holds the page's `<title>` under "title" and its named `<meta>` values under their names in
    lower case; `reader` names the reader; `encoding` is the one the bytes were decoded with; `notes` say what
    was odd about the file, each a kind and a message. `lost_cells` says that the markup has more cells than
    the tree: only then may another reader see more.
    """

    blocks: tuple[Block, ...]
    reader: Literal["html", "soup", "text"]
    metadata: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    notes: tuple[tuple[str, str], ...] = ()
    lost_cells: bool = False

    @property
    def tables(self) -> list[Table]:
        """The tables in reading order."""
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def texts(self) -> list[Text]:
        """The headings and paragraphs in reading order."""
        return [block for block in self.blocks if isinstance(block, Text)]
