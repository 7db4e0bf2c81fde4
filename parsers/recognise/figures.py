"""From matched cells to figures: read the value, keep the raw text and the cell, note what is odd."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.document import Cell
from parsers.forms import Column
from parsers.report import Figure, Remark
from parsers.values import read_value


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

    def read(self, key: str, column: Column, cell: Cell, printed_unit: str = "") -> None:
        """Read one cell as the figure `key`."""
        value = read_value(cell.text, unit=column.unit, printed_unit=printed_unit, signed=column.signed)
        self.figures[key] = Figure(key, value.value, value.state, cell.text, cell.place)
        if value.note:
            self.remarks.append(Remark("value", f"{value.note}: {cell.text}", key))

    def cannot_tell(self, keys: Sequence[str], cells: Sequence[Cell], reason: str) -> None:
        """Give several figures the state ambiguous: cells stand there, but not which belongs to which."""
        raw = " | ".join(cell.text for cell in cells)
        for key in keys:
            self.figures[key] = Figure(key, None, "ambiguous", raw, cells[0].place if cells else None)
        self.remarks.append(Remark("ambiguous_row", f"{reason}: {raw}", keys[0]))

    def complete(self, keys: Sequence[str]) -> None:
        """Add the figures that are not on the page as `missing`, and put all in the order of the form."""
        ordered = {key: self.figures.get(key, Figure(key, None, "missing")) for key in keys}
        extra = {key: figure for key, figure in self.figures.items() if key not in ordered}
        self.figures = ordered | extra
