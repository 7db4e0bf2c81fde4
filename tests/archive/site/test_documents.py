"""A figure that was read from a document: the site shows the document as read, the cell marked, and the file."""

import csv
from collections.abc import Iterator
from functools import partial

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.publish import publish
from archive.site.document_page import DocumentShelf, document_cell, document_html
from parsers.readers import UnreadableError, read_page
from tests.archive.collection import URL, Collection
from tests.archive.site.published import Site, serve_site
from tests.archive.test_attachments import CELLS, NARRATIVE, PDF_URL, portable, word
from tests.parsers.documents import applications, docx, draw_rows, p, pdf, tbl, tc, tr

FIGURE = "applications.carried_out.total"
ROWS = applications(CELLS)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    collection = Collection(tmp_path_factory.mktemp("documents"))
    two_pages = pdf(partial(draw_rows, rows=ROWS[:9]), partial(draw_rows, rows=ROWS[9:]))
    collection.crawl({URL: NARRATIVE}, attached={PDF_URL: (URL, two_pages)})
    collection.database.close()
    publish(collection.home)
    yield from serve_site(collection.home)


def test_a_figure_links_to_the_document_it_was_read_from(documents: Site) -> None:
    (report_id,) = [row["id"] for row in documents.get("/gongkai/reports.json?_shape=array").json()]
    shown = LexborHTMLParser(documents.get(f"/gongkai/reports/{report_id}").text)
    (link,) = shown.css(f'td[id="{FIGURE}"] a')
    assert (link.attributes["href"] or "").startswith(f"/page/{documents.page_at(PDF_URL)}?cell=0,24,7&")


def test_a_report_names_page_and_document_as_its_sources(documents: Site) -> None:
    (report_id,) = [row["id"] for row in documents.get("/gongkai/reports.json?_shape=array").json()]
    shown = LexborHTMLParser(documents.get(f"/gongkai/reports/{report_id}").text)
    (source,) = shown.css(".document")
    assert PDF_URL in source.text()
    assert [link.attributes["href"] for link in source.css("a")] == [f"/page/{documents.page_at(PDF_URL)}"]
    assert shown.css_first(f'.address[href="{URL}"]') is not None


def test_the_documents_page_names_table_row_column_and_page_and_offers_the_file(documents: Site) -> None:
    page = documents.page_at(PDF_URL)
    shown = documents.get(f"/page/{page}?figure={FIGURE}").text
    text = " ".join(LexborHTMLParser(shown).text().split())
    assert "表 table 0 行 row 24 列 column 7 · PDF 第 2 页 page 2" in text
    assert "单元格原文 cell reads 「0」" in text
    assert f'href="/page/{page}/file"' in shown
    assert f"attached to {URL}" in text


def test_the_frame_shows_the_tables_as_read_with_one_cell_marked(documents: Site) -> None:
    content = LexborHTMLParser(documents.get(f"/page/{documents.page_at(PDF_URL)}/content?cell=0,0,7").text)
    (marked,) = content.css("#gongkai-cell")
    assert marked.text() == "7"
    assert [row.text() for row in content.css("tr.page")] == ["第 1 页 page 1", "第 2 页 page 2"]


def test_the_file_is_served_as_it_was_stored(documents: Site) -> None:
    stored = documents.get(f"/page/{documents.page_at(PDF_URL)}/file")
    assert stored.content.startswith(b"%PDF")
    assert stored.headers["content-type"] == "application/octet-stream"
    assert stored.headers["content-disposition"].endswith('.pdf"')


def test_the_figures_csv_names_the_page_of_the_pdf(documents: Site) -> None:
    (report_id,) = [row["id"] for row in documents.get("/gongkai/reports.json?_shape=array").json()]
    rows = csv.DictReader(documents.get(f"/report/{report_id}/figures.csv").text.splitlines())
    row = next(row for row in rows if row["figure"] == FIGURE)
    assert (row["cell"], row["pdf_page"]) == ("0,24,7", "2")
    assert row["page_id"] == str(documents.page_at(PDF_URL))


def test_a_cell_of_a_word_file_is_marked_with_its_spans_and_its_text_is_escaped() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(tr(tc("甲", restart), tc("&lt;b&gt;1")), tr(tc("", go_on), tc("2")))
    document = read_page(docx(p("标题") + table))
    html = document_html(document, (0, 0, 1), "")
    assert '<td rowspan="2" title="0,0,0">甲</td>' in html
    assert '<td id="gongkai-cell" title="0,0,1">&lt;b&gt;1</td>' in html
    assert document_cell(document, (0, 1, 1)) == "2"
    assert document_cell(document, (0, 1, 0)) is None


def test_documents_read_last_are_kept_and_so_is_the_reason_why_one_cannot_be_read() -> None:
    shelf = DocumentShelf(kept=1)
    first, second = word(CELLS), portable(CELLS)
    kept = shelf.read(first)
    assert shelf.read(first) is kept
    shelf.read(second)
    assert shelf.read(first) is not kept
    for _ in range(2):
        with pytest.raises(UnreadableError, match="a PNG image"):
            shelf.read(b"\x89PNG\r\n\x1a\n")
