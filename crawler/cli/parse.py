"""`gongkai parse`: files in, one JSON record a line out."""

import json
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path

import click
from tqdm import tqdm

from crawler.cli import CommandError
from crawler.exit_codes import ExitCode
from parsers import Report, SiteContext
from parsers import parse as parse_page
from parsers.report import Remark

# Files handed to a process at a time: enough that handing over costs nothing beside reading.
FILES_AT_A_TIME = 16
# So many such portions a process are under way at most: records wait for their turn to be printed, and memory
# must not grow with the folder.
PORTIONS_AHEAD = 4

# A file's JSON record, and why it cannot be read or "".
Read = tuple[str, str]


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

    A FILE is an HTML page, a text extract or a document (DOCX, DOC, WPS, PDF, XLSX …), whatever its name; a
    folder stands for the files in it and below. A page that is no report is a result, not an error.

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


def _records(paths: list[Path], url: str | None, site: SiteContext, jobs: int) -> Iterator[Read]:
    """What was read of each file, in order, with a progress bar where a person looks on."""
    read = partial(_record, url=url, site=site)
    found = map(read, paths) if jobs == 1 or len(paths) == 1 else _in_processes(read, paths, jobs)
    hidden = len(paths) < 20 or not sys.stderr.isatty()
    yield from tqdm(found, total=len(paths), unit="file", disable=hidden)


def _in_processes(read: Callable[[Path], Read], paths: list[Path], jobs: int) -> Iterator[Read]:
    """Read with several processes; as a portion is printed another is handed out, so that none waits."""
    portions = [paths[start : start + FILES_AT_A_TIME] for start in range(0, len(paths), FILES_AT_A_TIME)]
    under_way: deque[Future[list[Read]]] = deque()
    with ProcessPoolExecutor(min(jobs, len(portions))) as pool:
        for portion in portions:
            under_way.append(pool.submit(_read_portion, read, portion))
            if len(under_way) == PORTIONS_AHEAD * jobs:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _read_portion(read: Callable[[Path], Read], paths: Sequence[Path]) -> list[Read]:
    return [read(path) for path in paths]


def _record(path: Path, url: str | None, site: SiteContext) -> Read:
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
