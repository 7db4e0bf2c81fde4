"""Which sites are due: by their frequency, by the season, and whatever the clock says."""

from datetime import UTC, date, datetime

import pytest
from scrapy.http import Response

from crawler.politeness import is_due, retry_after
from crawler.schedule import LastCrawl, judge_all, judge_due
from crawler.sites import Site
from tests.crawler.entries import FIELDS


def site(**changes: object) -> Site:
    return Site.model_validate({**FIELDS, **changes})


def last(day: date, *, whole: bool = True, brought: bool = True) -> LastCrawl:
    return LastCrawl(7, day, whole, brought)


@pytest.mark.parametrize(
    ("frequency", "today", "last_day", "due"),
    [
        ("seasonal", date(2026, 2, 2), date(2026, 2, 1), True),
        ("seasonal", date(2026, 2, 2), date(2026, 2, 2), False),
        ("seasonal", date(2026, 4, 30), date(2026, 4, 29), True),
        ("seasonal", date(2026, 5, 2), date(2026, 5, 1), False),
        ("seasonal", date(2026, 5, 8), date(2026, 5, 1), True),
        ("daily", date(2026, 9, 2), date(2026, 9, 1), True),
        ("weekly", date(2026, 2, 7), date(2026, 2, 1), False),
        ("weekly", date(2026, 2, 8), date(2026, 2, 1), True),
        ("monthly", date(2026, 2, 28), date(2026, 2, 1), False),
        ("monthly", date(2026, 3, 3), date(2026, 2, 1), True),
    ],
)
def test_a_site_is_due_by_its_frequency(frequency: str, today: date, last_day: date, due: bool) -> None:
    judged = judge_due(site(frequency=frequency), last(last_day), today)
    assert judged.due is due
    assert frequency in judged.reason


def test_a_site_that_was_never_crawled_or_not_to_its_end_is_due() -> None:
    today = date(2026, 9, 2)
    assert judge_due(site(), None, today).reason == "never crawled"
    stopped = judge_due(site(), last(today, whole=False), today)
    assert (stopped.due, stopped.reason) == (True, "run 7 stopped before its end")


def test_a_site_that_brought_nothing_is_tried_again_the_next_day() -> None:
    failing = last(date(2026, 9, 1), brought=False)
    assert judge_due(site(), failing, date(2026, 9, 2)).due
    assert not judge_due(site(), failing, date(2026, 9, 1)).due


def test_a_crawl_that_lies_in_the_future_makes_a_site_due() -> None:
    judged = judge_due(site(), last(date(2027, 1, 1)), date(2026, 9, 2))
    assert judged.due
    assert "a clock was wrong" in judged.reason


def test_days_are_those_of_china() -> None:
    # 17:30 in London on 31 December is January in China, and so in season.
    evening = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    crawls = {"yunzhou": last(date(2026, 12, 31))}
    assert judge_all([site()], crawls, evening)[0].due


def test_a_site_that_is_switched_off_is_not_in_the_plan() -> None:
    assert judge_all([site(enabled=False, reason="moved")], {}, datetime(2026, 2, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("due_at", "due"),
    [
        (None, True),
        ("2026-02-01T02:00:00Z", False),
        ("2026-01-31T23:00:00Z", True),
        # Further away than a host may ask for: the clock was set back since.
        ("2026-03-01T00:00:00Z", True),
    ],
)
def test_an_address_waits_for_the_time_that_its_host_asked_for(due_at: str | None, due: bool) -> None:
    assert is_due(due_at, datetime(2026, 2, 1, 1, 0, tzinfo=UTC)) is due


def test_a_pause_until_a_date_is_counted_by_the_clock_of_the_server() -> None:
    headers = {"Date": "Sat, 01 Jan 2000 00:00:00 GMT", "Retry-After": "Sat, 01 Jan 2000 00:01:30 GMT"}
    assert retry_after(Response("http://yunzhou.test/", status=503, headers=headers)) == 90
