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

# Most tables have all their checks hold; so many other results of a table's checks are remembered.
RESULTS_REMEMBERED = 1_000


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
    results = {check.rule: check.passed for check in checks}
    return _coverage(_by_standing(_rules_of_figures(table, table_identities(table)), results), figures)


def _coverage(keys: Mapping[str, Sequence[str]], figures: Mapping[str, Stated]) -> CheckCoverage:
    return CheckCoverage(
        **{
            standing: sum([figures[key].value is not None for key in of_standing])
            for standing, of_standing in keys.items()
        }
    )


def _by_standing(
    rules: Mapping[str, Sequence[str]], results: Mapping[str, bool | None]
) -> dict[str, list[str]]:
    """The figures of a table by how they stand, whether they have a value or not."""
    keys: dict[str, list[str]] = {"held": [], "failed": [], "open": [], "unbound": []}
    for key, binding in rules.items():
        keys[_standing([results[rule] for rule in binding])].append(key)
    return keys


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


@lru_cache
def _rules_checked(form: str, table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for binding in _rules_of_form(form, table).values() for rule in binding))


@lru_cache(RESULTS_REMEMBERED)
def _keys_by_standing(form: str, table: str, results: tuple[bool | None, ...]) -> Mapping[str, Sequence[str]]:
    """The figures of a table by how they stand when its checks end like this, in their order."""
    return _by_standing(
        _rules_of_form(form, table), dict(zip(_rules_checked(form, table), results, strict=True))
    )


def report_coverage(
    forms: Mapping[str, str | None], figures: Mapping[str, Stated], checks: Iterable[Check]
) -> CheckCoverage:
    """The coverage of all tables of a report; `forms` names the form of each table it has."""
    passed = {check.rule: check.passed for check in checks}
    coverages = (
        _coverage(
            _keys_by_standing(form, table, tuple(map(passed.__getitem__, _rules_checked(form, table)))),
            figures,
        )
        for table, form in forms.items()
        if form
    )
    return sum(coverages, CheckCoverage())


def _standing(results: Sequence[bool | None]) -> str:
    if not results:
        return "unbound"
    if False in results:
        return "failed"
    return "held" if True in results else "open"
