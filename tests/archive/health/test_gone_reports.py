"""A report that disappeared is told apart from a source that fails."""

from archive.records import PageKind, PageOutcome
from tests.archive.collection import Collection
from tests.archive.health.watching import LIST, compared, night, report_url, reports, told

Others = list[tuple[PageKind, str, PageOutcome]]
GONE: Others = [("report", report_url(0), "gone_404")]
ANSWERS: Others = [("list", LIST, "ok")]


def gone(collection: Collection) -> list[tuple[object, ...]]:
    return collection.rows("SELECT url, outcome, last_had_at, first_gone_at, last_gone_at FROM gone_reports")


def test_a_report_whose_page_is_gone_while_the_site_answers_is_observed(collection: Collection) -> None:
    night(collection, reports(2))
    night(collection, {report_url(1): reports(2)[report_url(1)]}, ANSWERS + GONE)
    at = "2026-01-02T03:10:00Z"
    assert gone(collection) == [(report_url(0), "gone_404", "2026-01-01T03:00:00Z", at, at)]
    night(collection, {}, [*ANSWERS, ("report", report_url(0), "soft_404")])
    assert gone(collection) == [
        (report_url(0), "soft_404", "2026-01-01T03:00:00Z", at, "2026-01-03T03:10:00Z")
    ]


def test_a_report_that_is_there_again_is_no_longer_gone(collection: Collection) -> None:
    night(collection, reports(2))
    night(collection, {}, ANSWERS + GONE)
    night(collection, reports(2))
    assert gone(collection) == []


def test_a_page_that_could_not_be_fetched_is_not_gone_and_one_that_is_gone_stays_so(
    collection: Collection,
) -> None:
    night(collection, reports(2))
    night(collection, {}, [*ANSWERS, ("report", report_url(0), "timeout")])
    assert gone(collection) == []
    night(collection, {}, ANSWERS + GONE)
    night(collection, {}, [*ANSWERS, ("report", report_url(0), "timeout")])
    assert len(gone(collection)) == 1


def test_where_the_whole_site_says_404_no_report_is_said_to_be_gone(collection: Collection) -> None:
    night(collection, reports(2))
    night(collection, {}, [("list", LIST, "gone_404"), *GONE])
    assert gone(collection) == []


def test_several_reports_gone_at_once_are_an_alert(collection: Collection) -> None:
    night(collection, reports(6))
    left = dict(list(reports(6).items())[3:])
    lost: Others = [("report", report_url(number), "gone_404") for number in range(3)]
    alerts = night(collection, left, ANSWERS + lost)
    assert ("opened", "reports_gone") in told(alerts)
    assert compared(collection, "reports_gone") == {"gone": 3}
