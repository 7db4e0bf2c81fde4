"""How the last crawl of each site went, from the database: for the list of sites."""

import json
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from archive.database import open_to_read
from archive.home import Home

# Of the last run in which each site was asked: when, what became of its pages, what it brought.
LAST_RUNS = """
SELECT site_id, started_at, outcomes, reports_new + reports_changed + reports_unchanged AS reports
FROM run_sites
WHERE started_at IS NOT NULL
  AND run_id = (SELECT max(run_id) FROM run_sites AS other
                WHERE other.site_id = run_sites.site_id AND other.started_at IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Health:
    """How a site's last crawl went: it brought reports, it brought none, or there was none yet."""

    state: Literal["ok", "failing", "never"]
    words: str


def read_health(home: Home) -> dict[str, Health]:
    """The health of every site that was ever crawled; empty where there is no database yet."""
    if not home.database.exists():
        return {}
    with closing(open_to_read(home.database)) as database:
        rows = database.execute(LAST_RUNS).fetchall()
    return {site: _health(started, outcomes, reports) for site, started, outcomes, reports in rows}


def _health(started: str, outcomes: str, reports: int) -> Health:
    day = started[:10]
    if reports:
        return Health("ok", f"{day}: {reports} reports 年报")
    counted: dict[str, int] = json.loads(outcomes)
    others = ", ".join(f"{name} {count}" for name, count in sorted(counted.items()) if name != "ok")
    return Health("failing", f"{day}: no report 无年报 ({others or 'ok'})")
