"""A report as a PDF: ruled tables that go on over pages, page numbers, broken lines; or as a scan.

The font is one of those that every PDF reader brings along, so that no machine needs a font file for it; its
text can be copied all the same, because the file says which characters it draws.
"""

import io

from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from demo.catalogue.model import DemoReport
from demo.render.cells import Rows, placed
from demo.render.document import Line, document_content
from demo.render.images import table_picture

FONT = "STSong-Light"
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
STYLES = {
    "title": ParagraphStyle("title", BODY, fontSize=16, leading=30, firstLineIndent=0, alignment=1),
    "heading": ParagraphStyle("heading", BODY, leading=26),
    "paragraph": BODY,
    "signature": ParagraphStyle("signature", BODY, alignment=2),
}
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=11, wordWrap="CJK")
MARGIN = 25 * mm
TEXT_WIDTH = A4[0] - 2 * MARGIN


def report_pdf(report: DemoReport) -> bytes:
    """The report as a PDF with a text layer, the same bytes each time."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    margins = {"leftMargin": MARGIN, "rightMargin": MARGIN, "topMargin": MARGIN, "bottomMargin": MARGIN}
    document = SimpleDocTemplate(buffer, pagesize=A4, title=report.title, invariant=True, **margins)
    flow = [_flowable(part) for part in document_content(report)]
    document.build(flow, onFirstPage=_page_number, onLaterPages=_page_number)
    return buffer.getvalue()


def scanned_pdf(pages: int = 2) -> bytes:
    """Pages that are pictures from edge to edge: a report as it comes out of a scanner."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    picture = Image.open(io.BytesIO(table_picture())).convert("L")
    for _page in range(pages):
        canvas.drawInlineImage(picture, 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _flowable(part: Line | Rows) -> Flowable:
    if isinstance(part, Line):
        return _paragraph(part.text, STYLES[part.kind])
    return _table(part)


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(text.replace("&", "&amp;").replace("<", "&lt;"), style)


def _table(rows: Rows) -> Table:
    """The cells in their grid; those that another cell spans stay empty. Rows may break at a page's end."""
    width = sum(cell.colspan for cell in rows[0])
    grid: list[list[object]] = [[""] * width for _row in rows]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    for row, column, cell in placed(rows):
        grid[row][column] = _paragraph(cell.text, CELL)
        end = (column + cell.colspan - 1, row + cell.rowspan - 1)
        if end != (column, row):
            style.append(("SPAN", (column, row), end))
    return Table(grid, colWidths=[TEXT_WIDTH / width] * width, style=style, splitInRow=1)


def _page_number(canvas: Canvas, _document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 10)
    canvas.drawCentredString(A4[0] / 2, MARGIN / 2, f"- {canvas.getPageNumber()} -")
