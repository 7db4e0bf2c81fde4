"""`gongkai parse`: files in, one JSON record a line out."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from tqdm import tqdm

from crawler.cli import CommandError
from crawler.exit_codes import ExitCode
from parsers import Report, with_agency
from parsers import parse as parse_page
from parsers.report import Remark


@click.command(
    epilog="Exit codes: 0 every file could be read, 2 wrong usage, 3 some files could not be read.",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--url", help="Where the page was fetched; a host outside .gov.cn is remarked.")
@click.option("--site", "site_id", metavar="ID", help="The site it comes from (see `gongkai sites`).")
def parse(files: tuple[Path, ...], url: str | None, site_id: str | None) -> None:
    """Read reports and print one JSON object a file, in order, one a line (JSON Lines).

    A FILE is an HTML page or a text extract. A page that is no report is a result, not an error.

    \b
    Examples:
      gongkai parse report.html
      gongkai parse --site benxi_nanfen pages/*.html > reports.jsonl
      gongkai parse report.html | jq '.figures["applications.received.total"]'
    """
    agency = _site_agency(site_id) if site_id else ""
    unreadable = 0
    for path, report in _reports(files, url):
        report = with_agency(report, agency)  # noqa: PLW2901
        click.echo(json.dumps(report.to_record(str(path)), ensure_ascii=False))
        if report.outcome == "unreadable":
            unreadable += 1
            click.echo(f"gongkai parse: {path}: {_reason(report)}", err=True)
    if unreadable:
        sys.exit(ExitCode.PARTIAL)


def _reports(files: tuple[Path, ...], url: str | None) -> Iterator[tuple[Path, Report]]:
    shown = tqdm(files, unit="file", disable=len(files) < 20 or not sys.stderr.isatty())
    for path in shown:
        try:
            data = path.read_bytes()
        except OSError as error:
            yield path, Report("unreadable", remarks=(Remark("unreadable", _os_reason(error)),))
        else:
            yield path, parse_page(data, url=url)


def _os_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the path"
    if isinstance(error, IsADirectoryError):
        return "this is a folder; give the files in it"
    return f"cannot be opened: {error.strerror}"


def _reason(report: Report) -> str:
    return next(remark.message for remark in report.remarks if remark.kind == "unreadable")


def _site_agency(site_id: str) -> str:
    """The agency that a site's entry names for reports that name none."""
    # Only --site needs the site list, and loading it takes longer than reading a report.
    from crawler.sites import SiteListError, load_sites  # noqa: PLC0415

    try:
        sites = load_sites()
    except SiteListError as error:
        raise CommandError(str(error)) from error
    if site_id not in sites:
        raise CommandError(f"there is no site {site_id!r}; `gongkai sites` lists them")
    return sites[site_id].agency
