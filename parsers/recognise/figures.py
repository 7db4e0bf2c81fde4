"""From matched cells to figures: read the value, keep the raw text and the cell, note what is odd."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.document import Cell
from parsers.forms import FORMS, Column
from parsers.labels import fold_label
from parsers.report import Figure, Remark
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


@dataclass(slots=True)
class TableResult:
    """What was read of one statutory table: which form, its figures by key, and remarks."""

    form: str
    figures: dict[str, Figure] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many figures have a cell on the page."""
        return sum(1 for figure in self.figures.values() if figure.cell)

    def read(self, key: str, cell: Cell, column: Column, printed_unit: str = "", unit: str = "") -> None:
        """Read one cell as the figure `key`; `unit` where the row, not the column, has it."""
        value = read_value(cell.text, unit or column.unit, printed_unit, column.signed)
        self.figures[key] = Figure(key, value.value, value.state, cell.text, cell.place)
        if value.note:
            self.remarks.append(Remark("value", f"{value.note}: {cell.text}", key))

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
            self.figures[key] = Figure(key, number, "number", cell.text, cell.place)
        split = "|".join(map(str, readings[0]))
        self.remarks.append(Remark("glued", f"{cell.text} is {split} by the sums of the form", places[0][0]))

    def cannot_tell(self, keys: Sequence[str], cells: Sequence[Cell], reason: str) -> None:
        """Give several figures the state ambiguous: cells stand there, but not which belongs to which."""
        raw = " | ".join(cell.text for cell in cells)
        for key in keys:
            self.figures[key] = Figure(key, None, "ambiguous", raw, cells[0].place if cells else None)
        self.remarks.append(Remark("ambiguous_row", f"{reason}: {raw}", keys[0]))

    def complete(self, keys: Sequence[str]) -> None:
        """Add the figures that are not on the page as `missing`, and put all in the order of the form."""
        found = self.figures
        ordered = {key: found[key] if key in found else Figure(key, None, "missing") for key in keys}
        # Figures of items of another form come last.
        self.figures = ordered | found
