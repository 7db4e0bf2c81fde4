"""The identities that the forms state, run over what was read. A check never alters a figure.

A side is known when all its figures have values. Figures printed blank or as a dash are unknown, not zero:
a rule with such a side is settled only where nothing non-negative could change the outcome, that is where
the known part already equals the other side (the blanks then hold nothing) or exceeds it.
"""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from parsers.forms import CheckRule, Form, Table
from parsers.report import Check, Figure, Number

# Counts left blank may be taken to hold nothing where the printed numbers already add up; what is missing,
# unreadable or ambiguous may hold anything.
BLANK_STATES = frozenset({"blank", "dash"})


def run_checks(figures: Mapping[str, Figure], tables: Iterable[tuple[Form, str]]) -> tuple[Check, ...]:
    """Run every rule of the given tables, each as the form it was recognised as."""
    return tuple(
        check
        for form, table_key in tables
        for rule in form.tables[table_key].checks
        for check in _apply(rule, form.tables[table_key], figures)
    )


def _apply(rule: CheckRule, table: Table, figures: Mapping[str, Figure]) -> Iterator[Check]:
    """One check for each column (or row) the rule repeats along."""
    for block in table.blocks:
        rows, columns = [row.key for row in block.rows], [column.key for column in block.columns]
        if rule.along == "columns":
            for column in columns:
                left, right = (
                    [f"{table.key}.{row}.{column}" for row in _matching(side, rows)]
                    for side in (rule.left, rule.right)
                )
                yield _compare(rule.rule.format(column=column), left, right, figures)
        else:
            for row in rows:
                left, right = (
                    [f"{table.key}.{row}.{column}" for column in _matching(side, columns)]
                    for side in (rule.left, rule.right)
                )
                yield _compare(rule.rule.format(row=row), left, right, figures)


def _matching(patterns: Iterable[str], keys: list[str]) -> list[str]:
    return [key for key in keys if any(fnmatchcase(key, pattern) for pattern in patterns)]


def _compare(rule: str, left: list[str], right: list[str], figures: Mapping[str, Figure]) -> Check:
    left_sum, left_open = _side(left, figures)
    right_sum, right_open = _side(right, figures)
    if left_sum is None or right_sum is None:
        return Check(rule, None, left_sum, right_sum)
    if not left_open and not right_open:
        return Check(rule, left_sum == right_sum, left_sum, right_sum)
    if left_open and right_open:
        return Check(rule, None, None, None)
    known, partial = (right_sum, left_sum) if left_open else (left_sum, right_sum)
    if partial < known:
        return Check(rule, None, None if left_open else left_sum, None if right_open else right_sum)
    return Check(rule, partial == known, left_sum, right_sum)


def _side(keys: list[str], figures: Mapping[str, Figure]) -> tuple[Number | None, bool]:
    """The sum of what is known, and whether blanks are left open; None where anything may be anything."""
    total: Number = 0
    is_open = False
    for key in keys:
        figure = figures[key]
        if figure.value is not None:
            total += figure.value
        elif figure.state in BLANK_STATES:
            is_open = True
        else:
            return None, True
    # A side of nothing but blanks is not known at all.
    if is_open and all(figures[key].value is None for key in keys):
        return None, True
    return total, is_open
