"""The documents attached to a report's page: which there are, what they are called and what they hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from demo.catalogue.model import DemoReport
from demo.render.docx import report_docx
from demo.render.pdf import report_pdf, scanned_pdf
from demo.render.xlsx import tables_xlsx
from parsers.readers.file_type import DOCX, PDF, XLSX

# What a server sends in place of a file that it has lost, with status 200 and the file's own type.
ERROR_PAGE = "<!DOCTYPE html><html><head><title>404</title></head><body>文件不存在或已被删除。</body></html>"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One document: the name of its file, the text of the link to it, its bytes and type.

    `has_tables` says whether the report's tables can be read in it.
    """

    name: str
    link: str
    make: Callable[[], bytes]
    media_type: str
    has_tables: bool


def attachments_of(report: DemoReport) -> list[Attachment]:
    """The documents attached to a report's page, in the order of its links."""
    made = [make(report) for name, make in _MAKERS.items() if name in report.deviations]
    return [attachment for several in made for attachment in several]


def _docx(report: DemoReport) -> Attachment:
    name = _file_name(report, "W", DOCX.suffix)
    return Attachment(name, f"{report.title}.docx", lambda: report_docx(report), DOCX.media_type, True)


def _pdf(report: DemoReport) -> Attachment:
    name = _file_name(report, "P", PDF.suffix)
    return Attachment(name, f"{report.title}.pdf", lambda: report_pdf(report), PDF.media_type, True)


def _scan(report: DemoReport) -> Attachment:
    name = _file_name(report, "P", PDF.suffix)
    return Attachment(name, f"{report.title}（扫描件）.pdf", scanned_pdf, PDF.media_type, False)


def _error_page(report: DemoReport) -> Attachment:
    name = _file_name(report, "P", PDF.suffix)
    return Attachment(name, f"{report.title}.pdf", ERROR_PAGE.encode, PDF.media_type, False)


def _workbook(report: DemoReport) -> Attachment:
    name = _file_name(report, "W", XLSX.suffix)
    return Attachment(
        name, f"{report.year}年度报告附表.xlsx", lambda: tables_xlsx(report), XLSX.media_type, True
    )


def _file_name(report: DemoReport, letter: str, suffix: str) -> str:
    """The name TRS gives a file: a letter, 0, the day and a number."""
    return f"{letter}0{report.published:%Y%m%d}{Random(report.seed).randrange(10**9):09}{suffix}"


_MAKERS: Mapping[str, Callable[[DemoReport], tuple[Attachment, ...]]] = {
    "attachment_only": lambda report: (_docx(report),),
    "attachment_pdf": lambda report: (_pdf(report),),
    "attachment_scan": lambda report: (_scan(report),),
    "attachment_error_page": lambda report: (_error_page(report),),
    "tables_in_workbook": lambda report: (_workbook(report),),
    "also_as_documents": lambda report: (_docx(report), _pdf(report)),
}
