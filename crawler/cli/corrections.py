"""`gongkai corrections`: what editors have corrected, how each stands, and one more."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import click
from pydantic import ValidationError

from archive.apply_corrections import (
    NO_REPORT,
    CorrectionCounts,
    Standing,
    apply_corrections,
    standing,
)
from archive.corrections import Correction, CorrectionError, add_correction, read_corrections
from archive.database import Database
from archive.decisions import faults
from archive.home import Home
from crawler.cli import CommandError
from crawler.cli.pages import database_in_use, open_collected
from crawler.exit_codes import ExitCode

LISTED = "SELECT * FROM corrections WHERE ? IS NULL OR status = ? ORDER BY status DESC, report_id, figure"


@click.group(
    invoke_without_command=True,
    epilog="Exit codes: 0 every correction is applied, 2 a fault in the file, 3 some are reopened.",
)
@click.option("--reopened", is_flag=True, help="Only those that wait for an editor to look again.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
@click.pass_context
def corrections(context: click.Context, reopened: bool, as_json: bool) -> None:
    """Check the file of corrections, apply it, and list how each stands. 查验、采用并列出更正。

    \b
    Examples:
      gongkai corrections                            after editing GONGKAI_HOME/corrections.csv
      gongkai corrections --reopened                 what an editor must look at again
      gongkai corrections add 990100-77be9a02-2021 applications.received.total 21 \\
          --who 李敏 --why 数字颠倒 --source 电话核实

    Corrections stand beside the figures as printed and never replace them; see docs/corrections.md.
    """
    if context.invoked_subcommand:
        return
    with closing(open_collected()) as database:
        counts = _apply(database)
        rows = database.execute(LISTED, ["reopened" if reopened else None] * 2).fetchall()
    for row in rows:
        click.echo(json.dumps(dict(row), ensure_ascii=False) if as_json else "\n".join(_lines(dict(row))))
    if not as_json:
        click.echo(f"{Home.from_environment().corrections}: {counts}")
    if counts.reopened:
        sys.exit(ExitCode.PARTIAL)


@corrections.command(epilog="Exit codes: 0 added and applied, 2 wrong usage or a fault in the file.")
@click.argument("report_id", metavar="REPORT")
@click.argument("figure", metavar="FIGURE")
@click.argument("corrected", metavar="VALUE")
@click.option("--as-printed", help="What the page prints (default: what was read there; it is shown).")
@click.option("--who", default="", help="Who corrects.")
@click.option("--why", default="", help="Why; a sentence for those who come after.")
@click.option("--source", default="", help="What the corrected value rests on.")
def add(report_id: str, figure: str, corrected: str, as_printed: str | None, **said: str) -> None:
    """Add one correction to the file and apply it; an amount needs its unit (3.5万元). 添加一项更正。

    \b
    Examples:
      gongkai corrections add 990100-77be9a02-2021 applications.received.total 21 \\
          --who 李敏 --why 数字颠倒 --source "电话核实 2026-11-20"
      gongkai corrections add 990100-77be9a02-2021 disclosure.fees.amount 3.5万元 --as-printed 35000 …
    """
    home = Home.from_environment()
    entry = {"report_id": report_id, "figure": figure, "corrected": corrected, **said}
    with closing(open_collected()) as database:
        correction = _correction(entry | {"as_printed": as_printed or ""})
        now = standing(database, correction)
        if as_printed is None:
            correction = _correction(entry | {"as_printed": _printed(now)})
            now = standing(database, correction)
        if now.status == "reopened":
            raise CommandError(_refusal(correction, now))
        try:
            add_correction(home.corrections, correction)
        except CorrectionError as error:
            raise CommandError(str(error)) from error
        counts = _apply(database)
    click.echo(
        f"{figure}: 页面所载 as printed「{correction.as_printed}」 → 更正 corrected {correction.corrected}"
    )
    click.echo(f"{home.corrections}: {counts}")


def _correction(entry: dict[str, str]) -> Correction:
    try:
        return Correction.model_validate({**entry, "date": datetime.now(UTC).date().isoformat()})
    except ValidationError as error:
        raise CommandError("\n".join(faults(error))) from error


def _apply(database: Database) -> CorrectionCounts:
    try:
        return apply_corrections(database, read_corrections(Home.from_environment().corrections))
    except CorrectionError as error:
        raise CommandError(str(error)) from error
    except sqlite3.OperationalError as error:
        raise database_in_use(error, "gongkai corrections") from error


def _printed(now: Standing) -> str:
    """What was read on the page, as a correction writes it."""
    if now.value is None:
        return now.raw or ""
    return str(now.value)


def _refusal(correction: Correction, now: Standing) -> str:
    if now.reason == NO_REPORT:
        return f"{correction.report_id}: {now.reason}; a report's page and reports.csv show its id"
    return f"{correction.figure}: {now.reason}; read there: {_printed(now) or now.state}"


def _lines(row: dict[str, object]) -> Iterator[str]:
    mark = "已采用 applied" if row["status"] == "applied" else "待复核 REOPENED"
    yield f"{row['report_id']} {row['figure']}  [{mark}]"
    yield f"  原文 as printed「{row['as_printed']}」 → 更正 corrected {row['corrected']}"
    if row["reason"]:
        found = row["printed_value"] if row["printed_value"] is not None else row["printed_raw"]
        yield f"  {row['reason']}{f': {found}' if found is not None else ''}"
    yield f"  {row['who']}，{row['date']}：{row['why']}（{row['source']}）"
