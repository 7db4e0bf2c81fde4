"""Which cells of a row are its figures, where the row has more cells than figures.

Text extracts print a blank cell for every column that a label spans, before the figures or after them, and
a spacer column leaves one at the end. A blank figure looks the same, so one row alone may be read in several
ways; the rows of a table together, its sums and its header mostly allow one.

>>> starts(["", "5", "0", "1", ""], 3)
[1]
"""

from collections.abc import Callable, Sequence

from parsers.document import Cell
from parsers.values import read_value

# Whether figures contradict (False) or confirm (True) the sums of the form, or say nothing (None).
Sums = Callable[[Sequence[Cell]], bool | None]


def starts(texts: Sequence[str], wanted: int) -> list[int]:
    """Every place where `wanted` cells may begin so that only blank ones are left over."""
    written = [place for place, text in enumerate(texts) if text]
    if not written:
        return list(range(len(texts) - wanted + 1))
    first, last = written[0], written[-1]
    return list(range(max(last - wanted + 1, 0), min(first, len(texts) - wanted) + 1))


def whole(cell: Cell) -> int | None:
    """A cell's count for a sum: blank and dash are nothing; None where it is no count."""
    value = read_value(cell.text)
    if value.state in ("blank", "dash"):
        return 0
    return int(value.value) if value.value is not None else None


def is_last_the_sum(cells: Sequence[Cell]) -> bool | None:
    """Whether the last of some cells is the sum of the others; None where nothing is summed."""
    if not cells[-1].text:
        return None
    numbers = [whole(cell) for cell in cells]
    counted = [number for number in numbers if number is not None]
    if len(counted) < len(numbers) or not any(counted):
        return None
    return sum(counted[:-1]) == counted[-1]


def by_sums(rows: Sequence[Sequence[Cell]], candidates: Sequence[int], wanted: int, sums: Sums) -> list[int]:
    """The candidates that some row's sum confirms and none contradicts; all where no sum decides."""
    if len(candidates) < 2:
        return list(candidates)
    verdicts = {start: {sums(row[start : start + wanted]) for row in rows} for start in candidates}
    confirmed = [start for start in candidates if True in verdicts[start] and False not in verdicts[start]]
    return confirmed or list(candidates)


def common_start(rows: Sequence[Sequence[Cell]], wanted: int, sums: Sums) -> list[int]:
    """Where the figures of rows that are spanned alike begin: the places that fit them all."""
    candidates: set[int] | None = None
    for row in rows:
        fitting = set(starts([cell.text for cell in row], wanted))
        candidates = fitting if candidates is None else candidates & fitting
    return by_sums(rows, sorted(candidates or ()), wanted, sums)
