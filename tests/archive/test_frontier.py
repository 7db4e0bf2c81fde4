"""The frontier: what is wanted, what was answered, and what stays known from one run to the next."""

import pytest

from archive.database import transaction
from archive.frontier import UrlKey, Validators, Wanted, ask, count_waiting, read_known, settle, want
from archive.pages import store_page
from archive.records import Page
from archive.runs import start_run
from tests.archive.collection import SITE, URL, Collection

KEY = UrlKey(SITE.id, URL)
MORNING, EVENING = "2026-01-01T03:00:00Z", "2026-01-02T03:00:00Z"


def run_that_wants(collection: Collection, *urls: str) -> int:
    run_id = start_run(collection.database, "gongkai nightly", [SITE.id])
    with transaction(collection.database):
        want(collection.database, run_id, [Wanted(SITE.id, url, "report") for url in urls], MORNING)
    return run_id


def answer(
    collection: Collection,
    run_id: int,
    page: Page | None = None,
    validators: Validators | None = None,
    content: int | None = None,
) -> int:
    given = page or Page(run_id, SITE.id, "report", URL, EVENING, "ok", status=200, sha256="ab")
    with transaction(collection.database):
        page_id = store_page(collection.database, given)
        settle(collection.database, KEY, page_id, given, validators, content_page_id=content)
    return page_id


def test_an_address_waits_until_it_is_answered(collection: Collection) -> None:
    run_id = run_that_wants(collection, URL)
    assert count_waiting(collection.database, run_id, SITE.id) == 1
    page_id = answer(collection, run_id, validators=Validators('"5f"', "Thu, 01 Jan 2026 00:00:00 GMT"))
    known = read_known(collection.database, KEY)
    assert known is not None
    assert (known.state, known.outcome, known.page_id, known.content_page_id) == (
        "answered",
        "ok",
        page_id,
        page_id,
    )
    assert known.validators == Validators('"5f"', "Thu, 01 Jan 2026 00:00:00 GMT")
    assert count_waiting(collection.database, run_id, SITE.id) == 0


def test_wanted_again_in_the_same_run_it_keeps_its_answer_and_in_another_it_waits(
    collection: Collection,
) -> None:
    run_id = run_that_wants(collection, URL)
    answer(collection, run_id, validators=Validators())
    with transaction(collection.database):
        want(collection.database, run_id, [Wanted(SITE.id, URL, "report")], EVENING)
    assert count_waiting(collection.database, run_id, SITE.id) == 0
    assert count_waiting(collection.database, run_that_wants(collection, URL), SITE.id) == 1


def test_failures_are_counted_and_the_content_that_was_had_stays(collection: Collection) -> None:
    run_id = run_that_wants(collection, URL)
    content = answer(collection, run_id, validators=Validators('"5f"'))
    for tries in (1, 2):
        answer(collection, run_id, Page(run_id, SITE.id, "report", URL, EVENING, "timeout"))
        known = read_known(collection.database, KEY)
        assert known is not None
        assert (known.state, known.attempts, known.content_page_id) == ("failed", tries, content)
        assert known.etag == '"5f"'


def test_a_confirmation_moves_the_time_and_keeps_the_page_with_the_content(collection: Collection) -> None:
    run_id = run_that_wants(collection, URL)
    content = answer(collection, run_id, validators=Validators('"5f"'))
    same = Page(run_id, SITE.id, "report", URL, EVENING, "ok", status=304, sha256="ab")
    answer(collection, run_id, same, Validators('"5f"'), content)
    known = read_known(collection.database, KEY)
    assert known is not None
    assert (known.content_page_id, known.content_at, known.sha256) == (content, EVENING, "ab")
    assert known.page_id != content


def test_what_is_posted_tells_requests_to_one_address_apart(collection: Collection) -> None:
    run_id = run_that_wants(collection, URL)
    with transaction(collection.database):
        want(collection.database, run_id, [Wanted(SITE.id, URL, "list", posted="0" * 64)], MORNING)
    assert count_waiting(collection.database, run_id, SITE.id) == 2


def test_an_address_that_is_being_asked_is_not_answered_yet(collection: Collection) -> None:
    run_id = run_that_wants(collection, URL)
    ask(collection.database, KEY, MORNING)
    known = read_known(collection.database, KEY)
    assert known is not None
    assert (known.state, known.asked_at) == ("asking", MORNING)
    assert count_waiting(collection.database, run_id, SITE.id) == 1
    with pytest.raises(KeyError):
        ask(collection.database, UrlKey(SITE.id, "http://www.yunzhou.test/unknown"), MORNING)


def test_an_answer_to_an_address_that_nobody_wanted_is_an_error(collection: Collection) -> None:
    run_id = start_run(collection.database, "gongkai nightly", [SITE.id])
    with pytest.raises(KeyError):
        answer(collection, run_id)
    assert collection.one("SELECT count(*) FROM pages") == 0
