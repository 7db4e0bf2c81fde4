"""What was measured as docs/speed.md."""

from collections.abc import Mapping, Sequence

from benchmarks.speed.folders import FEW, MANY, Folders
from benchmarks.speed.readers import FLOOR, OURS, PANDAS
from benchmarks.speed.second_reader import SecondReader
from benchmarks.speed.turns import PAGES_OF_A_TURN, WARM_UP, Turns
from parsers.recognise.layouts import MOST_LAYOUTS

HEAD = f"""# Speed of reading

One run on one core, all readers in turn on the same pages, {PAGES_OF_A_TURN} at a time: compare the ratios, not the
milliseconds. Made by `make bench-speed` (`python -m benchmarks.speed --write docs/speed.md`).

Every page timed is new to the readers: an agency, figures and sentences of its own. What is remembered from
one page to the next is what all reports share, after {WARM_UP} pages untimed as in any run over a folder: which
words a folded label, heading or menu entry is (`fold_text`, `fold_label`, `section_number`, the kind of a cell,
the likeness of two headers), what a short text such as 0 or 件 is as a value, 20,000 texts or half a million
characters each at most, and which cells of {MOST_LAYOUTS} layouts hold which figures (`parsers/recognise/layouts.py`): a layout is the labels of all
tables of a form with their places and spans. The pages are printed in a handful of layouts, as the reports of a
site are; what it takes to recognise one that was never seen is measured below.

Real report pages have 60 to 255 KB; the smaller kind is shown beside them.
"""

# Measured by hand, side by side, when it was tried; not part of a run.
TRIED = """
## What was tried in vain

The aim is 40 % of the floor and three times the speed of `pandas.read_html`. When this was written, runs gave 39 to 41 %
on the smaller pages, more on the others, and nowhere three times: what is left beside the tree is some forty steps of 5
to 100 microseconds, none of which stands out. What was tried and left out again:

- Compiling readers, labels and checks with Cython: 5 % faster, for a C compiler on every machine. Most of the time is
  spent in C already: in the tree, in searches, in making tuples. mypyc compiles no models of pydantic.
- Python 3.12 and 3.13: every reader gains or loses alike.
- Asking the source, not the tree, whether a page hides anything: a search through 100 KB for the words that hide takes
  0.2 to 0.4 ms, a search through all styles in the tree 0.1 to 0.3 ms. Collecting the styles, to look at each once,
  takes as long.
- Reading without the garbage collector: 2 to 3 %, and keeping the heap from shrinking between pages: none to 4 %. The
  commands that read many pages look for garbage seldom.
- Figures by columns instead of one by one, one pattern for all marks of a copy, spans without attributes: no gain.
"""


SECOND_READING = "\n## The second reading\n"
EARLIER = "\nThis section and the next are those of an earlier run than the readers above.\n"


def turns_text(turns: Sequence[Turns]) -> str:
    """One table a kind of page."""
    return HEAD + "".join(map(_turns_text, turns))


def _turns_text(turns: Turns) -> str:
    rows = "\n".join(
        f"| {reader} | {turns.milliseconds(reader):.1f} | {turns.ratio(reader, OURS):.2f} |"
        for reader in turns.seconds
    )
    return f"""
## Pages {turns.kind}, {min(turns.sizes) // 1024}-{max(turns.sizes) // 1024} KB

| reader | ms a page | times ours |
|---|---|---|
{rows}

Ours is {turns.ratio(PANDAS, OURS):.1f} times as fast as `pandas.read_html`, which recognises nothing, and runs at \
{100 * turns.share_of_floor:.0f} % of the floor.
"""


def new_layouts_text(turns: Sequence[Turns]) -> str:
    """The same where every layout is new."""
    rows = "\n".join(
        f"| {turn.kind} | {turn.milliseconds(FLOOR):.1f} | {turn.milliseconds(PANDAS):.1f} | {turn.milliseconds(OURS):.1f} "
        f"| {turn.ratio(PANDAS, OURS):.1f} | {100 * turn.share_of_floor:.0f} % |"
        for turn in turns
    )
    return f"""
## Pages whose layout is new

The same kinds of pages, other ones, where each is the first of its layout: its tables go the whole way.

| pages | floor, ms | pandas, ms | ours, ms | times as fast as pandas | share of the floor |
|---|---|---|---|---|---|
{rows}
"""


def stages_text(stages: Mapping[str, Mapping[str, float]]) -> str:
    """Where our time goes."""
    names = next(iter(stages.values()))
    rows = "\n".join(
        f"| {kind} | {' | '.join(f'{milliseconds:.1f}' for milliseconds in of_kind.values())} |"
        for kind, of_kind in stages.items()
    )
    return f"""
## Where our time goes

Milliseconds a page. The floor builds the same tree, and asks it for the cells of tables alone.

| pages | {" | ".join(names)} |
|---|{"---|" * len(names)}
{rows}
{TRIED}"""


def kept_sections(document: str) -> str:
    """What a document says of second readings, memory and processes, marked as of another run."""
    kept = document[document.index(SECOND_READING) :]
    return kept if EARLIER in kept else kept.replace(SECOND_READING, SECOND_READING + EARLIER, 1)


def second_reader_text(counted: SecondReader) -> str:
    """How often a page was read twice, and what that found."""
    lines, soup = counted.found["tables_as_text"], counted.found["second_reader"]
    judged = ", ".join(f"{verdict.replace('_', ' ')} {number}" for verdict, number in counted.figures.items())
    return f"""{SECOND_READING}
Of {counted.pages} HTML pages of the [benchmark of accuracy](accuracy.md) {counted.needed} were read a second time,
because nothing was found, or a figure was missing or a check failed on a page whose tree has lost cells. On {lines}
the lines of text turned out to be the tables, on {soup} BeautifulSoup saw more figures than the browser's tree.
The figures of these pages, by verdict: {judged or "none"}.
"""


def folders_text(folders: Folders) -> str:
    """Memory and processes."""
    return f"""
## Memory and processes

`gongkai parse` over folders of the pages of the benchmark of accuracy takes {folders.few_mb:.0f} MB at its peak over
{FEW:,} reports and {folders.many_mb:.0f} MB over {MANY:,}.

With `--jobs 2` a folder takes {folders.cost:.2f} times the processor time that it takes one process: what dividing the
work costs. By the clock two processes read {folders.speed:.2f} times as much as one, starting included; in turn with
them, two processes that merely count got {folders.possible:.2f} times as far as one, which is what the machine gave.
"""
