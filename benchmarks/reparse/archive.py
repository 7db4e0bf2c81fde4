"""An archive of invented reports, as crawls would have left it: WARC files, pages entered, nothing read yet."""

import hashlib
from contextlib import closing
from itertools import islice
from pathlib import Path

from archive.database import Database, open_database, transaction
from archive.home import Home
from archive.pages import store_page
from archive.records import Page, SiteRecord
from archive.runs import finish_run, start_run
from archive.sites import store_sites
from archive.warc import Exchange, WarcWriter
from benchmarks.speed.pages import speed_pages

KIND = "in a site's frame"
SITE = SiteRecord(
    id="yunzhou",
    name="云州市人民政府",
    adapter="generic",
    area="990100",
    place="云州市",
    level="city",
    home_url="http://www.yunzhou.test/",
    list_url="http://www.yunzhou.test/nb/",
    enabled=True,
)
RUNS = 4


def make_archive(path: Path, reports: int, seed: int) -> Home:
    """A data folder at `path` with so many reports that were fetched in RUNS runs and never read."""
    home = Home(path)
    home.create()
    pages = speed_pages(KIND, reports, seed)
    with closing(open_database(home.database)) as database:
        store_sites(database, [SITE])
        for number in range(RUNS):
            share = reports // RUNS + (1 if number < reports % RUNS else 0)
            _fetch(database, home, list(islice(pages, share)))
    return home


def _fetch(database: Database, home: Home, pages: list[bytes]) -> None:
    run_id = start_run(database, "benchmark", [SITE.id])
    with (
        WarcWriter(home.warc, f"run-{run_id:06}", "Gongkai", "editor@example.org") as writer,
        transaction(database),
    ):
        for number, payload in enumerate(pages):
            exchange = Exchange(
                f"{SITE.list_url}{run_id}/{number}.html",
                f"2026-01-{run_id:02}T03:00:00Z",
                200,
                payload,
                (("Content-Type", "text/html; charset=utf-8"),),
            )
            place = writer.write_exchange(exchange)
            store_page(
                database,
                Page(
                    run_id=run_id,
                    site_id=SITE.id,
                    kind="report",
                    url=exchange.url,
                    fetched_at=exchange.fetched_at,
                    outcome="ok",
                    status=200,
                    content_type="text/html; charset=utf-8",
                    length=len(payload),
                    sha256=hashlib.sha256(payload).hexdigest(),
                    warc_file=place.file,
                    warc_offset=place.offset,
                    warc_length=place.length,
                ),
            )
    finish_run(database, run_id, 0)
