"""The truth about each page of the imitation web, worked out from the figures and never by parsing.

>>> expected("http://www.nanfen.test/zwgk/zfxxgknb/bmzfxxgkgzndbg/202001/t20200117_848276.html").year
2019
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from demo.catalogue.model import DemoReport
from demo.catalogue.nights import on_night
from demo.catalogue.reports import REPORTS, SITES, trap_url
from demo.figures.identities import identities
from demo.render.article import STUBS, WORKBOOKS
from demo.render.attachments import attachments_of
from demo.render.printed import print_report
from parsers.forms import FORMS
from parsers.report import Number, Outcome, State


@dataclass(frozen=True, slots=True)
class Truth:
    """What there is to be read on a report's page.

    `figures` has every key of each table on the page as (value, state); `forms` the form of each table,
    None where the page lacks it; `failed_checks` the identities whose printed sides differ.
    """

    id: str
    url: str
    site: str
    outcome: Outcome
    title: str
    agency: str
    year: int
    published: date
    forms: Mapping[str, str | None]
    figures: Mapping[str, tuple[Number | None, State]]
    failed_checks: tuple[str, ...]
    deviations: frozenset[str]


NO_TABLES = STUBS | WORKBOOKS | {"tables_as_images"}


def truth_of(report: DemoReport, night: int = 1) -> Truth:
    """The truth about one report's page on a night."""
    report = on_night(report, night)
    cells = {} if report.deviations & NO_TABLES else print_report(report)
    printed_tables = {key.split(".")[0] for key in cells}
    return Truth(
        id=report.id,
        url=report.url,
        site=report.site.id,
        outcome="ok" if cells else "no_tables",
        title=report.title,
        agency=report.agency.name,
        year=report.year,
        published=report.published,
        forms={t: form if t in printed_tables else None for t, form in report.forms.items()},
        figures={key: (cell.value, cell.state) for key, cell in cells.items()},
        failed_checks=_failed_checks(report, {key: cell.value for key, cell in cells.items()}),
        deviations=report.deviations,
    )


def _failed_checks(report: DemoReport, values: Mapping[str, Number | None]) -> tuple[str, ...]:
    return tuple(
        identity.rule
        for key, form in report.forms.items()
        for identity in identities(FORMS[form].tables[key], values)
        if identity.holds is False
    )


@cache
def _expected_on(night: int) -> Mapping[str, Truth]:
    return {
        report.url: truth_of(report, night)
        for report in REPORTS
        if report.first_night <= night <= report.last_night and not report.agency.disallowed
    }


def expected(url: str, night: int = 1) -> Truth:
    """The truth about a report's URL; KeyError where no report may be read there on that night."""
    return _expected_on(night)[url]


def _attached_truths() -> Mapping[str, Truth]:
    truths: dict[str, Truth] = {}
    for report in REPORTS:
        for attachment in attachments_of(report):
            if attachment.has_tables:
                url = attachment.url(report)
                truths[url] = replace(
                    truth_of(replace(report, deviations=report.deviations - NO_TABLES)), url=url
                )
    return truths


# By URL: what there is to be read in each document that is attached to a page and has its tables.
ATTACHED: Mapping[str, Truth] = _attached_truths()

# By URL, on the first night: every report that a crawler may read.
EXPECTED: Mapping[str, Truth] = _expected_on(1)

# URLs linked from lists that are no reports, with what stands there instead.
NO_REPORTS: Mapping[str, str] = {
    trap_url(site, trap): trap.why
    for site in SITES.values()
    for trap in site.traps
    if trap.kind not in {"moved", "disallowed", "elsewhere"}
}

# URLs that a well-behaved crawler never asks for: robots.txt forbids them, or the host is on no list.
NEVER_FETCHED: frozenset[str] = frozenset(
    [report.url for report in REPORTS if report.agency.disallowed]
    + [trap.to for site in SITES.values() for trap in site.traps if trap.kind in {"off_list", "elsewhere"}]
)
