"""How far the checks of a table reach: which of its figures stand in a sum that holds, fails or is open.

>>> from parsers.forms import FORMS
>>> reach = check_reach(FORMS["2021"].tables["remedies"])
>>> len(reach.bound), len(reach.unbound)
(15, 0)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsers.checks import Identity, Stated, identities, table_identities
from parsers.forms import FORMS, Table
from parsers.report import Check


@dataclass(frozen=True, slots=True)
class CheckReach:
    """The figures of a table that its form binds by at least one identity, and those it leaves alone."""

    bound: frozenset[str]
    unbound: frozenset[str]


@dataclass(frozen=True, slots=True)
class CheckCoverage:
    """The figures of one report's table that have a value, each counted once, worst result first.

    `failed` stand in a check that fails, `held` only in checks that hold or are open (at least one holds),
    `open` only in checks that cannot be assessed, `unbound` in none: the form states no identity for them.
    """

    held: int = 0
    failed: int = 0
    open: int = 0
    unbound: int = 0

    @property
    def stated(self) -> int:
        """All figures with a value."""
        return self.held + self.failed + self.open + self.unbound

    def __add__(self, other: "CheckCoverage") -> "CheckCoverage":
        return CheckCoverage(
            self.held + other.held,
            self.failed + other.failed,
            self.open + other.open,
            self.unbound + other.unbound,
        )


def check_reach(table: Table) -> CheckReach:
    """Which figures of a table any of its checks involves."""
    bound = frozenset(key for identity in table_identities(table) for key in identity.keys)
    return CheckReach(bound, frozenset(key for key, *_ in table.cells()) - bound)


def table_coverage(table: Table, figures: Mapping[str, Stated], checks: Iterable[Check]) -> CheckCoverage:
    """Count the figures of one table by the result of the checks they stand in.

    `figures` has every key of the table; `checks` may hold those of other tables too.
    """
    return _coverage(_rules_of_figures(table, table_identities(table)), figures, checks)


def _coverage(
    rules: Mapping[str, tuple[str, ...]], figures: Mapping[str, Stated], checks: Iterable[Check]
) -> CheckCoverage:
    results = {check.rule: check.passed for check in checks}
    counts = {"held": 0, "failed": 0, "open": 0, "unbound": 0}
    for key, binding in rules.items():
        if figures[key].value is not None:
            counts[_standing([results[rule] for rule in binding])] += 1
    return CheckCoverage(**counts)


def _rules_of_figures(table: Table, stated: Iterable[Identity]) -> dict[str, tuple[str, ...]]:
    """The checks that each figure of a table stands in, none for some."""
    rules: dict[str, list[str]] = {key: [] for key, *_ in table.cells()}
    for identity in stated:
        for key in identity.keys:
            rules[key].append(identity.rule)
    return {key: tuple(binding) for key, binding in rules.items()}


@lru_cache
def _rules_of_form(form: str, table: str) -> Mapping[str, tuple[str, ...]]:
    return _rules_of_figures(FORMS[form].tables[table], identities(form, table))


def report_coverage(
    forms: Mapping[str, str | None], figures: Mapping[str, Stated], checks: Iterable[Check]
) -> CheckCoverage:
    """The coverage of all tables of a report; `forms` names the form of each table it has."""
    checks = tuple(checks)
    coverages = (
        _coverage(_rules_of_form(form, table), figures, checks) for table, form in forms.items() if form
    )
    return sum(coverages, CheckCoverage())


def _standing(results: Sequence[bool | None]) -> str:
    if not results:
        return "unbound"
    if False in results:
        return "failed"
    return "held" if True in results else "open"
