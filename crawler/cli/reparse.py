"""`gongkai reparse`: everything that was read is read again, from the archive alone."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from tqdm import tqdm

from archive.database import DatabaseDamagedError, DatabaseError
from archive.decisions import DecisionError
from archive.home import Home
from archive.lock import LockedError
from archive.reparse import Changes, RebuildError, Rebuilt, Wanted
from archive.reparse import reparse as rebuild
from crawler.cli import CommandError
from crawler.cli.pages import open_collected
from crawler.columns import align
from crawler.exit_codes import ExitCode

# Lines of the summary for one kind of thing; the files have all.
KEYS_SHOWN = 15
UNREAD_SHOWN = 10
KINDS = ("gained", "lost", "changed", "state")


@click.command(
    epilog="Exit codes: 0 rebuilt and nothing lost, 1 the parser failed on pages that it read before, "
    "2 wrong usage or another process at work, 3 rebuilt, but reports or figures that there were are no "
    "longer read, 4 the rebuilt database does not hold together and was not taken, 6 records of the "
    "archive are damaged. With 1 and 6 nothing was changed: see --accept-damage.",
)
@click.option("--site", "sites", multiple=True, metavar="ID", help="Only this site; may be repeated.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default=True, help="Processes."
)
@click.option("--dry-run", is_flag=True, help="Say what would change; leave the database as it is. 只比较。")
@click.option(
    "--accept-damage",
    is_flag=True,
    help="Take over what could be read, though records are damaged or the parser fails on pages.",
)
def reparse(sites: tuple[str, ...], jobs: int, dry_run: bool, accept_damage: bool) -> None:
    """Read the whole archive again and rebuild every table that comes from it. 重新读取全部存档。

    Offline, into a new database that takes the old one's place when it is whole: a kill leaves the old one.
    What is read otherwise than before is listed figure by figure under GONGKAI_HOME/reparses/.

    \b
    Examples:
      gongkai reparse                      after an update of Gongkai
      gongkai reparse --dry-run            what would it change?
      gongkai reparse --site yunzhou       one site, and those that share an agency with it
      gongkai reparse --jobs 8 && gongkai publish
    """
    home = Home.from_environment()
    _refuse_unknown(sites)
    wanted = Wanted(sites=sites, jobs=jobs, swap=not dry_run, accept_damage=accept_damage)
    try:
        with _progress() as progress:
            rebuilt = rebuild(home, wanted, progress)
    except DatabaseDamagedError as error:
        raise CommandError(str(error), ExitCode.ARCHIVE_DAMAGED) from error
    except RebuildError as error:
        raise CommandError(str(error), ExitCode.DATA_CHECK_FAILED) from error
    except (DatabaseError, DecisionError, LockedError) as error:
        raise CommandError(str(error)) from error
    click.echo("\n".join(_told(rebuilt, dry_run)))
    if rebuilt.damaged and not accept_damage:
        sys.exit(ExitCode.ARCHIVE_DAMAGED)
    if rebuilt.failed and not accept_damage:
        sys.exit(ExitCode.BUG)
    if rebuilt.changes.is_loss:
        sys.exit(ExitCode.PARTIAL)


def _refuse_unknown(sites: tuple[str, ...]) -> None:
    database = open_collected()
    known = {row[0] for row in database.execute("SELECT id FROM sites")}
    database.close()
    unknown = [site for site in sites if site not in known]
    if unknown:
        raise CommandError(
            f"nothing was collected from {', '.join(unknown)}; `gongkai sites` lists the sites"
        )


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    with tqdm(unit=" pages", dynamic_ncols=True, disable=not sys.stderr.isatty()) as bar:

        def advance(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield advance


def _told(rebuilt: Rebuilt, dry_run: bool) -> list[str]:
    lines = [f"{rebuilt.pages:,} 个页面重新读取 pages read"]
    if rebuilt.sites:
        lines.append(f"  站点 sites: {', '.join(rebuilt.sites)}")
    lines += _change_lines(rebuilt.changes)
    lines.append(f"逐项变化 what changed, figure by figure: {rebuilt.files}")
    lines += [f"  损坏 damaged: {line}" for line in rebuilt.damaged[:UNREAD_SHOWN]]
    lines += [f"  程序出错 parser failed: {line}" for line in rebuilt.failed[:UNREAD_SHOWN]]
    if rebuilt.swapped:
        lines.append("数据库已替换；`gongkai publish` 后公开。The database was replaced; publish to show it.")
    elif dry_run:
        lines.append("试运行，数据库未动。A dry run: the database is as it was.")
    else:
        lines += _why_left(rebuilt)
    return lines


def _why_left(rebuilt: Rebuilt) -> list[str]:
    """Why the database was not replaced, and what to do."""
    damaged, failed = len(rebuilt.damaged), len(rebuilt.failed)
    lines = []
    if damaged:
        lines.append(
            f"存档有 {damaged} 条记录损坏，数据库未动。{damaged} records are damaged, so the database was "
            "left as it is: mend them from a copy, or say --accept-damage."
        )
    if failed:
        lines.append(
            f"解析程序在 {failed} 个原可读取的页面上出错，数据库未动。The parser failed on {failed} pages "
            "that it read before, so the database was left as it is: report it, or say --accept-damage."
        )
    return lines


def _change_lines(changes: Changes) -> list[str]:
    before, after = (" ".join(versions) or "—" for versions in changes.versions)
    lines = [f"解析器 parser {before} → {after}"]
    if not changes:
        return [*lines, "  读得的内容与原来相同。Everything is read as it was."]
    lines += [f"  年报 reports {_counts(changes.reports)}"] if changes.reports else []
    lines += [f"  其他内容 other fields {_counts(changes.fields)}"] if changes.fields else []
    lines += [f"  页面 pages {before} → {after}: {n}" for (before, after), n in sorted(changes.pages.items())]
    if changes.figures:
        lines.append(f"  数据项 figures {_counts(changes.figures)}")
        most = sorted(changes.by_key.items(), key=lambda item: (-item[1].total(), item[0]))
        rows = [
            ["figure 数据项", *KINDS],
            *([key, *(str(n[kind]) for kind in KINDS)] for key, n in most[:KEYS_SHOWN]),
        ]
        lines += [f"    {line}" for line in align(rows, right=[1, 2, 3, 4])]
        if len(most) > KEYS_SHOWN:
            lines.append(f"    … {len(most) - KEYS_SHOWN} more keys in the files")
    return lines


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in sorted(counts.items()))
