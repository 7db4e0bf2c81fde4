"""A PDF without ruling lines: what stands in columns is read as an extract with pipes between its cells."""

from collections.abc import Sequence
from itertools import groupby

from parsers.document import Block, Text
from parsers.readers.pdf_lines import Line, Margins, is_page_number, paragraphs, without_running_lines
from parsers.readers.text import locate_row, read_text

# So many lines of several parts are a table; fewer are a line with a date or a signature.
MIN_ROWS = 3


def read_unruled(
    pages: Sequence[tuple[int, Sequence[Line]]],
) -> tuple[list[Block], dict[tuple[int, int], int]]:
    """The blocks of the pages, and the page of each row."""
    kept = without_running_lines([lines for _number, lines in pages])
    lines = [line for page in kept for line in page if not is_page_number(line.text)]
    margins = Margins.of(lines)
    written: list[str] = []
    numbers: list[int] = []
    headings: list[Block] = []
    for in_columns, group in groupby(lines, key=lambda line: len(line.parts) > 1):
        run = list(group)
        if in_columns and len(run) >= MIN_ROWS:
            written.extend(" | ".join(part[0] for part in line.parts) + " |" for line in run)
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
