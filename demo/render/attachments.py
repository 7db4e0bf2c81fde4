"""The documents attached to a report's page: which there are, what they are called and what they hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from demo.catalogue.addresses import attachment_name
from demo.catalogue.model import DemoReport
from demo.render.docx import report_docx
from demo.render.pdf import report_pdf, scanned_pdf
from demo.render.rtf import report_rtf
from demo.render.theme import Theme
from demo.render.wrapped import report_ofd, report_zip, word_page
from demo.render.xls import tables_xls
from demo.render.xlsx import tables_xlsx
from parsers.readers.file_type import ARCHIVE, DOC, DOCX, OFD, PDF, XLS, XLSX, FileType

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

    @property
    def address(self) -> str:
        """The address as an article links to it: names that begin with / stand on their own."""
        return self.name if self.name.startswith("/") else f"./{self.name}"

    def url(self, report: DemoReport) -> str:
        """Where the document stands."""
        return urljoin(report.url, self.address)


def attachment_links(theme: Theme, report: DemoReport) -> list[tuple[str, str]]:
    """Address and text of each link from a report's page to a document, as the host writes them."""
    return [(theme.href(attachment.address), attachment.link) for attachment in attachments_of(report)]


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


def _doc(report: DemoReport) -> Attachment:
    name = _file_name(report, "W", DOC.suffix)
    return Attachment(name, f"{report.title}.doc", lambda: report_rtf(report), DOC.media_type, True)


def _word_page(report: DemoReport) -> Attachment:
    name = _file_name(report, "W", DOC.suffix)
    return Attachment(name, f"{report.title}.doc", lambda: word_page(report), DOC.media_type, True)


def _zip(report: DemoReport) -> Attachment:
    name = _file_name(report, "W", ARCHIVE.suffix)
    link = f"{report.year}年度报告（压缩包）.zip"
    return Attachment(name, link, lambda: report_zip(report), ARCHIVE.media_type, False)


def _ofd(report: DemoReport) -> Attachment:
    name = _file_name(report, "P", OFD.suffix)
    return Attachment(name, f"{report.title}.ofd", lambda: report_ofd(report), OFD.media_type, False)


def _scan(report: DemoReport) -> Attachment:
    name = _file_name(report, "P", PDF.suffix)
    return Attachment(name, f"{report.title}（扫描件）.pdf", scanned_pdf, PDF.media_type, False)


def _error_page(report: DemoReport) -> Attachment:
    name = _file_name(report, "P", PDF.suffix)
    return Attachment(name, f"{report.title}.pdf", ERROR_PAGE.encode, PDF.media_type, False)


def _xlsx(report: DemoReport) -> Attachment:
    return _workbook(report, XLSX, lambda: tables_xlsx(report))


def _xls(report: DemoReport) -> Attachment:
    return _workbook(report, XLS, lambda: tables_xls(report))


def _workbook(report: DemoReport, kind: FileType, make: Callable[[], bytes]) -> Attachment:
    name = _file_name(report, "W", kind.suffix)
    return Attachment(name, f"{report.year}年度报告附表{kind.suffix}", make, kind.media_type, True)


def _file_name(report: DemoReport, letter: str, suffix: str) -> str:
    """The name that the host's system gives a file."""
    return attachment_name(report.site.family, report.published, report.seed, f"{letter}0", suffix)


_MAKERS: Mapping[str, Callable[[DemoReport], tuple[Attachment, ...]]] = {
    "attachment_only": lambda report: (_docx(report),),
    "attachment_pdf": lambda report: (_pdf(report),),
    "attachment_doc": lambda report: (_doc(report),),
    "attachment_word_page": lambda report: (_word_page(report),),
    "attachment_zip": lambda report: (_zip(report),),
    "attachment_scan": lambda report: (_scan(report),),
    "attachment_error_page": lambda report: (_error_page(report),),
    "tables_in_workbook": lambda report: (_xlsx(report),),
    "tables_in_xls": lambda report: (_xls(report),),
    "also_as_documents": lambda report: (_docx(report), _pdf(report)),
    "also_as_ofd": lambda report: (_ofd(report),),
}
