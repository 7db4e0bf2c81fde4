"""`gongkai sites`: the list of sites, and whether all entries are valid."""

from pathlib import Path

import click

from crawler.cli.site_folders import read_sites, site_folders
from crawler.columns import align
from crawler.sites import Site

HEADER = ["id", "name 名称", "adapter 系统", "area 区划", "enabled 启用"]


@click.group(invoke_without_command=True)
@site_folders
@click.pass_context
def sites(context: click.Context, folders: tuple[Path, ...]) -> None:
    """List the sites, or check their entries. 列出站点，或检查站点条目。

    \b
    Examples:
      gongkai sites
      gongkai sites check
      gongkai sites --sites-folder my
    """
    if context.invoked_subcommand is None:
        for line in align([HEADER, *map(_row, read_sites(folders).values())]):
            click.echo(line)


@sites.command()
@site_folders
@click.pass_context
def check(context: click.Context, folders: tuple[Path, ...]) -> None:
    """Validate every entry: exit code 0, or 2 with each fault named by file, field and reason."""
    given_before: tuple[Path, ...] = context.parent.params["folders"] if context.parent else ()
    loaded = read_sites(folders or given_before)
    enabled = sum(site.enabled for site in loaded.values())
    click.echo(f"{len(loaded)} sites are valid, {enabled} of them enabled. 条目均有效。")


def _row(site: Site) -> list[str]:
    state = "yes 是" if site.enabled else f"no 否: {site.reason}"
    return [site.id, site.name, site.adapter, site.area, state]
