"""docs/accuracy.md, written from the results of a run: the same command writes the same file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.accuracy.deviations import DEVIATIONS
from benchmarks.accuracy.results import COLUMNS, PLAIN, WRONG_FIGURES, Beside, Results, cells
from parsers import PARSER_VERSION

HEAD = """# How accurate the parser is

<!-- Written by `python -m benchmarks.accuracy --write`: do not edit by hand. -->

解析器的准确度：随机生成报告，按真实年报出现过的各种偏差排版（网页与文本），再读回来逐个数字核对。
**wrong** 一列必须是 0：宁可留空，绝不猜测。

Reports are invented, printed on the statutory forms, bent in the {deviations} ways in which real reports are
bent, alone and up to four at a time, as web pages and as text extracts, and read back. What is on a page is
known because it was put there: the truth is settled where a cell is printed, by code that shares nothing with
the parser but the form files.

Run it again (two cores, less than a minute a seed; exit code {wrong_code} when a single figure is wrong):

    {command}

"""

BESIDE = """
## What one would do otherwise

The same web pages (of the first seed), read with `pandas.read_html` (on lxml), rows found by what their labels contain, as a
competent analyst would write it ([pandas_reader.py](../benchmarks/accuracy/pandas_reader.py)). It is told the
form, and is given the page's text already decoded.

"""

TAIL = """
## How to read it

- **right**: the value is the page's, and its state is plausible (`word` for 减1).
- **wrong**: a value was given that is not the page's, or where the page gives none. A page's value is what is
  printed, not what should be: a total that does not add up is right as printed.
- **absent, readable**: no value, though a careful person with the page before them could tell it.
- **absent**: no value, and nobody could tell one: a blank cell, an amount without a unit, a row that is not
  there, glued digits that several readings fit, the zeros of an extract whose repeated lines were deleted.
- **forms wrong**: tables told as another form than the one they print, or told where there is none.

A page with several deviations counts in the line of each. Where two reports stand on one page the first
counts, whose title the page has; the same report twice (for desks and for telephones) counts once; of a row
printed twice with different numbers neither counts.

`--only NAME --show 5` lists what went wrong with one deviation, `--page SPEC` reads one page alone,
`--keep-pages DIR` writes the pages down, another `--seed` makes other pages.
"""


def write_docs(path: Path, results: Results, beside: Beside | None, command: str) -> None:
    """Write the page."""
    head = HEAD.format(deviations=len(DEVIATIONS), command=command, wrong_code=WRONG_FIGURES)
    parts = [
        head,
        _summary(results),
        *_by_seed(results),
        _by_form(results),
        *_beside(beside),
        _by_deviation(results),
    ]
    path.write_text("".join([*parts, TAIL]), "utf-8")


def _summary(results: Results) -> str:
    total, figures = results.total, results.total.figures
    absent = figures["absent_readable"]
    rate = f" (1 in {round(total.total / absent):,})" if absent else ""
    return (
        f"Parser version {PARSER_VERSION}: **{total.total:,} figures in {total.pages:,} reports: "
        f"{figures['right']:,} right, {figures['wrong']:,} wrong, "
        f"{absent:,} absent that a careful reader could tell{rate}.**\n"
        f"{figures['absent']:,} more cannot be told by anyone, and are absent. "
        f"{total.forms_right:,} of {total.forms:,} tables were told as the form they print.\n\n"
    )


def _by_form(results: Results) -> str:
    lines = [[name, *cells(score)] for name, score in results.by_format.items()]
    return "## By form and format\n\n" + _table(["", *COLUMNS], lines)


def _by_seed(results: Results) -> Iterable[str]:
    """Where several seeds were run, what each came to: one seed's pages may be kinder than another's."""
    if len(results.by_seed) > 1:
        lines = [[str(seed), *cells(score)] for seed, score in results.by_seed.items()]
        yield "## By seed\n\nEach seed makes other pages.\n\n" + _table(["seed", *COLUMNS], lines) + "\n"


def _beside(beside: Beside | None) -> Iterable[str]:
    """The comparison on the web pages of the first seed, where it was made."""
    if beside is None:
        return
    lines = [["Gongkai", *cells(beside.ours)[:-1]], ["pandas.read_html", *cells(beside.pandas)[:-1]]]
    yield BESIDE + _table(["", *COLUMNS[:-1]], lines)


def _by_deviation(results: Results) -> str:
    lines = []
    for name, score in results.by_deviation.items():
        what = "Nothing: the form as it should be printed." if name == PLAIN else DEVIATIONS[name].what
        called = "(none)" if name == PLAIN else f"`{name}`"
        lines.append([called, what.replace("|", "\\|").replace("<", "&lt;"), *cells(score)])
    return "\n## By deviation\n\n" + _table(["deviation", "what it does", *COLUMNS], lines, text_columns=2)


def _table(head: Sequence[str], lines: Sequence[Sequence[str]], text_columns: int = 1) -> str:
    rule = ["---" if number < text_columns else "---:" for number in range(len(head))]
    return "".join(f"| {' | '.join(line)} |\n" for line in (head, rule, *lines))
