"""What a night is to do: the sites that are due or belong to a killed run, and what each will ask for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.database import Database
from archive.unfinished import unfinished_runs
from crawler.schedule import Due, judge_all, last_crawls
from crawler.sites import Site

COUNTS = """
SELECT count(*) AS known, coalesce(sum(page_id IS NULL), 0) AS new,
    coalesce(sum(state = 'failed'), 0) AS failed
FROM urls WHERE site_id = ? AND kind <> 'robots' AND posted = ''
"""
ADDRESSES = """
SELECT url, kind, state, attempts, due_at, content_at, page_id IS NULL AS new
FROM urls WHERE site_id = ? AND kind <> 'robots' AND posted = '' ORDER BY page_id IS NOT NULL, url
"""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a site's addresses: how many, how many never asked for, how many failed last."""

    known: int
    new: int
    failed: int


NOTHING_KNOWN = Expected(0, 0, 0)


def plan(
    database: Database, sites: Mapping[str, Site], command: str, now: datetime, only: Sequence[str] = ()
) -> list[Due]:
    """Every enabled site, or those of `only`, with whether it is crawled tonight and why.

    Sites of a killed run of the same command are crawled in any case: the run goes on.
    """
    judged = judge_all(sites.values(), last_crawls(database), now)
    unfinished = next((run for run in reversed(unfinished_runs(database)) if run.command == command), None)
    going_on = unfinished.sites if unfinished else {}
    chosen = [due for due in judged if not only or due.site.id in only]
    return [
        _going_on(due, unfinished.id) if unfinished and due.site.id in going_on else due for due in chosen
    ]


def insist(dues: Iterable[Due], why: str) -> list[Due]:
    """The same sites, due whatever their last crawl was."""
    return [due if due.due else Due(due.site, True, f"{why}; {due.reason}") for due in dues]


def expected(database: Database, site: Site) -> Expected:
    """What is known of the addresses of a site."""
    row = database.execute(COUNTS, (site.id,)).fetchone()
    return Expected(**dict(row))


def addresses(database: Database, site: Site) -> Iterator[tuple[str, str]]:
    """Each address that is known of a site, and why it would be asked for again."""
    for row in database.execute(ADDRESSES, (site.id,)):
        yield row["url"], _why(dict(row))


def _going_on(due: Due, run_id: int) -> Due:
    return Due(due.site, True, f"run {run_id} was killed and goes on")


def _why(row: Mapping[str, object]) -> str:
    if row["new"]:
        return f"{row['kind']}: listed, never asked for"
    if row["due_at"]:
        return f"{row['kind']}: the host asked to be left alone until {row['due_at']}"
    if row["state"] == "failed":
        return f"{row['kind']}: no answer the last {row['attempts']} times"
    if row["content_at"]:
        return f"{row['kind']}: is it still as on {row['content_at']}?"
    return f"{row['kind']}: is it there now?"
