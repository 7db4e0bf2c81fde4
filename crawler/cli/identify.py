"""`gongkai sites identify`: which system a list page comes from, and an entry to paste."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import click

from crawler.cli import CommandError
from crawler.cli.proxies import proxy_option, routes
from crawler.entry_text import TO_FILL_IN, entry_text
from crawler.exit_codes import ExitCode
from crawler.identify import Identified
from crawler.identify import identify as identify_page
from crawler.look import LookError, is_listable, look
from crawler.preview import preview
from crawler.sites import Site
from crawler.user_agent import ContactError, check_contact
from parsers.decode import NotTextError, decode


@click.command()
@click.argument("page", metavar="URL|FILE")
@click.option("--url", help="Where a FILE was saved from.")
@proxy_option
def identify(page: str, url: str | None, proxies: tuple[str, ...]) -> None:
    """Name the system behind a list page by its marks, and print an entry to paste. 识别站点所用系统。

    A URL is fetched once, politely (robots.txt, GONGKAI_CONTACT); a FILE is a list page saved by hand.

    \b
    Examples:
      gongkai sites identify https://www.mva.gov.cn/gongkai/zfxxgkpt/zfxxgknb/
      gongkai sites identify list.html --url http://www.x.gov.cn/zwgk/nb/
    """
    html, address = read_list_page(page, url, routes(proxies))
    found = identify_page(html, address)
    click.echo("\n".join(f"# {line}" for line in described(found)))
    text = entry_text(html, address, found.adapter)
    click.echo("\n".join(f"# {line}" for line in _reading(text, html, address)))
    if f'"{TO_FILL_IN}"' in text:
        click.echo(f'# fill in what stands as "{TO_FILL_IN}": the page does not say it 请补全标为问号的字段')
    click.echo(text)


def _reading(entry: str, html: str, url: str) -> list[str]:
    """What the adapter makes of the page, with whatever the entry lacks made up for the purpose."""
    site = Site.model_construct(**tomllib.loads(entry)["site"][0])
    seen = preview(site, html, url)
    if seen.trouble:
        return [f"the adapter cannot read this page: {seen.trouble}"]
    left_out = ", ".join(f"{reason} {count}" for reason, count in seen.left_out)
    lines = [
        f"the adapter finds here: {seen.reports} reports, {seen.lists} further lists"
        + (f"; left out: {left_out}" if left_out else "")
    ]
    if not (seen.reports or seen.lists):
        lines.append(
            "is this the list of annual reports itself? Look at it in a browser 未见年报，请核对网址"
        )
    if seen.first_title:
        lines.append(f"first report: {seen.first_title}")
    lines.append(f"next page: {seen.following or 'none'}")
    return lines


def described(found: Identified) -> list[str]:
    """Which family it is and why, in a few lines."""
    if not found.why:
        return [
            "no family is known by this page: the adapter for plain links is given 未能识别，采用通用程序",
            f"docs/sites/{found.adapter}.md says what to watch for",
        ]
    lines = [f"{found.adapter}: {'; '.join(found.why)}"]
    if found.others:
        lines.append(f"also marks of: {', '.join(found.others)}")
    return [*lines, f"docs/sites/{found.adapter}.md says what to watch for"]


def read_list_page(page: str, url: str | None, proxies: Mapping[str, str]) -> tuple[str, str]:
    """The text of a list page and its address. Raises CommandError for one that no entry could list."""
    address = page if page.startswith(("http://", "https://")) else url
    if address and not is_listable(address):
        raise CommandError(f"{address}: no http address under .gov.cn, so no entry can list it")
    if page.startswith(("http://", "https://")):
        data, content_type = _fetch(page, proxies)
    elif not address:
        raise CommandError(f"{page}: say with --url where the file was saved from")
    else:
        data, content_type = _saved(Path(page)), None
    try:
        return decode(data, content_type).text, str(address)
    except NotTextError as error:
        raise CommandError(f"{page}: {error}: no list page", ExitCode.PARTIAL) from error


def _fetch(url: str, proxies: Mapping[str, str]) -> tuple[bytes, str | None]:
    try:
        return look(url, check_contact(os.environ.get("GONGKAI_CONTACT")), proxies)
    except ContactError as error:
        raise CommandError(str(error)) from error
    except LookError as error:
        raise CommandError(str(error), ExitCode.PARTIAL) from error


def _saved(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
