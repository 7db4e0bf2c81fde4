"""Runs, pages and sites as a crawl enters them."""

from dataclasses import replace

import pytest

from archive.pages import set_outcome
from archive.runs import finish_run, start_run
from archive.sites import read_site, store_sites
from tests.archive.collection import OTHER_URL, SITE, URL, Collection, page


def test_a_run_counts_its_pages_and_what_they_did(collection: Collection) -> None:
    collection.crawl({URL: page(2019)})
    collection.crawl({URL: page(2019, {"applications.received.total": "4"}), OTHER_URL: page(2021)})
    assert collection.rows(
        "SELECT pages, reports_new, reports_changed, reports_unchanged, exit_code FROM runs"
    ) == [(1, 1, 0, 0, 0), (2, 1, 1, 0, 0)]
    ((requests, size, outcomes, new),) = collection.rows(
        "SELECT requests, bytes, outcomes, reports_new FROM run_sites WHERE run_id = 2"
    )
    assert (requests, outcomes, new) == (2, '{"ok":2}', 1)
    assert size == collection.one("SELECT sum(length) FROM pages WHERE run_id = 2")


def test_a_run_without_an_end_was_cut_off(collection: Collection) -> None:
    run_id = start_run(collection.database, "crawl yunzhou", ["yunzhou", "yunzhou"])
    assert collection.rows("SELECT finished_at, exit_code FROM runs") == [(None, None)]
    assert collection.one("SELECT count(*) FROM run_sites") == 1
    finish_run(collection.database, run_id, 5)
    assert collection.one("SELECT exit_code FROM runs") == 5
    assert collection.one("SELECT finished_at FROM runs")


def test_what_robots_txt_forbids_is_entered_but_is_no_request(collection: Collection) -> None:
    run_id = collection.fetch({URL: page()})
    set_outcome(collection.database, 1, "robots_disallowed", "robots.txt: Disallow: /nb/")
    finish_run(collection.database, run_id, 0)
    assert collection.rows("SELECT requests, outcomes FROM run_sites") == [(0, '{"robots_disallowed":1}')]


def test_an_outcome_that_nothing_knows_is_refused(collection: Collection) -> None:
    collection.fetch({URL: page()})
    with pytest.raises(ValueError, match="soft_404"):
        set_outcome(collection.database, 1, "fine", None)  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        set_outcome(collection.database, 99, "ok", None)


def test_a_site_is_replaced_by_its_newer_entry(collection: Collection) -> None:
    renamed = replace(SITE, name="云州市政务公开网", agency="云州市统计局", enabled=False)
    store_sites(collection.database, [renamed])
    assert read_site(collection.database, SITE.id) == renamed
    assert collection.one("SELECT count(*) FROM sites") == 2
    with pytest.raises(KeyError):
        read_site(collection.database, "nowhere")
