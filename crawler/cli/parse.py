"""`gongkai parse`: files in, one JSON record a line out."""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import click
from tqdm import tqdm

from crawler.cli import CommandError
from crawler.exit_codes import ExitCode
from parsers import Report, SiteContext
from parsers import parse as parse_page
from parsers.report import Remark

# Files handed to each process before the records so far are printed.
FILES_AT_A_TIME = 256


@click.command(
    epilog="Exit codes: 0 every file could be read, 2 wrong usage, 3 some files could not be read.",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--url", help="Where the page was fetched; a host outside .gov.cn is remarked.")
@click.option("--site", "site_id", metavar="ID", help="The site it comes from, which completes names.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with."
)
def parse(files: tuple[Path, ...], url: str | None, site_id: str | None, jobs: int) -> None:
    """Read reports and print one JSON object a file, in order, one a line (JSON Lines).

    A FILE is an HTML page or a text extract; a folder stands for the files in it and below, by name. A page
    that is no report is a result, not an error.

    \b
    Examples:
      gongkai parse report.html
      gongkai parse --site benxi_nanfen pages/*.html > reports.jsonl
      gongkai parse pages/ --jobs 4 > reports.jsonl
      gongkai parse report.html | jq '.figures["applications.received.total"]'
    """
    site = _site_context(site_id) if site_id else SiteContext()
    paths = list(_files(files))
    unreadable = 0
    for record, reason in _records(paths, url, site, jobs):
        click.echo(record)
        if reason:
            unreadable += 1
            click.echo(f"gongkai parse: {reason}", err=True)
    if unreadable:
        sys.exit(ExitCode.PARTIAL)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The files named, and those in the folders named; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            inside = [file for file in sorted(path.rglob("*")) if file.is_file()]
            yield from (f for f in inside if not any(p.startswith(".") for p in f.relative_to(path).parts))
        else:
            yield path


def _records(paths: list[Path], url: str | None, site: SiteContext, jobs: int) -> Iterator[tuple[str, str]]:
    """The JSON record of each file, in order, and why it cannot be read or ""."""
    read = partial(_record, url=url, site=site)
    shown = partial(tqdm, total=len(paths), unit="file", disable=len(paths) < 20 or not sys.stderr.isatty())
    if jobs == 1 or len(paths) == 1:
        yield from shown(map(read, paths))
        return
    with ProcessPoolExecutor(jobs) as pool:
        for start in range(0, len(paths), FILES_AT_A_TIME * jobs):
            # A window at a time: results wait for their turn, and memory must not grow with the folder.
            window = paths[start : start + FILES_AT_A_TIME * jobs]
            yield from pool.map(read, window, chunksize=8)


def _record(path: Path, url: str | None, site: SiteContext) -> tuple[str, str]:
    report = _report(path, url, site)
    reason = f"{path}: {_reason(report)}" if report.outcome == "unreadable" else ""
    return json.dumps(report.to_record(str(path)), ensure_ascii=False), reason


def _report(path: Path, url: str | None, site: SiteContext) -> Report:
    try:
        data = path.read_bytes()
    except OSError as error:
        return Report("unreadable", remarks=(Remark("unreadable", _os_reason(error)),))
    return parse_page(data, url=url, site=site)


def _os_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the path"
    return f"cannot be opened: {error.strerror}"


def _reason(report: Report) -> str:
    return next(remark.message for remark in report.remarks if remark.kind == "unreadable")


def _site_context(site_id: str) -> SiteContext:
    """What a site's entry says to complete the names of agencies with."""
    # Only --site needs the site list, and loading it takes longer than reading a report.
    from crawler.sites import SiteListError, load_sites  # noqa: PLC0415

    try:
        sites = load_sites()
    except SiteListError as error:
        raise CommandError(str(error)) from error
    if site_id not in sites:
        raise CommandError(f"there is no site {site_id!r}; `gongkai sites` lists them")
    return sites[site_id].context
