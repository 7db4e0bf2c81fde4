"""`gongkai nightly`: every night the sites that are due, then reading and publishing what they brought."""

import os
import sys
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from archive.database import DatabaseDamagedError, DatabaseError, faults_named, open_database
from archive.decisions import DecisionError
from archive.home import Home
from archive.lock import LockedError, held
from archive.runs import note_publication, unpublished_runs
from crawler.cli import CommandError
from crawler.cli.crawl import one_site
from crawler.cli.progress import crawl_progress
from crawler.cli.proxies import proxy_option, routes
from crawler.cli.site_folders import read_sites, site_folders
from crawler.columns import align
from crawler.crawl_processes import CrawlProcessError
from crawler.exit_codes import ExitCode
from crawler.hook_settings import HookSettingsError
from crawler.nightly import NOTHING_KNOWN, Expected, addresses, expected, insist, plan
from crawler.publishing import publish_run
from crawler.recorder import ArchiveWriteError
from crawler.run import run_sites
from crawler.run_options import RunOptions
from crawler.schedule import Due, judge_all
from crawler.sites import Site
from crawler.summary_text import render
from crawler.user_agent import ContactError, check_contact

Sites = dict[str, Site]

HEADER = ["site 站点", "due 到期", "lists", "known 已知", "new 未取", "failed", "at least 至少", "why 原因"]


@click.command(
    epilog="Exit codes: 0 ok, 1 bug, 2 usage, or another run is under way, 3 some pages or reports failed, "
    "the time was up, or nothing could be published, 4 the database failed its check and was not published, "
    "5 every site turned us away, 6 the archive is damaged or cannot be written to."
)
@click.option("--all", "every", is_flag=True, help="Every enabled site, due or not. 不论是否到期。")
@click.option(
    "--site", "site_ids", multiple=True, metavar="ID", help="This site, due or not; may be repeated."
)
@click.option("--until", metavar="HH:MM", help="Stop crawling at this time of the machine's clock.")
@click.option("--hours", type=click.FloatRange(min=0, min_open=True), help="Stop crawling after so long.")
@click.option("--requests-per-host", type=click.IntRange(min=1), help="Ask no host more often in this run.")
@click.option("--dry-run", is_flag=True, help="Say what would be crawled and why, and do nothing. 只说明。")
@click.option("-v", "--verbose", is_flag=True, help="With --dry-run: every address that is known.")
@site_folders
@proxy_option
def nightly(
    *,
    every: bool,
    site_ids: tuple[str, ...],
    until: str | None,
    hours: float | None,
    requests_per_host: int | None,
    dry_run: bool,
    verbose: bool,
    folders: tuple[Path, ...],
    proxies: tuple[str, ...],
) -> None:
    """Crawl the sites that are due, read what they brought, and publish. 夜间采集、解析、发布。

    A site is due by its `frequency`: daily from January to April, when reports appear, and weekly otherwise.
    A page that did not change costs one short answer. A run that was killed goes on where it was.

    \b
    Examples:
      gongkai nightly --dry-run              what would be done tonight, and why
      gongkai nightly --until 06:00          the usual night, from a timer
      gongkai nightly --site mva --site guiyang
      gongkai nightly --all --hours 10

    GONGKAI_CONTACT must hold an address at which the sites we ask can reach a person.
    """
    sites = read_sites(folders)
    chosen = [one_site(sites, site_id).id for site_id in dict.fromkeys(site_ids)]
    if every and chosen:
        raise CommandError("Say --all or --site, not both. --all 与 --site 不能同时使用。")
    command = " ".join(["gongkai nightly", *(["--all"] if every else []), *(f"--site {i}" for i in chosen)])
    home = Home.from_environment()
    try:
        if dry_run:
            _tell_plan(home, sites, command, chosen, verbose=verbose)
            return
        options = RunOptions(
            contact=check_contact(os.environ.get("GONGKAI_CONTACT")),
            command=command,
            proxies=routes(proxies),
            settings={"GONGKAI_REQUESTS_PER_HOST": requests_per_host} if requests_per_host else {},
            seconds=_seconds(until, hours),
            publishes=True,
            switched_off=tuple(site for site in sites.values() if not site.enabled),
        )
        with held(home, command), faults_named(home.database):
            code = _crawl(home, sites, options, chosen)
    except (DatabaseDamagedError, ArchiveWriteError) as error:
        raise CommandError(str(error), ExitCode.ARCHIVE_DAMAGED) from error
    except CrawlProcessError as error:
        raise CommandError(str(error), ExitCode.BUG) from error
    except (ContactError, DatabaseError, DecisionError, HookSettingsError, LockedError) as error:
        raise CommandError(str(error)) from error
    sys.exit(code)


def _crawl(home: Home, sites: Sites, options: RunOptions, chosen: list[str]) -> ExitCode:
    """Crawl what is due; where nothing is, publish what an earlier run could not."""
    due = [one.site for one in _plan(home, sites, options.command, chosen) if one.due]
    if not due:
        click.echo("No site is due; `gongkai nightly --dry-run` says why. 没有到期的站点。")
        return _publish_left(home)
    with crawl_progress() as progress:
        summary = run_sites(home, due, replace(options, progress=progress))
    click.echo(render(summary), nl=False)
    return summary.exit_code


def _publish_left(home: Home) -> ExitCode:
    """Publish what a run had brought that was killed before it could, if there is any."""
    if not home.database.exists():
        return ExitCode.OK
    with closing(open_database(home.database)) as database:
        left = unpublished_runs(database)
        if not left:
            return ExitCode.OK
        published = publish_run(home)
        before = database.execute("SELECT exit_code FROM runs WHERE id = ?", left[-1:]).fetchone()[0]
        note_publication(database, left[-1], published.stamp, before, published.reason)
    click.echo(published.reason or f"published 已发布 {published.stamp}")
    return published.exit_code


def _plan(home: Home, sites: Sites, command: str, chosen: list[str]) -> list[Due]:
    """Every site with whether it is crawled and why, from the database if there is one."""
    dues = judge_all((sites[i] for i in chosen or sites), {}, datetime.now(UTC))
    if home.database.exists():
        with closing(open_database(home.database)) as database:
            dues = plan(database, sites, command, datetime.now(UTC), chosen)
    if chosen:
        return insist(dues, "asked for by --site")
    return insist(dues, "asked for by --all") if "--all" in command else dues


def _tell_plan(home: Home, sites: Sites, command: str, chosen: list[str], *, verbose: bool) -> None:
    """Print what would be done, and why."""
    dues = _plan(home, sites, command, chosen)
    with ExitStack() as stack:
        found = home.database.exists()
        database = stack.enter_context(closing(open_database(home.database))) if found else None
        rows = [_row(due, expected(database, due.site) if database else NOTHING_KNOWN) for due in dues]
        click.echo("\n".join(align([HEADER, *rows], right=range(2, 7))))
        for due in dues if verbose and database else ():
            for url, why in addresses(database, due.site) if due.due and database else ():
                click.echo(f"{due.site.id}  {url}  {why}")
    number = sum(due.due for due in dues)
    click.echo(f"{number} of {len(dues)} sites are due; nothing was asked for. {number} 个站点到期。")


def _row(due: Due, known: Expected) -> list[str]:
    """One site of the plan, with the time that its pauses take at least."""
    lists = len(due.site.lists)
    least = timedelta(seconds=round(max(known.known, lists) * due.site.delay_seconds))
    counts = map(str, (lists, known.known, known.new, known.failed, least))
    return [due.site.id, "yes" if due.due else "no", *counts, due.reason]


def _seconds(until: str | None, hours: float | None) -> float | None:
    """How long the crawl may take, None without a limit; a time of day is the next of the machine's clock."""
    if until and hours:
        raise CommandError("Say --until or --hours, not both. --until 与 --hours 不能同时使用。")
    if hours:
        return hours * 3600
    if not until:
        return None
    try:
        moment = datetime.strptime(until, "%H:%M").time()
    except ValueError as error:
        raise CommandError(f"--until {until!r}: write a time of day as HH:MM, for example 06:00") from error
    now = datetime.now().astimezone()
    end = datetime.combine(now.date(), moment).astimezone()
    return (end if end > now else end + timedelta(days=1)).timestamp() - now.timestamp()
