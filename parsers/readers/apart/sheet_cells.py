"""What the cells of a spreadsheet show, sheet by sheet, as JSON.

Run apart (see `parsers.readers.apart`): an XLSX or XLS file on standard input, one JSON object on
standard output:

    {"sheets": [{"name", "rows": {row: {column: text}}, "merged": [[row, column, rows, columns], …]}, …]}

or {"problem": …}. Numbers are written as the sheet shows them; rows and columns count from 0; hidden
sheets, rows and columns are left out.
"""

import io
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl
import xlrd
from openpyxl.utils import column_index_from_string

# A report's sheets have a few hundred cells.
MAX_ROWS, MAX_COLUMNS = 5_000, 200
ZIP = b"PK"

Sheet = dict[str, Any]


def sheets(data: bytes) -> dict[str, Any]:
    """The sheets of a whole file."""
    return {"sheets": xlsx_sheets(data) if data.startswith(ZIP) else xls_sheets(data)}


def xlsx_sheets(data: bytes) -> list[Sheet]:
    """The sheets of an XLSX file, formulas by the value that was last computed."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        hidden_rows = {number - 1 for number, row in sheet.row_dimensions.items() if row.hidden}
        hidden_columns: set[int] = set()
        for name, column in sheet.column_dimensions.items():
            if column.hidden:
                first = column.min or column_index_from_string(name)
                hidden_columns.update(range(first - 1, (column.max or first)))
        rows: dict[int, dict[int, str]] = {}
        last_row, last_column = min(sheet.max_row, MAX_ROWS), min(sheet.max_column, MAX_COLUMNS)
        for row in sheet.iter_rows(max_row=last_row, max_col=last_column):
            for cell in row:
                if cell.value is None or cell.row - 1 in hidden_rows or cell.column - 1 in hidden_columns:
                    continue
                shown = shown_value(cell.value, cell.number_format)
                rows.setdefault(cell.row - 1, {})[cell.column - 1] = shown
        boxes = [(b.min_row - 1, b.max_row, b.min_col - 1, b.max_col) for b in sheet.merged_cells.ranges]
        found.append({"name": sheet.title, "rows": rows, "merged": merged_within(boxes)})
    return found


def xls_sheets(data: bytes) -> list[Sheet]:
    """The sheets of an Excel 97 file."""
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    found = []
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        rows: dict[int, dict[int, str]] = {}
        for row in range(min(sheet.nrows, MAX_ROWS)):
            if row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden:
                continue
            for column in range(min(sheet.ncols, MAX_COLUMNS)):
                info = sheet.colinfo_map.get(column)
                if info is not None and info.hidden:
                    continue
                shown = _xls_shown(book, sheet.cell(row, column))
                if shown:
                    rows.setdefault(row, {})[column] = shown
        found.append({"name": sheet.name, "rows": rows, "merged": merged_within(sheet.merged_cells)})
    return found


def merged_within(boxes: Iterable[tuple[int, int, int, int]]) -> list[list[int]]:
    """Merged cells from their (top, bottom, left, right), as far as cells are read; they may not overlap."""
    merged = []
    for top, bottom, left, right in boxes:
        tall, wide = min(bottom, MAX_ROWS) - top, min(right, MAX_COLUMNS) - left
        if tall > 0 and wide > 0:
            merged.append([top, left, tall, wide])
    if sum(tall * wide for _top, _left, tall, wide in merged) > MAX_ROWS * MAX_COLUMNS:
        raise ValueError("its merged cells overlap")
    return merged


def _xls_shown(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if isinstance(cell.value, str):
        return cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(cell.value), "#ERROR")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown_value(bool(cell.value), "General")
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown_value(xlrd.xldate_as_datetime(cell.value, book.datemode), "General")
    code = "General"
    if cell.xf_index is not None:
        code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    return shown_value(cell.value, code)


def shown_value(value: object, code: str) -> str:
    """A value as its number format shows it; a format that is not understood shows the value as stored."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return _day(value)
    if not isinstance(value, int | float):
        return str(value)
    number = Decimal(repr(value))
    section = _section(code, number)
    if section is None:
        return _plain(number)
    percent = section.endswith("%")
    digits = section.rstrip("%").partition(".")[2]
    exact = (number * 100 if percent else number).quantize(
        Decimal(1).scaleb(-digits.count("0")), rounding=ROUND_HALF_UP
    )
    return f"{exact:,f}" * ("," in section) + f"{exact:f}" * ("," not in section) + "%" * percent


def _section(code: str, number: Decimal) -> str | None:
    """The part of a format that applies to a number, if it is of the plain kinds: 0, 0.00, #,##0.00, 0%."""
    parts = code.split(";")
    part = parts[1].lstrip("-") if number < 0 and len(parts) > 1 else parts[0]
    bare = part.replace("_ ", "").replace("\\\\ ", "").replace("* ", "").rstrip("_").strip()
    return bare if bare.strip("#0,.%") == "" and "0" in bare and "#." not in bare else None


def _plain(number: Decimal) -> str:
    """As a cell without a format shows it: eleven digits at most, none after the point that say nothing."""
    text = f"{number:f}" if number == number.to_integral_value() else f"{float(number):.10g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def _day(value: datetime | date | time) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()


if __name__ == "__main__":
    try:
        described = sheets(sys.stdin.buffer.read())
    except xlrd.biffh.XLRDError as error:
        encrypted = "encrypted" in str(error)
        described = {
            "problem": "it is encrypted and needs a password" if encrypted else f"it is damaged ({error})"
        }
    sys.stdout.write(json.dumps(described))
