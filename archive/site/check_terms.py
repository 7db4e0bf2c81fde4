"""What stands on the two sides of a check, figure by figure, so that a reader can follow the sum.

>>> from parsers.forms import FORMS
>>> terms = check_terms(FORMS["2021"].tables["applications"])["applications.balance.total"]
>>> [term.key for term in terms.left]
['applications.received.total', 'applications.carried_in.total']
>>> rule_sentence("remedies.total.reconsideration").zh
'行政复议：4 项之和 = 总计'
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parsers.checks import Identity, table_identities
from parsers.forms import FORMS, Column, Row, Table

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
    places = {key: (row, column) for key, _block, row, column in table.cells()}
    return {identity.rule: _terms(table, identity, places) for identity in table_identities(table)}


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


def _terms(table: Table, identity: Identity, places: Mapping[str, tuple[Row, Column]]) -> CheckTerms:
    row, column = places[identity.left[0]]
    is_down = identity.along == "columns"
    along: Row | Column = column if is_down else row

    def term(key: str) -> Term:
        row, column = places[key]
        return Term(key, table.row_label(row), row.en) if is_down else Term(key, column.zh, column.en)

    left, right = (tuple(map(term, side)) for side in (identity.left, identity.right))
    return CheckTerms(identity.rule, along.zh, along.en, left, right)
