"""Where cells stand once spans are applied: the rectangle a browser would draw.

>>> from parsers.document import Cell
>>> rows = [(Cell("a", (0, 0, 0), rowspan=2), Cell("b", (0, 0, 1))), (Cell("c", (0, 1, 0)),)]
>>> [(column, cell.text) for column, cell in expand(rows)[1].items()]
[(0, 'a'), (1, 'c')]
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from parsers.document import Cell

Named = TypeVar("Named")
# No statutory table is wider; a page that spans further is not let take memory for it.
MAX_COLUMNS = 200


def expand(rows: Sequence[Sequence[Cell]]) -> list[dict[int, Cell]]:
    """For each row, the cell that covers each column."""
    grid: list[dict[int, Cell]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        covered = {column: cell for column, (cell, _left) in hanging.items()}
        hanging = {column: (cell, left - 1) for column, (cell, left) in hanging.items() if left > 1}
        column = 0
        for cell in row:
            while column in covered:
                column += 1
            for covered_column in range(column, min(column + cell.colspan, MAX_COLUMNS)):
                covered[covered_column] = cell
                if cell.rowspan > 1:
                    hanging[covered_column] = (cell, cell.rowspan - 1)
            column += cell.colspan
        grid.append(covered)
    return grid


def columns_in_print(
    rows: Sequence[Sequence[Cell]], names: Mapping[str, Named], fold: Callable[[str], str]
) -> list[Named]:
    """The named columns from left to right as a header of several rows prints them.

    The last of `rows` is the first row under the header. A column's name is the lowest known label above it;
    a label that spans several columns names none of them.
    """
    found: list[Named] = []
    grid = expand(rows)
    for column in sorted({column for row in grid for column in row}):
        labels = [row[column] for row in grid[:-1] if column in row]
        for cell in reversed(labels):
            name = names.get(fold(cell.text))
            if name is not None and cell.colspan == 1:
                found.append(name)
                break
    return found
