"""What is fuzzed: how bytes become a report, and what the first bytes are.

PDFs and workbooks are measured in processes of their own, which are ended when they fail; fuzzed is what is
made of the measurements.
"""

import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from parsers import Report, parse
from parsers.forms import FORMS
from parsers.readers import UnreadableError
from parsers.readers.apart.pdf_layout.pages import layout
from parsers.readers.pdf import document_of_layout
from parsers.readers.sheet import document_of_sheets
from parsers.recognise import recognise
from tests.parsers.documents import applications, docx, draw_rows, p, pdf, tbl, tc, tr
from tests.parsers.pages import SHAPES, report_html, report_text, table_lines

# The script prints no rows and columns further out.
Within = Annotated[int, Field(ge=0, le=200)]


class Line(BaseModel):
    """A line of a page as `apart/pdf_layout` prints it."""

    top: FiniteFloat
    size: FiniteFloat
    parts: list[tuple[str, FiniteFloat, FiniteFloat]]


class Page(BaseModel):
    """A page as `apart/pdf_layout` prints it."""

    lines: list[Line]
    tables: list[list[tuple[FiniteFloat, FiniteFloat, FiniteFloat, FiniteFloat, str]]]
    height: FiniteFloat
    picture: FiniteFloat
    invisible: FiniteFloat


class Sheet(BaseModel):
    """A sheet as `apart/sheet_cells.py` prints it."""

    rows: dict[Within, dict[Within, str]]
    merged: list[tuple[Within, Within, Within, Within]]


class Layout(BaseModel):
    """What `apart/pdf_layout` prints."""

    pages: list[Page]


class Workbook(BaseModel):
    """What `apart/sheet_cells.py` prints."""

    sheets: list[Sheet]


class Target(NamedTuple):
    """One thing to fuzz; `read` gives None for bytes that are of no interest."""

    read: Callable[[bytes], Report | None]
    seeds: Callable[[], Iterator[bytes]]


def _html() -> Iterator[bytes]:
    yield from (report_html(form).encode() for form in FORMS)


def _text() -> Iterator[bytes]:
    yield from (report_text(form, shape=shape).encode() for form in FORMS for shape in SHAPES)


def _word_bodies() -> Iterator[bytes]:
    for form in FORMS.values():
        tables = [table_lines(table, {}) for table in form.tables.values()]
        rows = [[tr(*(tc(escape(cell)) for cell in row)) for row in table] for table in tables]
        yield "".join(
            [p("云州市教育局2019年政府信息公开工作年度报告"), *(tbl(*table) for table in rows)]
        ).encode()


def _layouts() -> Iterator[bytes]:
    for ruled in (True, False):
        drawn = pdf(lambda canvas, ruled=ruled: draw_rows(canvas, applications(), ruled=ruled))  # type: ignore[misc]
        yield json.dumps({"pages": layout(drawn)["pages"]}, ensure_ascii=False).encode()


def _sheets() -> Iterator[bytes]:
    for form in FORMS.values():
        lines = [line for table in form.tables.values() for line in table_lines(table, {})]
        rows = {row: dict(enumerate(line)) for row, line in enumerate(lines)}
        sheet = {"rows": rows, "merged": [[0, 0, 1, 4]]}
        yield json.dumps({"sheets": [sheet]}, ensure_ascii=False).encode()


def _read_word(data: bytes) -> Report | None:
    return parse(docx(data.decode("utf-8", "replace").replace("\ufffd", "")))


def _read_layout(data: bytes) -> Report | None:
    try:
        return recognise(document_of_layout(Layout.model_validate_json(data).model_dump()))
    except (ValidationError, UnreadableError):
        return None


def _read_sheets(data: bytes) -> Report | None:
    try:
        return recognise(document_of_sheets(Workbook.model_validate_json(data).model_dump()))
    except (ValidationError, UnreadableError):
        return None


TARGETS = {
    "html": Target(parse, _html),
    "text": Target(parse, _text),
    "docx": Target(_read_word, _word_bodies),
    "pdf": Target(_read_layout, _layouts),
    "xls": Target(_read_sheets, _sheets),
}
