"""The scores of a run, by deviation and overall, and how they are printed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.accuracy.run import Result
from benchmarks.accuracy.score import Miss, Score

PLAIN = "(none: as the form prints it)"
COLUMNS = ("pages", "figures", "right", "wrong", "absent, readable", "absent", "forms wrong")
MOST_MISSES = 6


# The exit code of a run in which any figure is wrong, and of one in which none is.
WRONG_FIGURES, NONE_WRONG = 4, 0


@dataclass(slots=True)
class Results:
    """The tallies of a run, the pages with misses, and how long it took."""

    total: Score = field(default_factory=Score)
    by_deviation: dict[str, Score] = field(default_factory=dict)
    by_format: dict[str, Score] = field(default_factory=dict)
    by_seed: dict[int, Score] = field(default_factory=dict)
    faults: list[Result] = field(default_factory=list)
    seconds: float = 0.0

    @classmethod
    def collect(cls, results: Iterable[Result], seed: int = 1) -> "Results":
        """Tally the results of all pages of one seed."""
        collected = cls()
        collected.by_seed[seed] = collected.total
        for result in results:
            collected.total.add(result.score)
            kind = f"form {result.spec.form}, {'HTML' if result.spec.format == 'html' else 'text'}"
            collected.by_format.setdefault(kind, Score()).add(result.score)
            for name in result.spec.deviations or (PLAIN,):
                collected.by_deviation.setdefault(name, Score()).add(result.score)
            if result.score.misses or result.score.forms != result.score.forms_right:
                collected.faults.append(result)
        collected.by_deviation = dict(sorted(collected.by_deviation.items()))
        collected.by_format = dict(sorted(collected.by_format.items()))
        return collected

    def add(self, other: "Results") -> None:
        """Count the pages of other seeds as well."""
        # The total of a first seed alone is the seed's own tally too.
        total = Score()
        total.add(self.total)
        total.add(other.total)
        self.total = total
        self.by_seed |= other.by_seed
        for ours, theirs in ((self.by_deviation, other.by_deviation), (self.by_format, other.by_format)):
            for name, score in theirs.items():
                ours.setdefault(name, Score()).add(score)
        self.by_deviation = dict(sorted(self.by_deviation.items()))
        self.by_format = dict(sorted(self.by_format.items()))
        self.faults.extend(other.faults)
        self.seconds += other.seconds

    def on_web_pages(self) -> Score:
        """The tally of the pages that are HTML."""
        score = Score()
        for name, of_format in self.by_format.items():
            if name.endswith("HTML"):
                score.add(of_format)
        return score

    @property
    def exit_code(self) -> int:
        """What the command ends with."""
        return WRONG_FIGURES if self.total.figures["wrong"] else NONE_WRONG


def cells(score: Score) -> list[str]:
    """One line of the table: the numbers of a tally in the order of `COLUMNS`."""
    figures = score.figures
    return [
        f"{score.pages:,}",
        f"{score.total:,}",
        f"{figures['right']:,}",
        f"{figures['wrong']:,}",
        f"{figures['absent_readable']:,}",
        f"{figures['absent']:,}",
        f"{score.forms - score.forms_right:,}",
    ]


class Beside(NamedTuple):
    """The web pages of the first seed as two readers read them."""

    ours: Score
    pandas: Score


def print_table(results: Results, beside: Beside | None) -> None:
    """The aligned table of a run."""
    lines = [(name, cells(score)) for name, score in results.by_deviation.items()]
    lines += [(name, cells(score)) for name, score in results.by_format.items()]
    if len(results.by_seed) > 1:
        lines += [(f"seed {seed}", cells(score)) for seed, score in results.by_seed.items()]
    lines.append(("all", cells(results.total)))
    if beside is not None:
        lines.append(("pandas.read_html, HTML pages", cells(beside.pandas)))
    width = max(len(name) for name, _ in lines)
    widths = [max(len(title), 7) for title in COLUMNS]
    print("".ljust(width), *(title.rjust(w) for title, w in zip(COLUMNS, widths, strict=True)), sep="  ")
    for name, numbers in lines:
        print(name.ljust(width), *(n.rjust(w) for n, w in zip(numbers, widths, strict=True)), sep="  ")
    print(f"{results.seconds:.1f} s")


def print_misses(results: Results, pages: int) -> None:
    """The pages with something wrong, wrong figures first, each with the option that makes it again."""

    def gravity(result: Result) -> tuple[int, int]:
        return -result.score.figures["wrong"], len(result.spec.deviations)

    for result in sorted(results.faults, key=gravity)[:pages]:
        wrong, absent = result.score.figures["wrong"], result.score.figures["absent_readable"]
        forms = result.score.forms - result.score.forms_right
        option = f"--seed {result.seed} --page {result.spec}"
        print(f"{option}   {wrong} wrong, {absent} absent though readable, {forms} forms wrong")
        for miss in sorted(result.score.misses, key=lambda m: m.verdict != "wrong")[:MOST_MISSES]:
            print(f"    {_described(miss)}")


def _described(miss: Miss) -> str:
    expected = f"printed {miss.expected.inner or miss.expected.text!r}, so {miss.expected.value}"
    return f"{miss.verdict}: {miss.key}: {expected}; read {miss.got.value} ({miss.got.state})"
