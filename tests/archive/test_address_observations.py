"""A page that is gone, one that moved and one that could not be fetched, told apart over time."""

from collections.abc import Sequence

from archive.address_observations import ADDRESS_STATES, fill_address_observations
from archive.pages import store_page
from archive.records import OUTCOMES, Page, PageOutcome
from archive.runs import start_run
from tests.archive.collection import OTHER_URL, SITE, URL, Collection, page

OBSERVED = (
    "SELECT url, state, substr(since, 1, 10), substr(until, 1, 10), asked, latest FROM address_observations"
)


def ask(
    collection: Collection, outcome: PageOutcome, status: int | None, redirect: str | None = None
) -> None:
    """One night on which the report's page gave no report."""
    run_id = start_run(collection.database, "crawl", [SITE.id])
    at = f"2026-01-{run_id:02}T03:00:00Z"
    store_page(
        collection.database,
        Page(run_id, SITE.id, "report", URL, at, outcome, status=status, redirect_url=redirect),
    )


def observed(collection: Collection) -> Sequence[tuple[object, ...]]:
    fill_address_observations(collection.database)
    return collection.rows(OBSERVED)


def test_every_outcome_says_something_of_the_page() -> None:
    told = [outcome for state in ADDRESS_STATES.values() for outcome in state.outcomes]
    assert sorted(told) == sorted(OUTCOMES)


def test_each_time_in_which_the_same_was_found_is_one_row(collection: Collection) -> None:
    collection.crawl({URL: page()})
    collection.crawl({URL: page()})
    ask(collection, "timeout", None)
    ask(collection, "server_error", 502)
    ask(collection, "gone_404", 410)
    collection.crawl({URL: page()})
    ask(collection, "gone_404", 404)
    assert observed(collection) == [
        (URL, "shown", "2026-01-01", "2026-01-02", 2, 0),
        (URL, "not_fetched", "2026-01-03", "2026-01-04", 2, 0),
        (URL, "gone", "2026-01-05", "2026-01-05", 1, 0),
        (URL, "shown", "2026-01-06", "2026-01-06", 1, 0),
        (URL, "gone", "2026-01-07", "2026-01-07", 1, 1),
    ]
    assert collection.one("SELECT status FROM address_observations WHERE latest = 1") == 404


def test_a_report_stays_when_its_page_is_gone(collection: Collection) -> None:
    collection.crawl({URL: page()})
    ask(collection, "gone_404", 404)
    collection.crawl({OTHER_URL: page(2022)})
    assert collection.one("SELECT count(*) FROM reports WHERE url = ?", URL) == 1
    assert collection.one("SELECT last_seen FROM reports WHERE url = ?", URL) == "2026-01-01T03:00:00Z"


def test_a_redirect_says_where_the_page_moved(collection: Collection) -> None:
    collection.crawl({URL: page()})
    ask(collection, "redirected", 301, OTHER_URL)
    fill_address_observations(collection.database)
    assert collection.rows("SELECT state, moved_to FROM address_observations WHERE latest = 1") == [
        ("moved", OTHER_URL)
    ]


def test_a_page_that_is_gone_while_its_content_is_elsewhere_has_moved(collection: Collection) -> None:
    collection.crawl({URL: page()})
    collection.crawl({OTHER_URL: page()})
    ask(collection, "gone_404", 404)
    collection.crawl({OTHER_URL: page()})
    here = [row for row in observed(collection) if row[0] == URL]
    assert [row[1:3] for row in here] == [("shown", "2026-01-01"), ("moved", "2026-01-03")]
    moved = "SELECT moved_to, outcome FROM address_observations WHERE state = 'moved'"
    assert collection.rows(moved) == [(OTHER_URL, "gone_404")]


def test_something_else_at_the_address_is_said_so(collection: Collection) -> None:
    notice = "<html><body><h1>关于召开会议的通知</h1><p>请准时参加。</p></body></html>".encode()
    for body in (page(), notice, page(2022)):
        collection.crawl({URL: body})
    states = collection_states(collection, "%-2019")
    assert states == ["shown", "other_content"]
    assert collection_states(collection, "%-2022") == ["other_content", "shown"]


def collection_states(collection: Collection, report: str) -> list[object]:
    fill_address_observations(collection.database)
    sql = "SELECT state FROM address_observations WHERE report_id LIKE ? ORDER BY since"
    return [state for (state,) in collection.rows(sql, report)]


def test_only_the_last_try_of_a_night_counts(collection: Collection) -> None:
    collection.crawl({URL: page()})
    run_id = collection.fetch({})
    at = f"2026-01-{run_id:02}T03:00:00Z"
    tries: tuple[tuple[PageOutcome, int | None], ...] = (("timeout", None), ("ok", 200))
    for outcome, status in tries:
        store_page(collection.database, Page(run_id, SITE.id, "report", URL, at, outcome, status=status))
    collection.database.execute("UPDATE pages SET report_id = (SELECT id FROM reports) WHERE status = 200")
    assert [row[1] for row in observed(collection)] == ["shown"]
