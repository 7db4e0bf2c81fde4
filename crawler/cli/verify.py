"""`gongkai verify`: a figure followed back to its cell on the stored page."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing

import click

from archive.home import Home
from archive.verify_figures import NoSuchFigureError, Verdict, VerifiedFigure, verify_figures
from crawler.cli import CommandError
from crawler.cli.pages import open_collected
from crawler.exit_codes import ExitCode

VERDICTS: Mapping[Verdict, str] = {
    "holds": "✓ 与存档一致 holds",
    "no_cell": "– 页面无此单元格，无数值 the page has no such cell, and the figure no value",
    "otherwise": "✗ 与存档不一致 the archive says otherwise",
    "damaged": "✗ 存档损坏 the archived page is damaged",
}


@click.command(
    epilog="Exit codes: 0 every figure holds, 2 no such report or figure, 4 the file reads otherwise now "
    "(see `gongkai reparse`), 6 the archived page is damaged or gone (see `gongkai archive verify`).",
)
@click.argument("report_id", metavar="REPORT")
@click.argument("keys", metavar="[FIGURE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure and line, for programs.")
def verify(report_id: str, keys: tuple[str, ...], as_json: bool) -> None:
    """Follow figures back to their cells: page, time, hash, cell, raw text. 将数据项追溯到存档页面的单元格。

    The stored bytes are hashed, the cell is looked up, and the file is read again. Without a figure all of
    the report are followed, and those told that do not hold.

    \b
    Examples:
      gongkai verify 990100-77be9a02-2021 applications.received.total
      gongkai verify 990100-77be9a02-2021                     all its figures
      gongkai verify 990100-77be9a02-2021 --json              one line each, for programs
    """
    verdicts: Counter[Verdict] = Counter()
    with closing(open_collected()) as database:
        try:
            for verified in verify_figures(database, Home.from_environment().warc, report_id, keys):
                verdicts[verified.verdict] += 1
                if as_json:
                    click.echo(json.dumps(_record(report_id, verified), ensure_ascii=False))
                elif keys or verified.verdict in ("otherwise", "damaged"):
                    click.echo("\n".join(_lines(report_id, verified)))
        except NoSuchFigureError as error:
            raise CommandError(str(error)) from error
    if not as_json and not keys:
        counts = ", ".join(f"{VERDICTS[verdict]} {count}" for verdict, count in verdicts.items())
        click.echo(f"{report_id}: {counts}")
    sys.exit(_exit_code(verdicts))


def _exit_code(verdicts: Counter[Verdict]) -> ExitCode:
    if verdicts["damaged"]:
        return ExitCode.ARCHIVE_DAMAGED
    return ExitCode.DATA_CHECK_FAILED if verdicts["otherwise"] else ExitCode.OK


def _lines(report_id: str, verified: VerifiedFigure) -> Iterator[str]:
    figure, page = verified.figure, verified.page
    yield f"{report_id} {figure.key}  {figure.definition.meaning}"
    yield f"  数值 value      {'' if figure.value is None else f'{figure.shown} {figure.exact}'.strip()}"
    yield f"  状态 state      {figure.state} {figure.state_text.zh} · {figure.state_text.en}"
    if figure.raw is not None:
        yield f"  原文 raw text   「{figure.raw}」"
    yield f"  页面 page       {page.url}"
    yield f"  取得 fetched    {page.fetched_at} (run 采集 {page.run_id}, page 页面 {page.id})"
    yield f"  哈希 sha256     {page.sha256}"
    yield f"  存档 archived   {page.warc_file} @ {page.warc_offset}"
    if figure.cell:
        table, row, column = figure.cell
        where = f"表 table {table}, 行 row {row}, 列 column {column} (从 0 起 from 0)"
        of_page = f", 页 page {figure.page}" if figure.page else ""
        yield f"  单元格 cell     {where}{of_page}: 「{verified.cell_text}」"
    if figure.correction:
        correction = figure.correction
        yield f"  更正 corrected  {correction.shown}: {correction.who}, {correction.date}, {correction.why}"
    if verified.again and verified.verdict == "otherwise":
        yield f"  现读 read now   {verified.again.value} ({verified.again.state})"
    yield f"  {VERDICTS[verified.verdict]}{f': {verified.what}' if verified.what else ''}"


def _record(report_id: str, verified: VerifiedFigure) -> dict[str, object]:
    figure, page = verified.figure, verified.page
    return {
        "report": report_id,
        "figure": figure.key,
        "value": figure.value,
        "state": figure.state,
        "raw": figure.raw,
        "url": page.url,
        "fetched_at": page.fetched_at,
        "run": page.run_id,
        "page": page.id,
        "sha256": page.sha256,
        "warc_file": page.warc_file,
        "warc_offset": page.warc_offset,
        "cell": figure.cell,
        "page_of_file": figure.page,
        "cell_text": verified.cell_text,
        "verdict": verified.verdict,
        "what": verified.what,
    }
