"""What one run showed of one site, in numbers that the rules compare; None where it cannot be told."""

import sqlite3
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from archive.database import Database
from archive.health.rules import Measures
from archive.health.usual import Usual, read_usual
from archive.outcome_terms import Group, outcomes_of

SECONDS_A_DAY = 86_400

# The measures that count wanted pages of one group of outcomes, each with its share.
COUNTED: dict[str, Group] = {
    "challenged": "challenge",
    "refused": "refused",
    "disallowed": "disallowed",
    "certificate_errors": "certificate",
    "unreachable": "unreachable",
}
SHARES = {
    "challenged_share": "challenged",
    "refused_share": "refused",
    "disallowed_share": "disallowed",
    "certificate_error_share": "certificate_errors",
    "unreachable_share": "unreachable",
}


@dataclass(frozen=True, slots=True)
class SiteRun:
    """One site in one run: its row of `run_sites`, the last outcome of each page wanted, its earlier runs.

    `without_success` is the time in days since the site last brought a report, counted to this run's start.
    """

    row: sqlite3.Row
    lists: Counter[str]
    reports: Counter[str]
    gone: int
    usual: Usual
    without_success: float
    wanted: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wanted", self.lists + self.reports)


def last_pages(
    database: Database, run_id: int, site_id: str, list_ends: Container[int] = ()
) -> list[sqlite3.Row]:
    """What the last try of each list and report page of a run came to: id, kind, url, outcome, reason.

    Pages in `list_ends` are left out: they were asked for only to see where a list ends.
    """
    rows = database.execute(
        "SELECT id, kind, url, outcome, reason FROM pages "
        "WHERE run_id = ? AND site_id = ? AND kind IN ('list', 'report') ORDER BY id",
        (run_id, site_id),
    )
    last = {row["url"]: row for row in rows}
    return [row for row in last.values() if row["id"] not in list_ends]


def read_site_run(database: Database, run_id: int, site_id: str, list_ends: Container[int] = ()) -> SiteRun:
    """Read what a finished run shows of one site. `run_sites` must have been counted."""
    row = database.execute(
        "SELECT s.*, coalesce(s.started_at, r.started_at) AS asked_at FROM run_sites s "
        "JOIN runs r ON r.id = s.run_id WHERE s.run_id = ? AND s.site_id = ?",
        (run_id, site_id),
    ).fetchone()
    pages = last_pages(database, run_id, site_id, list_ends)
    return SiteRun(
        row=row,
        lists=Counter(page["outcome"] for page in pages if page["kind"] == "list"),
        reports=Counter(page["outcome"] for page in pages if page["kind"] == "report"),
        gone=_gone(database, pages),
        usual=read_usual(database, run_id, site_id),
        without_success=_days(_last_success(database, run_id, site_id) or row["asked_at"], row["asked_at"]),
    )


def measures_of(run: SiteRun) -> Measures:
    """Every measure of a site by its name."""
    counted: dict[str, float | None] = {
        name: sum(run.wanted[outcome] for outcome in outcomes_of(group)) for name, group in COUNTED.items()
    }
    wanted = run.wanted.total()
    counted["wanted"] = wanted
    shares = {share: _ratio(counted[name], wanted) for share, name in SHARES.items()}
    return {**counted, **shares, **_of_lists(run), **_of_reports(run), **_beside_usual(run)}


def _of_lists(run: SiteRun) -> Measures:
    """List pages that are not where they were, and those that were answered but show no entry."""
    # A list that cannot be read shows no entry either.
    empty = sum(run.lists[outcome] for outcome in outcomes_of("empty") | {"unreadable"})
    answered = empty + run.lists["ok"]
    lost = sum(run.lists[outcome] for outcome in outcomes_of("gone") | outcomes_of("elsewhere"))
    return {
        "wanted_lists": run.lists.total(),
        "lost_lists": lost,
        "lost_list_share": _ratio(lost, run.lists.total()),
        "lists": answered,
        "empty_lists": empty,
        "empty_list_share": _ratio(empty, answered),
        "fingerprint": run.row["fingerprint"],
        "usual_fingerprint": run.usual.fingerprint,
    }


def _of_reports(run: SiteRun) -> Measures:
    items, unreadable = run.row["items"], run.row["reports_unreadable"]
    return {
        "report_pages": items + unreadable,
        "unreadable": unreadable,
        "unreadable_share": _ratio(unreadable, items + unreadable),
        "gone": run.gone,
    }


def _beside_usual(run: SiteRun) -> Measures:
    """What is compared with earlier runs: only a run that came to its end on the site can be."""
    row, usual, whole = run.row, run.usual, run.row["state"] == "done"
    items, seconds = (row["items"], row["seconds"]) if whole else (None, None)
    return {
        "requests": row["requests"] if whole else None,
        "bytes": row["bytes"] if whole else None,
        "items": items,
        "seconds": seconds,
        "usual_requests": usual.requests,
        "usual_bytes": usual.bytes,
        "usual_items": usual.items,
        "usual_seconds": usual.seconds,
        "items_ratio": _ratio(items, usual.items),
        "seconds_ratio": _ratio(seconds, usual.seconds),
        "days_without_success": 0.0 if row["items"] else run.without_success if whole else None,
    }


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole


def _gone(database: Database, pages: Iterable[sqlite3.Row]) -> int:
    """Addresses of stored reports that are gone, where the site answered at all."""
    outcomes = {page["url"]: page["outcome"] for page in pages}
    if "ok" not in outcomes.values():
        return 0
    gone = [url for url, outcome in outcomes.items() if outcome in outcomes_of("gone")]
    found = (database.execute("SELECT 1 FROM reports WHERE url = ?", (url,)).fetchone() for url in gone)
    return sum(row is not None for row in found)


def _last_success(database: Database, run_id: int, site_id: str) -> str | None:
    """When the site last brought a report before this run, or else was first asked."""
    row = database.execute(
        "SELECT coalesce(max(CASE WHEN items > 0 THEN finished_at END), min(started_at)) FROM run_sites "
        "WHERE site_id = ? AND run_id < ?",
        (site_id, run_id),
    ).fetchone()
    return str(row[0]) if row[0] else None


def _days(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / SECONDS_A_DAY
