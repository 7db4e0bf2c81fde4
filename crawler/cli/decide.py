"""`gongkai decide`: an editor's word on a page, kept in a file and carried out at once."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime

import click
from pydantic import ValidationError

from archive.decisions import Decision, DecisionError, add_decision, faults, read_decisions
from archive.home import Home
from archive.ingest import carry_out
from archive.lock import LockedError, held
from crawler.cli import CommandError
from crawler.cli.pages import database_in_use, open_collected


@click.command(
    epilog="Exit codes: 0 decided and carried out, 2 wrong usage, a fault in the file, or a run is under way."
)
@click.argument("page", required=False, metavar="URL|SHA256")
@click.argument("verdict", required=False, type=click.Choice(["report", "not_a_report"]))
@click.option("--agency", default="", help="The agency that reports, where the page does not tell.")
@click.option("--year", type=int, help="The fiscal year, where the page does not tell.")
@click.option("--who", default="", help="Who decides.")
@click.option("--why", default="", help="Why; a sentence for those who come after.")
def decide(page: str | None, verdict: str | None, **said: str | int | None) -> None:
    """Decide what a page is; without arguments, carry out what the file says. 判断页面，或执行决定文件。

    \b
    Examples:
      gongkai pages --undecided                               what there is to decide
      gongkai decide http://… report --who 李敏 --why 表格为图片
      gongkai decide http://… report --agency 云州市教育局 --year 2021 --who 李敏 --why 见附件
      gongkai decide http://… not_a_report --who 李敏 --why 半年数据
      gongkai decide                                          after editing the file by hand

    Decisions are kept in GONGKAI_HOME/decisions.toml; see docs/deciding.md.
    """
    home = Home.from_environment()
    decision = _decision(page, verdict, said) if page else None
    try:
        # A run reads the decisions as it begins, and must not find pages read otherwise while it writes.
        with closing(open_collected()) as database, held(home, "gongkai decide"):
            if decision:
                add_decision(home.decisions, decision)
            results = carry_out(database, home, read_decisions(home.decisions), click.echo)
    except (DecisionError, LockedError) as error:
        raise CommandError(str(error)) from error
    except sqlite3.OperationalError as error:
        raise database_in_use(error, "gongkai decide") from error
    click.echo(f"{home.decisions}: {len(results)} 个页面重新读取 pages read anew")
    if page and not results:
        click.echo(
            "尚未存档的页面将在采集时按此决定读取。A page not stored yet will be read so when it comes."
        )


def _decision(page: str, verdict: str | None, said: Mapping[str, str | int | None]) -> Decision:
    key = "url" if page.startswith("http") else "sha256"
    entry = {key: page, "is": verdict, **said, "date": datetime.now(UTC).date()}
    try:
        return Decision.model_validate(entry)
    except ValidationError as error:
        raise CommandError("\n".join(faults(error))) from error
