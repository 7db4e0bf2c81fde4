"""`gongkai archive list` and `gongkai archive show`: what is stored, and one page of it as received."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from archive.home import Home
from archive.stored_pages import Wanted, find_pages, page_at
from archive.warc import ContentError, DamagedRecord, StoredResponse, read_response
from crawler.cli import CommandError
from crawler.cli.pages import open_collected
from crawler.columns import align
from crawler.exit_codes import ExitCode
from parsers.decode import NotTextError, decode


@click.command("list")
@click.option("--site", "site_id", metavar="ID", help="Only pages of this site. 站点。")
@click.option("--url", "address", metavar="TEXT", help="Only addresses with this text in them. 网址。")
@click.option("--outcome", metavar="NAME", help="Only this outcome: ok, gone_404, timeout … 结果。")
@click.option("--since", metavar="TIME", help="Fetched at or after: 2026, 2026-01, 2026-01-31T08 … (UTC)")
@click.option("--until", metavar="TIME", help="Fetched at or before, the whole of that day or month. (UTC)")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Lines at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def list_pages(limit: int, as_json: bool, **wanted: str | None) -> None:
    """List what was fetched, the newest first, refusals and failures included. 列出已存档的页面。

    \b
    Examples:
      gongkai archive list --site mva
      gongkai archive list --url t20240119 --json
      gongkai archive list --outcome waf_challenge --since 2026-01 --limit 500

    Exit codes: 0 listed (also if there is nothing to list), 2 wrong usage or nothing collected yet.
    """
    with closing(open_collected()) as database:
        found = list(find_pages(database, Wanted(**wanted), limit))
    if as_json:
        for page in found:
            click.echo(json.dumps(page, ensure_ascii=False))
        return
    head = ["fetched 时间", "site 站点", "kind", "status", "outcome 结果", "bytes", "url 网址"]
    for line in align([head, *map(_row, found)], right=[3, 5]):
        click.echo(line)
    if len(found) == limit:
        click.echo(f"… only the newest {limit}; see --limit. 只列最近 {limit} 条。")


@click.command()
@click.argument("url")
@click.option(
    "--at", "time", metavar="TIME", help="As it was at this time: 2026-01-31, 2026-01-31T08:00 … (UTC)"
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the body to this file."
)
@click.option("--as-sent", is_flag=True, help="The bytes as sent, Content-Encoding and all.")
def show(url: str, time: str | None, output: Path | None, as_sent: bool) -> None:
    """Show one stored page: where it is kept, its headers as received, its body. 显示一个存档页面。

    \b
    Examples:
      gongkai archive show http://… | less
      gongkai archive show http://… --at 2026-01-31
      gongkai archive show http://…/annex.pdf --output annex.pdf

    Exit codes: 0 shown, 2 no such page or a body that is no text (see --output), 6 the record is damaged.
    """
    with closing(open_collected()) as database:
        page = page_at(database, url, time)
        if page is None:
            raise CommandError(_not_stored(list(find_pages(database, Wanted(address=url), 5)), url, time))
    stored = _read(page)
    body = stored.payload if as_sent else stored.body
    click.echo("\n".join(_about(page, stored)))
    click.echo(stored.head.decode("latin-1").replace("\r\n", "\n"), nl=False)
    if output:
        output.write_bytes(body)
        click.echo(f"{len(body)} bytes → {output}")
        return
    try:
        click.echo(decode(body, stored.content_type).text)
    except NotTextError as error:
        raise CommandError(f"The body is no text ({error}): write it to a file with --output.") from error


def _row(page: dict[str, Any]) -> list[str]:
    shown = ("fetched_at", "site_id", "kind", "status", "outcome", "length", "url")
    return ["—" if page[name] is None else str(page[name]) for name in shown]


def _read(page: dict[str, Any]) -> StoredResponse:
    folder = Home.from_environment().warc
    try:
        return read_response(folder, page["warc_file"], page["warc_offset"])
    except DamagedRecord as error:
        raise CommandError(
            f"{error}. `gongkai archive verify` says what to do. 存档损坏。", ExitCode.ARCHIVE_DAMAGED
        ) from error
    except ContentError as error:
        raise CommandError(f"{page['url']}: {error}; see --as-sent with --output") from error


def _about(page: dict[str, Any], stored: StoredResponse) -> list[str]:
    lines = [
        f"url      {page['url']}",
        f"fetched  {page['fetched_at']}  run {page['run_id']}, {page['outcome']}",
        f"record   {page['warc_file']}, offset {page['warc_offset']}",
        f"sha256   {page['sha256']}",
    ]
    if stored.revisit:
        kept = stored.original
        where = f"{kept.file}, offset {kept.offset}, fetched {kept.fetched_at}"
        lines.append(f"payload  {where} ({stored.revisit})")
    return [*lines, ""]


def _not_stored(near: list[dict[str, Any]], url: str, time: str | None) -> str:
    when = f" at {time}" if time else ""
    known = "".join(f"\n  {page['fetched_at']} {page['outcome']} {page['url']}" for page in near)
    hint = (
        f" There is:{known}" if near else " `gongkai archive list --url TEXT` looks for a part of an address."
    )
    return f"{url}: no stored response{when}. 没有该网址的存档。{hint}"
