"""`gongkai runs`: what the crawls did, and one of them explained."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import click

from archive.database import Database
from archive.home import Home
from crawler.cli import CommandError
from crawler.cli.pages import open_collected
from crawler.columns import align
from crawler.run_report import SummaryError, duration, ending, explain_run

HEADER = ["run 编号", "started 开始（UTC）", "time 用时", "pages 页面", "new 新增", "changed 变更"]
HEADER += ["unread 未读出", "alerts 新警示", "exit code 退出码", "command 命令"]
NEWEST_FIRST = """
SELECT r.*, (SELECT count(*) FROM alerts a WHERE a.opened_run = r.id) AS alerts_opened
FROM runs r ORDER BY r.id DESC LIMIT ?
"""


@click.group(
    invoke_without_command=True,
    epilog="Exit codes: 0 ok, 2 no such run, nothing collected yet, or a database that cannot be used.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
@click.pass_context
def runs(context: click.Context, limit: int, as_json: bool) -> None:
    """List the runs, or explain one: what each site did, its alerts, what failed. 列出各次采集。

    \b
    Examples:
      gongkai runs                  the last twenty
      gongkai runs --limit 100 --json
      gongkai runs show 12          what run 12 did on each site, what failed and what to do
      gongkai runs show last
    """
    if context.invoked_subcommand is not None:
        return
    with closing(open_collected()) as database:
        listed = [dict(row) for row in database.execute(NEWEST_FIRST, (limit,))]
    for line in map(_json, listed) if as_json else _table(listed):
        click.echo(line)


@runs.command()
@click.argument("run", metavar="NUMBER|last")
@click.option("--json", "as_json", is_flag=True, help="The summary as stored in runs/NUMBER.json.")
def show(run: str, as_json: bool) -> None:
    """Explain one run: what each site did, its alerts, what failed and what to do. 说明一次采集。

    \b
    Examples:
      gongkai runs show last
      gongkai runs show 12 --json
    """
    home = Home.from_environment()
    with closing(open_collected()) as database:
        run_id = _number(database, run)
        try:
            lines = explain_run(database, home.runs, run_id)
        except SummaryError as error:
            raise CommandError(str(error)) from error
    if lines is None:
        raise CommandError(f"There is no run {run_id}. `gongkai runs` lists all. 没有这次采集。")
    if as_json:
        path = home.runs / f"{run_id}.json"
        if not path.exists():
            raise CommandError(f"{path}: run {run_id} ended before its summary was written. 没有摘要。")
        lines = [path.read_text("utf-8").rstrip("\n")]
    click.echo("\n".join(lines))


def _number(database: Database, run: str) -> int:
    if run.isascii() and run.isdigit():
        return int(run)
    if run != "last":
        raise CommandError(f"{run!r} is no number of a run; `gongkai runs` lists them. 请给出运行编号。")
    row = database.execute("SELECT max(id) FROM runs").fetchone()
    if row[0] is None:
        raise CommandError("There is no run yet. 尚未采集。")
    return int(row[0])


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _table(listed: Sequence[dict[str, Any]]) -> Iterator[str]:
    if not listed:
        yield "There is no run yet. 尚未采集。"
        return
    rows = [_row(run) for run in listed]
    yield from align([HEADER, *rows], right=(0, 2, 3, 4, 5, 6, 7))


def _row(run: dict[str, Any]) -> list[str]:
    counts = ("pages", "reports_new", "reports_changed", "reports_unreadable", "alerts_opened")
    return [
        str(run["id"]),
        run["started_at"],
        duration(run["started_at"], run["finished_at"]),
        *(str(run[name]) for name in counts),
        ending(run),
        run["command"],
    ]
