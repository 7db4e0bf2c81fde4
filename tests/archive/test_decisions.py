"""What an editor decides about a page holds: at once, on every later crawl, and until it is taken back."""

import hashlib
from pathlib import Path

import pytest

from archive.decisions import DecisionError, read_decisions
from archive.undecided import undecided_pages
from tests.archive.collection import OTHER_URL, URL, Collection, page

# A report whose tables are pictures, under a heading that names nobody and no year.
DOUBTFUL = (
    "<html><body><h1>云州市教育局2021年政府信息公开工作年度报告</h1><img src='1.png'></body></html>".encode()
)
NAMELESS = page(2021).replace("云州市教育局2021年".encode(), b"")
NOTICE = "<html><body><h1>关于做好2021年政府信息公开工作年度报告编制工作的通知</h1></body></html>".encode()


def decide(collection: Collection, *entries: str) -> None:
    signed = 'who = "李敏"\nwhy = "已看原件"\ndate = 2026-11-24\n'
    collection.home.decisions.write_text(
        "".join(f"[[decision]]\n{entry}\n{signed}\n" for entry in entries), "utf-8"
    )


def about(url: str, verdict: str, more: str = "") -> str:
    return f'url = "{url}"\nis = "{verdict}"\n{more}'


def reports(collection: Collection) -> list[tuple[object, ...]]:
    return collection.rows(
        "SELECT g.name, r.year, r.outcome, r.url FROM reports r JOIN agencies g ON g.id = r.agency_id ORDER BY r.id"
    )


def test_a_doubtful_page_stays_out_and_is_listed_with_its_reason(collection: Collection) -> None:
    assert collection.crawl({URL: DOUBTFUL, OTHER_URL: NOTICE}).not_a_report == 2
    assert reports(collection) == []
    (waiting,) = undecided_pages(collection.database)
    assert (waiting.url, waiting.question) == (URL, "report")
    assert "a report's title" in str(waiting.reason)
    assert collection.rows("SELECT genre FROM pages ORDER BY id") == [("undecided",), ("notice",)]


def test_a_report_of_nobody_knows_which_year_is_listed_too(collection: Collection) -> None:
    collection.crawl({URL: NAMELESS})
    (waiting,) = undecided_pages(collection.database)
    assert waiting.question == "agency_or_year"


def test_only_the_newest_reading_of_an_address_waits(collection: Collection) -> None:
    collection.crawl({URL: DOUBTFUL})
    collection.crawl({URL: DOUBTFUL})
    assert len(undecided_pages(collection.database)) == 1
    collection.crawl({URL: page(2021)})
    assert undecided_pages(collection.database) == []


def test_a_page_decided_to_be_a_report_enters_the_database(collection: Collection) -> None:
    collection.crawl({URL: DOUBTFUL})
    decide(collection, about(URL, "report"))
    collection.crawl({URL: DOUBTFUL})
    assert reports(collection) == [("云州市教育局", 2021, "no_tables", URL)]
    assert undecided_pages(collection.database) == []
    ((message,),) = collection.rows("SELECT message FROM remarks WHERE kind = 'decided'")
    assert "李敏" in str(message)
    assert "已看原件" in str(message)


def test_a_decision_is_carried_out_on_the_stored_page_though_no_crawl_brings_it_again(
    collection: Collection,
) -> None:
    collection.crawl({URL: DOUBTFUL})
    decide(collection, about(URL, "report"))
    collection.crawl({OTHER_URL: NOTICE})
    assert reports(collection) == [("云州市教育局", 2021, "no_tables", URL)]


def test_a_decision_survives_every_later_crawl(collection: Collection) -> None:
    decide(collection, about(URL, "report"))
    for body in (DOUBTFUL, DOUBTFUL, DOUBTFUL.replace(b"1.png", b"2.png")):
        collection.crawl({URL: body})
        assert reports(collection) == [("云州市教育局", 2021, "no_tables", URL)]


def test_an_editor_names_agency_and_year_where_the_page_does_not(collection: Collection) -> None:
    collection.crawl({URL: NAMELESS})
    decide(collection, about(URL, "report", 'agency = "云州市水务局"\nyear = 2022'))
    collection.crawl({URL: NAMELESS})
    assert reports(collection) == [("云州市水务局", 2022, "ok", URL)]


def test_a_year_decided_otherwise_moves_the_report(collection: Collection) -> None:
    collection.crawl({URL: page(2021)})
    decide(collection, about(URL, "report", "year = 2022"))
    collection.crawl({URL: page(2021)})
    assert reports(collection) == [("云州市教育局", 2022, "ok", URL)]


def test_a_report_decided_to_be_none_leaves_the_database_and_its_page_stays(collection: Collection) -> None:
    collection.crawl({URL: page(2021), OTHER_URL: page(2022)})
    decide(collection, about(URL, "not_a_report"))
    collection.crawl({URL: page(2021)})
    assert reports(collection) == [("云州市教育局", 2022, "ok", OTHER_URL)]
    assert collection.one("SELECT count(*) FROM disclosure") == 1
    assert collection.rows("PRAGMA foreign_key_check") == []
    ((outcome, reason),) = collection.rows("SELECT outcome, reason FROM pages ORDER BY id DESC LIMIT 1")
    assert outcome == "not_a_report"
    assert "编辑决定" in str(reason)


def test_a_decision_taken_back_is_undone(collection: Collection) -> None:
    decide(collection, about(URL, "not_a_report"))
    collection.crawl({URL: page(2021)})
    assert reports(collection) == []
    decide(collection)
    collection.crawl({OTHER_URL: NOTICE})
    assert reports(collection) == [("云州市教育局", 2021, "ok", URL)]


def test_a_decision_about_a_content_holds_wherever_it_stands_and_for_it_alone(collection: Collection) -> None:
    digest = hashlib.sha256(page(2021)).hexdigest()
    decide(collection, f'sha256 = "{digest}"\nis = "not_a_report"')
    collection.crawl({URL: page(2021), OTHER_URL: page(2021)})
    assert reports(collection) == []
    collection.crawl({URL: page(2022)})
    assert reports(collection) == [("云州市教育局", 2022, "ok", URL)]


def test_a_page_under_an_unchanged_decision_is_not_read_again(collection: Collection) -> None:
    decide(collection, about(URL, "not_a_report"))
    collection.crawl({URL: page(2021)})
    lines: list[str] = []
    collection.ingest(collection.fetch({OTHER_URL: NOTICE}), lines.append)
    assert [line.split()[0] for line in lines] == ["1/1"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('url = "www.yunzhou.test"\nis = "report"', "entry 1: url: write the whole address"),
        ('is = "report"', "entry 1: name the page by url or by sha256"),
        (
            'url = "http://a.test/1"\nis = "perhaps"',
            "entry 1: is: Input should be 'report' or 'not_a_report'",
        ),
        ('url = "http://a.test/1"\nis = "report"\nyear = 21', "entry 1: year:"),
        (
            'url = "http://a.test/1"\nis = "not_a_report"\nyear = 2021',
            "entry 1: agency and year belong to a report",
        ),
        ('url = "http://a.test/1"\nis = "report"\njahr = 2021', "entry 1: jahr: unknown field"),
        ('sha256 = "abc"\nis = "report"', "entry 1: sha256:"),
    ],
)
def test_a_fault_in_the_file_is_named_with_file_entry_and_field(
    collection: Collection, entry: str, fault: str
) -> None:
    decide(collection, entry)
    with pytest.raises(DecisionError) as caught:
        read_decisions(collection.home.decisions)
    assert fault in str(caught.value)
    assert str(collection.home.decisions) in str(caught.value)


def test_a_page_decided_twice_and_a_decision_nobody_signs_are_faults(
    collection: Collection, tmp_path: Path
) -> None:
    decide(collection, about(URL, "report"), about(URL, "not_a_report"))
    with pytest.raises(DecisionError, match=r"entry 2: .* is decided twice"):
        read_decisions(collection.home.decisions)
    unsigned = tmp_path / "decisions.toml"
    unsigned.write_text(f'[[decision]]\nurl = "{URL}"\nis = "report"\n', "utf-8")
    with pytest.raises(DecisionError, match="who: required, but not there"):
        read_decisions(unsigned)
    unsigned.write_text("decision = [", "utf-8")
    with pytest.raises(DecisionError, match="not valid TOML"):
        read_decisions(unsigned)


def test_a_faulty_file_stops_the_reading_before_anything_is_written(collection: Collection) -> None:
    decide(collection, 'is = "report"')
    run_id = collection.fetch({URL: page(2021)})
    with pytest.raises(DecisionError):
        collection.ingest(run_id)
    assert collection.one("SELECT count(*) FROM pages WHERE result IS NOT NULL") == 0


def test_reports_of_many_years_dated_one_day_are_those_of_a_migration(collection: Collection) -> None:
    dated = {
        f"http://www.yunzhou.test/nb/{year}.html": page(year).replace(
            b"</h1>", "</h1><p>发布日期：2023-07-21</p>".encode(), 1
        )
        for year in range(2019, 2024)
    }
    collection.crawl(dated)
    assert collection.one("SELECT count(*) FROM migrated_reports") == 5
    assert collection.one("SELECT DISTINCT years_of_that_day FROM migrated_reports") == 5
    collection.crawl({URL: page(2018, agency="云州市水务局")})
    assert collection.one("SELECT count(*) FROM migrated_reports") == 5


def test_the_archive_remarks_a_foreign_host_and_hears_the_list(collection: Collection) -> None:
    collection.crawl({"http://www.copy.example/1.html": page(2021)})
    assert collection.one("SELECT count(*) FROM remarks WHERE kind = 'foreign_host'") == 1
