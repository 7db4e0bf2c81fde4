"""From archived pages to reports: what is new, changed, unchanged, contradictory or no report at all."""

import json
import re
from dataclasses import replace

import pytest

from archive.ingest import ingest_run
from archive.sites import store_sites
from tests.archive.collection import OTHER_SITE, OTHER_URL, SITE, URL, Collection, page

REPORT = "SELECT revision, url, first_seen, last_seen, checks_failed FROM reports"


def without_tables(body: bytes) -> bytes:
    return re.sub(rb"<table>.*?</table>", b"", body, flags=re.DOTALL)


def test_a_page_becomes_a_report_with_every_figure_in_its_column(collection: Collection) -> None:
    cells = {
        "disclosure.permits.items_change": "减1",
        "applications.received.natural_person": "7",
        "applications.received.total": "7",
        "remedies.litigation_direct.upheld": "2",
    }
    assert collection.crawl({URL: page(2019, cells)}).new == 1
    assert collection.rows("SELECT year, outcome, form_applications FROM reports") == [(2019, "ok", "2019")]
    assert collection.rows("SELECT permits_items_change, permits_decisions FROM disclosure") == [(-1, 0)]
    assert collection.rows("SELECT applicant, received FROM applications WHERE received > 0") == [
        ("natural_person", 7),
        ("total", 7),
    ]
    assert collection.rows("SELECT procedure, upheld FROM remedies WHERE upheld > 0") == [
        ("litigation_direct", 2)
    ]


def test_columns_that_the_reports_form_does_not_have_stay_empty(collection: Collection) -> None:
    collection.crawl({URL: page(2021)})
    assert collection.rows("SELECT regulations_issued, regulations_made FROM disclosure") == [(0, None)]
    assert collection.rows("SELECT DISTINCT other_handling_all, other_handling_other FROM applications") == [
        (None, 0)
    ]


def test_a_cell_without_a_number_is_empty_and_says_why(collection: Collection) -> None:
    cells = {"applications.granted.total": "", "applications.carried_in.total": "—"}
    collection.crawl({URL: page(2021, cells)})
    assert collection.rows("SELECT granted, carried_in FROM applications WHERE applicant = 'total'") == [
        (None, None)
    ]
    states = collection.rows("SELECT figure, state FROM remarks WHERE kind = 'figure_state'")
    assert ("applications.granted.total", "blank") in states
    assert ("applications.carried_in.total", "dash") in states


def test_every_figure_has_its_cell_in_the_provenance(collection: Collection) -> None:
    collection.crawl({URL: page(2021)})
    cells = json.loads(str(collection.one("SELECT cells FROM provenance")))
    assert len(cells) == 200
    assert all(len(place) == 3 for place in cells.values())


def test_a_failing_check_is_kept_with_both_sides(collection: Collection) -> None:
    cells = {"remedies.reconsideration.upheld": "3", "remedies.reconsideration.total": "5"}
    collection.crawl({URL: page(2021, cells)})
    assert collection.rows('SELECT rule, "left", "right", difference FROM failed_checks') == [
        ("remedies.total.reconsideration", 3, 5, -2)
    ]
    assert collection.one("SELECT checks_failed FROM reports") == 1


def test_the_same_page_again_is_the_same_report_seen_again(collection: Collection) -> None:
    collection.crawl({URL: page()})
    summary = collection.crawl({URL: page()})
    assert (summary.new, summary.unchanged) == (0, 1)
    assert collection.rows(REPORT) == [(1, URL, "2026-01-01T03:00:00Z", "2026-01-02T03:00:00Z", 0)]
    assert collection.rows("SELECT revision, last_seen FROM revisions") == [(1, "2026-01-02T03:00:00Z")]


def test_another_menu_around_the_same_report_is_unchanged(collection: Collection) -> None:
    collection.crawl({URL: page()})
    redesigned = page().replace(b"<body>", "<body><div class='nav'>首页 今日访问 4711</div>".encode())
    assert collection.crawl({URL: redesigned}).unchanged == 1
    assert collection.one("SELECT count(*) FROM revisions") == 1


def test_a_changed_figure_gives_a_new_revision_and_keeps_the_old_one(collection: Collection) -> None:
    collection.crawl({URL: page()})
    summary = collection.crawl({URL: page(cells={"applications.received.total": "12"})})
    assert summary.changed == 1
    assert collection.one("SELECT received FROM applications WHERE applicant = 'total'") == 12
    assert collection.one("SELECT count(*) FROM reports") == 1
    revisions = collection.rows(
        "SELECT revision, page_id, last_seen, record FROM revisions ORDER BY revision"
    )
    assert [row[:3] for row in revisions] == [
        (1, 1, "2026-01-01T03:00:00Z"),
        (2, 2, "2026-01-02T03:00:00Z"),
    ]
    said = [json.loads(str(row[3]))["figures"]["applications.received.total"] for row in revisions]
    assert said == [0, 12]


def test_a_changed_sentence_gives_a_new_revision(collection: Collection) -> None:
    collection.crawl({URL: page()})
    reworded = page().replace("第1部分的正文".encode(), "改写的第一部分".encode())
    assert collection.crawl({URL: reworded}).changed == 1
    assert "改写" in str(collection.one("SELECT text FROM sections WHERE number = 1"))


def test_content_that_comes_back_is_a_revision_of_its_own(collection: Collection) -> None:
    first, second = page(), page(cells={"applications.received.total": "12"})
    for body in (first, second, first):
        collection.crawl({URL: body})
    assert collection.rows("SELECT revision, first_seen FROM revisions ORDER BY revision") == [
        (1, "2026-01-01T03:00:00Z"),
        (2, "2026-01-02T03:00:00Z"),
        (3, "2026-01-03T03:00:00Z"),
    ]
    hashes = collection.rows("SELECT content_hash FROM revisions ORDER BY revision")
    assert hashes[0] == hashes[2] != hashes[1]


def test_the_same_content_at_another_address_is_noted_as_a_second_source(collection: Collection) -> None:
    summary = collection.crawl({URL: page(), OTHER_URL: page()})
    assert (summary.new, summary.unchanged) == (1, 1)
    assert collection.rows("SELECT url FROM remarks WHERE kind = 'second_source'") == [(OTHER_URL,)]
    collection.crawl({URL: page(), OTHER_URL: page()})
    assert collection.one("SELECT count(*) FROM remarks WHERE kind = 'second_source'") == 1


def test_other_content_at_another_address_contradicts_and_changes_nothing(collection: Collection) -> None:
    collection.crawl({URL: page()})
    other = page(cells={"applications.received.total": "12"})
    summary = collection.crawl({OTHER_URL: other, URL: page()})
    assert (summary.unchanged, summary.conflicting, summary.changed) == (1, 1, 0)
    assert collection.one("SELECT received FROM applications WHERE applicant = 'total'") == 0
    ((url, message),) = collection.rows("SELECT url, message FROM remarks WHERE kind = 'conflicting_source'")
    assert url == OTHER_URL
    assert "applications.received.total" in str(message)
    ((outcome, reason),) = collection.rows("SELECT outcome, reason FROM pages WHERE result = 'conflicting'")
    assert outcome == "ok"
    assert "other content" in str(reason)
    assert collection.one("SELECT reports_conflicting FROM runs WHERE id = 2") == 1


def test_a_contradiction_is_forgotten_when_the_other_address_agrees(collection: Collection) -> None:
    other = page(cells={"applications.received.total": "12"})
    collection.crawl({URL: page(), OTHER_URL: other})
    collection.crawl({URL: page(), OTHER_URL: page()})
    assert collection.rows("SELECT kind FROM remarks WHERE url = ?", OTHER_URL) == [("second_source",)]


def test_a_report_that_moved_is_followed_to_its_new_address(collection: Collection) -> None:
    collection.crawl({URL: page()})
    moved = page(cells={"applications.received.total": "12"})
    assert collection.crawl({OTHER_URL: moved}).changed == 1
    assert collection.rows("SELECT url, revision FROM reports") == [(OTHER_URL, 2)]


def test_a_page_without_tables_elsewhere_never_displaces_the_tables(collection: Collection) -> None:
    collection.crawl({URL: page()})
    assert collection.crawl({OTHER_URL: without_tables(page())}).conflicting == 1
    assert collection.rows("SELECT outcome, url FROM reports") == [("ok", URL)]


def test_tables_found_elsewhere_displace_a_page_without_them(collection: Collection) -> None:
    bare = without_tables(page())
    collection.crawl({URL: bare})
    assert collection.one("SELECT outcome FROM reports") == "no_tables"
    assert collection.crawl({URL: bare, OTHER_URL: page()}).changed == 1
    assert collection.rows("SELECT outcome, url FROM reports") == [("ok", OTHER_URL)]


def test_a_page_that_is_no_report_is_kept_with_its_reason(collection: Collection) -> None:
    notice = "<html><body><h1>关于召开会议的通知</h1><p>请准时参加。</p></body></html>".encode()
    assert collection.crawl({URL: notice}).not_a_report == 1
    ((outcome, result, reason),) = collection.rows("SELECT outcome, result, reason FROM pages")
    assert (outcome, result) == ("not_a_report", "not_a_report")
    assert reason
    assert collection.crawl({URL: notice}).not_a_report == 1


@pytest.mark.parametrize("body", [b"", bytes(range(256)) * 8])
def test_a_page_that_cannot_be_read_is_kept_with_its_reason(collection: Collection, body: bytes) -> None:
    summary = collection.crawl({URL: body})
    assert summary.unreadable == 1
    ((outcome, reason),) = collection.rows("SELECT outcome, reason FROM pages")
    assert outcome == "unreadable"
    assert reason
    assert collection.one("SELECT reports_unreadable FROM runs") == 1


def test_a_report_without_agency_is_given_to_the_agency_of_its_site(collection: Collection) -> None:
    anonymous = page(agency="").replace("云州市教育局".encode(), b"")
    assert collection.crawl({URL: anonymous}, OTHER_SITE).new == 1
    assert collection.rows("SELECT name, area, site_id FROM agencies") == [
        ("青山县统计局", "990201", "qingshan")
    ]
    assert ("agency_from_site",) in collection.rows("SELECT kind FROM remarks")


def test_a_report_without_agency_on_a_site_without_one_says_what_to_do(collection: Collection) -> None:
    summary = collection.crawl({URL: page(agency="")})
    assert summary.unreadable == 1
    assert "set `agency`" in str(collection.one("SELECT reason FROM pages"))


def test_a_report_without_a_year_is_unreadable_and_says_so(collection: Collection) -> None:
    undated = page().replace("2019年".encode(), b"")
    assert collection.crawl({URL: undated}).unreadable == 1
    assert "fiscal year" in str(collection.one("SELECT reason FROM pages"))


def test_an_agency_is_the_same_on_every_report_and_its_id_readable(collection: Collection) -> None:
    collection.crawl({URL: page(2019), OTHER_URL: page(2021)})
    ((agency_id, name),) = collection.rows("SELECT id, name FROM agencies")
    assert name == "云州市教育局"
    assert collection.rows("SELECT id FROM reports ORDER BY year") == [
        (f"{agency_id}-2019",),
        (f"{agency_id}-2021",),
    ]
    assert str(agency_id).startswith("990100-")


def test_ingesting_a_run_twice_changes_nothing(collection: Collection) -> None:
    run_id = collection.fetch({URL: page(), OTHER_URL: page(cells={"applications.received.total": "12"})})
    first = collection.ingest(run_id)
    before = list(collection.database.iterdump())
    assert collection.ingest(run_id) == first
    after = list(collection.database.iterdump())
    finished = [line for line in before if line not in after]
    assert all(line.startswith('INSERT INTO "runs"') for line in finished)


def test_a_run_cut_off_is_finished_by_ingesting_it_again(collection: Collection) -> None:
    bureaus = [
        f"云州市{name}局"
        for name in [
            "教育",
            "统计",
            "审计",
            "财政",
            "民政",
            "司法",
            "水务",
            "交通",
            "住建",
            "体育",
            "信访",
            "医保",
        ]
    ]
    pages = {f"http://www.yunzhou.test/nb/{n}.html": page(agency=name) for n, name in enumerate(bureaus)}
    run_id = collection.fetch(pages)

    def stop(line: str) -> None:
        if line.startswith(f"{len(pages)}/"):
            raise KeyboardInterrupt(line)

    with pytest.raises(KeyboardInterrupt):
        ingest_run(collection.database, collection.home, run_id, stop)
    # What is stored in one transaction with the page that it was cut off at is read again.
    assert 0 < int(str(collection.one("SELECT count(*) FROM reports"))) < len(pages)
    assert collection.ingest(run_id).new == len(pages)


def test_progress_says_what_each_page_did(collection: Collection) -> None:
    lines: list[str] = []
    ingest_run(collection.database, collection.home, collection.fetch({URL: page()}), lines.append)
    assert lines == [f"1/1 new {collection.one('SELECT id FROM reports')} {URL}"]


def test_a_damaged_record_is_named_and_the_other_pages_are_read(collection: Collection) -> None:
    run_id = collection.fetch({URL: page(2019), OTHER_URL: page(2021)})
    ((file, offset),) = collection.rows("SELECT warc_file, warc_offset FROM pages WHERE url = ?", OTHER_URL)
    path = collection.home.warc / str(file)
    path.write_bytes(path.read_bytes()[: int(str(offset)) + 100])
    summary = collection.ingest(run_id)
    assert (summary.new, summary.damaged) == (1, 1)
    assert str(file) in str(collection.one("SELECT reason FROM pages WHERE url = ?", OTHER_URL))


def test_bytes_that_are_not_those_entered_are_called_damaged(collection: Collection) -> None:
    run_id = collection.fetch({URL: page()})
    collection.database.execute("UPDATE pages SET sha256 = ?", ("0" * 64,))
    assert collection.ingest(run_id).damaged == 1


def test_an_unknown_run_is_an_error(collection: Collection) -> None:
    with pytest.raises(KeyError):
        collection.ingest(99)


def test_a_site_entry_that_is_corrected_takes_effect_though_the_page_is_the_same(
    collection: Collection,
) -> None:
    collection.crawl({URL: page(agency="")})
    store_sites(collection.database, [replace(SITE, agency="云州市统计局")])
    assert collection.crawl({URL: page(agency="")}).new == 1
    store_sites(collection.database, [replace(SITE, agency="云州市水利局")])
    assert collection.crawl({URL: page(agency="")}).unchanged == 1
    # The same bytes are the same report: it goes to the other agency, and no copy stays behind.
    assert collection.rows("SELECT name FROM agencies") == [("云州市水利局",)]
    assert collection.one("SELECT count(*) FROM reports") == 1


def test_a_number_too_long_for_the_database_is_empty_and_noted(collection: Collection) -> None:
    glued = "1234567890123456789012"
    collection.crawl({URL: page(2021, {"disclosure.permits.decisions": glued})})
    assert collection.one("SELECT permits_decisions FROM disclosure") is None
    assert ("disclosure.permits.decisions", glued) in collection.rows("SELECT figure, raw FROM remarks")


def test_a_newer_parser_rewrites_what_it_reads_in_the_same_bytes(collection: Collection) -> None:
    collection.crawl({URL: page()})
    right = collection.one("SELECT content_hash FROM reports")
    # As an older parser would have left it: another reading of the same page.
    for table in ("pages", "reports", "revisions"):
        collection.database.execute(f"UPDATE {table} SET parser_version = 'older'")
    for table in ("reports", "revisions"):
        collection.database.execute(f"UPDATE {table} SET content_hash = 'other'")
    collection.database.execute("UPDATE applications SET received = 99")
    assert collection.crawl({URL: page()}).unchanged == 1
    assert collection.rows("SELECT revision, content_hash, page_id, last_seen FROM revisions") == [
        (1, right, 1, "2026-01-02T03:00:00Z")
    ]
    assert collection.one("SELECT max(received) FROM applications") == 0
    assert collection.rows("SELECT content_hash, page_id, first_seen FROM reports") == [
        (right, 1, "2026-01-01T03:00:00Z")
    ]
