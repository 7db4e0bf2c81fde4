"""A site that needs attention opens an alert, which says what was compared and closes when the site is well."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.health.measures import measures_of, read_site_run
from archive.health.rules import HEALTH_RULES, RULES
from archive.outcome_terms import OUTCOME_TERMS
from archive.records import PageKind, PageOutcome
from archive.sites import store_sites
from tests.archive.collection import SITE, Collection, page
from tests.archive.health.watching import LIST, compared, night, report_url, reports, told

DOCUMENTS = Path(__file__).parents[3] / "docs"


def test_a_run_is_set_beside_the_median_of_the_runs_before_it(collection: Collection) -> None:
    for count in (2, 6, 4):
        night(collection, reports(count))
    night(collection, reports(5))
    (row,) = collection.rows(
        "SELECT items, seconds, usual_runs, usual_items, usual_requests, usual_seconds FROM run_sites WHERE run_id = 4"
    )
    assert row == (5, 600, 3, 4, 5, 600)


def test_forty_before_and_none_now_is_an_alert_with_both_numbers(collection: Collection) -> None:
    assert night(collection, reports(6)) == []
    alerts = night(collection, {})
    assert told(alerts) == [("opened", "no_reports")]
    assert alerts[0].message_en == "no report now, 6 usually"
    assert "平常 6 份" in alerts[0].message_zh
    assert compared(collection, "no_reports") == {"items": 0, "usual_items": 6.0}


def test_an_alert_stays_one_alert_until_the_site_is_well_again(collection: Collection) -> None:
    night(collection, reports(6))
    night(collection, {})
    assert told(night(collection, {})) == [("kept", "no_reports")]
    assert told(night(collection, reports(6))) == [("closed", "no_reports")]
    assert night(collection, reports(6)) == []
    assert collection.rows("SELECT opened_run, last_run, closed_run FROM alerts") == [(2, 3, 4)]


def test_a_site_that_is_down_for_long_does_not_come_to_look_usual(collection: Collection) -> None:
    night(collection, reports(6))
    for _ in range(12):
        night(collection, {})
    assert collection.one("SELECT closed_at FROM alerts WHERE rule = 'no_reports'") is None
    assert compared(collection, "no_reports")["usual_items"] == 6


def test_half_of_the_reports_gone_is_told_as_fewer(collection: Collection) -> None:
    night(collection, reports(6))
    assert told(night(collection, reports(3))) == [("opened", "fewer_reports")]
    assert told(night(collection, reports(4))) == [("closed", "fewer_reports")]


@pytest.mark.parametrize(
    ("outcome", "rule"),
    [
        ("waf_challenge", "challenge"),
        ("forbidden_403", "refused"),
        ("rate_limited", "refused"),
        ("robots_disallowed", "robots"),
        ("tls_error", "certificate"),
        ("timeout", "unreachable"),
        ("dns_error", "unreachable"),
        ("server_error", "unreachable"),
        ("empty_list", "layout_changed"),
        ("js_shell", "layout_changed"),
        ("unreadable", "layout_changed"),
        ("gone_404", "list_gone"),
        ("redirected_home", "list_gone"),
        ("redirected_host", "list_gone"),
    ],
)
def test_what_kept_the_reports_from_us_is_named_in_their_place(
    collection: Collection, outcome: PageOutcome, rule: str
) -> None:
    night(collection, reports(6))
    alerts = night(collection, {}, [("list", LIST, outcome)])
    assert told(alerts) == [("opened", rule)]
    assert alerts[0].advice_en
    assert alerts[0].advice_zh


def test_a_third_of_the_pages_challenged_is_no_alert(collection: Collection) -> None:
    challenged: list[tuple[PageKind, str, PageOutcome]] = [("report", f"{LIST}x.html", "waf_challenge")]
    assert night(collection, reports(2), [("list", LIST, "ok"), *challenged]) == []


def test_a_page_that_was_tried_again_counts_by_its_last_outcome(collection: Collection) -> None:
    late: tuple[PageKind, str, PageOutcome] = ("list", LIST, "timeout")
    assert night(collection, reports(1), [late, late, ("list", LIST, "ok")]) == []


def test_a_page_asked_only_to_see_where_the_list_ends_is_not_counted(collection: Collection) -> None:
    end = f"{LIST}index_1.html"
    pages: list[tuple[PageKind, str, PageOutcome]] = [("list", LIST, "ok"), ("list", end, "empty_list")]
    assert night(collection, reports(1), pages, list_ends=[end]) == []
    assert told(night(collection, reports(1), pages)) == [("opened", "layout_changed")]


def test_a_run_that_was_stopped_opens_and_closes_nothing_it_cannot_tell(collection: Collection) -> None:
    night(collection, reports(6))
    assert night(collection, reports(1), whole=False) == []
    night(collection, {})
    assert told(night(collection, reports(2), whole=False)) == [("kept", "no_reports")]
    assert collection.one("SELECT usual_runs FROM run_sites WHERE run_id = 4") == 1


def test_marks_of_the_system_that_are_gone_are_told_once_they_were_there(collection: Collection) -> None:
    assert night(collection, reports(2), fingerprint=False) == []
    night(collection, reports(2), fingerprint=True)
    assert told(night(collection, reports(2), fingerprint=False)) == [("opened", "fingerprint_gone")]
    assert told(night(collection, reports(2))) == [("kept", "fingerprint_gone")]
    assert told(night(collection, reports(2), fingerprint=True)) == [("closed", "fingerprint_gone")]


def test_a_site_without_success_for_a_fortnight_is_told(collection: Collection) -> None:
    refused: list[tuple[PageKind, str, PageOutcome]] = [("list", LIST, "forbidden_403")]
    night(collection, reports(1), day=1)
    assert told(night(collection, {}, refused, day=15)) == [("opened", "refused")]
    assert told(night(collection, {}, refused, day=17)) == [("opened", "no_success"), ("kept", "refused")]
    assert compared(collection, "no_success")["days_without_success"] == pytest.approx(16, abs=0.1)


def test_many_pages_that_cannot_be_read_are_told(collection: Collection) -> None:
    cut = {report_url(10 + number): page(2019)[:900] + b"\xff\xfe\x00" * 40 for number in range(3)}
    alerts = night(collection, reports(3) | cut)
    assert collection.one("SELECT reports_unreadable FROM run_sites") == 3
    assert told(alerts) == [("opened", "unreadable")]


def test_an_entry_that_is_switched_off_has_no_open_alert(collection: Collection) -> None:
    night(collection, reports(6))
    night(collection, {})
    store_sites(collection.database, [replace(SITE, enabled=False)])
    night(collection, {})
    assert collection.one("SELECT count(*) FROM alerts WHERE closed_at IS NULL") == 0


def test_every_measure_that_is_declared_is_taken(collection: Collection) -> None:
    night(collection, reports(1))
    measures = measures_of(read_site_run(collection.database, 1, SITE.id))
    assert set(measures) == set(HEALTH_RULES.measures)


def test_each_rule_says_in_both_languages_what_to_do_and_why_its_threshold_is_what_it_is() -> None:
    for name, rule in RULES.items():
        assert all((rule.title_zh, rule.title_en, rule.advice_zh, rule.advice_en)), name
        assert all(len(clause.reason) > 8 for clause in rule.when), name


def test_every_outcome_that_is_no_success_says_what_to_do() -> None:
    for name, term in OUTCOME_TERMS.items():
        assert term.group == "fine" or (term.advice_en and term.advice_zh), name


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained(rule: str) -> None:
    assert f"| `{rule}` |" in (DOCUMENTS / "health.md").read_text("utf-8")


@pytest.mark.parametrize("outcome", OUTCOME_TERMS)
def test_every_outcome_is_explained(outcome: str) -> None:
    assert f"| `{outcome}` |" in (DOCUMENTS / "outcomes.md").read_text("utf-8")
