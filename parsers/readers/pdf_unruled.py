"""A PDF without ruling lines: what stands in columns is read as an extract with pipes between its cells."""

from collections.abc import Sequence
from itertools import groupby

from parsers.document import Block, Text
from parsers.readers.pdf_broken import whole_numbers
from parsers.readers.pdf_columns import is_near_value
from parsers.readers.pdf_cut import without_cut_labels
from parsers.readers.pdf_headers import whole_headers
from parsers.readers.pdf_labels import is_label
from parsers.readers.pdf_lines import Line, Margins, is_page_number, paragraphs, without_running_lines
from parsers.readers.pdf_rows import MAX_LINES, values_of, whole_rows
from parsers.readers.text import locate_row, read_text

# So many lines of two parts are a table, and any line of more parts is; a date may stand beside a signature.
MIN_ROWS, MIN_COLUMNS = 3, 2


def read_unruled(
    pages: Sequence[tuple[Sequence[Line], float]],
) -> tuple[list[Block], dict[tuple[int, int], int]]:
    """The blocks of the pages, given as their lines and height, and the page of each row."""
    heights = [height for _lines, height in pages]
    unnumbered = without_page_numbers([lines for lines, _height in pages])
    kept = without_running_lines(list(zip(unnumbered, heights, strict=True)))
    whole = whole_numbers([line for page in kept for line in page])
    rows = whole_rows([line for line in whole if not is_page_number(line.text)])
    lines = whole_headers(without_cut_labels(rows))
    margins = Margins.of(lines)
    written: list[str] = []
    numbers: list[int] = []
    headings: list[Block] = []
    for in_columns, group in groupby(lines, key=lambda line: len(line.parts) > 1):
        run = list(group)
        if in_columns:
            is_table = len(run) >= MIN_ROWS or any(map(_is_row, run))
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


def without_page_numbers(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without their numbers; one that may be the rest of a value is kept."""
    numbers = [
        (page, line.top, int(line.text))
        for page, lines in enumerate(pages)
        for line in lines
        if line.text.isdecimal()
    ]
    kept: list[list[Line]] = []
    for page, lines in enumerate(pages):
        kept.append([])
        for position, line in enumerate(lines):
            if not is_page_number(line.text):
                kept[-1].append(line)
            elif line.text.isdecimal() and not _is_counted(page, line, numbers):
                # A label may go on below the values of the last row.
                above = next((last[-MAX_LINES:] for last in reversed(kept[:-1]) if last), [])
                if is_near_value(line, [*above, *lines[:position], *lines[position + 1 :]]):
                    kept[-1].append(line)
    return kept


def _is_counted(page: int, line: Line, numbers: Sequence[tuple[int, float, int]]) -> bool:
    """Whether the numbers as high on the other pages count them together with this one."""
    return any(
        other != page and abs(top - line.top) < 1 and number - int(line.text) == other - page
        for other, top, number in numbers
    )


def _is_row(line: Line) -> bool:
    """Whether a line is a row whatever stands around it: of many columns, or of a label of the form."""
    if len(line.parts) > MIN_COLUMNS:
        return True
    first = values_of(line)
    return 0 < first < len(line.parts) and is_label(line.parts[first - 1][0])


def _row(line: Line) -> str:
    return " | ".join(part[0] for part in line.parts) + " |"
