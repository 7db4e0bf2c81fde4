"""`gongkai sites new`: an entry, a fixture and a test for a site, from one page of its list."""

import tomllib
from pathlib import Path

import click
from pydantic import ValidationError

from crawler.cli import CommandError
from crawler.cli.identify import described, read_list_page
from crawler.cli.proxies import proxy_option, routes
from crawler.entry_text import TO_FILL_IN, entry_text
from crawler.identify import identify as identify_page
from crawler.scaffold import Scaffold, ScaffoldError, write_scaffold
from crawler.sites import FOLDER, describe_fault
from crawler.sites.model import is_division

TESTS = Path("tests/crawler/sites")


@click.command()
@click.argument("page", metavar="URL|FILE")
@click.option("--url", help="Where a FILE was saved from.")
@click.option(
    "--sites-folder",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    help="The folder of entries to add to (default: the built-in list).",
)
@click.option(
    "--tests-folder",
    "tests",
    type=click.Path(file_okay=False, path_type=Path),
    default=TESTS,
    show_default=True,
    help="Where the fixture and the test go.",
)
@click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help="Fill in a field of the entry.")
@proxy_option
def new(  # noqa: PLR0917 - click passes options by name
    page: str, url: str | None, folder: Path, tests: Path, given: tuple[str, ...], proxies: tuple[str, ...]
) -> None:
    """Make an entry for a site, a fixture of its list and a test that reads it. 新建站点条目、样页与测试。

    The fixture keeps the rows of the list (addresses, titles, dates) and what pages it, little else.

    \b
    Examples:
      gongkai sites new https://www.mva.gov.cn/gongkai/zfxxgkpt/zfxxgknb/ --set id=mva
      gongkai sites new list.html --url http://www.x.gov.cn/nb/ --sites-folder my --tests-folder my/tests \\
          --set id=x --set area=520100 --set level=city
    """
    html, address = read_list_page(page, url, routes(proxies))
    found = identify_page(html, address)
    text = entry_text(html, address, found.adapter, dict(_field(field) for field in given))
    area = tomllib.loads(text)["site"][0]["area"]
    if area != TO_FILL_IN and not is_division(area):
        raise CommandError(
            f"area: {area} is no GB/T 2260 code in force since 2008; say it with --set area=CODE"
        )
    if f'"{TO_FILL_IN}"' in text:
        missing = ", ".join(
            line.split(" ")[0] for line in text.splitlines() if line.endswith(f'"{TO_FILL_IN}"')
        )
        raise CommandError(f"the page does not say: {missing}. Say it with --set FIELD=VALUE:\n\n{text}")
    try:
        written = write_scaffold(Scaffold(text, html, address, folder, tests))
    except ValidationError as error:
        raise CommandError("\n".join(map(describe_fault, error.errors()))) from error
    except ScaffoldError as error:
        raise CommandError(str(error)) from error
    for line in described(found):
        click.echo(line)
    for path in written:
        click.echo(f"wrote 已写入 {path}")


def _field(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name.isidentifier():
        raise CommandError(f"--set {given!r}: write FIELD=VALUE, for example level=city")
    return name, value
