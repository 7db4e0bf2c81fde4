"""The identities a form states, worked out on given figures: the sides, not a verdict of a parser.

>>> from parsers.forms import FORMS
>>> next(identities(FORMS["2019"].tables["remedies"], {})).rule
'remedies.total.reconsideration'
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from parsers.forms import CheckRule, Table

Value = int | float | None


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity with both sides; a side is None where one of its figures is not known."""

    rule: str
    left: int | float | None
    right: int | float | None

    @property
    def holds(self) -> bool | None:
        """Whether the sides are equal; None where one is not known."""
        return None if self.left is None or self.right is None else self.left == self.right


def identities(table: Table, values: Mapping[str, Value]) -> Iterator[Identity]:
    """Every identity of a table, in the order the form states them."""
    for block in table.blocks:
        rows, columns = [row.key for row in block.rows], [column.key for column in block.columns]
        for check in table.checks:
            along, across = (columns, rows) if check.along == "columns" else (rows, columns)
            for line in along:
                yield _identity(table, check, line, across, values)


def _identity(
    table: Table, check: CheckRule, line: str, across: Sequence[str], values: Mapping[str, Value]
) -> Identity:
    def side(patterns: Sequence[str]) -> Value:
        keys = [key for pattern in patterns for key in across if fnmatchcase(key, pattern)]
        names = [
            table.figure_key(key, line) if check.along == "columns" else table.figure_key(line, key)
            for key in keys
        ]
        addends = [values.get(name) for name in names]
        known = [addend for addend in addends if addend is not None]
        return sum(known) if len(known) == len(addends) else None

    return Identity(check.rule.format(row=line, column=line), side(check.left), side(check.right))
