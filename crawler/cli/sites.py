"""`gongkai sites`: the list of sites, whether all entries are valid, and the way to a new one."""

from pathlib import Path

import click

from archive.home import Home
from crawler.adapters import ADAPTERS, PLANNED_ADAPTERS
from crawler.cli import CommandError
from crawler.cli.identify import identify
from crawler.cli.new_site import new
from crawler.cli.site_folders import read_sites, site_folders
from crawler.columns import align
from crawler.site_health import Health, read_health
from crawler.sites import Site
from parsers.agencies.areas import full_name

FAMILIES = sorted({*ADAPTERS, *PLANNED_ADAPTERS})
HEADER = ["id", "name 名称", "family 系统", "area 区划", "enabled 启用", "last crawl 最近采集"]


@click.group(invoke_without_command=True)
@site_folders
@click.pass_context
def sites(context: click.Context, folders: tuple[Path, ...]) -> None:
    """List the sites, check their entries, or make a new one. 列出、检查或新建站点条目。

    \b
    Examples:
      gongkai sites
      gongkai sites list --province 52 --family trs_wcm
      gongkai sites check
      gongkai sites identify https://www.mva.gov.cn/gongkai/zfxxgkpt/zfxxgknb/
      gongkai sites new list.html --url http://www.x.gov.cn/zwgk/nb/ --sites-folder my
    """
    if context.invoked_subcommand is None:
        _print(list(read_sites(folders).values()))


@sites.command(name="list")
@site_folders
@click.option("--province", help="The beginning of an area code (52) or of a province's name (贵州).")
@click.option("--family", type=click.Choice(FAMILIES), metavar="ADAPTER", help="trs_wcm, ucap …")
@click.option("--health", type=click.Choice(["ok", "failing", "never"]), help="How the last crawl went.")
@click.pass_context
def list_(
    context: click.Context,
    folders: tuple[Path, ...],
    province: str | None,
    family: str | None,
    health: str | None,
) -> None:
    """The sites by province, with their family and how the last crawl of each went. 按省份列出站点。

    \b
    Examples:
      gongkai sites list --province 贵州省
      gongkai sites list --health failing
    """
    loaded = list(read_sites(folders or _given_before(context)).values())
    there = [site for site in loaded if _is_in(site, province)]
    if not there:
        provinces = dict.fromkeys(_province(site) for site in sorted(loaded, key=lambda site: site.area))
        raise CommandError(f"no site is in {province}; there are sites in {', '.join(provinces)}")
    _print([site for site in there if family is None or site.adapter == family], health)


@sites.command()
@site_folders
@click.pass_context
def check(context: click.Context, folders: tuple[Path, ...]) -> None:
    """Validate every entry: exit code 0, or 2 with each fault named by file, field and reason."""
    loaded = read_sites(folders or _given_before(context))
    enabled = sum(site.enabled for site in loaded.values())
    click.echo(f"{len(loaded)} sites are valid, {enabled} of them enabled. 条目均有效。")


sites.add_command(identify)
sites.add_command(new)


def _given_before(context: click.Context) -> tuple[Path, ...]:
    """The folders given before the subcommand's name."""
    given: tuple[Path, ...] = context.parent.params["folders"] if context.parent else ()
    return given


def _is_in(site: Site, province: str | None) -> bool:
    return province is None or site.area.startswith(province) or _province(site).startswith(province)


def _province(site: Site) -> str:
    return full_name(f"{site.area[:2]}0000") or site.place


def _print(chosen: list[Site], wanted: str | None = None) -> None:
    """One table a province, in the order of the area codes."""
    health = read_health(Home.from_environment())
    shown = [site for site in chosen if wanted is None or _health(site, health).state == wanted]
    provinces = dict.fromkeys(_province(site) for site in sorted(shown, key=lambda site: site.area))
    for province in provinces:
        rows = [_row(site, _health(site, health)) for site in shown if _province(site) == province]
        click.echo(f"\n{province}" if len(provinces) > 1 else province)
        click.echo("\n".join(align([HEADER, *rows])))
    enabled = sum(site.enabled for site in shown)
    click.echo(("\n" if shown else "") + f"{len(shown)} sites 站点, {enabled} enabled 启用")


def _health(site: Site, health: dict[str, Health]) -> Health:
    return health.get(site.id, Health("never", ""))


def _row(site: Site, health: Health) -> list[str]:
    state = "yes 是" if site.enabled else f"no 否: {site.reason}"
    return [site.id, site.name, site.adapter, site.area, state, health.words or "–"]
