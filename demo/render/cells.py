"""The cells of a table before they are markup: text, spans and the figure they hold."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `figure` is the key of the figure it holds; `markup` replaces a text that is not plain."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    figure: str | None = None
    markup: str | None = None

    @property
    def inner(self) -> str:
        """The cell's content as HTML."""
        return escape(self.text, quote=False) if self.markup is None else self.markup


Row = tuple[Cell, ...]
Rows = tuple[Row, ...]


def map_cells(rows: Rows, change: Callable[[Cell], Cell]) -> Rows:
    """The same rows with each cell changed."""
    return tuple(tuple(map(change, row)) for row in rows)


def with_labels(rows: Rows, labels: Mapping[str, str]) -> Rows:
    """The same rows with labels reworded; `<br>` in the new wording stays a line break."""

    def reworded(cell: Cell) -> Cell:
        if cell.figure is not None or cell.text not in labels:
            return cell
        markup = labels[cell.text]
        return replace(cell, text=markup.replace("<br>", ""), markup=markup)

    return map_cells(rows, reworded)


def figures_of(rows: Iterable[Row]) -> list[str]:
    """The keys of the figures the rows hold, in the order of print."""
    return [cell.figure for row in rows for cell in row if cell.figure is not None]


def placed(rows: Rows) -> list[tuple[int, int, Cell]]:
    """Each cell with the row and the column of the grid at which it begins."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            found.append((number, column, cell))
            taken |= {(number + r, column + c) for r in range(cell.rowspan) for c in range(cell.colspan)}
    return found
