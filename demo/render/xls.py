"""A report's tables as an Excel 97 workbook (BIFF8, MS-XLS), one sheet a table; numbers are numbers."""

import re
import struct

from demo.catalogue.model import DemoReport
from demo.render.article import report_tables
from demo.render.cells import Rows, placed
from demo.render.compound import compound_file
from parsers.forms import FORMS

INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
BOF, EOF, FONT, FORMATS, SHEET, LABEL, NUMBER, MERGED = 0x809, 0x0A, 0x31, 0xE0, 0x85, 0x204, 0x203, 0xE5
WORKBOOK, WORKSHEET = 0x0005, 0x0010
# Excel itself writes this many formats before the first of a user's.
CELL_FORMAT = 15


def tables_xls(report: DemoReport) -> bytes:
    """The tables of the report as an .xls."""
    tables = report_tables(report)
    names = [FORMS[report.forms[key]].tables[key].zh[:31] for key in tables]
    sheets = [_sheet(rows) for rows in tables.values()]
    # The list of sheets says where each begins; its length does not depend on what it says.
    begin = len(_globals([(name, 0) for name in names]))
    starts = [begin + sum(map(len, sheets[:number])) for number in range(len(sheets))]
    return compound_file("Workbook", _globals(list(zip(names, starts, strict=True))) + b"".join(sheets))


def _globals(sheets: list[tuple[str, int]]) -> bytes:
    font = struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + _text("宋体", "<B")
    style = struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0)
    cell = struct.pack("<HHHBBBBIIH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0)
    listed = b"".join(
        _record(SHEET, struct.pack("<IBB", start, 0, 0) + _text(name, "<B")) for name, start in sheets
    )
    formats = _record(FORMATS, style) * CELL_FORMAT + _record(FORMATS, cell)
    return _begin(WORKBOOK) + _record(FONT, font) * 4 + formats + listed + _record(EOF, b"")


def _sheet(rows: Rows) -> bytes:
    cells, merged = [], []
    for row, column, cell in placed(rows):
        place = struct.pack("<HHH", row, column, CELL_FORMAT)
        if INTEGER.fullmatch(cell.text):
            cells.append(_record(NUMBER, place + struct.pack("<d", int(cell.text))))
        else:
            cells.append(_record(LABEL, place + _text(cell.text, "<H")))
        if cell.colspan * cell.rowspan > 1:
            last = (row + cell.rowspan - 1, column + cell.colspan - 1)
            merged.append(struct.pack("<HHHH", row, last[0], column, last[1]))
    boxes = _record(MERGED, struct.pack("<H", len(merged)) + b"".join(merged))
    return _begin(WORKSHEET) + b"".join(cells) + boxes + _record(EOF, b"")


def _begin(kind: int) -> bytes:
    return _record(BOF, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6))


def _text(text: str, length: str) -> bytes:
    """A string with its length in front and two bytes a character."""
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
