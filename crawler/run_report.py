"""One run explained, from its summary in `runs/<id>.json` and the database: for `gongkai runs show`.

A run that was killed has no summary; what the database counted of it is told instead.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from archive.database import Database
from archive.health.alerts import alerts_of_run
from archive.outcome_terms import OUTCOME_TERMS
from crawler.columns import align
from crawler.exit_codes import EXIT_CODE_TEXTS, ExitCode
from crawler.summary_text import alert_lines

Row = Mapping[str, Any]

RESULTS = ("reports_new", "reports_changed", "reports_unchanged", "reports_unreadable")
HEADER = ["site 站点", "state 进度", "time 用时", "requests 请求", "reports 年报", "usual 平常"]
HEADER += ["new 新增", "changed 变更", "unread 未读出"]


class SummaryError(Exception):
    """A file of `runs/` is no summary; the message names it."""


def explain_run(database: Database, folder: Path, run_id: int) -> list[str] | None:
    """What run `run_id` did, in lines; None where there is none. `folder` has the summaries.

    Raises SummaryError where the run's summary cannot be read.
    """
    run = database.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone()
    if run is None:
        return None
    sites = database.execute("SELECT * FROM run_sites WHERE run_id = ? ORDER BY rowid", (run_id,)).fetchall()
    summary = _read_summary(folder / f"{run_id}.json")
    parts = [_head(run), _table(sites), _alerts(database, run_id), _failures(summary), _rest(summary)]
    return [line for part in parts if (lines := list(part)) for line in (*lines, "")][:-1]


def ending(run: Row) -> str:
    """How a run ended, in words."""
    if run["exit_code"] is None:
        return "no end yet: running, or killed 尚无结束：正在运行，或被强行终止"
    code = ExitCode(run["exit_code"])
    return f"{int(code)} {code.name.lower()}"


def duration(start: str | None, end: str | None) -> str:
    """The time between two stored times: 12 s, 5 min, 3 h 20 min; a dash where one is not known."""
    if not start or not end:
        return "–"
    return duration_text((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())


def duration_text(seconds: float) -> str:
    """A number of seconds as people say it."""
    minutes, hours = int(seconds / 60), int(seconds / 3600)
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if hours < 1 else f"{hours} h {minutes % 60} min"


def _head(run: Row) -> Iterator[str]:
    yield f"Run {run['id']} 采集: {run['command']}"
    yield (
        f"{run['started_at']} – {run['finished_at'] or '…'} "
        f"({duration(run['started_at'], run['finished_at'])}), {ending(run)}"
    )
    if run["exit_code"] is not None:
        zh, en = EXIT_CODE_TEXTS[ExitCode(run["exit_code"])]
        yield f"{en} · {zh}"


def _table(sites: Sequence[Row]) -> list[str]:
    rows = [_row(site) for site in sites]
    return align([HEADER, *rows], right=range(2, len(HEADER))) if rows else []


def _row(site: Row) -> list[str]:
    items = site["items"]
    numbers = [site["reports_new"], site["reports_changed"], site["reports_unreadable"]]
    return [
        site["site_id"],
        site["state"] or "–",
        duration_text(site["seconds"]) if site["seconds"] is not None else "–",
        str(site["requests"]),
        "–" if items is None else str(items),
        "–" if site["usual_items"] is None else f"{site['usual_items']:.0f}",
        *map(str, numbers),
    ]


def _alerts(database: Database, run_id: int) -> Iterator[str]:
    """Each alert of the run's sites, with the numbers compared and what to do."""
    for alert in alerts_of_run(database, run_id):
        yield from alert_lines([alert])
        if alert.change != "closed":
            numbers = ", ".join(f"{name} {value}" for name, value in alert.measures.items())
            yield f"    {numbers}"
            yield f"    → {alert.advice_en} {alert.advice_zh}"


def _failures(summary: Mapping[str, Any]) -> Iterator[str]:
    """What was wanted and not got, by site and outcome, with examples and what to do."""
    if not summary:
        yield "There is no summary of this run: it was killed before its end. 本次采集没有摘要：中途被终止。"
    for site in summary.get("sites", ()):
        for failure in site.get("failed", ()):
            yield from _failure(site["site_id"], failure)


def _failure(site_id: str, failure: Mapping[str, Any]) -> Iterator[str]:
    term = OUTCOME_TERMS[failure["outcome"]]
    yield f"{site_id}: {failure['outcome']} × {failure['count']}: {term.en} · {term.zh}"
    for page in failure["examples"]:
        yield f"    {page['kind']} {page['url']}" + (f" ({page['reason']})" if page["reason"] else "")
    if term.advice_en:
        yield f"    → {term.advice_en} {term.advice_zh}"


def _rest(summary: Mapping[str, Any]) -> Iterator[str]:
    for label, name in (("told 通知", "hook"), ("recovered 已修复", "recovered"), ("bug 程序错误", "bugs")):
        for entry in summary.get(name, ()):
            yield f"{label}: {entry}"


def _read_summary(path: Path) -> dict[str, Any]:
    """The stored summary; empty where the run was killed before it was written."""
    if not path.exists():
        return {}
    try:
        summary: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SummaryError(
            f"{path}: is no summary of a run ({error}); move it away. 摘要文件已损坏。"
        ) from error
    return summary
