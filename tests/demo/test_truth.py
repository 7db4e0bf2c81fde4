"""What the parser reads from the pages as served is exactly what they were rendered from."""

from dataclasses import dataclass

import pytest

import parsers
from crawler.sites import load_sites
from demo.reports import EXPECTED, NO_REPORTS, Truth, trap_url
from demo.reports import SITES as HOSTS
from demo.web import SITES_FOLDER, DemoWeb
from tests.demo.client import fetch

SITES = load_sites([SITES_FOLDER])


@dataclass(frozen=True)
class Reading:
    """A report's page as the parser reads it, and the truth about it."""

    truth: Truth
    report: parsers.Report


def read(web: DemoWeb, url: str, site: str = "") -> parsers.Report:
    reply = fetch(web, url, {"Accept-Encoding": "gzip"})
    context = SITES[site].context if site else parsers.SiteContext()
    return parsers.parse(reply.body, content_type=reply.headers["content-type"], url=url, site=context)


@pytest.fixture(scope="module", params=EXPECTED.values(), ids=lambda truth: truth.id)
def reading(request: pytest.FixtureRequest, web: DemoWeb) -> Reading:
    """Each page is read once for all tests that ask for it."""
    truth: Truth = request.param
    return Reading(truth, read(web, truth.url, truth.site))


def test_every_figure_is_read_with_its_value_and_state(reading: Reading) -> None:
    truth, report = reading.truth, reading.report
    assert {key: (f.value, f.state) for key, f in report.figures.items()} == dict(truth.figures)
    assert {table: form for table, form in report.forms.items() if form} == {
        table: form for table, form in truth.forms.items() if form
    }


def test_title_agency_year_and_date_are_those_of_the_page(reading: Reading) -> None:
    truth, report = reading.truth, reading.report
    assert report.outcome == truth.outcome
    assert (report.title, report.agency) == (truth.title, truth.agency)
    assert (report.year, report.published) == (truth.year, truth.published)


def test_the_checks_that_fail_are_those_whose_printed_sides_differ(reading: Reading) -> None:
    failed = {check.rule for check in reading.report.checks if check.passed is False}
    assert failed == set(reading.truth.failed_checks)


def test_what_is_no_report_is_not_read_as_one(web: DemoWeb) -> None:
    cut_off = {trap_url(site, trap) for site in HOSTS.values() for trap in site.traps if trap.kind == "cut"}
    for url in NO_REPORTS.keys() - cut_off:
        assert read(web, url).outcome in {"not_a_report", "unreadable"}, url
