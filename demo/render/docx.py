"""A report as a minimal Word file: the same paragraphs and tables as the pages, spans included."""

import io
import zipfile
from html import escape

from demo.catalogue.model import DemoReport
from demo.render.cells import Cell, Rows
from demo.render.document import Line, document_content

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The width of the text on A4, in twentieths of a point; a program that draws the file needs it.
TEXT_WIDTH = 9000
# A fixed time, so that the same report is the same bytes.
STAMP = (2020, 1, 1, 0, 0, 0)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def report_docx(report: DemoReport) -> bytes:
    """The report as a .docx."""
    parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{XML}<w:document xmlns:w="{WORD}">'
        f"<w:body>{_body(report)}</w:body></w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), content.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _body(report: DemoReport) -> str:
    return "".join(
        _paragraph(part.text) if isinstance(part, Line) else _table(part) for part in document_content(report)
    )


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _table(rows: Rows) -> str:
    """Word repeats a cell that spans rows as an empty continuation in each later row."""
    properties = f"<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
    width = sum(cell.colspan for cell in rows[0])
    spanning: dict[int, tuple[int, Cell]] = {}
    lines = []
    for row in rows:
        cells = iter(row)
        line, column = "", 0
        while column < width:
            left, cell = spanning.get(column, (0, None))
            continued = cell is not None and left > 0
            if cell is None or not continued:
                cell = next(cells)
                left = cell.rowspan
            line += _cell(cell, continued=continued)
            spanning[column] = (left - 1, cell)
            column += cell.colspan
        lines.append(f"<w:tr>{line}</w:tr>")
    grid = f'<w:gridCol w:w="{TEXT_WIDTH // width}"/>' * width
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _cell(cell: Cell, *, continued: bool) -> str:
    merge = ""
    if cell.rowspan > 1:
        merge = "<w:vMerge/>" if continued else '<w:vMerge w:val="restart"/>'
    text = "" if continued else cell.text
    span = f'<w:gridSpan w:val="{cell.colspan}"/>'
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_paragraph(text)}</w:tc>"
