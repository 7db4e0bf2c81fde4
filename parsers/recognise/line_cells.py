"""Which cells of a line of numbers are those of table four, and the header above them."""

from collections.abc import Sequence
from functools import lru_cache

from parsers.document import Cell
from parsers.forms import FORMS
from parsers.labels import fold_label
from parsers.recognise.placing import Sums, by_sums, starts
from parsers.recognise.rows import PageRow

# How far above the numbers the header may reach: three rows as printed, more where cells were split.
HEADER_REACH = 6
# A page number has so many characters at most.
MAX_PAGE_NUMBER = 4
# So many cells of a line may hold words where a number should stand; more are labels.
MAX_WORDS = 3


@lru_cache
def header_pieces(form: str, table_key: str) -> str:
    """All that the header prints, in one string: a cell that holds a piece of it is no figure."""
    table = FORMS[form].tables[table_key]
    printed = [group.zh for group in table.groups]
    for block in table.blocks:
        printed.extend(spelling for row in block.rows for spelling in (row.zh, *row.aliases))
        printed.extend(spelling for column in block.columns for spelling in (column.zh, *column.aliases))
    return "|".join(map(fold_label, printed))


def header_above(rows: Sequence[PageRow], number: int) -> list[list[Cell]]:
    """The rows of labels directly above a row, and the labels before its values in the row itself."""
    header = [[c for c, kind in zip(rows[number].cells, rows[number].kinds, strict=True) if kind == "L"]]
    for above in range(number - 1, max(number - 1 - HEADER_REACH, -1), -1):
        if is_alone(rows[above]):
            continue  # a page number
        if "V" in rows[above].kinds:
            break
        header.insert(0, [c for c, k in zip(rows[above].cells, rows[above].kinds, strict=True) if k in "LB"])
    return header


def is_alone(row: PageRow) -> bool:
    """Whether a row is a short number alone, as page numbers are between rows."""
    return row.kinds == "V" and len(row.cells[0].text) <= MAX_PAGE_NUMBER


def place_line(
    row: PageRow, header: Sequence[Sequence[Cell]], wanted: int, pieces: str, sums: Sums
) -> tuple[Cell, ...] | None:
    """The cells of the numbers, after the labels that stand before them; None where several runs fit."""
    label = max((p for p in row.label_positions if row.names[p] in pieces), default=-1)
    cells, kinds = row.cells[label + 1 :], row.kinds[label + 1 :]
    if len(cells) < wanted or "V" not in kinds or kinds.count("L") > MAX_WORDS:
        return None
    possible = starts([cell.text for cell in cells], wanted)
    if len(possible) > 1:
        possible = by_sums([cells], possible, wanted, sums)
    if len(possible) > 1:
        # A spacer column leaves its blank cell in the header's last row as well.
        spare = _blank_at_end(header[:-1])
        possible = [place for place in possible if len(cells) - place - wanted == spare]
    return cells[possible[0] : possible[0] + wanted] if len(possible) == 1 else None


def _blank_at_end(header: Sequence[Sequence[Cell]]) -> int:
    """How many blank cells end the last row of the header."""
    count = 0
    for cell in reversed(header[-1] if header else ()):
        if cell.text:
            break
        count += 1
    return count
