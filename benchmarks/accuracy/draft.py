"""A report on its way from figures to bytes: what deviations change, and the truth about every figure.

A draft passes through stages: its forms, the text printed in each cell, the rows of its tables, the blocks
of the page, and how the page is written down. Who changes what stands in a cell says what it tells a reader.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal, NamedTuple, TypeVar

from parsers.forms import FORMS

Some = TypeVar("Some")

Number = int | float
Format = Literal["html", "text"]
Role = Literal["title", "corner", "header", "group", "label", "note", "unit", "value", "blank", "own"]

NUMBER = frozenset({"number"})
WORD = frozenset({"word", "number"})
# Where no number can be told, several states may describe why.
LOST = frozenset({"missing", "ambiguous", "blank", "text"})


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed for a figure, the value that gives (None where it gives none) and its plausible states.

    `readable`: whether a careful person with the page before them could tell the value. A value that is not
    readable may be given, if it is the right one, but nobody is blamed for leaving it out. `inner` is markup
    that stands in the cell instead of the text.
    """

    text: str
    value: Number | None
    states: frozenset[str] = NUMBER
    readable: bool = True
    inner: str = ""


MISSING = Printed("", None, LOST, readable=False)


def silent(text: str, *states: str) -> Printed:
    """A cell whose text gives no value."""
    return Printed(text, None, frozenset(states), readable=False)


class Slot(NamedTuple):
    """A figure's place in its form: its key and what kind of number it asks for."""

    key: str
    unit: str
    printed_unit: str
    signed: bool


@dataclass(slots=True)
class Cell:
    """One cell of a table. `key` is the figure's in a value, the row's or column's in a label or header.

    `inner` is markup to write instead of the text, `attributes` what to write instead of plain spans.
    """

    text: str
    role: Role
    key: str = ""
    colspan: int = 1
    rowspan: int = 1
    inner: str = ""
    attributes: str = ""


Row = list[Cell]
Rows = list[Row]


@dataclass(slots=True)
class Heading:
    """A section's heading; `number` is the form's own, whatever is printed."""

    text: str
    number: int


@dataclass(slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(slots=True)
class TableBlock:
    """A table on the page; `key` names the statutory table it prints, "" for any other."""

    rows: Rows
    key: str = ""


@dataclass(slots=True)
class Raw:
    """Something on a page of HTML that is neither: chrome, comments, pictures. Text extracts leave it out."""

    markup: str


Block = Heading | Paragraph | TableBlock | Raw


@dataclass(slots=True)
class Style:
    """How a draft is written down; the defaults are a plain page and rows of pipes."""

    text: Callable[[str], str] = "{}".format
    paragraph: str = "<p>{}</p>"
    cell: str = "{}"
    rows: str = "{}"
    table: str = "<table>{}</table>"
    body: str = "{}"
    finish: list[Callable[[str], str]] = field(default_factory=list)
    encoding: str = "utf-8"
    declared: str = "utf-8"
    shape: str = "pipes"


@dataclass(slots=True)
class Draft:
    """One report being made. `forms` names the form of each table that is on the page."""

    random: Random
    format: Format
    form: str
    forms: dict[str, str]
    year: int
    agency: str
    title: str
    printed: dict[str, Printed] = field(default_factory=dict)
    tables: dict[str, Rows] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    may_miss_form: set[str] = field(default_factory=set)

    def slots(self) -> Iterator[Slot]:
        """Every figure of the page's tables."""
        for table, form in self.forms.items():
            for key, _block, row, column in FORMS[form].tables[table].cells():
                unit = row.printed_unit or column.printed_unit
                yield Slot(key, row.unit or column.unit, unit, column.signed)

    def is_plain(self, key: str) -> bool:
        """Whether the figure is printed as an ordinary number."""
        printed = self.printed[key]
        return printed.value is not None and printed.states == NUMBER and not printed.inner

    def numbers(self, only: Callable[[Number], bool] = lambda _value: True) -> list[str]:
        """The figures printed as plain counts whose value fits, amounts of money left out."""
        return [s.key for s in self.slots() if s.unit == "count" and self._has(s.key, only)]

    def signed(self, only: Callable[[Number], bool] = lambda _value: True) -> list[str]:
        """The changes (本年增/减) whose value fits."""
        return [s.key for s in self.slots() if s.signed and self._has(s.key, only)]

    def amounts(self) -> list[str]:
        """The plainly printed amounts of money."""
        return [s.key for s in self.slots() if s.unit == "yuan" and self.is_plain(s.key)]

    def _has(self, key: str, only: Callable[[Number], bool]) -> bool:
        value = self.printed[key].value
        return self.is_plain(key) and value is not None and only(value)

    def some(self, pool: Iterable[Some], most: int = 4) -> list[Some]:
        """A few of the pool, chosen by chance."""
        everything = list(pool)
        return self.random.sample(everything, min(len(everything), self.random.randint(1, most)))

    def reprint(self, keys: Iterable[str], printed: Callable[[Printed], Printed]) -> None:
        """Print these figures otherwise."""
        for key in keys:
            self.printed[key] = printed(self.printed[key])

    def blur(self, keys: Iterable[str]) -> None:
        """The cells stand there, but a reader cannot be sure what belongs to what."""
        self.reprint(keys, lambda p: replace(p, readable=False, states=p.states | LOST))

    def lose(self, keys: Iterable[str]) -> None:
        """These figures are not on the page."""
        self.reprint(keys, lambda _printed: MISSING)

    def cells(self, table: str | None = None) -> Iterator[Cell]:
        """Every cell of one table, or of all."""
        for key, rows in self.tables.items():
            if table in (None, key):
                for row in rows:
                    yield from row

    def relabel(self, wordings: dict[str, str]) -> None:
        """Reword labels wherever they are printed."""
        for cell in self.cells():
            if cell.role != "value":
                cell.text = wordings.get(cell.text, cell.text)

    def row_keys(self, row: Row) -> list[str]:
        """The figures a row holds."""
        return [cell.key for cell in row if cell.role == "value"]

    def add(self, position: int, *blocks: Block) -> None:
        """Put blocks into the page."""
        self.blocks[position:position] = blocks

    def table_positions(self) -> list[int]:
        """Where the statutory tables stand among the blocks."""
        return [n for n, block in enumerate(self.blocks) if isinstance(block, TableBlock) and block.key]

    def first_table(self) -> int:
        """Where the first statutory table stands, or the end of the page."""
        return next(iter(self.table_positions()), len(self.blocks))
