"""All reports of the imitation web, made from `demo/reports/*.toml`: where each stands and what it says.

>>> len(REPORTS) >= 40
True
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from demo.catalogue.addresses import document_file_url, document_url
from demo.catalogue.deviations import deviations_of, forms_of
from demo.catalogue.model import Agency, DemoReport, SiteFile, Trap
from demo.catalogue.nights import NIGHT_TWO
from demo.figures.years import Figures, simulate
from parsers.forms import FORMS, Table

FOLDER = Path(__file__).parent.parent / "reports"


def load_site(path: Path) -> SiteFile:
    """Read one host's file."""
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return SiteFile.model_validate(data)


def form_of_year(year: int) -> str:
    """The form in force for a fiscal year."""
    return max(form.form for form in FORMS.values() if form.first_fiscal_year <= year)


def forms_of_report(report_id: str, year: int) -> dict[str, str]:
    """The form of each table: that of the year unless a deviation says otherwise."""
    usual = form_of_year(year)
    return dict.fromkeys(FORMS[usual].tables, usual) | forms_of(report_id)


def trap_url(site: SiteFile, trap: Trap) -> str:
    """Where a list's trap leads, as the list links it."""
    if trap.kind == "disallowed":
        return BY_ID[trap.to].url
    if trap.kind == "elsewhere":
        return trap.to
    if trap.beside:
        # Interpretations live in a channel of their own, outside the list's folder.
        return document_url(site, "", trap.date, trap.title).replace(site.root, "/zwgk/jd/")
    return document_url(site, trap.channel, trap.date, trap.title)


def _published(agency: Agency, report_id: str, year: int) -> date:
    if str(year) in agency.published:
        return agency.published[str(year)]
    # Departments publish in January, governments in March; the law sets the last day of each.
    first, days = (date(year + 1, 3, 4), 26) if agency.kind == "government" else (date(year + 1, 1, 6), 24)
    return first + timedelta(days=Random(report_id).randrange(days))


def _title(agency: Agency, deviations: frozenset[str], year: int) -> str:
    if "title_with_about" in deviations:
        return f"{agency.short}关于政府信息公开工作 {year}年度报告"
    if deviations & {"title_without_agency", "agency_in_contact_only"}:
        return f"{year}年政府信息公开工作年度报告"
    if "year_first_title" in deviations:
        return f"{year}年{agency.name}政府信息公开工作年度报告"
    name = agency.short if "agency_short_name" in deviations else agency.name
    return f"{name}{year}年政府信息公开工作年度报告"


def _agency_figures(site: SiteFile, agency: Agency) -> dict[int, Figures]:
    def tables_of(year: int) -> Mapping[str, Table]:
        forms = forms_of_report(f"{site.id}/{agency.id}/{year}", year)
        return {key: FORMS[form].tables[key] for key, form in forms.items()}

    given = {int(year): dict(figures) for year, figures in agency.given.items()}
    return simulate(f"{site.id}/{agency.id}", agency.profile, tables_of, given)


def _report(site: SiteFile, agency: Agency, year: int, figures: Figures) -> DemoReport:
    report_id = f"{site.id}/{agency.id}/{year}"
    deviations = deviations_of(report_id)
    published = _published(agency, report_id, year)
    channel = agency.channel.format(year=year)
    url = document_url(site, channel, published, report_id)
    if year in agency.one_document:
        channel = f"{channel}/{year}n"
        url = f"http://{site.host}{site.root}{channel}/"
    if "listed_as_pdf" in deviations:
        url = document_file_url(url)
    return DemoReport(
        id=report_id,
        site=site,
        agency=agency,
        year=year,
        published=published,
        channel=channel,
        url=url,
        title=_title(agency, deviations, year),
        forms=forms_of_report(report_id, year),
        figures={**figures, **agency.misprints.get(str(year), {})},
        deviations=deviations,
        first_night=2 if report_id == NIGHT_TWO.new else 1,
        last_night=1 if report_id == NIGHT_TWO.gone else 99,
    )


def _all_reports() -> tuple[DemoReport, ...]:
    return tuple(
        _report(site, agency, year, figures[year])
        for site in SITES.values()
        for agency in site.agencies
        for figures in [_agency_figures(site, agency)]
        for year in agency.years
    )


SITES: Mapping[str, SiteFile] = {site.id: site for site in map(load_site, sorted(FOLDER.glob("*.toml")))}
REPORTS: tuple[DemoReport, ...] = _all_reports()
BY_ID: Mapping[str, DemoReport] = {report.id: report for report in REPORTS}
