"""Attachments and pictures: a Word file with the report in it, images that are images."""

import io
import re
import zipfile
from urllib.parse import urljoin
from xml.etree import ElementTree

from demo.render.printed import print_report
from demo.reports import BY_ID
from demo.web import DemoWeb
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


def test_the_word_file_is_the_same_each_time(web: DemoWeb) -> None:
    assert attachment(web) == attachment(web)


def test_tables_as_images_are_pictures_that_load(web: DemoWeb) -> None:
    report = BY_ID["nanfen/fgj/2024"]
    links = re.findall(r'<img src="(\./W\d\.png)"', fetch(web, report.url).body.decode())
    assert len(links) == 3
    for link in links:
        assert fetch(web, urljoin(report.url, link)).body.startswith(b"\x89PNG\r\n\x1a\n")
