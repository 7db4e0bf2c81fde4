"""A page and the documents attached to it are one report, whichever of them has the tables."""

import json
from functools import partial

import pytest

from tests.archive.collection import URL, Collection, page, title
from tests.parsers.documents import applications, docx, draw_rows, p, pdf, tbl, tc, tr

WORD_URL, PDF_URL = "http://www.yunzhou.test/nb/P1.docx", "http://www.yunzhou.test/nb/P2.pdf"
STUB = f"<html><head><title>{title(2021)}</title></head><body><h1>{title(2021)}</h1><p>全文见附件。</p></body></html>".encode()
NARRATIVE = f"<html><body><h1>{title(2021)}</h1><p>一、总体情况</p><p>网页上的话。</p></body></html>".encode()
CELLS = {"applications.received.natural_person": "7", "applications.received.total": "7"}
OTHER_CELLS = CELLS | {"applications.received.total": "8"}
RECEIVED = "SELECT received FROM applications WHERE applicant = 'total'"
RESULTS = "SELECT url, result FROM pages WHERE run_id = (SELECT max(id) FROM runs) ORDER BY url"


def word(cells: dict[str, str], heading: str = title(2021), text: str = "") -> bytes:
    rows = (tr(*map(tc, row)) for row in applications(cells))
    return docx(p(heading) + p(text) + p("三、收到和处理政府信息公开申请情况") + tbl(*rows) + p("完"))


def portable(cells: dict[str, str]) -> bytes:
    return pdf(partial(draw_rows, rows=applications(cells)))


def test_a_page_without_tables_and_its_document_are_one_report_with_both_as_sources(
    collection: Collection,
) -> None:
    summary = collection.crawl({URL: NARRATIVE}, attached={WORD_URL: (URL, word(CELLS))})
    assert (summary.new, summary.pages) == (1, 1)
    assert collection.rows("SELECT url, outcome, year FROM reports") == [(URL, "ok", 2021)]
    assert collection.one(RECEIVED) == 7
    assert collection.rows(RESULTS) == [(URL, "new"), (WORD_URL, "part")]
    assert collection.one("SELECT count(DISTINCT report_id) FROM pages") == 1
    assert collection.one("SELECT text FROM sections WHERE number = 1") == "网页上的话。"
    assert "tables_from_attachment" in {kind for (kind,) in collection.rows("SELECT kind FROM remarks")}


def test_each_figure_says_which_file_it_is_from(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached={PDF_URL: (URL, portable(CELLS))})
    ((url, cells),) = collection.rows("SELECT url, cells FROM provenance JOIN pages ON pages.id = page_id")
    assert url == PDF_URL
    assert json.loads(str(cells))["applications.received.total"] == [0, 0, 7, 1]


def test_a_document_without_a_title_is_its_pages(collection: Collection) -> None:
    bare = docx(tbl(*(tr(*map(tc, row)) for row in applications(CELLS))) + p("完"))
    collection.crawl({URL: STUB}, attached={WORD_URL: (URL, bare)})
    assert collection.rows("SELECT title, year FROM reports") == [(title(2021), 2021)]
    assert collection.one(RECEIVED) == 7


def test_the_same_report_in_two_formats_is_one_report_and_word_comes_before_pdf(
    collection: Collection,
) -> None:
    attached = {PDF_URL: (URL, portable(CELLS)), WORD_URL: (URL, word(CELLS))}
    assert collection.crawl({URL: STUB}, attached=attached).new == 1
    assert collection.one("SELECT count(*) FROM reports") == 1
    assert collection.rows(RESULTS) == [(URL, "new"), (WORD_URL, "part"), (PDF_URL, "unchanged")]
    assert collection.rows("SELECT url FROM remarks WHERE kind = 'second_source'") == [(PDF_URL,)]


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_in_which_files_were_fetched_changes_nothing(collection: Collection, order: int) -> None:
    documents = [(PDF_URL, (URL, portable(CELLS))), (WORD_URL, (URL, word(OTHER_CELLS)))]
    collection.crawl({URL: STUB}, attached=dict(documents[::order]))
    assert collection.one(RECEIVED) == 8
    assert collection.rows("SELECT url, kind FROM remarks WHERE url IS NOT NULL") == [
        (PDF_URL, "conflicting_source")
    ]


def test_a_page_with_tables_is_preferred_and_its_document_confirms_it(collection: Collection) -> None:
    summary = collection.crawl({URL: page(2021, CELLS)}, attached={WORD_URL: (URL, word(CELLS))})
    assert (summary.new, summary.unchanged, summary.conflicting) == (1, 1, 0)
    assert collection.rows("SELECT url FROM provenance JOIN pages ON pages.id = page_id") == [(URL,)]


def test_a_document_that_contradicts_its_page_is_remarked_and_changes_nothing(collection: Collection) -> None:
    summary = collection.crawl({URL: page(2021, CELLS)}, attached={WORD_URL: (URL, word(OTHER_CELLS))})
    assert summary.conflicting == 1
    assert collection.one(RECEIVED) == 7
    assert collection.rows("SELECT url FROM remarks WHERE kind = 'conflicting_source'") == [(WORD_URL,)]


def test_the_report_of_another_year_or_agency_is_not_its_pages(collection: Collection) -> None:
    last_year, other = WORD_URL.replace("P1", "P0"), WORD_URL.replace("P1", "P3")
    attached = {
        last_year: (URL, word(CELLS, title(2022))),
        other: (URL, word(OTHER_CELLS, title(2021, "云州市民政局"))),
    }
    collection.crawl({URL: NARRATIVE}, attached=attached)
    assert collection.rows(
        "SELECT agencies.name, year, outcome FROM reports JOIN agencies ON agencies.id = agency_id ORDER BY 1, 2"
    ) == [("云州市教育局", 2021, "no_tables"), ("云州市教育局", 2022, "ok"), ("云州市民政局", 2021, "ok")]


def test_a_scan_leaves_the_report_without_tables_and_says_so(collection: Collection) -> None:
    summary = collection.crawl({URL: STUB}, attached={PDF_URL: (URL, pdf(lambda c: c.rect(0, 0, 595, 842)))})
    assert (summary.new, summary.unreadable) == (1, 1)
    assert collection.one("SELECT outcome FROM reports") == "no_tables"
    assert "pages without text" in str(
        collection.one("SELECT message FROM remarks WHERE kind = 'attachment_unreadable'")
    )
    assert collection.one("SELECT outcome FROM pages WHERE url = ?", PDF_URL) == "unreadable"


def test_an_error_page_under_a_documents_address_is_no_report(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached={PDF_URL: (URL, b"<html><body>404 Not Found</body></html>")})
    assert collection.rows(RESULTS) == [(URL, "new"), (PDF_URL, "not_a_report")]


def test_the_same_files_again_are_not_read_again(collection: Collection) -> None:
    attached = {WORD_URL: (URL, word(CELLS)), PDF_URL: (URL, portable(CELLS))}
    collection.crawl({URL: STUB}, attached=attached)
    summary = collection.crawl({URL: STUB}, attached=attached)
    assert (summary.new, summary.changed) == (0, 0)
    assert collection.rows(RESULTS) == [(URL, "unchanged"), (WORD_URL, "part"), (PDF_URL, "unchanged")]
    assert collection.one("SELECT count(*) FROM revisions") == 1


def test_a_changed_document_is_the_next_revision(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached={WORD_URL: (URL, word(CELLS))})
    assert collection.crawl({URL: STUB}, attached={WORD_URL: (URL, word(OTHER_CELLS))}).changed == 1
    assert (collection.one(RECEIVED), collection.one("SELECT revision FROM reports")) == (8, 2)


def test_a_document_that_cannot_be_had_once_takes_no_figures_away(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached={WORD_URL: (URL, word(CELLS))})
    renewed = STUB.replace("全文".encode(), "报告全文".encode())
    summary = collection.crawl({URL: renewed}, attached={WORD_URL: (URL, None)})
    assert (summary.changed, summary.unchanged) == (0, 1)
    assert collection.one(RECEIVED) == 7


def test_a_document_that_a_list_links_to_is_a_report_and_a_page_with_the_tables_outranks_it(
    collection: Collection,
) -> None:
    listed = {WORD_URL: ("http://www.yunzhou.test/nb/", word(CELLS))}
    assert collection.crawl({}, attached=listed).new == 1
    assert collection.one("SELECT url FROM reports") == WORD_URL
    assert collection.crawl({URL: page(2021, CELLS)}, attached=listed).changed == 1
    assert collection.one("SELECT url FROM reports") == URL
    assert collection.rows("SELECT url, kind FROM remarks WHERE url IS NOT NULL") == [
        (WORD_URL, "second_source")
    ]


def test_a_newer_parser_reads_page_and_document_anew_without_a_change(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached = {WORD_URL: (URL, word(CELLS))}
    collection.crawl({URL: STUB}, attached=attached)
    for module in ("results", "known_pages", "store", "reports", "revisions"):
        monkeypatch.setattr(f"archive.{module}.PARSER_VERSION", "next")
    summary = collection.crawl({URL: STUB}, attached=attached)
    assert (summary.changed, summary.unchanged) == (0, 1)
    assert collection.rows("SELECT revision, parser_version FROM reports") == [(1, "next")]
    assert collection.rows(RESULTS) == [(URL, "unchanged"), (WORD_URL, "part")]


def test_a_damaged_record_of_a_document_is_named(collection: Collection) -> None:
    run = collection.fetch({URL: STUB}, attached={WORD_URL: (URL, word(CELLS))})
    collection.database.execute("UPDATE pages SET sha256 = 'x' WHERE url = ?", (WORD_URL,))
    assert collection.ingest(run).damaged == 1
    assert collection.one("SELECT outcome FROM reports") == "no_tables"
