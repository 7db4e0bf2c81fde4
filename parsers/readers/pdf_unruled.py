"""A PDF without ruling lines: what stands in columns is read as an extract with pipes between its cells."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, product

from parsers.document import Block, Text
from parsers.labels import fold_label
from parsers.readers.pdf_lines import Line, Margins, is_page_number, paragraphs, without_running_lines
from parsers.readers.text import locate_row, read_text
from parsers.spellings import row_spellings

# So many lines of two parts are a table, and any line of more parts is; a date may stand beside a signature.
MIN_ROWS, MIN_COLUMNS = 3, 2
# A label may take so many lines more than its values, above and below them.
LINES_ABOVE, LINES_BELOW = 2, 4


def read_unruled(
    pages: Sequence[tuple[Sequence[Line], float]],
) -> tuple[list[Block], dict[tuple[int, int], int]]:
    """The blocks of the pages, given as their lines and height, and the page of each row."""
    kept = without_running_lines(pages)
    lines = _whole_labels([line for page in kept for line in page if not is_page_number(line.text)])
    margins = Margins.of(lines)
    written: list[str] = []
    numbers: list[int] = []
    headings: list[Block] = []
    for in_columns, group in groupby(lines, key=lambda line: len(line.parts) > 1):
        run = list(group)
        if in_columns:
            is_table = len(run) >= MIN_ROWS or any(len(line.parts) > MIN_COLUMNS for line in run)
            written.extend(_row(line) if is_table else line.text for line in run)
            numbers.extend(line.page for line in run)
            continue
        for text, level in paragraphs(run, margins):
            if level:
                headings.append(Text(text, level))
            written.append(text)
            numbers.append(run[0].page)
    extract = "\n".join(written)
    document = read_text(extract)
    row_pages: dict[tuple[int, int], int] = {}
    for table in document.tables:
        for row in range(len(table.rows)):
            found = locate_row(extract, table.index, row)
            if found:
                row_pages[table.index, row] = numbers[found[0]]
    return [*headings, *document.blocks], row_pages


def _row(line: Line) -> str:
    return " | ".join(part[0] for part in line.parts) + " |"


def _whole_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines with labels that take several of them put together, where that makes a label of the form."""
    kept: list[Line] = []
    number = 0
    while number < len(lines):
        above, below = _label_lines(kept, lines, number)
        first = len(kept) - above
        whole = [*kept[first:], *lines[number : number + below + 1]]
        del kept[first:]
        (_label, left, right), *values = lines[number].parts
        label = "".join(line.parts[0][0] for line in whole)
        kept.append(replace(lines[number], parts=((label, left, right), *values)))
        number += 1 + below
    return kept


def _label_lines(kept: Sequence[Line], lines: Sequence[Line], number: int) -> tuple[int, int]:
    """How many lines above and below belong to the label of a row."""
    row = lines[number]
    if len(row.parts) < 2:
        return 0, 0
    for above, below in sorted(product(range(LINES_ABOVE + 1), range(LINES_BELOW + 1)), key=sum)[1:]:
        around = [*kept[len(kept) - above :], *lines[number + 1 : number + 1 + below]]
        if len(around) != above + below or any(len(line.parts) > 1 for line in around):
            continue
        texts = [line.text for line in around]
        if fold_label("".join([*texts[:above], row.parts[0][0], *texts[above:]])) in row_spellings():
            return above, below
    return 0, 0
