"""What the parser reads from the pages as served is exactly what they were rendered from."""

import pytest

import parsers
from crawler.sites import load_sites
from demo.reports import EXPECTED, NO_REPORTS, Truth
from demo.web import SITES_FOLDER, DemoWeb
from tests.demo.client import fetch

SITES = load_sites([SITES_FOLDER])


def read(web: DemoWeb, url: str, site: str = "") -> parsers.Report:
    reply = fetch(web, url, {"Accept-Encoding": "gzip"})
    context = SITES[site].context if site else parsers.SiteContext()
    return parsers.parse(reply.body, content_type=reply.headers["content-type"], url=url, site=context)


@pytest.mark.parametrize("truth", EXPECTED.values(), ids=lambda truth: truth.id)
def test_every_figure_is_read_with_its_value_and_state(web: DemoWeb, truth: Truth) -> None:
    report = read(web, truth.url)
    assert {key: (f.value, f.state) for key, f in report.figures.items()} == dict(truth.figures)
    assert {table: form for table, form in report.forms.items() if form} == {
        table: form for table, form in truth.forms.items() if form
    }


@pytest.mark.parametrize("truth", EXPECTED.values(), ids=lambda truth: truth.id)
def test_title_agency_year_and_date_are_those_of_the_page(web: DemoWeb, truth: Truth) -> None:
    report = read(web, truth.url, truth.site)
    assert report.outcome == truth.outcome
    assert (report.title, report.agency) == (truth.title, truth.agency)
    assert (report.year, report.published) == (truth.year, truth.published)


@pytest.mark.parametrize("truth", EXPECTED.values(), ids=lambda truth: truth.id)
def test_the_checks_that_fail_are_those_whose_printed_sides_differ(web: DemoWeb, truth: Truth) -> None:
    failed = {check.rule for check in read(web, truth.url).checks if check.passed is False}
    assert failed == set(truth.failed_checks)


def test_what_is_no_report_is_not_read_as_one(web: DemoWeb) -> None:
    for url in NO_REPORTS:
        assert read(web, url).outcome in {"not_a_report", "unreadable"}, url
