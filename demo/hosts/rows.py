"""The rows of a list whatever its family: reports, traps and other reports, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from demo.catalogue.addresses import document_url
from demo.catalogue.model import Channel, DemoReport, SiteFile
from demo.catalogue.reports import trap_url

# The years of the website reports that some lists hold.
WEBSITE_REPORT_YEARS = range(2015, 2025)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it leads, its title, its day, and the agency that published it."""

    url: str
    title: str
    day: date
    publisher: str


def channel_rows(site: SiteFile, channel: Channel, reports: Iterable[DemoReport]) -> list[Row]:
    """The rows of one list of a host."""
    rows = [
        Row(report.url, report.title, report.published, report.agency.name)
        for report in reports
        if report.channel == channel.path
    ]
    rows += [
        Row(trap_url(site, trap), trap.title, trap.date, site.name)
        for trap in site.traps
        if trap.channel == channel.path
    ]
    rows += _website_reports(site, channel)
    return sorted(rows, key=lambda row: (row.day, row.url), reverse=True)


def _website_reports(site: SiteFile, channel: Channel) -> list[Row]:
    rows = []
    for number, agency in enumerate(channel.website_reports):
        for year in WEBSITE_REPORT_YEARS:
            title = f"{site.place}{agency}{year}年政府网站工作年度报表"
            day = date(year + 1, 1, 8 + number)
            url = document_url(site, channel.path, day, title)
            rows.append(Row(url, title, day, f"{site.place}{agency}"))
    return rows
