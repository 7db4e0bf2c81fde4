"""Documents of our own making: Word files from their XML, PDFs drawn line by line, workbooks."""

import io
import zipfile
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from parsers.forms import FORMS
from tests.parsers.pages import table_lines

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
FONT = "STSong-Light"
LABEL_WIDTH, VALUE_WIDTH, LEFT = 132.0, 50.0, 50.0
SIZE, LEADING, PADDING = 8.0, 9.0, 6.0
LABEL_CHARACTERS = 15
Rows = Sequence[Sequence[str]]
TITLE = "云州市教育局2021年政府信息公开工作年度报告"


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; `styles` and `numbering` are further parts of it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/><Relationship Id="x" Type="image" Target="NULL"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return buffer.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table with the widths of eight columns, without which programs that draw it lose it."""
    grid = '<w:gridCol w:w="1000"/>' * 8
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def pdf(*pages: Callable[[Canvas], None], **settings: object) -> bytes:
    """A PDF with each page drawn by a function; y grows upwards from the bottom of an A4 page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **settings)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def draw_rows(
    canvas: Canvas,
    rows: Rows,
    top: float = 780,
    *,
    ruled: bool = True,
    open_end: bool = False,
    sides: bool = True,
) -> None:
    """Rows of a label and values, each as high as its lines; a line break in a text is one on the page."""
    y = top
    for row in rows:
        texts = [wrapped(row[0]), *row[1:]]
        height = PADDING + LEADING * max(text.count("\n") + 1 for text in texts)
        x = LEFT
        for column, text in enumerate(texts):
            width = LABEL_WIDTH if column == 0 else VALUE_WIDTH
            if ruled:
                canvas.line(x, y, x + width, y)
                if sides or column:
                    canvas.line(x, y, x, y - height)
            for number, line in enumerate(text.split("\n")):
                canvas.drawString(x + 3, y - 2 - LEADING * (number + 1), line)
            x += width
        if ruled and sides:
            canvas.line(x, y, x, y - height)
        y -= height
    if ruled and not open_end:
        canvas.line(LEFT, y, LEFT + LABEL_WIDTH + VALUE_WIDTH * (len(rows[-1]) - 1), y)


def wrapped(label: str) -> str:
    """A label broken where its cell ends, unless it has breaks of its own."""
    if "\n" in label:
        return label
    starts = range(0, len(label), LABEL_CHARACTERS)
    return "\n".join(label[start : start + LABEL_CHARACTERS] for start in starts)


def applications(cells: dict[str, str] | None = None) -> list[list[str]]:
    """The rows of table three of the 2021 form with a label and seven values, its groups left out."""
    rows = table_lines(FORMS["2021"].tables["applications"], cells or {})
    return [row[-8:] for row in rows if len(row) >= 8]
