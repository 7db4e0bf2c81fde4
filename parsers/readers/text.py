"""Text extracts to `Document`: the shape in which third parties hand reports over.

Rows come as `cell | cell |`, as cells set apart by spaces, or as one cell a line, with or without a closing
pipe or blank lines between.
A table of pipes is a run of lines with pipes; one without is a run of short lines many of which are
values, which is how it is told from prose. A cell's row is its line within the table, its column its
place in that line.

>>> read_text("规章 | 0 | 1 |").tables[0].rows[0][2].text
'1'
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from parsers.document import Block, Cell, Document, Table, Text
from parsers.labels import fold_label, fold_text
from parsers.readers.text_lines import INLINE_MARKUP, MIN_VALUES, Line, lines_of
from parsers.spellings import corners, is_glued_line, is_section_title, row_spellings, unglued
from parsers.values import is_unit, is_value

# The kind of the note on an extract whose figures cannot be told any more.
REPEATED_LINES_DELETED = "repeated_lines_deleted"
# A sentence has words: 12? is a number with a character lost.
SENTENCE_END = re.compile(r"[\u3400-\u9fff].*[。；;！!？?]$")
CHINESE = re.compile(r"[\u3400-\u9fff]")
# A line longer than this is prose; the longest label of any form has 40 characters.
MAX_CELL_LENGTH = 60
# A row of a label, a value and its unit.
MIN_PARTS = 2
# How copies spell characters out: 總(zǒng)計(jì).
GLOSS = re.compile(r"\([a-zü\u00e0-\u01dc]+\)", re.I)
WIDE_SPACE = re.compile(r"\t+|\s{2,}")
# So many rows with nothing between label and numbers make a run of lines a table.
MIN_GLUED_ROWS = 2
# So many labels of the form's rows with a value below make short lines a table.
MIN_LABELLED_ROWS = 2
# Table four with nothing between its numbers is a line of digits.
DIGITS_OF_A_LINE = 15
# Table four's header has up to fifteen labels in a line, none of them long.
MIN_HEADER_LABELS = 4
LONGEST_HEADER_LABEL = 8
# So many rows without a pipe at the end tell that no row is closed by one.
MIN_UNCLOSED = 2
# A table of so many lines repeats some: its headers stand over every item and procedure.
MIN_LINES_TO_REPEAT = 20


def read_text(text: str) -> Document:
    """Read a text extract from decoded text."""
    blocks: list[Block] = []
    tables = 0
    runs = list(_runs(text))
    for kind, run in runs:
        if kind == "text":
            blocks.extend(Text(" ".join(line.text.split())) for line in run)
            continue
        if kind in ("column", "spaced"):
            # Titles and headings may stand right above the first value: they are text as well.
            blocks.extend(_before_first_value(run))
        if kind == "glued":
            # A whole report in one line begins with its title and announcement.
            blocks.extend(_before_first_label(run))
        rows = (_row(line, kind, tables, row) for row, line in enumerate(run))
        blocks.append(Table(tables, tuple(rows)))
        tables += 1
    return Document(blocks=tuple(blocks), reader="text", notes=_notes(runs))


def locate_row(text: str, table: int, row: int) -> tuple[int, list[tuple[int, int]]] | None:
    """The line that is a row of a table, and where in it its cells stand; None where there is none."""
    tables = [(kind, run) for kind, run in _runs(text) if kind != "text"]
    if not 0 <= table < len(tables) or not 0 <= row < len(tables[table][1]):
        return None
    kind, run = tables[table]
    return run[row].number, run[row].cells(kind)


def _runs(text: str) -> Iterator[tuple[str, list[Line]]]:
    """Cut the lines into runs of one kind.

    They are "pipes" around cells, or "pipes_before", "pipes_after" or "pipes_between" them, "spaced",
    "glued", "column" (a cell a line) or "text".
    """
    for kind, group in groupby(lines_of(text), key=lambda line: _line_kind(line.text.strip())):
        run = list(group)
        texts = [line.text.strip() for line in run]
        if kind == "pipes":
            yield _pipes(texts), run
        elif kind != "short":
            yield kind, run
        elif _is_spaced(texts):
            yield "spaced", run
        elif _is_column(texts):
            yield "column", run
        else:
            yield "text", run


def _pipes(lines: Sequence[str]) -> str:
    """Whether pipes open rows and close them, or stand between cells alone, where a blank cell may be last.

    The last row of a table may lack its closing pipe.
    """
    # Lines of labels tell: one of numbers may go on with a row that a blank cell has broken.
    rows = [line for line in lines if CHINESE.search(line)] or lines
    opened = sum(line.startswith("|") for line in rows) > len(rows) // 2
    closed = sum(not line.endswith("|") for line in lines[:-1]) < MIN_UNCLOSED
    if opened:
        return "pipes" if closed else "pipes_before"
    return "pipes_after" if closed else "pipes_between"


def _is_spaced(lines: list[str]) -> bool:
    """Whether short lines are a table with cells set apart by spaces; table four may have few numbers."""
    if sum(map(_spaced_values, lines)) >= MIN_VALUES or any(map(_is_whole_table, lines)):
        return True
    below_header = [below.split() for header, below in pairwise(lines) if _is_spaced_header(header)]
    return any(len(parts) > 1 and all(map(is_value, parts)) for parts in below_header)


def _is_column(lines: list[str]) -> bool:
    """Whether short lines are a table with one cell, or one row run together, a line."""
    if sum(map(is_value, lines)) >= MIN_VALUES or sum(1 for line in lines if unglued(line)) >= MIN_GLUED_ROWS:
        return True
    if any(len(line) >= DIGITS_OF_A_LINE and line.isdigit() for line in lines):
        return True
    return _has_labelled_rows(lines)


def _has_labelled_rows(lines: Sequence[str]) -> bool:
    """Whether labels of the form stand right before values, as in a table cut off after its first rows."""
    rows = sum(fold_label(label) in row_spellings() and is_value(below) for label, below in pairwise(lines))
    return rows >= MIN_LABELLED_ROWS


def _notes(runs: list[tuple[str, list[Line]]]) -> tuple[tuple[str, str], ...]:
    """Whether a tool has deleted repeated lines: then not even a header's labels occur twice."""
    # Where label and numbers stand in one line every line is another.
    # Spaces that differ make two lines of one number, of which the tool then deletes neither.
    columns = [[line.text for line in run] for kind, run in runs if kind == "column"]
    with_values = [c for c in columns if sum(map(is_value, c)) >= MIN_VALUES or _has_labelled_rows(c)]
    lines = [line for column in with_values for line in column]
    if len(lines) < MIN_LINES_TO_REPEAT or len(set(lines)) < len(lines):
        return ()
    return ((REPEATED_LINES_DELETED, "no line occurs twice: repeated lines were deleted from this extract"),)


def _is_spaced_header(line: str) -> bool:
    """Whether a line is a header: of many short labels set apart by spaces, or one that begins with a corner.

    The notes in the headers of table two make them long: 本年增/减（减用负值表示，如 -8）.
    """
    if fold_label(WIDE_SPACE.split(line)[0]) in corners():
        return len(WIDE_SPACE.split(line)) >= MIN_PARTS
    parts = GLOSS.sub("", line).split()
    return len(parts) >= MIN_HEADER_LABELS and all(len(part) <= LONGEST_HEADER_LABEL for part in parts)


def _has_two_rows(line: str) -> bool:
    """Whether a line has two rows of a list side by side, wide spaces between their cells."""
    parts = WIDE_SPACE.split(line)
    kinds = ["V" if is_value(part) else "U" if is_unit(part) else "L" for part in parts]
    return "".join(kinds) in ("LUVLUV", "LVULVU", "LVLV")


def _is_whole_table(line: str) -> bool:
    """Whether a line holds a whole table, or a whole report, with nothing but spaces between its cells."""
    return len(line) > MAX_CELL_LENGTH and sum(map(is_value, line.split())) >= DIGITS_OF_A_LINE


def _spaced_values(line: str) -> int:
    """How many values end a line of cells set apart by spaces: three in 规章 6 减3 3, one in 申请 3 件."""
    parts = line.split()
    if len(parts) > MIN_PARTS and is_unit(parts[-1]):
        parts.pop()
    count = next((n for n, part in enumerate(reversed(parts)) if not is_value(part)), len(parts))
    return count if len(parts) > 1 else 0


def _line_kind(line: str) -> str:
    if not line:
        return "short"  # blank cells among lines of one cell
    if "|" in line:
        return "pipes"
    if _spaced_values(line) > 1 or _is_spaced_header(line) or _is_whole_table(line) or _has_two_rows(line):
        return "short"
    if len(line) > MAX_CELL_LENGTH and is_glued_line(line):
        return "glued"
    if len(line) > MAX_CELL_LENGTH or SENTENCE_END.search(line) or is_section_title(line):
        return "text"
    return "short" if fold_text(line) else "text"


def _before_first_value(run: list[Line]) -> Iterator[Text]:
    for line in run:
        text = line.text.strip()
        if not _is_whole_table(text) and (is_value(text) or unglued(text)):
            return
        yield Text(" ".join(line.text.split()))


def _before_first_label(run: list[Line]) -> Iterator[Text]:
    start, _end = run[0].cells("glued")[0]
    before = " ".join(run[0].text[:start].split())
    if before:
        yield Text(before)


def _row(line: Line, kind: str, table: int, row: int) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for column, (start, end) in enumerate(line.cells(kind)):
        text = " ".join(INLINE_MARKUP.sub("", line.text[start:end]).split())
        cells.append(Cell(text, (table, row, column)))
    return tuple(_in_one_place(cells)) if kind == "glued" else tuple(cells)


def _in_one_place(cells: list[Cell]) -> Iterator[Cell]:
    """Labels with nothing between them and their digits share the digits' place: that is how glue is told."""
    place = cells[-1].place
    shared = []
    for cell in reversed(cells):
        place = cell.place if cell.text.isdigit() else place
        shared.append(cell._replace(place=place))
    return reversed(shared)
