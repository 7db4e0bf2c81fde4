"""A small collection for the tests: pages of our own writing in real WARC files, entered as a crawl would."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from archive.database import Database, open_database
from archive.home import Home
from archive.ingest import IngestSummary, Progress, ingest_run
from archive.page_metadata import lines_of_page
from archive.pages import store_page
from archive.records import Page, PageOutcome, SiteRecord
from archive.results import RUN_PAGE, RunPage
from archive.runs import finish_run, lines_of_run, start_run
from archive.sites import store_sites
from archive.warc import Exchange, WarcPlace, WarcWriter
from tests.parsers.pages import report_html

SITE = SiteRecord(
    id="yunzhou",
    name="云州市人民政府",
    adapter="trs_wcm",
    area="990100",
    place="云州市",
    level="city",
    home_url="http://www.yunzhou.test/",
    list_url="http://www.yunzhou.test/nb/",
    enabled=True,
)
OTHER_SITE = SiteRecord(
    id="qingshan",
    name="青山县人民政府",
    adapter="trs_wcm",
    area="990201",
    place="云州市青山县",
    level="county",
    home_url="http://www.qingshan.test/",
    list_url="http://www.qingshan.test/nb/",
    enabled=True,
    agency="青山县统计局",
)
NOTHING_ATTACHED: Mapping[str, tuple[str, bytes | None]] = MappingProxyType({})
URL = "http://www.yunzhou.test/nb/1.html"
OTHER_URL = "http://www.yunzhou.test/zx/1.html"


def title(year: int, agency: str = "云州市教育局") -> str:
    """The title of one agency's report."""
    return f"{agency}{year}年政府信息公开工作年度报告"


def page(year: int = 2019, cells: Mapping[str, str] | None = None, agency: str = "云州市教育局") -> bytes:
    """A report page on the form of its year."""
    form = "2019" if year < 2021 else "2021"
    return report_html(form, cells or {}, title=title(year, agency)).encode()


class Collection:
    """A data folder with its database; each `crawl` is a run of its own, one day after the last."""

    def __init__(self, path: Path) -> None:
        self.home = Home(path)
        self.home.create()
        self.database: Database = open_database(self.home.database)
        store_sites(self.database, [SITE, OTHER_SITE])

    def fetch(
        self,
        pages: Mapping[str, bytes],
        site: SiteRecord = SITE,
        attached: Mapping[str, tuple[str, bytes | None]] = NOTHING_ATTACHED,
    ) -> int:
        """Archive these pages as one run, and return its number.

        `attached` has documents by address, each with the page it is attached to; one that is None is gone.
        """
        run_id = start_run(self.database, "crawl", [site.id])
        self.add(run_id, pages, site, attached)
        return run_id

    def add(
        self,
        run_id: int,
        pages: Mapping[str, bytes],
        site: SiteRecord = SITE,
        attached: Mapping[str, tuple[str, bytes | None]] = NOTHING_ATTACHED,
    ) -> None:
        """Archive pages of a run in one more file of it."""
        about = lines_of_run(self.database, run_id)
        before = len(list(self.home.warc.glob(f"run-{run_id:06}*.warc.gz")))
        name = f"run-{run_id:06}" + (f"-{before}" if before else "")
        with WarcWriter(self.home.warc, name, "Gongkai", "editor@example.org", about) as writer:
            for url, payload in pages.items():
                fetched_at = f"2026-01-{run_id:02}T03:00:00Z"
                exchange = Exchange(url, fetched_at, 200, payload, (("Content-Type", "text/html"),))
                place = writer.write_exchange(exchange)
                self._enter(writer, _page(run_id, site.id, exchange, place), place)
            for url, (parent, document) in attached.items():
                fetched_at = f"2026-01-{run_id:02}T03:00:00Z"
                exchange = Exchange(url, fetched_at, 200 if document else 404, document or b"", ())
                place = writer.write_exchange(exchange)
                stored = _page(run_id, site.id, exchange, place)
                outcome: PageOutcome = "ok" if document else "gone_404"
                stored = replace(stored, kind="attachment", list_url=parent, outcome=outcome)
                self._enter(writer, replace(stored, content_type=None), place)

    def _enter(self, writer: WarcWriter, page: Page, place: WarcPlace) -> None:
        writer.write_metadata(page.url, page.fetched_at, lines_of_page(page), place.record_id)
        store_page(self.database, page)

    def ingest(self, run_id: int, progress: Progress | None = None) -> IngestSummary:
        """Read what a run archived."""
        summary = ingest_run(self.database, self.home, run_id, progress)
        finish_run(self.database, run_id, 0)
        return summary

    def crawl(
        self,
        pages: Mapping[str, bytes],
        site: SiteRecord = SITE,
        attached: Mapping[str, tuple[str, bytes | None]] = NOTHING_ATTACHED,
    ) -> IngestSummary:
        """Archive these pages and documents and read them."""
        return self.ingest(self.fetch(pages, site, attached))

    def run_pages(self, run_id: int) -> list[RunPage]:
        """The pages of a run as reading them needs them."""
        found = self.database.execute(f"SELECT {RUN_PAGE} FROM pages WHERE run_id = ?", (run_id,))
        return [RunPage(**dict(row)) for row in found]

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """The rows of one query."""
        return [tuple(row) for row in self.database.execute(sql, values)]

    def one(self, sql: str, *values: object) -> object:
        """The single value of one query."""
        ((value,),) = self.rows(sql, *values)
        return value


def _page(run_id: int, site_id: str, exchange: Exchange, place: WarcPlace) -> Page:
    return Page(
        run_id=run_id,
        site_id=site_id,
        kind="report",
        url=exchange.url,
        fetched_at=exchange.fetched_at,
        outcome="ok",
        status=exchange.status,
        content_type="text/html",
        length=len(exchange.payload),
        sha256=hashlib.sha256(exchange.payload).hexdigest(),
        warc_file=place.file,
        warc_offset=place.offset,
        warc_length=place.length,
    )
