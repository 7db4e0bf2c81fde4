"""What an editor decides about a page holds for the documents attached to it."""

from tests.archive.collection import URL, Collection, title
from tests.archive.test_attachments import CELLS, RECEIVED, RESULTS, STUB, WORD_URL, word
from tests.archive.test_decisions import about, decide, reports

# A page that names nobody and no year, beside a document that does.
NAMELESS = "<html><body><h1>政府信息公开工作年度报告</h1><p>全文见附件。</p></body></html>".encode()
NOTICE = "<html><body><h1>关于做好2021年政府信息公开工作年度报告编制工作的通知</h1></body></html>".encode()
GENRES = "SELECT url, genre, decision IS NOT NULL FROM pages ORDER BY id DESC LIMIT 2"
ATTACHED = {WORD_URL: (URL, word(CELLS))}


def test_a_page_decided_to_be_no_report_takes_its_documents_along(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached=ATTACHED)
    decide(collection, about(URL, "not_a_report"))
    collection.crawl({URL: STUB}, attached=ATTACHED)
    assert reports(collection) == []
    assert collection.rows(RESULTS) == [(URL, "not_a_report"), (WORD_URL, "not_a_report")]
    assert collection.rows("PRAGMA foreign_key_check") == []


def test_taken_back_the_decision_gives_page_and_document_back_as_one_report(collection: Collection) -> None:
    decide(collection, about(URL, "not_a_report"))
    collection.crawl({URL: STUB}, attached=ATTACHED)
    decide(collection)
    collection.crawl({})
    assert reports(collection) == [("云州市教育局", 2021, "ok", URL)]
    assert collection.one(RECEIVED) == 7
    assert collection.rows("SELECT result FROM pages ORDER BY id") == [("new",), ("part",)]


def test_a_decision_is_carried_out_once(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached=ATTACHED)
    decide(collection, about(URL, "not_a_report"))
    for _ in range(2):
        collection.crawl({})
    assert collection.rows(GENRES) == [(WORD_URL, None, 1), (URL, None, 1)]
    assert reports(collection) == []


def test_a_document_decided_to_be_a_report_stands_though_its_page_is_none(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached=ATTACHED)
    decide(collection, about(URL, "not_a_report"), about(WORD_URL, "report"))
    collection.crawl({})
    assert reports(collection) == [("云州市教育局", 2021, "ok", WORD_URL)]


def test_agency_and_year_decided_of_the_page_are_those_of_its_documents(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached=ATTACHED)
    decide(collection, about(URL, "report", 'agency = "云州市水务局"\nyear = 2022'))
    collection.crawl({URL: STUB}, attached=ATTACHED)
    assert reports(collection) == [("云州市水务局", 2022, "ok", URL)]
    assert collection.one(RECEIVED) == 7
    assert collection.rows(RESULTS) == [(URL, "unchanged"), (WORD_URL, "part")]
    assert collection.one("SELECT count(*) FROM remarks WHERE kind = 'decided'") == 1


def test_a_document_decided_to_be_no_report_gives_its_page_nothing(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached=ATTACHED)
    decide(collection, about(WORD_URL, "not_a_report"))
    collection.crawl({})
    assert reports(collection) == [("云州市教育局", 2021, "no_tables", URL)]
    assert collection.rows("SELECT count(*) FROM applications") == [(0,)]


def test_a_decision_reads_again_the_document_that_the_last_crawl_could_not_have(
    collection: Collection,
) -> None:
    collection.crawl({URL: STUB}, attached=ATTACHED)
    collection.crawl({URL: STUB}, attached={WORD_URL: (URL, None)})
    decide(collection, about(URL, "report", "year = 2022"))
    collection.crawl({})
    assert reports(collection) == [("云州市教育局", 2022, "ok", URL)]
    assert collection.one(RECEIVED) == 7


def test_pages_and_documents_of_a_report_are_of_the_genre_report(collection: Collection) -> None:
    collection.crawl({URL: STUB}, attached=ATTACHED)
    assert collection.rows(GENRES) == [(WORD_URL, "report", 0), (URL, "report", 0)]


def test_the_document_names_the_agency_and_year_that_its_page_leaves_out(collection: Collection) -> None:
    collection.crawl({URL: NAMELESS}, attached=ATTACHED)
    assert reports(collection) == [("云州市教育局", 2021, "ok", URL)]


def test_the_report_attached_to_a_notice_stands_for_itself(collection: Collection) -> None:
    collection.crawl({URL: NOTICE}, attached=ATTACHED)
    assert collection.rows(RESULTS) == [(URL, "not_a_report"), (WORD_URL, "new")]
    assert reports(collection) == [("云州市教育局", 2021, "ok", WORD_URL)]


def test_tables_of_different_years_are_not_joined_where_the_page_names_none(collection: Collection) -> None:
    other = WORD_URL.replace("P1", "P2")
    attached = ATTACHED | {other: (URL, word({"applications.received.total": "9"}, title(2022)))}
    collection.crawl({URL: NAMELESS}, attached=attached)
    assert [row[:2] for row in reports(collection)] == [("云州市教育局", 2021), ("云州市教育局", 2022)]


def test_a_document_that_leaves_its_place_out_is_its_pages(collection: Collection) -> None:
    short = word(CELLS, title(2021, "市教育局"))
    collection.crawl({URL: STUB}, attached={WORD_URL: (URL, short)})
    assert reports(collection) == [("云州市教育局", 2021, "ok", URL)]
    assert collection.rows("SELECT message FROM remarks WHERE kind = 'attachment_agency'") == []
