"""What stands on the two sides of a check, figure by figure, so that a reader can follow the sum.

>>> from parsers.forms import FORMS
>>> terms = check_terms(FORMS["2021"].tables["applications"])["applications.balance.total"]
>>> [term.key for term in terms.left]
['applications.received.total', 'applications.carried_in.total']
>>> rule_sentence("remedies.total.reconsideration").zh
'行政复议：4 项之和 = 总计'
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from parsers.forms import FORMS, Block, CheckRule, Column, Row, Table

# Sides of more terms than this are counted in a sentence, not listed.
MOST_TERMS_LISTED = 2


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a side, with what tells it from its neighbours: its row in a column, or the reverse."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class CheckTerms:
    """One check: the row or column it is made along, and the figures on either side."""

    rule: str
    along_zh: str
    along_en: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Every figure it involves."""
        return frozenset(term.key for term in self.left + self.right)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A rule in words, in both languages."""

    zh: str
    en: str


def check_terms(table: Table) -> dict[str, CheckTerms]:
    """Every check of one table by the name of its rule."""
    found = (terms for rule in table.checks for block in table.blocks for terms in _terms(table, block, rule))
    return {terms.rule: terms for terms in found}


@cache
def rule_sentence(rule: str) -> Sentence | None:
    """A rule in words, as the newest form that has it states it; None for a name that is no rule."""
    for form in reversed(list(FORMS.values())):
        for table in form.tables.values():
            if terms := check_terms(table).get(rule):
                return Sentence(
                    f"{terms.along_zh}：{_side_zh(terms.left)} = {_side_zh(terms.right)}",
                    f"{terms.along_en}: {_side_en(terms.left)} = {_side_en(terms.right)}",
                )
    return None


def _side_zh(terms: Sequence[Term]) -> str:
    return f"{len(terms)} 项之和" if len(terms) > MOST_TERMS_LISTED else " + ".join(t.zh for t in terms)


def _side_en(terms: Sequence[Term]) -> str:
    return (
        f"sum of {len(terms)} figures" if len(terms) > MOST_TERMS_LISTED else " + ".join(t.en for t in terms)
    )


def _terms(table: Table, block: Block, rule: CheckRule) -> Iterator[CheckTerms]:
    if rule.along == "columns":
        for column in block.columns:
            yield CheckTerms(
                rule.rule.format(column=column.key),
                column.zh,
                column.en,
                tuple(_down(table, column, block.rows, rule.left)),
                tuple(_down(table, column, block.rows, rule.right)),
            )
    else:
        for row in block.rows:
            yield CheckTerms(
                rule.rule.format(row=row.key),
                row.zh,
                row.en,
                tuple(_across(table, row, block.columns, rule.left)),
                tuple(_across(table, row, block.columns, rule.right)),
            )


def _down(table: Table, column: Column, rows: Sequence[Row], patterns: Sequence[str]) -> Iterator[Term]:
    for row in rows:
        if any(fnmatchcase(row.key, pattern) for pattern in patterns):
            yield Term(table.figure_key(row.key, column.key), table.row_label(row), row.en)


def _across(table: Table, row: Row, columns: Sequence[Column], patterns: Sequence[str]) -> Iterator[Term]:
    for column in columns:
        if any(fnmatchcase(column.key, pattern) for pattern in patterns):
            yield Term(table.figure_key(row.key, column.key), column.zh, column.en)
