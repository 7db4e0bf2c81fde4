"""Text extracts to `Document`: the shape in which third parties hand reports over.

Rows come as `cell | cell |`, or as one cell a line, with or without a closing pipe or blank lines between.
A table of pipes is a run of lines with pipes; one without is a run of short lines many of which are
values, which is how it is told from prose. A cell's row is its line within the table, its column its
place in that line.

>>> read_text("规章 | 0 | 1 |").tables[0].rows[0][2].text
'1'
"""

import re
from collections.abc import Iterator
from itertools import groupby

from parsers.document import Block, Cell, Document, Table, Text
from parsers.forms import FORMS
from parsers.labels import fold_label, fold_text
from parsers.values import is_value

MARKDOWN_RULE = re.compile(r"^\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$")
SENTENCE_END = re.compile(r"[。；;！!？?]$")
# A line longer than this is prose; the longest label of any form has 40 characters.
MAX_CELL_LENGTH = 60
# Fewer values than this in a run of short lines is no table.
MIN_VALUES = 8

SECTION_TITLES = frozenset(
    fold_label(title)
    for form in FORMS.values()
    for section in form.sections
    for title in (section.zh, *section.aliases)
)


def read_text(text: str) -> Document:
    """Read a text extract from decoded text."""
    lines = text.replace("\x00", "").splitlines()
    blocks: list[Block] = []
    tables = 0
    for kind, run in _runs(lines):
        if kind == "text":
            blocks.extend(Text(" ".join(line.split())) for line in run)
            continue
        if kind == "column":
            # Titles and headings may stand right above the first value: they are text as well.
            blocks.extend(Text(line) for line in _before_first_value(run))
        blocks.append(Table(tables, tuple(_row(line, tables, row) for row, line in enumerate(run))))
        tables += 1
    return Document(blocks=tuple(blocks), reader="text")


def _runs(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Cut the lines into runs of one kind: "pipes", "column" (one cell a line) or "text"."""
    kept = [line.strip() for line in lines if line.strip() and not MARKDOWN_RULE.match(line.strip())]
    for kind, group in groupby(kept, key=_line_kind):
        run = list(group)
        if kind == "short" and sum(map(is_value, run)) < MIN_VALUES:
            yield "text", run
        else:
            yield "column" if kind == "short" else kind, run


def _line_kind(line: str) -> str:
    if "|" in line:
        return "pipes"
    if len(line) > MAX_CELL_LENGTH or SENTENCE_END.search(line) or fold_label(line) in SECTION_TITLES:
        return "text"
    return "short" if fold_text(line) else "text"


def _before_first_value(run: list[str]) -> list[str]:
    first = next((number for number, line in enumerate(run) if is_value(line)), len(run))
    return [" ".join(line.split()) for line in run[:first]]


def _row(line: str, table: int, row: int) -> tuple[Cell, ...]:
    return tuple(
        Cell(" ".join(part.split()), (table, row, column)) for column, part in enumerate(line_cells(line))
    )


def line_cells(line: str) -> list[str]:
    """The cells of one line: what stands between its pipes, one at either end aside."""
    return line.strip().removeprefix("|").removesuffix("|").split("|")
