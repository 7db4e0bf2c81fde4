"""docs/identity.md: what was measured, pattern by pattern."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.identity.draft import Pattern
from benchmarks.identity.noise import NOISE
from benchmarks.identity.results import FIELDS, OUTCOMES, TARGETS, Results
from benchmarks.identity.title_patterns import TITLES
from benchmarks.identity.year_patterns import YEARS

HEAD = """\
# Identity: whose report, and of which year

Written by `make bench-identity` ({command}).

Agencies are invented at real places: bodies of provinces, cities, counties, townships and subdistricts, vertical
systems and institutions. Each of {pages:,} pages of {agencies} agencies is headed, announced, dated and hosted in one
of {titles} ways of naming the agency and one of {years} ways of telling the year, as real reports are, and read back with
what the site's list says of it, beside what else names years and agencies on such pages ({noise}). The generator knows nothing of the parser's rules.

- **right**: the field is what is true; or it is absent where the page does not tell it, or contradicts itself.
- **absent**: the page tells it, and it was not read.
- **doubted**: another value, with a remark that says how it was told or what speaks against it.
- **wrong**: another value without such a remark. The target is at most one page in 500.

A name is the same agency's with its place alone (南芬区教育局), with the city above (本溪市南芬区教育局) or with
everything above.

| field | target | {heads} |
|---|--:|{rules}|
"""


def write_docs(path: Path, results: Results, command: str) -> None:
    """Write the document."""
    head = HEAD.format(
        command=f"`{command}`",
        pages=results.pages,
        agencies=len(results.agencies),
        titles=len(TITLES.patterns),
        years=len(YEARS.patterns),
        noise="; ".join(pattern.says[0].lower() + pattern.says[1:] for pattern in NOISE.patterns.values()),
        heads=" | ".join(OUTCOMES),
        rules="|".join("--:" for _ in OUTCOMES),
    )
    path.write_text(head + "\n".join(_lines(results)) + "\n", "utf-8")


def _lines(results: Results) -> Iterator[str]:
    for name in FIELDS:
        target = f"{TARGETS[name]:.0%}" if name in TARGETS else ""
        cells = " | ".join(
            f"{results.total[name][score]:,} ({results.share(name, score):.1%})" for score in OUTCOMES
        )
        yield f"| {name} | {target} | {cells} |"
    yield "\n" + (
        "All targets are met." if not results.missed else "Missed: " + "; ".join(results.missed) + "."
    )
    yield from _patterns("How the agency is named", results.by_title, TITLES.patterns)
    yield from _patterns("How the year is told", results.by_year, YEARS.patterns)


def _patterns(
    title: str, counts: Mapping[str, Mapping[str, Counter[str]]], patterns: Mapping[str, Pattern]
) -> Iterator[str]:
    """One row a pattern: its pages, and for each field how many are not right, and of those how many are wrong."""
    heads = " | ".join(f"{name}: not right" for name in FIELDS)
    yield f"\n## {title}\n\n| pattern | pages | {heads} |\n|---|--:|{'|'.join('--:' for _ in FIELDS)}|"
    for name, pattern in patterns.items():
        if name in counts:
            pages = counts[name][FIELDS[0]].total()
            cells = " | ".join(_not_right(counts[name][field]) for field in FIELDS)
            yield f"| {pattern.says} | {pages} | {cells} |"


def _not_right(scores: Counter[str]) -> str:
    said = [f"{scores[score]} {score}" for score in OUTCOMES[1:] if scores[score]]
    return ", ".join(said) or "0"
