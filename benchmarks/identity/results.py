"""Adding up: by field, by pattern, and whether the targets are met."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from benchmarks.identity.run import Result
from benchmarks.identity.score import Scores

FIELDS = Scores._fields
OUTCOMES = ("right", "absent", "doubted", "wrong")
# The share of pages on which a field must be right, and the share on which it may be wrong without a remark.
TARGETS: Mapping[str, float] = {"year": 0.99, "agency": 0.97, "area": 0.97, "level": 0.97}
MOST_WRONG = 1 / 500
MISSED = 4


@dataclass(slots=True)
class Results:
    """All results of a run; `by_title` and `by_year` count each field's scores under each pattern."""

    pages: int = 0
    agencies: set[int] = field(default_factory=set)
    total: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})
    by_title: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    by_year: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    misses: list[Result] = field(default_factory=list)
    seconds: float = 0.0

    @classmethod
    def collect(cls, results: Iterable[Result]) -> Self:
        """Add up the results of a run."""
        collected = cls()
        for result in results:
            collected._add(result)
        return collected

    def _add(self, result: Result) -> None:
        self.pages += 1
        self.agencies.add(result.spec.agency)
        scores = result.scores._asdict()
        if set(scores.values()) != {"right"}:
            self.misses.append(result)
        for patterns, name in ((self.by_title, result.spec.title), (self.by_year, result.spec.year)):
            counts = patterns.setdefault(name, {name: Counter() for name in FIELDS})
            for field_name, score in scores.items():
                counts[field_name][score] += 1
        for field_name, score in scores.items():
            self.total[field_name][score] += 1

    def share(self, field_name: str, score: str) -> float:
        """The share of all pages on which a field has this score."""
        return self.total[field_name][score] / self.pages if self.pages else 0.0

    @property
    def missed(self) -> list[str]:
        """What misses its target, in words."""
        faults = []
        for name in FIELDS:
            target = TARGETS.get(name)
            if target and self.share(name, "right") < target:
                faults.append(
                    f"{name} is right on {self.share(name, 'right'):.2%}, the target is {target:.0%}"
                )
            if self.share(name, "wrong") > MOST_WRONG:
                wrong = self.total[name]["wrong"]
                faults.append(
                    f"{name} is confidently wrong on {wrong} of {self.pages}, the target is 1 in 500"
                )
        return faults

    @property
    def exit_code(self) -> int:
        """0, or 4 where a target is missed."""
        return MISSED if self.missed else 0


def print_table(results: Results) -> None:
    """The totals, and what misses its target."""
    print(f"{results.pages} pages of {len(results.agencies)} agencies, {results.seconds:.0f} s")
    print(f"{'':10}" + "".join(f"{name:>10}" for name in OUTCOMES))
    for name in FIELDS:
        print(f"{name:10}" + "".join(f"{results.total[name][score]:>10,}" for score in OUTCOMES))
    for fault in results.missed:
        print(f"MISSED: {fault}")


def print_misses(results: Results, most: int) -> None:
    """What went wrong, a page a paragraph; the name of a page can be given to --page."""
    for result in results.misses[:most]:
        scores = ", ".join(f"{name} {score}" for name, score in result.scores._asdict().items())
        print(f"{result.spec}\n  {scores}\n  true  {result.truth}\n  read  {result.read}")
