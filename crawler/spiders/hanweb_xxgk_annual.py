"""The adapter for Hanweb's (大汉版通) annual-report page: agencies from the entry or a tree, year by year."""

from collections.abc import Iterator
from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response

from crawler.lists.asking import Ask, ListPage
from crawler.lists.entries import Entry
from crawler.lists.hanweb_xxgk_annual import (
    codes_of,
    holds_report,
    is_endpoint,
    read_agencies,
    reports_of,
)
from crawler.outcomes import Verdict
from crawler.spiders.paged import PagedSpider
from parsers.forms import FORMS

FIRST_YEAR = min(form.first_fiscal_year for form in FORMS.values())


class HanwebXxgkAnnualSpider(PagedSpider):
    """Hanweb's annual-report page. See docs/sites/hanweb_xxgk_annual.md."""

    name = "hanweb_xxgk_annual"

    @property
    def years(self) -> range:
        """The fiscal years to ask for, the newest first: a year's report is due in the next one."""
        return range(datetime.now(UTC).year - 1, (self.site.first_year or FIRST_YEAR) - 1, -1)

    def list_requests(self, url: str) -> Iterator[Request]:
        """The reports themselves where the agencies are known, else the page that names them."""
        if not is_endpoint(url):
            yield from super().list_requests(url)
            return
        reports = self._reports_at(url)
        if not reports:
            self.skip(url, "no_agency_code")
        yield from self.entry_requests(reports, url)

    def read_page(self, text: str, url: str, ask: Ask) -> ListPage:  # noqa: ARG002 - each page stands alone
        """A page that names agencies; one of the reports stands for all of its agency."""
        if is_endpoint(url):
            return ListPage(self._reports_at(url))
        return read_agencies(text, url, self.years)

    def _reports_at(self, url: str) -> tuple[Entry, ...]:
        """Every year of the agencies that the address of a report and the entry name."""
        return tuple(reports_of(url, [*codes_of(url), *self.site.agency_codes], self.years))

    def read_report(self, response: Response) -> Iterator[Request]:
        """The documents of a report. A template with nothing in it is no report, and no failure."""
        text = self.text_of(response)
        if text is not None and not holds_report(text, response.url):
            self.recorder.correct(response, Verdict("not_a_report", "the template holds no report"))
            return
        yield from super().read_report(response)
