"""Workbooks, old Word files and what only pretends to be one: the bytes tell, and what cannot be read says why."""

import io
import os
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from openpyxl import Workbook

from parsers import parse
from parsers.readers import UnreadableError, read_page
from parsers.readers.apart.sheet_cells import merged_within, shown_value
from parsers.readers.file_type import tell_file_type
from parsers.readers.office import office_program, read_office
from tests.parsers.documents import TITLE, applications, docx, p, tbl, tc, tr
from tests.parsers.pages import report_html

CELLS = {"applications.received.natural_person": "3", "applications.received.total": "3"}
ROWS = applications(CELLS)
# Word ends no file with a table.
WORD_REPORT = docx(p(TITLE) + tbl(*(tr(*map(tc, row)) for row in ROWS)) + p("完"))


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def report_sheet(book: Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.append([TITLE])
    sheet.append([])
    sheet.append(["三、收到和处理政府信息公开申请情况"])
    for row in ROWS:
        sheet.append([row[0], *map(int, row[1:])])


def reason(data: bytes) -> str:
    report = parse(data)
    assert report.outcome == "unreadable"
    return report.remarks[0].message


def test_a_workbook_is_read_with_the_rows_and_columns_of_its_sheet() -> None:
    report = parse(workbook(report_sheet))
    assert (report.title, report.agency, report.year) == (TITLE, "云州市教育局", 2021)
    assert {f.value is not None for f in report.figures.values()} == {True}
    received = report.figures["applications.received.natural_person"]
    assert (received.value, received.raw, received.cell, received.page) == (3, "3", (0, 3, 1), None)
    assert list(report.sections) == ["3"]


def test_merged_cells_span_and_hidden_rows_columns_and_sheets_are_left_out() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for row in (
            ["三、本年度办理结果", "（一）予以公开", 1, 9],
            ["", "（二）部分公开", 2, 9],
            ["隐", "隐", 9, 9],
        ):
            sheet.append(row)
        sheet.merge_cells("A1:A2")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        book.create_sheet("旧").append(["规章", 7])
        book["旧"].sheet_state = "hidden"

    (table,) = read_page(workbook(fill)).tables
    assert [[(c.text, c.place[2], c.rowspan) for c in row] for row in table.rows] == [
        [("三、本年度办理结果", 0, 2), ("（一）予以公开", 1, 1), ("1", 2, 1)],
        [("（二）部分公开", 1, 1), ("2", 2, 1)],
    ]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (363900, "General", "363900"),
        (36.39, "General", "36.39"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (12.5, "0", "13"),
        (0.45, "0%", "45%"),
        (-3, "0_ ", "-3"),
        (5, "0_);[Red](0)", "5"),
        (date(2021, 1, 28), "yyyy-mm-dd", "2021-01-28"),
        ("减1", "General", "减1"),
        (True, "General", "TRUE"),
    ],
)
def test_a_number_is_read_as_the_sheet_shows_it(value: object, code: str, shown: str) -> None:
    assert shown_value(value, code) == shown


def test_a_formula_is_read_by_its_stored_value_and_one_never_computed_is_blank() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].append(["总计", "=1+2", 4])

    (table,) = read_page(workbook(fill)).tables
    assert [cell.text for cell in table.rows[0]] == ["总计", "", "4"]


def mhtml() -> bytes:
    message = MIMEMultipart("related")
    message.attach(MIMEText(report_html("2021", CELLS, title=TITLE), "html", "utf-8"))
    return message.as_bytes()


def test_a_word_file_that_is_a_web_page_or_a_web_archive_is_read_as_one() -> None:
    page = '<html xmlns:w="urn:schemas-microsoft-com:office:word">' + report_html("2021", CELLS, title=TITLE)
    for data in (page.encode(), mhtml()):
        report = parse(data)
        assert (report.outcome, report.agency) == ("ok", "云州市教育局")
        assert report.figures["applications.received.total"].value == 3


def test_an_error_page_called_pdf_is_a_page_and_no_report() -> None:
    report = parse(b"<!DOCTYPE html><html><head><title>404</title></head><body>404</body></html>")
    assert report.outcome == "not_a_report"


def package(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in names:
            target.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (package("OFD.xml", "Doc_0/Document.xml"), "an OFD file, a format that is not read yet"),
        (package("1.doc", "2.doc"), "an archive of other files"),
        (b"Rar!\x1a\x07\x00" + b"x" * 40, "a RAR archive of other files"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 40, "a PNG image"),
        (b"\xff\xd8\xff\xe0" + b"x" * 40, "a JPEG image"),
        (b"II*\x00" + b"x" * 40, "a TIFF image"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted Office file"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "neither a text nor a spreadsheet"),
        (
            b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le") + b"x" * 600,
            "a spreadsheet, but it is damaged",
        ),
        (package("xl/workbook.xml"), "a spreadsheet, but it is damaged"),
    ],
    ids=["ofd", "zip", "rar", "png", "jpeg", "tiff", "encrypted", "ole", "xls", "xlsx"],
)
def test_what_cannot_be_read_says_what_it_is(data: bytes, said: str) -> None:
    assert said in reason(data)


def test_the_type_is_told_by_the_bytes() -> None:
    assert tell_file_type(b"\n\n%PDF-1.7\n").name == "pdf"
    assert tell_file_type(b"<html>about %PDF- files</html>").name == "text"
    assert tell_file_type(WORD_REPORT).name == "docx"
    assert tell_file_type(b"{\\rtf1\\ansi").name == "rtf"
    assert tell_file_type(b"BM is a word too").name == "text"
    assert tell_file_type(mhtml()).name == "mhtml"


def test_without_libreoffice_an_old_word_file_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "apt install libreoffice-writer-nogui" in reason(b"{\\rtf1\\ansi text}")


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_old_word_files_are_read_as_the_word_file_they_were_made_from(tmp_path: Path, suffix: str) -> None:
    data = converted(tmp_path, suffix)
    assert tell_file_type(data).name == suffix
    before, after = parse(WORD_REPORT), parse(data)
    assert after.title == TITLE
    assert after.figures == before.figures


@pytest.mark.office
def test_a_conversion_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"took more than 0\.05 seconds"):
        read_office(converted(tmp_path, "doc"), "a DOC or WPS file", ".doc", seconds=0.05)


@pytest.mark.office
def test_a_damaged_old_word_file_says_so() -> None:
    torn = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")
    assert "LibreOffice could not open it" in reason(torn)


def converted(folder: Path, suffix: str) -> bytes:
    """The Word report as an older format, made by LibreOffice."""
    program = office_program()
    assert program is not None
    (folder / "report.docx").write_bytes(WORD_REPORT)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            suffix,
            "report.docx",
        ],
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / f"report.{suffix}").read_bytes()


def test_merged_cells_are_read_as_far_as_cells_are_and_may_not_overlap() -> None:
    assert merged_within([(0, 1_048_576, 3, 16_384), (0, 1, 300, 400)]) == [[0, 3, 5_000, 197]]
    with pytest.raises(ValueError, match="its merged cells overlap"):
        merged_within([(0, 5_000, 0, 200), (1, 2, 0, 200)])
