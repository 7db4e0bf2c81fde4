"""From matched cells to figures: read the value, keep the raw text and the cell, note what is odd."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from parsers.document import Cell, CellPlace
from parsers.forms import FORMS, Column
from parsers.labels import fold_label
from parsers.recognise.unread import UnreadValue
from parsers.remembered import Remembered
from parsers.report import Figure, Number, Remark, State
from parsers.values import read_value

# So many possible readings of glued cells are listed in a remark.
MAX_SHOWN = 3


@lru_cache
def table_keys(form: str, table_key: str) -> tuple[str, ...]:
    """The keys of a form's table in the order of print."""
    return tuple(key for key, *_ in FORMS[form].tables[table_key].cells())


@lru_cache
def column_names(form: str, table_key: str) -> dict[str, Column]:
    """The columns of a form's table of one block by every folded spelling of their labels."""
    columns = FORMS[form].tables[table_key].blocks[0].columns
    return {fold_label(s): column for column in columns for s in (column.zh, *column.aliases)}


class ValueRead(NamedTuple):
    """How a figure is read from its cell, so that it can be read on another page of the same layout.

    The ordinal number of the cell among the page's, the arguments of `read_value`, and how many remarks had
    been made before.
    """

    ordinal: int
    unit: str
    printed_unit: str
    signed: bool
    remarks_before: int


# What a cell says: `parsers.values.Value` as a plain tuple, which is taken apart faster.
Said = tuple[Number | None, State, str | None]


@lru_cache
def _known(unit: str, printed_unit: str, signed: bool) -> Remembered[Said]:
    """What `read_value` makes of each text in columns of one kind."""

    def said(text: str) -> Said:
        value = read_value(text, unit, printed_unit, signed)
        return value.value, value.state, value.note

    return Remembered(said)


@dataclass(slots=True)
class TableResult:
    """What was read of one statutory table: which form, its figures by key, and remarks.

    `reads` says how the figures are read whose values recognition leaves unread: until `with_values` has read
    them they have none, and remarks on them are not made.
    """

    form: str
    figures: dict[str, Figure] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    reads: dict[str, ValueRead] = field(default_factory=dict)
    compiled: list[tuple[str, int, CellPlace | None, int, Remembered[Said]]] | None = field(
        default=None, compare=False, repr=False
    )

    @property
    def found(self) -> int:
        """How many figures have a cell on the page."""
        return sum(1 for figure in self.figures.values() if figure.cell)

    def with_values(self, texts: Sequence[str]) -> "TableResult":
        """The table on a page of this layout, of whose cells these are the texts, in order."""
        figures, remarks = dict(self.figures), list(self.remarks)
        notes: list[tuple[int, Remark]] = []
        # Makes a Figure in half the time that calling the class takes: a page has hundreds.
        new_tuple = tuple.__new__
        for key, ordinal, place, before, known in self._compiled():
            text = texts[ordinal]
            number, state, note = known[text]
            figures[key] = new_tuple(Figure, (key, number, state, text, place, None))
            if note:
                notes.append((before, Remark("value", f"{note}: {text}", key)))
        for before, remark in reversed(notes):
            remarks.insert(before, remark)
        return TableResult(self.form, figures, remarks)

    def _compiled(self) -> list[tuple[str, int, CellPlace | None, int, Remembered[Said]]]:
        """Key, cell, place and remarks before it of each figure to be read, and what texts mean there."""
        if self.compiled is None:
            self.compiled = [
                (
                    key,
                    read.ordinal,
                    self.figures[key].cell,
                    read.remarks_before,
                    _known(read.unit, read.printed_unit, read.signed),
                )
                for key, read in self.reads.items()
            ]
        return self.compiled

    def read(self, key: str, cell: Cell, column: Column, printed_unit: str = "", unit: str = "") -> None:
        """Read one cell as the figure `key`; `unit` where the row, not the column, has it."""
        text, unit = cell.text, unit or column.unit
        if isinstance(text, UnreadValue):
            self._tell(Figure(key, None, "number", None, cell.place))
            self.reads[key] = ValueRead(text.ordinal, unit, printed_unit, column.signed, len(self.remarks))
            return
        value = read_value(text, unit, printed_unit, column.signed)
        self._tell(Figure(key, value.value, value.state, text, cell.place))
        if value.note:
            self.remarks.append(Remark("value", f"{value.note}: {text}", key))

    def _tell(self, figure: Figure) -> None:
        self.reads.pop(figure.key, None)
        self.figures[figure.key] = figure

    def read_glued(
        self, places: Sequence[tuple[str, Column]], cell: Cell, readings: Sequence[tuple[int, ...]]
    ) -> None:
        """Read one cell that holds the numbers of several, where they can be told apart in one way only."""
        if len(readings) != 1:
            shown = "; ".join("|".join(map(str, reading)) for reading in readings[:MAX_SHOWN]) or "none"
            reason = f"glued cells that the sums split in {len(readings) or 'no'} ways ({shown})"
            self.cannot_tell([key for key, _column in places], [cell], reason)
            return
        for (key, _column), number in zip(places, readings[0], strict=True):
            self._tell(Figure(key, number, "number", str(cell.text), cell.place))
        split = "|".join(map(str, readings[0]))
        self.remarks.append(Remark("glued", f"{cell.text} is {split} by the sums of the form", places[0][0]))

    def cannot_tell(self, keys: Sequence[str], cells: Sequence[Cell], reason: str) -> None:
        """Give several figures the state ambiguous: cells stand there, but not which belongs to which."""
        raw = " | ".join([str(cell.text) for cell in cells])
        for key in keys:
            self._tell(Figure(key, None, "ambiguous", raw, cells[0].place if cells else None))
        self.remarks.append(Remark("ambiguous_row", f"{reason}: {raw}", keys[0]))

    def complete(self, keys: Sequence[str]) -> None:
        """Add the figures that are not on the page as `missing`, and put all in the order of the form."""
        found = self.figures
        ordered = {key: found[key] if key in found else Figure(key, None, "missing") for key in keys}
        # Figures of items of another form come last.
        self.figures = ordered | found
