"""`gongkai pages`: the pages that wait for an editor, and what any page was taken for."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict

import click

from archive.database import Database, DatabaseError, open_database
from archive.home import Home
from archive.undecided import UndecidedPage, undecided_pages
from crawler.cli import CommandError
from crawler.columns import align

QUESTIONS: Mapping[str, str] = {
    "report": "是年报吗？ is it a report?",
    "agency_or_year": "哪个机关、哪一年度？ whose, and of which year?",
}
GENRES = (
    "SELECT genre, result, count(*) FROM pages p WHERE result IS NOT NULL AND (? IS NULL OR site_id = ?) "
    "AND NOT EXISTS (SELECT 1 FROM pages newer WHERE newer.url = p.url AND newer.id > p.id "
    "AND newer.result IS NOT NULL) GROUP BY genre, result ORDER BY count(*) DESC, genre, result"
)


@click.command(epilog="Exit codes: 0 ok, 2 wrong usage or a database that cannot be used.")
@click.option("--undecided", is_flag=True, help="List the pages that wait for an editor, with the reason.")
@click.option("--site", "site_id", metavar="ID", help="Only the pages of this site.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def pages(undecided: bool, site_id: str | None, as_json: bool) -> None:
    """Count the report pages by what they are, or list those to decide. 统计页面，或列出待判断的页面。

    \b
    Examples:
      gongkai pages                              how many pages are reports, notices, half-year figures …
      gongkai pages --undecided                  what waits for an editor, and why
      gongkai pages --undecided --site yunzhou --json
      gongkai decide http://… report --who 李敏 --why 表格为图片
    """
    with closing(open_collected()) as database:
        if undecided:
            listed = undecided_pages(database, site_id)
            lines = map(_json, map(asdict, listed)) if as_json else _text(listed)
        else:
            counts = database.execute(GENRES, (site_id, site_id)).fetchall()
            lines = map(_json, map(dict, counts)) if as_json else _table([tuple(row) for row in counts])
        for line in lines:
            click.echo(line)


def open_collected() -> Database:
    """The working database; a CommandError where nothing was collected yet or it cannot be used."""
    home = Home.from_environment()
    if not home.database.exists():
        raise CommandError(f"{home.database}: nothing was collected yet; see `gongkai crawl`. 尚未采集。")
    try:
        return open_database(home.database)
    except DatabaseError as error:
        raise CommandError(str(error)) from error


def database_in_use(error: sqlite3.OperationalError, command: str) -> CommandError:
    """What is said where another process writes for so long that this command cannot."""
    return CommandError(
        f"the database is in use ({error}); what was entered is kept: say `{command}` when that is over. "
        f"数据库正被占用，所填内容已保存，请在其结束后再执行 {command}。"
    )


def _json(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _text(listed: list[UndecidedPage]) -> list[str]:
    if not listed:
        return ["没有待判断的页面。No page waits for an editor."]
    lines = []
    for page in listed:
        lines.append(f"{page.url}")
        lines.append(f"  {QUESTIONS[page.question]}  [{page.site_id}, {page.fetched_at}]")
        lines += [f"  {name}: {text}" for name, text in _details(page) if text]
    lines.append(f"{len(listed)} 个页面待判断 pages to decide; `gongkai decide --help` says how.")
    return lines


def _details(page: UndecidedPage) -> list[tuple[str, str | None]]:
    return [("列表标题 listed as", page.list_title), ("原因 why", page.reason), ("sha256", page.sha256)]


def _table(counts: list[tuple[object, ...]]) -> list[str]:
    rows = [[str(genre or "—"), str(result), str(number)] for genre, result, number in counts]
    return align([["genre 种类", "result 结果", "pages 页面"], *rows], right=[2])
