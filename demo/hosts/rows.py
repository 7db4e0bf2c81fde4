"""The rows of a list whatever its family: reports, traps and other reports, newest first, in parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from demo.catalogue.addresses import document_url
from demo.catalogue.model import Channel, DemoReport, SiteFile
from demo.catalogue.reports import trap_url

# The years of the website reports that some lists hold.
WEBSITE_REPORT_YEARS = range(2015, 2025)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it leads (absolute), its title, its day, and the agency that published it.

    `report` is None for a trap and for the report on a website.
    """

    url: str
    title: str
    day: date
    publisher: str
    report: DemoReport | None = None

    @property
    def path(self) -> str:
        """The address on its own host."""
        return "/" + self.url.split("/", 3)[3]


def channel_rows(site: SiteFile, channel: Channel, reports: Iterable[DemoReport]) -> list[Row]:
    """The rows of one list of a host."""
    rows = [
        Row(report.url, report.title, report.published, report.agency.name, report)
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


def in_parts(rows: Sequence[Row], size: int) -> list[Sequence[Row]]:
    """The rows in parts of `size`; one empty part where there are none."""
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]


def _website_reports(site: SiteFile, channel: Channel) -> list[Row]:
    rows = []
    for number, agency in enumerate(channel.website_reports):
        for year in WEBSITE_REPORT_YEARS:
            title = f"{site.place}{agency}{year}年政府网站工作年度报表"
            day = date(year + 1, 1, 8 + number)
            url = document_url(site, channel.path, day, title)
            rows.append(Row(url, title, day, f"{site.place}{agency}"))
    return rows
