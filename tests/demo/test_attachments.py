"""Attachments and pictures: a Word file with the report in it, images that are images."""

import io
import re
import zipfile
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

import parsers
from demo.catalogue.addresses import DOCUMENTS
from demo.render.attachments import attachments_of
from demo.render.printed import print_report
from demo.reports import ATTACHED, BY_ID, Truth
from demo.web import DemoWeb
from parsers.readers.file_type import tell_file_type
from tests.demo.client import fetch

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STUB = BY_ID["yunzhou/mzj/2024"]


def attachment(web: DemoWeb) -> bytes:
    (link,) = re.findall(r'href="(\./W0\d+\.docx)"', fetch(web, STUB.url).body.decode())
    reply = fetch(web, urljoin(STUB.url, link))
    assert reply.status == 200
    assert "wordprocessingml" in reply.headers["content-type"]
    return reply.body


def test_the_stub_links_to_a_word_file_with_every_figure_in_the_order_of_print(web: DemoWeb) -> None:
    with zipfile.ZipFile(io.BytesIO(attachment(web))) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    tables = root.findall(f".//{WORD}tbl")
    assert len(tables) == 3
    cells = ["".join(cell.itertext()) for table in tables for cell in table.iter(f"{WORD}tc")]
    printed = [cell.text for cell in print_report(STUB).values()]
    assert [text for text in cells if re.fullmatch(r"[\d.]+", text)] == printed


def test_every_row_of_the_word_tables_is_as_wide_as_its_grid(web: DemoWeb) -> None:
    with zipfile.ZipFile(io.BytesIO(attachment(web))) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    for table in root.iter(f"{WORD}tbl"):
        width = len(list(table.iter(f"{WORD}gridCol")))
        for row in table.iter(f"{WORD}tr"):
            assert sum(int(span.attrib[f"{WORD}val"]) for span in row.iter(f"{WORD}gridSpan")) == width


@pytest.mark.parametrize(
    "truth",
    [
        pytest.param(
            truth, id=truth.id, marks=[pytest.mark.office] if "attachment_doc" in truth.deviations else []
        )
        for truth in ATTACHED.values()
    ],
)
def test_every_figure_of_a_document_is_read_with_its_value_and_state(web: DemoWeb, truth: Truth) -> None:
    reply = fetch(web, truth.url)
    report = parsers.parse(reply.body, content_type=reply.headers["content-type"])
    assert {key: (f.value, f.state) for key, f in report.figures.items()} == dict(truth.figures)
    assert (report.title, report.agency, report.year) in {
        (truth.title, truth.agency, truth.year),
        (None, None, None),  # a workbook holds the tables alone
    }


def test_documents_are_of_every_kind() -> None:
    made = [attachment.make() for report in BY_ID.values() for attachment in attachments_of(report)]
    kinds = {tell_file_type(data).name for data in made}
    assert kinds == {"docx", "pdf", "rtf", "text", "xls", "xlsx", "archive", "ofd"}


def test_every_family_that_has_documents_serves_some_by_its_own_kind_of_address(web: DemoWeb) -> None:
    families = set()
    for report in BY_ID.values():
        for attachment in attachments_of(report):
            assert fetch(web, attachment.url(report)).body == attachment.make()
            families.add(report.site.family)
    assert families >= DOCUMENTS.keys() - {"hanweb"}
    assert any(family.startswith("hanweb_") for family in families)


def test_a_scan_and_an_error_page_stand_under_pdf_addresses(web: DemoWeb) -> None:
    for report_id, outcome in (("nanfen/jyj/2024", "unreadable"), ("yunzhou/jyj/2022", "not_a_report")):
        report = BY_ID[report_id]
        (link,) = re.findall(r'href="\./(P0\d+\.pdf)"', fetch(web, report.url).body.decode())
        reply = fetch(web, urljoin(report.url, link))
        assert (reply.status, reply.headers["content-type"]) == (200, "application/pdf")
        assert parsers.parse(reply.body).outcome == outcome


def test_documents_are_the_same_bytes_each_time() -> None:
    for report in BY_ID.values():
        for attachment in attachments_of(report):
            assert attachment.make() == attachment.make()


def test_the_word_file_is_the_same_each_time(web: DemoWeb) -> None:
    assert attachment(web) == attachment(web)


def test_tables_as_images_are_pictures_that_load(web: DemoWeb) -> None:
    report = BY_ID["nanfen/fgj/2024"]
    links = re.findall(r'<img src="(\./W\d\.png)"', fetch(web, report.url).body.decode())
    assert len(links) == 3
    for link in links:
        assert fetch(web, urljoin(report.url, link)).body.startswith(b"\x89PNG\r\n\x1a\n")
