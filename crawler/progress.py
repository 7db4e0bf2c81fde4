"""How far a crawl is, from its frontier: sites done, pages, reports, what waits, and the time it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, runtime_checkable

from archive.database import Database
from archive.records import Page
from crawler.recorder import Recorder
from crawler.sites import Site

WAITING = """
SELECT site_id, sum(state IN ('waiting', 'asking')) AS waiting FROM urls WHERE run_id = ? GROUP BY site_id
"""
FETCHED = """
SELECT count(*) AS pages, coalesce(sum(kind <> 'list' AND outcome = 'ok'), 0) AS reports
FROM pages WHERE run_id = ? AND kind <> 'robots'
"""


@dataclass(frozen=True, slots=True)
class CrawlStatus:
    """How far a crawl is. `waiting` counts addresses known by now; lists still to be read bring more.

    `seconds_left` is what the pauses between the requests to the slowest site take: it cannot be less.
    """

    sites: int
    sites_done: int
    pages: int
    reports: int
    waiting: int
    seconds_left: float


@runtime_checkable
class ShowsStatus(Protocol):
    """A progress display that wants to know, every so many seconds, how far the crawl is."""

    seconds_between: float

    def status(self, status: CrawlStatus) -> None:
        """Show it."""


def read_status(database: Database, run_id: int, sites: Mapping[str, Site]) -> CrawlStatus:
    """How far a run is."""
    waiting = {row["site_id"]: row["waiting"] for row in database.execute(WAITING, (run_id,))}
    fetched = database.execute(FETCHED, (run_id,)).fetchone()
    return CrawlStatus(
        sites=len(sites),
        sites_done=sum(not count for count in waiting.values()),
        pages=fetched["pages"],
        reports=fetched["reports"],
        waiting=sum(waiting.values()),
        seconds_left=max(
            (count * sites[site_id].delay_seconds for site_id, count in waiting.items() if site_id in sites),
            default=0.0,
        ),
    )


def page_teller(recorder: Recorder, tell: Callable[[str], None]) -> Callable[[Page], None]:
    """What is called with each page: it tells of the page, and now and then of how far the crawl is."""
    last = monotonic()

    def told(page: Page) -> None:
        nonlocal last
        reason = f" ({page.reason})" if page.reason else ""
        tell(f"{page.site_id} {page.kind} {page.outcome}{reason} {page.url}")
        if isinstance(tell, ShowsStatus) and monotonic() - last >= tell.seconds_between:
            tell.status(read_status(recorder.database, recorder.run_id, recorder.sites))
            last = monotonic()

    return told
