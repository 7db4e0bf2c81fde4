"""Which sites are due: how often each is crawled, and when its last whole crawl was.

Reports appear from January to April: departments publish by 31 January, governments by 31 March. Days are
those of China, where the sites are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from archive.database import Database
from crawler.sites import Site

Frequency = Literal["seasonal", "daily", "weekly", "monthly"]

CHINA = ZoneInfo("Asia/Shanghai")
DAYS: Mapping[str, int] = {"daily": 1, "weekly": 7, "monthly": 30}
SEASON = (1, 2, 3, 4)

# The last run in which each site was to be crawled, and what came of it.
LAST_CRAWLS = """
SELECT s.site_id, s.state, r.id AS run_id, r.started_at, r.finished_at,
    EXISTS (SELECT 1 FROM pages p WHERE p.run_id = s.run_id AND p.site_id = s.site_id
            AND p.kind <> 'robots' AND p.outcome IN ('ok', 'not_a_report', 'other_form')) AS brought
FROM run_sites s JOIN runs r ON r.id = s.run_id
WHERE s.run_id = (SELECT max(run_id) FROM run_sites WHERE site_id = s.site_id)
"""


@dataclass(frozen=True, slots=True)
class LastCrawl:
    """The last crawl of a site: its run, its day in China, whether it came to its end and brought a page."""

    run_id: int
    day: date
    whole: bool
    brought: bool


@dataclass(frozen=True, slots=True)
class Due:
    """Whether a site is to be crawled now, and why or why not."""

    site: Site
    due: bool
    reason: str


def last_crawls(database: Database) -> dict[str, LastCrawl]:
    """The last crawl of every site that was crawled, by its id."""
    return {
        row["site_id"]: LastCrawl(
            run_id=row["run_id"],
            day=datetime.fromisoformat(row["started_at"]).astimezone(CHINA).date(),
            # Runs of before this was entered came to their end if they have one.
            whole=row["finished_at"] is not None and row["state"] in ("done", None),
            brought=bool(row["brought"]),
        )
        for row in database.execute(LAST_CRAWLS)
    }


def days_between(site: Site, today: date) -> int:
    """The days from one crawl of a site to the next."""
    if site.frequency == "seasonal":
        return DAYS["daily"] if today.month in SEASON else DAYS["weekly"]
    return DAYS[site.frequency]


def judge_due(site: Site, last: LastCrawl | None, today: date) -> Due:
    """Whether a site is due on a day."""
    if last is None:
        return Due(site, True, "never crawled")
    if not last.whole:
        return Due(site, True, f"run {last.run_id} stopped before its end")
    gone = (today - last.day).days
    if gone < 0:
        return Due(site, True, f"run {last.run_id} is of {last.day}, which has not come: a clock was wrong")
    every = days_between(site, today) if last.brought else DAYS["daily"]
    what = "brought a page" if last.brought else "brought nothing"
    reason = f"run {last.run_id} of {last.day} {what}; every {every} day{'s' if every > 1 else ''}"
    return Due(site, gone >= every, f"{reason} ({site.frequency})" if last.brought else reason)


def judge_all(sites: Iterable[Site], crawls: Mapping[str, LastCrawl], now: datetime) -> list[Due]:
    """Whether each enabled site is due."""
    today = now.astimezone(CHINA).date()
    return [judge_due(site, crawls.get(site.id), today) for site in sites if site.enabled]
