"""The identities that the forms state, run over what was read. A check never alters a figure.

A side is known when all its figures have values. Figures printed blank or as a dash are unknown, not zero;
each rule's `blanks` in the form file says whether the printed numbers may settle it all the same
(`parsers.forms.model.CheckRule`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Literal, Protocol

from parsers.forms import FORMS, CheckRule, Table
from parsers.forms.model import BlankPolicy
from parsers.report import Check, Number

# Counts left blank may be taken to hold nothing where the printed numbers already add up; what is missing,
# unreadable or ambiguous may hold anything.
BLANK_STATES = frozenset({"blank", "dash"})


class Stated(Protocol):
    """What a check needs of a figure, be it just read or stored."""

    @property
    def value(self) -> Number | None:
        """Its number, None unless its state gives one."""

    @property
    def state(self) -> str:
        """What stood in the cell."""


# Stands for no figure among the values, and adds nothing to a sum.
NOTHING = ""
VALUE = attrgetter("value")


@dataclass(frozen=True, slots=True)
class Identity:
    """One check: its name, whether it holds along a column or a row, and the figures summed on each side."""

    rule: str
    along: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    blanks: BlankPolicy

    @property
    def keys(self) -> tuple[str, ...]:
        """Every figure it involves."""
        return self.left + self.right


# An identity and what takes the values of each of its sides from those of all figures.
Take = Callable[[Mapping[str, Number | None]], tuple[Number | None, ...]]
Taken = tuple[Identity, Take, Take]


def run_checks(figures: Mapping[str, Stated], tables: Iterable[tuple[str, str]]) -> tuple[Check, ...]:
    """Run every rule of the given tables, each (form, table key) as it was recognised."""
    return _compare_all([taken for form, table in tables for taken in _taken(form, table)], figures)


def run_table_checks(figures: Mapping[str, Stated], table: Table) -> tuple[Check, ...]:
    """Run every rule of one table; `figures` has all its keys."""
    return _compare_all(map(_taking, table_identities(table)), figures)


@lru_cache
def identities(form: str, table_key: str) -> tuple[Identity, ...]:
    """All checks that a form states for one of its tables."""
    return table_identities(FORMS[form].tables[table_key])


def table_identities(table: Table) -> tuple[Identity, ...]:
    """All checks of one table, in the order of its rules."""
    return tuple(identity for rule in table.checks for identity in _identities(rule, table))


def _identities(rule: CheckRule, table: Table) -> Iterator[Identity]:
    """One identity for each column (or row) the rule repeats along."""
    for block in table.blocks:
        rows, columns = [row.key for row in block.rows], [column.key for column in block.columns]
        if rule.along == "columns":
            sides = [_matching(side, rows) for side in (rule.left, rule.right)]
            for column in columns:
                left, right = (tuple(table.figure_key(row, column) for row in side) for side in sides)
                yield Identity(rule.rule.format(column=column), rule.along, left, right, rule.blanks)
        else:
            sides = [_matching(side, columns) for side in (rule.left, rule.right)]
            for row in rows:
                left, right = (tuple(table.figure_key(row, column) for column in side) for side in sides)
                yield Identity(rule.rule.format(row=row), rule.along, left, right, rule.blanks)


def _matching(patterns: Iterable[str], keys: list[str]) -> list[str]:
    return [key for key in keys if any(fnmatchcase(key, pattern) for pattern in patterns)]


@lru_cache
def _taken(form: str, table_key: str) -> tuple[Taken, ...]:
    return tuple(map(_taking, identities(form, table_key)))


def _taking(identity: Identity) -> Taken:
    # With two keys or more what is taken is a tuple.
    left, right = (itemgetter(*keys, NOTHING, NOTHING) for keys in (identity.left, identity.right))
    return identity, left, right


def _compare_all(stated: Iterable[Taken], figures: Mapping[str, Stated]) -> tuple[Check, ...]:
    values = dict(zip(figures, map(VALUE, figures.values()), strict=True))
    values[NOTHING] = 0
    return tuple([_compare_values(taken, values) or _compare(taken[0], figures) for taken in stated])


def _compare_values(taken: Taken, values: Mapping[str, Number | None]) -> Check | None:
    """The check where every figure has a value, as on most pages; else None."""
    identity, take_left, take_right = taken
    left, right = take_left(values), take_right(values)
    if None in left or None in right:
        return None
    left_sum, right_sum = sum(filter(None, left)), sum(filter(None, right))
    return Check(identity.rule, left_sum == right_sum, left_sum, right_sum)


def _compare(identity: Identity, figures: Mapping[str, Stated]) -> Check:
    rule = identity.rule
    left_sum, left_open = _side(identity.left, figures)
    right_sum, right_open = _side(identity.right, figures)
    if left_sum is None or right_sum is None:
        return Check(rule, None, left_sum, right_sum)
    if not left_open and not right_open:
        return Check(rule, left_sum == right_sum, left_sum, right_sum)
    if identity.blanks == "unknown" or (left_open and right_open):
        return Check(rule, None, None if left_open else left_sum, None if right_open else right_sum)
    known, partial = (right_sum, left_sum) if left_open else (left_sum, right_sum)
    if partial < known:
        return Check(rule, None, None if left_open else left_sum, None if right_open else right_sum)
    return Check(rule, partial == known, left_sum, right_sum)


def _side(keys: tuple[str, ...], figures: Mapping[str, Stated]) -> tuple[Number | None, bool]:
    """The sum of what is known, and whether blanks are left open; None where anything may be anything."""
    sides = [figures[key] for key in keys]
    known = [figure.value for figure in sides if figure.value is not None]
    if len(known) == len(sides):
        return sum(known), False
    # A side of nothing but blanks is not known at all.
    if not known or any(figure.value is None and figure.state not in BLANK_STATES for figure in sides):
        return None, True
    return sum(known), True
