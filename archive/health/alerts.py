"""Alerts over time: opened by a rule that holds, kept while it does, closed by a run in which it does not."""

import json
import sqlite3
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from archive.database import Database, transaction
from archive.health.measures import measures_of, read_site_run
from archive.health.rules import RULES, SEVERITIES, Measures, Rule, Severity, verdicts
from archive.health.usual import COMPARED, Usual, read_usual
from archive.runs import now

ITEMS = ("reports_new", "reports_changed", "reports_unchanged", "reports_conflicting")

OPEN = "SELECT id, rule FROM alerts WHERE site_id = ? AND closed_at IS NULL"
HELD = "UPDATE alerts SET last_run = ?, message_zh = ?, message_en = ?, measures = ? WHERE id = ?"
CLOSED = "UPDATE alerts SET closed_at = ?, closed_run = ? WHERE id = ?"
OPENED = """
INSERT INTO alerts
  (site_id, rule, severity, opened_at, opened_run, last_run, message_zh, message_en, measures)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# An entry that was switched off is nobody's concern any more.
SWITCHED_OFF = """
UPDATE alerts SET closed_at = ?, closed_run = ?
WHERE closed_at IS NULL AND site_id IN (SELECT id FROM sites WHERE NOT enabled)
"""
SELECT_ALERTS = "SELECT a.*, s.name FROM alerts a JOIN sites s ON s.id = a.site_id"
OF_RUN = f"""{SELECT_ALERTS}
WHERE a.opened_run = :run OR a.closed_run = :run
   OR (a.opened_run < :run AND (a.closed_run IS NULL OR a.closed_run > :run)
       AND a.site_id IN (SELECT site_id FROM run_sites WHERE run_id = :run))
ORDER BY a.site_id, a.id
"""
# An alert that opened and closed before anybody could be told is not worth the words.
UNTOLD = f"""{SELECT_ALERTS}
WHERE (a.closed_at IS NULL AND a.opened_told_at IS NULL)
   OR (a.closed_at IS NOT NULL AND a.closed_told_at IS NULL AND a.opened_told_at IS NOT NULL)
ORDER BY a.site_id, a.id
"""
TOLD = """
UPDATE alerts SET opened_told_at = coalesce(opened_told_at, :at),
  closed_told_at = CASE WHEN closed_at IS NOT NULL THEN :at END
WHERE id = :id
"""


# The columns that an Alert takes as they are.
STORED = ("id", "site_id", "name", "rule", "severity", "opened_at", "closed_at", "message_zh", "message_en")

Change = Literal["opened", "kept", "closed"]
CHANGES: tuple[Change, ...] = get_args(Change)


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as a run left it. `change` is what the run did to it: opened, closed or kept."""

    id: int
    site_id: str
    name: str
    rule: str
    severity: Severity
    opened_at: str
    closed_at: str | None
    message_zh: str
    message_en: str
    change: Change
    measures: Mapping[str, float | None]
    advice_zh: str
    advice_en: str


def watch_run(
    database: Database,
    run_id: int,
    site_ids: Iterable[str],
    *,
    whole: bool,
    list_ends: Container[int] = (),
    fingerprints: Mapping[str, bool] | None = None,
) -> list[Alert]:
    """Enter the health of each site of a run that was read and counted, and open and close its alerts.

    `whole` says that the run came to its end by itself; `fingerprints` whether a list page of a site bore a
    mark of its adapter, for those of which that can be told.
    """
    with transaction(database):
        for site_id in site_ids:
            fingerprint = (fingerprints or {}).get(site_id)
            _enter_health(database, run_id, site_id, whole=whole, fingerprint=fingerprint)
            measures = measures_of(read_site_run(database, run_id, site_id, list_ends))
            _update(database, run_id, site_id, measures)
        database.execute(SWITCHED_OFF, (now(), run_id))
    return alerts_of_run(database, run_id)


def alerts_of_run(database: Database, run_id: int) -> list[Alert]:
    """The alerts of a run's sites: those that it opened, kept and closed, the gravest first."""
    rows = database.execute(OF_RUN, {"run": run_id})
    return _sorted(_alert(row, _change(row, run_id)) for row in rows)


def untold_alerts(database: Database) -> list[Alert]:
    """The alerts of whose opening, or of whose end, the operator has not been told yet."""
    rows = database.execute(UNTOLD)
    return _sorted(_alert(row, "closed" if row["closed_at"] else "opened") for row in rows)


def mark_told(database: Database, alerts: Iterable[Alert]) -> None:
    """Enter that the operator has been told of these alerts as they stand."""
    with transaction(database):
        for alert in alerts:
            database.execute(TOLD, {"at": now(), "id": alert.id})


def _sorted(alerts: Iterable[Alert]) -> list[Alert]:
    return sorted(alerts, key=lambda a: (CHANGES.index(a.change), SEVERITIES.index(a.severity)))


def _change(row: sqlite3.Row, run_id: int) -> Change:
    if row["closed_run"] == run_id:
        return "closed"
    return "opened" if row["opened_run"] == run_id else "kept"


def _enter_health(
    database: Database, run_id: int, site_id: str, *, whole: bool, fingerprint: bool | None
) -> None:
    usual = read_usual(database, run_id, site_id)
    values: dict[str, object] = {"fingerprint": fingerprint, **_usual_columns(usual)}
    # A crawl that has a frontier has said already how far it came on each site, and how long it took.
    database.execute(
        f"UPDATE run_sites SET items = {' + '.join(ITEMS)}, "
        "state = CASE WHEN state = 'waiting' THEN ? ELSE state END, "
        "seconds = coalesce(seconds, round((julianday(finished_at) - julianday(started_at)) * 86400)), "
        f"{', '.join(f'{name} = ?' for name in values)} WHERE run_id = ? AND site_id = ?",
        ("done" if whole else "cut", *values.values(), run_id, site_id),
    )


def _usual_columns(usual: Usual) -> dict[str, float | None]:
    return {"usual_runs": usual.runs} | {f"usual_{name}": getattr(usual, name) for name in COMPARED}


def _update(database: Database, run_id: int, site_id: str, measures: Measures) -> None:
    """Carry the verdicts of all rules over to a site's alerts."""
    is_open = {row["rule"]: row["id"] for row in database.execute(OPEN, (site_id,))}
    for name, holds in verdicts(RULES, measures).items():
        rule, alert = RULES[name], is_open.get(name)
        if holds and alert is None:
            start = (site_id, name, rule.severity, now(), run_id, run_id)
            database.execute(OPENED, (*start, *_said(rule, measures)))
        elif holds:
            database.execute(HELD, (run_id, *_said(rule, measures), alert))
        elif holds is False and alert is not None:
            database.execute(CLOSED, (now(), run_id, alert))
    for name in set(is_open) - set(RULES):
        # A rule that was withdrawn cannot hold.
        database.execute(CLOSED, (now(), run_id, is_open[name]))


def _said(rule: Rule, measures: Measures) -> tuple[str, str, str]:
    """Both messages, and the numbers that were compared."""
    numbers = json.dumps({name: measures[name] for name in rule.named})
    return rule.message("zh", measures), rule.message("en", measures), numbers


def _alert(row: sqlite3.Row, change: Change) -> Alert:
    rule = RULES.get(row["rule"])
    return Alert(
        **{name: row[name] for name in STORED},
        change=change,
        measures=json.loads(row["measures"]),
        advice_zh=rule.advice_zh if rule else "",
        advice_en=rule.advice_en if rule else "",
    )
