"""The lines of a text extract that are rows or cells: without page numbers, rules and what only fills up.

A pipe alone may be a blank cell or stand between two; several after a value fill the row up to the table's
width, for the columns that a label spans and for blank cells that the tool has left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.spellings import labels_with_digits
from parsers.values import is_value

# Lines between rows that are none: the rule under a Markdown header, and the page number of a PDF.
NO_ROW = re.compile(
    r"^\|?(?:\s*:?-{2,}:?\s*\|){2,}\s*(?::?-{2,}:?)?\s*$"
    r"|^\|?\s*:?-{2,}:?\s*\|\s*:?-{2,}:?\s*$"
    r"|^[-—–－]\s*\d{1,3}\s*[-—–－]$"
    r"|^第\s*\d{1,3}\s*页(?:[,，/]?\s*共\s*\d{1,3}\s*页)?$"
)
# The number of a page with that of all pages: 2/9.
PAGE_OF_PAGES = re.compile(r"^(?P<page>\d{1,3})\s?/\s?(?P<pages>\d{1,3})$")
MIN_PAGES = 2
# Markup that tools leave in text: comments of Word, line breaks in the cells of Markdown.
INLINE_MARKUP = re.compile(r"<!--.*?-->|</?(?:br|b|i|u|em|strong|font|span|sup|sub)\b[^<>]*>", re.I)
MARKUP = "\0"
# Pipes behind the one that closes a value.
PADDING = re.compile(r"(?P<row>.*\|)\s+(?P<pipes>\|+)\s*$")
MIN_PADDING = 2
# Fewer values than this in a run of short lines is no table.
MIN_VALUES = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an extract that is not blank: its number in the file and its text as written.

    `blanks` is how many blank cells it stands for where it has nothing but pipes among lines of one cell.
    """

    number: int
    text: str
    blanks: int = 0

    def cells(self, kind: str) -> list[tuple[int, int]]:
        """Where the cells of this line stand in it: what is set apart by spaces, or between its pipes.

        The kind says whether a pipe at the start opens a row and one at the end closes it.
        """
        if kind == "spaced":
            # The spaces inside markup part no cells.
            text = INLINE_MARKUP.sub(lambda found: MARKUP * len(found[0]), self.text)
            return [found.span() for found in re.finditer(r"\S+", text) if found[0].strip(MARKUP)]
        if kind == "glued":
            return labels_with_digits(self.text)
        if self.blanks:
            return [(0, 0)] * self.blanks
        start = len(self.text) - len(self.text.lstrip())
        inner = self.text.strip()
        if kind in ("pipes", "pipes_before"):
            start, inner = start + inner.startswith("|"), inner.removeprefix("|")
        if kind in ("pipes", "pipes_after"):
            inner = inner.removesuffix("|")
        spans = []
        for part in inner.split("|"):
            spans.append((start, start + len(part)))
            start += len(part) + 1
        return spans


def lines_of(text: str) -> list[Line]:
    """The lines that hold something of the report, in order."""
    written = [Line(number, line) for number, line in enumerate(text.splitlines()) if line.strip()]
    pages = _page_numbers(written)
    rows = [line for line in written if line.number not in pages and not NO_ROW.match(line.text.strip())]
    return _without_padding(_without_separators(rows))


def _page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that hold nothing but 2/9, 3/9 and so on, of which one alone might be a cell."""
    found = [(line.number, match) for line in lines if (match := PAGE_OF_PAGES.match(line.text.strip()))]
    numbers = [int(match["page"]) for _line, match in found]
    pages = {int(match["pages"]) for _line, match in found}
    rising = all(before < after for before, after in pairwise(numbers))
    if len(found) < MIN_PAGES or len(pages) > 1 or not rising or numbers[-1] > pages.pop():
        return frozenset()
    return frozenset(line for line, _match in found)


def _without_separators(lines: list[Line]) -> list[Line]:
    """The lines without pipes alone between cells; each further pipe running is a blank cell.

    Where cells end in pipes, a pipe alone is a blank cell too.
    """
    alone = [line.text.strip() == "|" for line in lines]
    only_pipes = [not line.text.strip(" |") for line in lines]
    with_pipes = sum("|" in line.text for line in lines) - sum(only_pipes)
    if sum(alone) < MIN_VALUES or with_pipes > sum(alone) // 4:
        return lines
    before = [False, *only_pipes]
    return [
        Line(line.number, "", line.text.count("|")) if only_pipes[number] else line
        for number, line in enumerate(lines)
        if not alone[number] or before[number]
    ]


def _without_padding(lines: Sequence[Line]) -> list[Line]:
    """The lines without the pipes that fill up a row after its last value.

    One pipe may be a blank cell: it is none where others fill up and no cell between two values is blank.
    """
    fillings = list(_fillings(lines))
    fills_up = any(filling >= MIN_PADDING for filling in fillings) and not _keeps_blank_cells(lines)
    least = 1 if fills_up else MIN_PADDING
    kept: list[Line] = []
    for line, filling in zip(lines, fillings, strict=True):
        padding = PADDING.match(line.text)
        if filling < least:
            kept.append(line)
        elif padding:
            kept.append(replace(line, text=padding["row"]))
    return kept


def _fillings(lines: Sequence[Line]) -> Iterator[int]:
    """How many pipes each line has behind the one that closes a value."""
    before = ""
    for line in lines:
        if not line.text.strip(" |"):
            yield (line.blanks or line.text.count("|")) if is_value(_last_cell(before)) else 0
            continue
        before = line.text
        padding = PADDING.match(before)
        yield len(padding["pipes"]) if padding and is_value(_last_cell(padding["row"])) else 0


def _keeps_blank_cells(lines: Sequence[Line]) -> bool:
    """Whether a blank cell stands between two values of a row."""
    cells = [cell.strip() for line in lines for cell in _written_cells(line)]
    kinds = "".join("B" if not cell else "V" if is_value(cell) else "L" for cell in cells)
    return "VBV" in kinds or "VBBV" in kinds


def _written_cells(line: Line) -> list[str]:
    if not line.text.strip(" |"):
        return [""] * (line.blanks or line.text.count("|"))
    return line.text.rstrip().removesuffix("|").split("|")


def _last_cell(text: str) -> str:
    return text.rstrip().removesuffix("|").rpartition("|")[2].strip()
