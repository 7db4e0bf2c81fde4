"""The checks of a stored report that cannot be assessed, with the figures that are wanting.

Only failed checks are stored; the others follow from the figures by the same rules that the parser ran.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.site.check_terms import CheckTerms, Term
from archive.site.figures import ReportFigure
from parsers.report import Check


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """One identity with a side that is not wholly known, and the figures without a value that it involves."""

    rule: str
    along_zh: str
    along_en: str
    wanting: tuple[tuple[Term, ReportFigure], ...]


def open_checks(
    checks: Iterable[Check], terms: Mapping[str, CheckTerms], figures: Mapping[str, ReportFigure]
) -> Iterator[OpenCheck]:
    """Of these checks the ones that could not be assessed, each with what it wants."""
    for check in checks:
        if check.passed is None:
            rule = terms[check.rule]
            wanting = tuple(
                (term, figures[term.key])
                for term in (*rule.left, *rule.right)
                if figures[term.key].value is None
            )
            yield OpenCheck(rule.rule, rule.along_zh, rule.along_en, wanting)
