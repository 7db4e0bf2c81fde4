"""A PDF without ruling lines: what stands in columns is read as an extract with pipes between its cells."""

from collections.abc import Sequence
from itertools import groupby

from parsers.document import Block, Text
from parsers.labels import fold_label
from parsers.readers.pdf_headers import whole_headers
from parsers.readers.pdf_lines import Line, Margins, is_page_number, paragraphs, without_running_lines
from parsers.readers.pdf_rows import values_of, whole_rows
from parsers.readers.text import locate_row, read_text
from parsers.spellings import row_spellings

# So many lines of two parts are a table, and any line of more parts is; a date may stand beside a signature.
MIN_ROWS, MIN_COLUMNS = 3, 2


def read_unruled(
    pages: Sequence[tuple[Sequence[Line], float]],
) -> tuple[list[Block], dict[tuple[int, int], int]]:
    """The blocks of the pages, given as their lines and height, and the page of each row."""
    kept = without_running_lines(pages)
    lines = whole_headers(
        whole_rows([line for page in kept for line in page if not is_page_number(line.text)])
    )
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


def _is_row(line: Line) -> bool:
    """Whether a line is a row whatever stands around it: of many columns, or of a label of the form."""
    if len(line.parts) > MIN_COLUMNS:
        return True
    first = values_of(line)
    return 0 < first < len(line.parts) and fold_label(line.parts[first - 1][0]) in row_spellings()


def _row(line: Line) -> str:
    return " | ".join(part[0] for part in line.parts) + " |"
