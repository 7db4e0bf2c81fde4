"""Everything the status page shows: each site with its state, last success, last runs and open alerts."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from archive.health.rules import RULES, SEVERITIES, Rule
from archive.outcome_terms import OUTCOME_TERMS, OutcomeTerm
from archive.site.report_page import Record

# Runs of each site that the page draws, and gone reports that it lists.
RUNS_SHOWN, GONE_SHOWN = 14, 30

State = Literal["failing", "refuses", "attention", "quiet", "well", "never", "off"]
# In the order of the page, with what each is called.
STATES: Mapping[State, tuple[str, str]] = {
    "failing": ("取不到", "failing"),
    "refuses": ("拒绝采集", "refuses"),
    "attention": ("需留意", "needs a look"),
    "quiet": ("尚无年报", "no report yet"),
    "well": ("正常", "well"),
    "never": ("尚未采集", "not crawled yet"),
    "off": ("已停用", "switched off"),
}

LAST_RUNS = """
SELECT * FROM (
  SELECT s.*, row_number() OVER (PARTITION BY s.site_id ORDER BY s.run_id DESC) AS age
  FROM run_sites s WHERE s.items IS NOT NULL
) WHERE age <= ? ORDER BY site_id, run_id
"""
LAST_SUCCESSES = "SELECT site_id, max(finished_at) FROM run_sites WHERE items > 0 GROUP BY site_id"
OPEN_ALERTS = "SELECT * FROM alerts WHERE closed_at IS NULL ORDER BY opened_at DESC"
LAST_CLOSED = """
SELECT a.*, s.name FROM alerts a JOIN sites s ON s.id = a.site_id
WHERE a.closed_at IS NOT NULL ORDER BY a.closed_at DESC, a.id DESC LIMIT 10
"""
LAST_GONE = "SELECT * FROM gone_reports ORDER BY first_gone_at DESC, report_id LIMIT ?"


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """One open alert and, unless it was withdrawn, the rule that opened it."""

    row: Record
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site: its row, its last runs from the oldest, when it last brought a report, its open alerts."""

    site: Record
    runs: tuple[Record, ...]
    last_success: str | None
    alerts: tuple[OpenAlert, ...]

    @property
    def state(self) -> State:
        """How it does, in one word."""
        if not self.site["enabled"]:
            return "off"
        if not self.runs:
            return "never"
        if any(alert.rule and alert.rule.refusal for alert in self.alerts):
            return "refuses"
        if any(alert.row["severity"] == "alarm" for alert in self.alerts):
            return "failing"
        if self.alerts:
            return "attention"
        return "well" if self.last_success else "quiet"

    @property
    def state_text(self) -> tuple[str, str]:
        """The state in Chinese and English."""
        return STATES[self.state]

    @property
    def last(self) -> Record | None:
        """The last run that asked it."""
        return self.runs[-1] if self.runs else None

    @property
    def most_items(self) -> int:
        """The reports of its best run shown, the height of the highest bar."""
        return max((run["items"] for run in self.runs), default=0)

    @property
    def other_outcomes(self) -> list[tuple[str, OutcomeTerm, int]]:
        """What became of the pages of the last run that nothing was got from, the most frequent first."""
        counted: dict[str, int] = json.loads(self.last["outcomes"]) if self.last else {}
        named = [(name, OUTCOME_TERMS[name], count) for name, count in counted.items()]
        return sorted((entry for entry in named if entry[1].group != "fine"), key=lambda entry: -entry[2])


@dataclass(frozen=True, slots=True)
class StatusPage:
    """All sites in the order of their states, the last run, what was closed last, reports that are gone."""

    sites: tuple[SiteStatus, ...]
    last_run: Record | None
    closed: tuple[Record, ...]
    gone: tuple[Record, ...]

    @property
    def counts(self) -> list[tuple[State, tuple[str, str], int]]:
        """How many sites are in each state that occurs."""
        states = [site.state for site in self.sites]
        return [(state, text, states.count(state)) for state, text in STATES.items() if state in states]

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that open alerts."""
        return RULES


def load_status_page(connection: sqlite3.Connection) -> StatusPage:
    """Read how every site does."""
    runs = _by_site(connection.execute(LAST_RUNS, [RUNS_SHOWN]))
    alerts = _by_site(connection.execute(OPEN_ALERTS))
    successes = dict(tuple(row) for row in connection.execute(LAST_SUCCESSES))
    sites = [
        SiteStatus(
            dict(row),
            tuple(runs.get(row["id"], ())),
            successes.get(row["id"]),
            tuple(_open_alerts(alerts.get(row["id"], ()))),
        )
        for row in connection.execute("SELECT * FROM sites ORDER BY area, id")
    ]
    last_run = connection.execute(
        "SELECT * FROM runs WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return StatusPage(
        sites=tuple(sorted(sites, key=lambda site: list(STATES).index(site.state))),
        last_run=dict(last_run) if last_run else None,
        closed=tuple(map(dict, connection.execute(LAST_CLOSED))),
        gone=tuple(map(dict, connection.execute(LAST_GONE, [GONE_SHOWN]))),
    )


def _by_site(rows: Iterable[sqlite3.Row]) -> dict[str, list[Record]]:
    grouped: dict[str, list[Record]] = {}
    for row in rows:
        grouped.setdefault(row["site_id"], []).append(dict(row))
    return grouped


def _open_alerts(rows: Iterable[Record]) -> list[OpenAlert]:
    alerts = [OpenAlert(row, RULES.get(row["rule"])) for row in rows]
    return sorted(alerts, key=lambda alert: SEVERITIES.index(alert.row["severity"]))
