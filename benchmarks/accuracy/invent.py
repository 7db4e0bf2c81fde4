"""Invented figures with the magnitudes of real reports: zeros most of all, and sums that hold.

The identities a form states (`checks` of its tables) are settled one after another: a total becomes the sum
of its parts, and where two sums stand against each other the first part of the left one gives way.
"""

from fnmatch import fnmatchcase
from random import Random

from parsers.forms import CheckRule, Form, Table

# How often a cell is zero, and how large it may be otherwise, from a quiet bureau to a ministry.
PROFILES = ((0.97, 9), (0.9, 40), (0.75, 300), (0.5, 3_000), (0.25, 60_000))

Cells = dict[tuple[str, str], int]


def invent_table(table: Table, random: Random) -> dict[str, int]:
    """Figures for one table by key; amounts in fen, so that every number is whole."""
    share, most = random.choice(PROFILES)
    cells: Cells = {}
    for block in table.blocks:
        for row in block.rows:
            for column in block.columns:
                unit = row.unit or column.unit
                cells[row.key, column.key] = _invent(unit, column.signed, share, most, random)
    for rule in sorted(table.checks, key=lambda rule: (rule.along != "columns", len(rule.right))):
        _settle(rule, table, cells)
    # Totals of totals: a list's rules stand in any order.
    for rule in [*table.checks] * 3 if table.shape == "list" else []:
        _settle(rule, table, cells)
    return {table.figure_key(row, column): number for (row, column), number in cells.items()}


def _invent(unit: str, signed: bool, zeros: float, most: int, random: Random) -> int:
    if random.random() < zeros:
        return 0
    size = int(most ** random.random()) + random.randint(0, 3)
    if unit == "yuan":
        return size * random.choice((100, 10_000, 1_000_000, 123_457))
    return random.choice((size, -size)) if signed else size


def _settle(rule: CheckRule, table: Table, cells: Cells) -> None:
    for block in table.blocks:
        rows, columns = [row.key for row in block.rows], [column.key for column in block.columns]
        across, along = (columns, rows) if rule.along == "columns" else (rows, columns)
        for other in across:
            left, right = (
                [
                    (key, other) if rule.along == "columns" else (other, key)
                    for key in along
                    if any(fnmatchcase(key, pattern) for pattern in side)
                ]
                for side in (rule.left, rule.right)
            )
            if left and right:
                _balance(left, right, cells)


def _balance(left: list[tuple[str, str]], right: list[tuple[str, str]], cells: Cells) -> None:
    if len(right) == 1:
        cells[right[0]] = sum(cells[key] for key in left)
        return
    wanted = sum(cells[key] for key in right)
    for key in left[1:]:
        cells[key] = min(cells[key], wanted)
        wanted -= cells[key]
    cells[left[0]] = wanted


def forms_of(form: Form) -> dict[str, str]:
    """The form of each of its tables, which is the form itself."""
    return dict.fromkeys(form.tables, form.form)
