"""Ruled tables of a PDF: boxes to rows of cells with spans, and one table over several pages.

A row that the end of a page cuts in two is put together only where the form says that it must be: where the
two halves of a label are a label of the form and the first half alone is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.document import Cell
from parsers.labels import fold_label
from parsers.readers.pdf_lines import joined
from parsers.spellings import row_spellings
from parsers.values import UNTOLD, is_value

# Rulings this far apart (points) are one.
SAME_PLACE = 3.0

# x0, top, x1, bottom, text with a line break where the cell has one
RuledCell = tuple[float, float, float, float, str]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The cells of one ruled table on one page, in any order."""

    page: int
    cells: tuple[RuledCell, ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(cell[1] for cell in self.cells)

    @property
    def text(self) -> str:
        """All it says."""
        return "".join(cell[4] for cell in self.cells)

    @property
    def characters(self) -> int:
        """How many characters it holds."""
        return len(self.text)

    @property
    def sides(self) -> tuple[float, float]:
        """Its left and right edge."""
        return min(cell[0] for cell in self.cells), max(cell[2] for cell in self.cells)


def rows_of(table: RuledTable, index: int, first: int) -> Iterator[Row]:
    """The rows of a table on one page, numbered from `first`: each cell in the row that it begins in."""
    lefts = _places(edge for cell in table.cells for edge in (cell[0], cell[2]))
    tops = _places(edge for cell in table.cells for edge in (cell[1], cell[3]))
    for number in range(len(tops) - 1):
        begins = sorted(cell for cell in table.cells if _nearest(tops, cell[1]) == number)
        yield tuple(
            Cell(
                text=_text(cell[4]),
                place=(index, first + number, column),
                colspan=max(_nearest(lefts, cell[2]) - _nearest(lefts, cell[0]), 1),
                rowspan=max(_nearest(tops, cell[3]) - number, 1),
            )
            for column, cell in enumerate(begins)
        )


def continues(head: RuledTable, before: RuledTable, after: RuledTable) -> bool:
    """Whether a table that begins a page goes on with the one that ended the page before.

    It is as wide, and begins with the columns that the one before ended with, or repeats the header: `head`
    is the part in which the table began.
    """
    if after.page != before.page + 1:
        return False
    if any(abs(a - b) > SAME_PLACE for a, b in zip(before.sides, after.sides, strict=True)):
        return False
    # Where borders are missing at the page's end, the columns on the left are not all to be seen.
    pairs = list(zip(_columns(before, last=True), _columns(after, last=False), strict=False))
    same_columns = len(pairs) > 1 and all(abs(a - b) <= SAME_PLACE for a, b in pairs)
    return same_columns or _first_texts(head) == _first_texts(after)


def _first_texts(table: RuledTable) -> list[str]:
    """What the first row says; a row without text is the same as none."""
    top = [cell for cell in sorted(table.cells) if abs(cell[1] - table.top) <= SAME_PLACE]
    return [_text(cell[4]) for cell in top if cell[4]] or [f"page {table.page}"]


def continued_rows(before: list[Row], rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of the next page that are new, and those of the pages before with a cut row put together."""
    repeated = _repeated(before, rows)
    new = list(rows[repeated:])
    if before and new:
        whole = _put_together(before[-1], new[0])
        if whole is not None:
            return new[1:], [*before[:-1], whole]
    return new, before


def _repeated(before: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many rows at the top repeat the first rows of the table, as headers do on each page."""
    count = 0
    for first, row in zip(before, rows, strict=False):
        texts = [cell.text for cell in row]
        if texts != [cell.text for cell in first] or not any(texts) or any(map(_is_number, texts)):
            break
        count += 1
    return count


def _is_number(text: str) -> bool:
    return text.replace(".", "").isdigit()


def _put_together(upper: Row, lower: Row) -> Row | None:
    """One row out of two halves; None unless the form's labels say that they are halves.

    The halves stand in the same columns from the right. Left of them are cells that span rows, which begin
    anew, blank, on the next page.
    """
    width = min(len(upper), len(lower))
    if not width or any(cell.text for cell in lower[:-width]):
        return None
    pairs = list(zip(upper[-width:], lower[-width:], strict=True))
    label = next((n for n, (above, below) in enumerate(pairs) if above.text and below.text), None)
    if label is None:
        return None
    above, below = pairs[label]
    # A row of nothing but values is what the page's end has cut off the values above it.
    is_rest = all(is_value(one.text) for one in lower if one.text) and is_value(above.text)
    if not is_rest and (
        fold_label(above.text) in row_spellings()
        or fold_label(above.text + below.text) not in row_spellings()
    ):
        return None
    first = label if is_rest else label + 1
    halves = (_halves(one, other, are_values=n >= first) for n, (one, other) in enumerate(pairs))
    return (*upper[:-width], *halves)


def _halves(above: Cell, below: Cell, *, are_values: bool) -> Cell:
    """One cell out of two; of a value on both pages nothing tells whether it is one number."""
    text = joined(above.text, below.text)
    return above._replace(text=text + UNTOLD * bool(are_values and above.text and below.text))


def _columns(table: RuledTable, *, last: bool) -> list[float]:
    """The right edges of the row nearest to the page's end, from the right."""
    if last:
        edge = max(cell[3] for cell in table.cells)
        near = [cell for cell in table.cells if edge - cell[3] <= SAME_PLACE]
    else:
        near = [cell for cell in table.cells if cell[1] - table.top <= SAME_PLACE]
    return sorted((cell[2] for cell in near), reverse=True)


def _places(edges: Iterator[float]) -> list[float]:
    """The distinct rulings in order, those that are nearly the same as one."""
    places: list[float] = []
    for edge in sorted(edges):
        if not places or edge - places[-1] > SAME_PLACE:
            places.append(edge)
    return places


def _nearest(places: Sequence[float], edge: float) -> int:
    return min(range(len(places)), key=lambda number: abs(places[number] - edge))


def _text(written: str) -> str:
    """A cell's text in one line: words that the cell's width breaks are made whole."""
    text = ""
    for line in written.split("\n"):
        text = joined(text, line.strip())
    return text
