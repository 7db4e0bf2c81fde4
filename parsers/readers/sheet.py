"""XLSX and XLS to `Document`: each sheet a table, its titles and sentences text as well."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from parsers.document import Block, Cell, Document, Table, Text
from parsers.readers.apart import ApartError, read_apart
from parsers.readers.failure import UnreadableError
from parsers.spellings import is_section_title

SCRIPT = "sheet_cells.py"
# What a workbook may expand to before it is opened.
MAX_EXPANDED_BYTES = 200_000_000
# A row whose one cell holds more than this is a title or a sentence, not the label of a group of rows.
MAX_LABEL_LENGTH = 20


def read_sheets(data: bytes) -> Document:
    """Read a workbook. Raise UnreadableError for one that is encrypted, damaged or empty."""
    _refuse_bomb(data)
    try:
        described = read_apart(SCRIPT, data)
    except ApartError as error:
        raise UnreadableError(f"a spreadsheet, but {error}") from error
    if "problem" in described:
        raise UnreadableError(f"a spreadsheet, but {described['problem']}")
    return document_of_sheets(described)


def document_of_sheets(described: Mapping[str, Any]) -> Document:
    """The document in sheets as `apart/sheet_cells.py` describes them; UnreadableError without cells."""
    blocks = [block for index, sheet in enumerate(described["sheets"]) for block in _blocks(index, sheet)]
    if not blocks:
        raise UnreadableError("a spreadsheet without a filled cell")
    return Document(tuple(blocks), "sheet")


def _refuse_bomb(data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            expanded = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableError(f"a spreadsheet, but it is damaged ({error})") from error
    if expanded > MAX_EXPANDED_BYTES:
        raise UnreadableError(f"a spreadsheet that expands to {expanded // 1_000_000} MB")


def _blocks(index: int, sheet: Mapping[str, Any]) -> Iterator[Block]:
    """The rows of a sheet; titles, headings and sentences cut it into tables with its number."""
    rows = {int(row): {int(c): text for c, text in cells.items()} for row, cells in sheet["rows"].items()}
    spans = {(row, column): (tall, wide) for row, column, tall, wide in sheet["merged"]}
    covered = {
        (r, c)
        for (row, column), (tall, wide) in spans.items()
        for r in range(row, row + tall)
        for c in range(column, column + wide)
        if (r, c) != (row, column)
    }
    table: list[tuple[Cell, ...]] = []
    started = False
    for row in sorted(rows):
        texts = [" ".join(text.split()) for text in rows[row].values() if text.strip()]
        started = started or len(texts) > 1
        if len(texts) == 1 and (not started or _is_text(texts[0])):
            if table:
                yield Table(index, tuple(table))
                table = []
            yield Text(texts[0])
            continue
        table.append(tuple(_cells(index, row, rows[row], spans, covered)))
    if table:
        yield Table(index, tuple(table))


def _is_text(text: str) -> bool:
    return len(text) > MAX_LABEL_LENGTH or is_section_title(text)


def _cells(
    index: int,
    row: int,
    texts: Mapping[int, str],
    spans: Mapping[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
) -> Iterator[Cell]:
    """The cells of one row, blank ones between filled ones included, those under a merged cell left out."""
    last = max((c + spans.get((row, c), (1, 1))[1] - 1 for c in texts), default=-1)
    merged = max((c for r, c in spans if r == row), default=-1)
    for column in range(max(last, merged) + 1):
        if (row, column) not in covered:
            tall, wide = spans.get((row, column), (1, 1))
            yield Cell(" ".join(texts.get(column, "").split()), (index, row, column), wide, tall)
