"""What a run did is counted from its pages: for all of it, and for each site, those never asked included."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.database import Database, open_database
from archive.pages import store_page
from archive.records import Page
from archive.results import Result, RunPage, settle
from archive.run_counts import count_run
from archive.runs import start_run
from archive.sites import store_sites
from tests.archive.collection import SITE

FIRST, SECOND, NEVER = "yunzhou", "qinghe", "never-asked"
URL = "http://www.yunzhou.test/nb/{}.html"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "gongkai.db")) as database:
        store_sites(database, [replace(SITE, id=name) for name in (FIRST, SECOND, NEVER)])
        yield database


def enter(database: Database, page: Page, result: Result | None = None) -> None:
    page_id = store_page(database, page)
    if result:
        run_page = RunPage(
            page_id, page.run_id, page.site_id, page.kind, page.url, None, page.fetched_at, None, None, None
        )
        settle(database, run_page, result)


def test_every_site_and_the_whole_run_are_counted(database: Database) -> None:
    run_id = start_run(database, "gongkai nightly", [FIRST, SECOND, NEVER])
    page = Page(run_id, FIRST, "report", URL.format(1), "2026-01-01T03:00:00Z", "ok", status=200, length=700)
    enter(database, page, Result("new", None))
    enter(
        database, replace(page, url=URL.format(2), fetched_at="2026-01-01T03:00:05Z"), Result("parser_failed")
    )
    enter(database, replace(page, url=URL.format(3), kind="list", status=304, length=0))
    enter(database, replace(page, url=URL.format(4), outcome="robots_disallowed", status=None, length=None))
    enter(database, replace(page, site_id=SECOND), Result("unchanged"))
    other = start_run(database, "gongkai nightly", [FIRST])
    enter(database, replace(page, run_id=other), Result("unchanged"))
    count_run(database, run_id)
    told = "requests, bytes, not_modified, reports_new, reports_unchanged, reports_unreadable"
    sites = database.execute(
        f"SELECT site_id, {told} FROM run_sites WHERE run_id = ? ORDER BY rowid", (run_id,)
    )
    assert [tuple(row) for row in sites] == [
        (FIRST, 3, 1400, 1, 1, 0, 1),
        (SECOND, 1, 700, 0, 0, 1, 0),
        (NEVER, 0, 0, 0, 0, 0, 0),
    ]
    times = "SELECT started_at, finished_at, outcomes FROM run_sites WHERE run_id = ? ORDER BY rowid"
    first, _second, never = database.execute(times, (run_id,))
    assert tuple(first)[:2] == ("2026-01-01T03:00:00Z", "2026-01-01T03:00:05Z")
    assert json.loads(first["outcomes"]) == {"ok": 2, "robots_disallowed": 1, "unreadable": 1}
    assert tuple(never) == (None, None, "{}")
    whole = database.execute(
        "SELECT pages, reports_new, reports_unchanged, reports_unreadable FROM runs WHERE id = ?", (run_id,)
    )
    assert tuple(whole.fetchone()) == (5, 1, 1, 1)
