"""Documents that are not what their name says, or that hold others: Word's web pages, archives, OFD files."""

import io
import zipfile

from demo.catalogue.model import DemoReport
from demo.render.article import whole_article
from demo.render.docx import report_docx

# A fixed time, so that the same report is the same bytes.
STAMP = (2020, 1, 1, 0, 0, 0)
OFFICE_NAMESPACES = (
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"'
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
OFD = "http://www.ofdspec.org/2016"


def word_page(report: DemoReport) -> bytes:
    """The report as Word saves it as a web page, which is then called .doc."""
    charset = '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'
    program = '<meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 11">'
    title = f'<p class=MsoTitle align=center style="text-align:center"><b>{report.title}</b></p>'
    text = f"""<html {OFFICE_NAMESPACES}><head>{charset}
{program}<title>{report.title}</title></head><body lang=ZH-CN><div class=Section1>
{title}
{whole_article(report)}
</div></body></html>"""
    return text.encode("gbk", "xmlcharrefreplace")


def report_zip(report: DemoReport) -> bytes:
    """A ZIP archive with the report as a .docx in it."""
    return _package({f"{report.year}/{report.agency.id}.docx": report_docx(report)})


def report_ofd(report: DemoReport) -> bytes:
    """An OFD file (GB/T 33190) of one empty page that names the report; the format is not read yet."""
    document = f'{XML}<ofd:Document xmlns:ofd="{OFD}"><ofd:Pages/></ofd:Document>'
    root = (
        f'{XML}<ofd:OFD xmlns:ofd="{OFD}" Version="1.0" DocType="OFD">'
        f"<ofd:DocBody><ofd:DocInfo><ofd:Title>{report.title}</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    return _package({"OFD.xml": root.encode(), "Doc_0/Document.xml": document.encode()})


def _package(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
