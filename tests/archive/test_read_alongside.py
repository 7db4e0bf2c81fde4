"""Reading while fetching: what is stored does not depend on who has read a page, or whether anybody had."""

import logging
import multiprocessing.context
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from archive.ingest import IngestSummary, ingest_run
from archive.read_alongside import ReadAlongside
from archive.reading import PageToRead
from archive.runs import finish_run
from parsers import Report, SiteContext
from tests.archive.collection import URL, Collection, page, title
from tests.parsers.documents import applications, docx, p, tbl, tc, tr

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="processes are looked up in /proc"
)

YEARS = range(2019, 2025)
CELLS = {"applications.received.natural_person": "7", "applications.received.total": "7"}
# The page names its report and says no more: only its document makes a report of it.
STUB = f"<html><head><title>{title(2021)}</title></head><body><h1>{title(2021)}</h1></body></html>".encode()
WORD_URL = "http://www.yunzhou.test/nb/P1.docx"


def reports() -> dict[str, bytes]:
    return {f"http://www.yunzhou.test/nb/{year}.html": page(year) for year in YEARS}


def word() -> bytes:
    rows = (tr(*map(tc, row)) for row in applications(CELLS))
    return docx(p(title(2021)) + p("三、收到和处理政府信息公开申请情况") + tbl(*rows) + p("完"))


@contextmanager
def reading(collection: Collection, run_id: int) -> Iterator[ReadAlongside]:
    """Two processes that read this run from its first page on."""
    with ReadAlongside(collection.home, run_id, jobs=2, many=1) as alongside:
        alongside.pages_entered()
        yield alongside


def ingested(collection: Collection, run_id: int, alongside: ReadAlongside) -> IngestSummary:
    alongside.all_entered()
    summary = ingest_run(collection.database, collection.home, run_id, None, alongside)
    finish_run(collection.database, run_id, 0)
    return summary


def children(pid: int) -> list[int]:
    """The children of a process, whichever of its threads has started them."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        # A thread may have ended since it was listed.
        with suppress(FileNotFoundError):
            found += map(int, (task / "children").read_text().split())
    return found


def readers() -> list[int]:
    """The processes that read for this one, which are forked from a server of their own."""
    return [reader for server in children(os.getpid()) for reader in children(server)]


def wait_until_it_ignores(number: signal.Signals, pid: int) -> None:
    give_up = time.monotonic() + 30
    while not int(ignored_signals(pid), 16) >> (number - 1) & 1:
        assert time.monotonic() < give_up, f"{number.name} is not ignored"
        time.sleep(0.02)


def ignored_signals(pid: int) -> str:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(line.removeprefix("SigIgn:") for line in lines if line.startswith("SigIgn:"))


def wait_for_readers(number: int) -> list[int]:
    give_up = time.monotonic() + 30
    while len(found := readers()) != number:
        assert time.monotonic() < give_up, f"{len(found)} processes read"
        time.sleep(0.02)
    return found


def stored(collection: Collection) -> list[str]:
    """Everything in the database but when a run began and ended."""
    return [line for line in collection.database.iterdump() if not line.startswith('INSERT INTO "runs"')]


def parse_nothing(_wanted: PageToRead) -> None:
    raise AssertionError("it was to be read by another process")


def read_by_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.read_alongside.read_run_page", lambda _warc, wanted: parse_nothing(wanted))


def test_what_other_processes_read_is_stored_as_if_it_had_been_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = Collection(tmp_path / "here")
    run_id = fetched.fetch(reports())
    fetched.database.close()
    shutil.copytree(tmp_path / "here", tmp_path / "alongside")
    here, beside = Collection(tmp_path / "here"), Collection(tmp_path / "alongside")
    here.ingest(run_id)
    read_by_others_alone(monkeypatch)
    with reading(beside, run_id) as alongside:
        assert ingested(beside, run_id, alongside).new == len(YEARS)
    assert stored(beside) == stored(here)
    for collection in (here, beside):
        collection.database.close()


def test_pages_entered_later_are_read_too(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    read_by_others_alone(monkeypatch)
    run_id = collection.fetch({})
    with reading(collection, run_id) as alongside:
        wait_for_readers(2)
        collection.add(run_id, reports())
        assert ingested(collection, run_id, alongside).new == len(YEARS)


def test_few_pages_are_read_by_no_other_process(collection: Collection) -> None:
    run_id = collection.fetch(reports())
    with ReadAlongside(collection.home, run_id, jobs=2) as alongside:
        for _ in reports():
            alongside.pages_entered()
        assert not readers()
        assert ingested(collection, run_id, alongside).new == len(YEARS)


def test_pages_that_a_killed_process_had_fetched_are_read_by_others(collection: Collection) -> None:
    run_id = collection.fetch(reports())
    with ReadAlongside(collection.home, run_id, jobs=2, many=len(YEARS)) as alongside:
        alongside.pages_entered(len(YEARS) - 1)
        assert not readers()
        alongside.pages_entered()
        wait_for_readers(2)
        assert ingested(collection, run_id, alongside).new == len(YEARS)


def test_a_page_that_documents_make_a_report_of_is_read_again_with_them(collection: Collection) -> None:
    run_id = collection.fetch({URL: STUB}, attached={WORD_URL: (URL, word())})
    with reading(collection, run_id) as alongside:
        assert ingested(collection, run_id, alongside).new == 1
    assert collection.rows("SELECT url, outcome FROM reports") == [(URL, "ok")]
    assert collection.one("SELECT received FROM applications WHERE applicant = 'total'") == 7


def test_a_page_with_tables_says_the_same_whether_documents_are_attached_or_not(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by_others_alone(monkeypatch)
    run_id = collection.fetch({URL: page(2021)}, attached={WORD_URL: (URL, word())})
    with reading(collection, run_id) as alongside:
        assert ingested(collection, run_id, alongside).pages == 2
    assert collection.rows("SELECT url, outcome FROM reports") == [(URL, "ok")]


def test_the_editors_decisions_hold_for_other_processes(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by_others_alone(monkeypatch)
    collection.home.decisions.write_text(
        f'[[decision]]\nurl = "{URL}"\nis = "report"\nagency = "云州市统计局"\nyear = 2020\n'
        'who = "李敏"\nwhy = "表格为图片"\ndate = 2026-11-24\n',
        "utf-8",
    )
    run_id = collection.fetch({URL: STUB})
    with reading(collection, run_id) as alongside:
        assert ingested(collection, run_id, alongside).new == 1
    assert collection.rows("SELECT year, agency_name FROM reports") == [(2020, "云州市统计局")]


def test_what_a_lost_process_was_to_read_is_read_here_and_one_line_says_so(
    collection: Collection, caplog: pytest.LogCaptureFixture
) -> None:
    run_id = collection.fetch({})
    with caplog.at_level(logging.WARNING), reading(collection, run_id) as alongside:
        os.kill(wait_for_readers(2)[0], signal.SIGKILL)
        collection.add(run_id, reports())
        assert ingested(collection, run_id, alongside).new == len(YEARS)
    (line,) = caplog.messages
    assert "it ended with code -9" in line


def test_a_stop_told_to_all_processes_does_not_end_reading(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read_by_others_alone(monkeypatch)
    run_id = collection.fetch({})
    with caplog.at_level(logging.WARNING), reading(collection, run_id) as alongside:
        for reader in wait_for_readers(2):
            wait_until_it_ignores(signal.SIGTERM, reader)
            os.kill(reader, signal.SIGTERM)
        collection.add(run_id, reports())
        assert ingested(collection, run_id, alongside).new == len(YEARS)
    assert caplog.messages == []


def test_where_no_process_can_be_started_all_is_read_here(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(_process: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(multiprocessing.context.ForkServerProcess, "start", refused)
    run_id = collection.fetch(reports())
    with caplog.at_level(logging.WARNING), reading(collection, run_id) as alongside:
        assert ingested(collection, run_id, alongside).new == len(YEARS)
    assert "Resource temporarily unavailable" in caplog.messages[0]


def test_a_run_that_fails_leaves_no_process_behind(collection: Collection) -> None:
    run_id = collection.fetch(reports())
    with pytest.raises(KeyboardInterrupt), reading(collection, run_id):
        raise KeyboardInterrupt
    wait_for_readers(0)


def test_pages_of_other_runs_are_not_waited_for(collection: Collection) -> None:
    other = collection.fetch({URL: page(2021)})
    run_id = collection.fetch({})
    (wanted,) = [PageToRead(row, SiteContext("990100", "云州市")) for row in collection.run_pages(other)]
    with reading(collection, run_id) as alongside:
        read = alongside(wanted)
    assert isinstance(read, Report)
    assert read.year == 2021
