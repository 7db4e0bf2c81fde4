"""The summary of a run as a person reads it: one line a site, totals, then what needs attention."""

from collections.abc import Iterable, Mapping

from archive.health.alerts import Alert
from crawler.columns import align
from crawler.summary import RunSummary, SiteSummary

CHANGES = {
    "opened": "alert opened 新警示",
    "kept": "alert still open 警示未解除",
    "closed": "alert closed 警示解除",
}
REPORT_COLUMNS = ("new", "changed", "unchanged", "unreadable")
HEADER = [
    "site 站点",
    "pages 页面",
    "ok",
    "new 新增",
    "changed 变更",
    "unchanged 未变",
    "unreadable 无法读取",
]


def render(summary: RunSummary) -> str:
    """The whole summary, with a line break at its end."""
    lines = [
        f"Run {summary.run_id} 采集 {summary.started_at} – {summary.finished_at}",
        "",
        *_table(summary),
        "",
        *_details(summary),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _table(summary: RunSummary) -> list[str]:
    rows = [_row(site) for site in summary.sites]
    numbers = [[int(cell) for cell in row[1:]] for row in rows]
    total = ["total 合计", *(str(sum(column)) for column in zip(*numbers, strict=True))]
    table = [HEADER, *rows, *([total] if len(rows) > 1 else [])]
    return align(table, right=range(1, len(HEADER)))


def _row(site: SiteSummary) -> list[str]:
    reports = [str(site.reports.get(name, 0)) for name in REPORT_COLUMNS]
    return [site.site_id, str(site.requests), str(site.outcomes.get("ok", 0)), *reports]


def _details(summary: RunSummary) -> list[str]:
    lines = []
    for site in summary.sites:
        others = {outcome: count for outcome, count in site.outcomes.items() if outcome != "ok"}
        lines += _line(f"{site.site_id}: other outcomes 其他结果", others)
        lines += _line(f"{site.site_id}: listed, not fetched 列出未取", site.skipped)
    for name in ("conflicting", "not_a_report", "other_form", "damaged", "parser_failed"):
        if summary.reports[name]:
            lines.append(f"report pages {name}: {summary.reports[name]}")
    if summary.corrections_reopened:
        lines.append(
            f"corrections reopened 待复核的更正: {summary.corrections_reopened} "
            "(gongkai corrections --reopened)"
        )
    lines += alert_lines(alert for alert in summary.alerts if alert.change != "kept")
    lines += _kept_alerts(summary)
    lines += _list("told 通知", summary.hook)
    lines += _list("recovered from an earlier run 已修复", summary.recovered)
    lines += _list("bugs, please report 程序错误", summary.bugs)
    if summary.interrupted:
        lines.append(
            "The crawl was stopped before its end; what was fetched is kept. 采集中途停止，已取页面保留。"
        )
    lines += _list("published 已发布", [summary.publication] if summary.publication else [])
    lines += [summary.reason] if summary.reason else []
    return lines


def alert_lines(alerts: Iterable[Alert]) -> list[str]:
    """One line an alert, the gravest first: what happened to it and what it says."""
    return [
        f"{CHANGES[alert.change]} [{alert.severity}] {alert.site_id}: {alert.message_en} · {alert.message_zh}"
        for alert in alerts
    ]


def _kept_alerts(summary: RunSummary) -> list[str]:
    """How many alerts of earlier runs stay open: every night has them, and they would hide what is new."""
    kept = sum(alert.change == "kept" for alert in summary.alerts)
    line = f"alerts still open 仍未解除的警示: {kept} (gongkai runs show {summary.run_id})"
    return [line] if kept else []


def _line(label: str, counts: Mapping[str, int]) -> list[str]:
    words = ", ".join(f"{name} {count}" for name, count in counts.items())
    return [f"{label}: {words}"] if words else []


def _list(label: str, entries: Iterable[str]) -> list[str]:
    return [f"{label}: {entry}" for entry in entries]
