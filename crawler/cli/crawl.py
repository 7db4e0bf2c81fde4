"""`gongkai crawl`: collect the reports of some sites."""

import os
import sys
from difflib import get_close_matches
from pathlib import Path

import click

from archive.database import DatabaseDamagedError, DatabaseError
from archive.decisions import DecisionError
from archive.home import Home
from archive.lock import LockedError
from crawler.cli import CommandError
from crawler.cli.progress import crawl_progress
from crawler.cli.proxies import proxy_option, routes
from crawler.cli.site_folders import read_sites, site_folders
from crawler.crawl_processes import CrawlProcessError
from crawler.exit_codes import ExitCode
from crawler.hook_settings import HookSettingsError
from crawler.recorder import ArchiveWriteError
from crawler.run import crawl_sites
from crawler.sites import Site
from crawler.summary_text import render
from crawler.user_agent import ContactError, check_contact


@click.command()
@click.argument("site_ids", nargs=-1, metavar="SITE…")
@click.option("--all", "every", is_flag=True, help="Crawl every enabled site. 采集所有已启用的站点。")
@site_folders
@proxy_option
def crawl(
    site_ids: tuple[str, ...], every: bool, folders: tuple[Path, ...], proxies: tuple[str, ...]
) -> None:
    """Collect the reports of one or more sites: fetch, archive, read. 采集一个或多个站点的年度报告。

    \b
    Examples:
      gongkai sites                        what sites there are
      gongkai crawl mva guiyang            two of them
      gongkai crawl --all                  every enabled one
      gongkai crawl --sites-folder my mine a site of your own, from my/*.toml

    GONGKAI_CONTACT must hold an address at which the sites we ask can reach a person.
    Exit codes: 0 ok, 2 usage, 3 some pages or reports failed, 5 every site turned us away, 6 archive damaged.
    """
    chosen = choose(read_sites(folders), site_ids, every)
    try:
        contact = check_contact(os.environ.get("GONGKAI_CONTACT"))
    except ContactError as error:
        raise CommandError(str(error)) from error
    try:
        with crawl_progress() as progress:
            command = " ".join(["gongkai crawl", *site_ids, *(["--all"] if every else [])])
            summary = crawl_sites(
                Home.from_environment(),
                chosen,
                contact=contact,
                proxies=routes(proxies),
                progress=progress,
                command=command,
            )
    except (DatabaseDamagedError, ArchiveWriteError) as error:
        raise CommandError(str(error), ExitCode.ARCHIVE_DAMAGED) from error
    except CrawlProcessError as error:
        raise CommandError(str(error), ExitCode.BUG) from error
    except (DatabaseError, DecisionError, HookSettingsError, LockedError) as error:
        raise CommandError(str(error)) from error
    click.echo(render(summary), nl=False)
    sys.exit(summary.exit_code)


def choose(sites: dict[str, Site], site_ids: tuple[str, ...], every: bool) -> list[Site]:
    """The sites to crawl; a CommandError says what is wrong with the choice and what to do."""
    if bool(site_ids) == every:
        raise CommandError(
            "Name the sites to crawl, or say --all. `gongkai sites` lists them. 请指定站点，或用 --all。"
        )
    if every:
        enabled = [site for site in sites.values() if site.enabled]
        if not enabled:
            raise CommandError("No site is enabled. `gongkai sites` says why. 没有启用的站点。")
        return enabled
    return [one_site(sites, site_id) for site_id in dict.fromkeys(site_ids)]


def one_site(sites: dict[str, Site], site_id: str) -> Site:
    """The enabled site of this id; a CommandError says what is wrong with it."""
    site = sites.get(site_id)
    if site is None:
        near = get_close_matches(site_id, sites, n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise CommandError(f"There is no site {site_id!r}.{hint} `gongkai sites` lists all. 没有此站点。")
    if not site.enabled:
        raise CommandError(f"Site {site_id!r} is disabled: {site.reason} 该站点已停用。")
    return site
