"""A report's tables as a workbook, one sheet a table, as offices keep them; numbers are numbers, not text."""

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment

from demo.catalogue.model import DemoReport
from demo.render.article import report_tables
from demo.render.cells import Rows, placed
from parsers.forms import FORMS

# A fixed time, so that the same report is the same bytes.
STAMP = (2020, 1, 1, 0, 0, 0)
INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")


def tables_xlsx(report: DemoReport) -> bytes:
    """The tables of the report as an .xlsx."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = datetime(*STAMP)
    for key, rows in report_tables(report).items():
        _fill(book, FORMS[report.forms[key]].tables[key].zh, rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return _stamped(buffer.getvalue())


def _fill(book: Workbook, name: str, rows: Rows) -> None:
    sheet = book.create_sheet(name[:31])
    for row, column, cell in placed(rows):
        number = INTEGER.fullmatch(cell.text)
        target = sheet.cell(row + 1, column + 1)
        target.value = int(cell.text) if number else cell.text
        target.alignment = Alignment(wrap_text=True)
        if cell.colspan * cell.rowspan > 1:
            sheet.merge_cells(
                start_row=row + 1,
                start_column=column + 1,
                end_row=row + cell.rowspan,
                end_column=column + cell.colspan,
            )


def _stamped(data: bytes) -> bytes:
    """The same package with one time on each of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2020-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
