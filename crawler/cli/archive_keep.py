"""`gongkai archive verify` and `gongkai archive index`: is the archive whole, and its indexes made again."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby

import click
from tqdm import tqdm

from archive.database import Database, DatabaseDamagedError, DatabaseError, open_database
from archive.home import Home
from archive.lock import LockedError, held
from archive.page_index import Entered, make_again
from archive.verify import Finding, Verified, advice
from archive.verify import verify as verify_archive
from archive.warc import DamagedRecord, recover
from archive.warc_files import finished_files
from crawler.cli import CommandError
from crawler.exit_codes import ExitCode


@click.command()
def verify() -> None:
    """Look at every byte and every place that the database names. Changes nothing. 校验存档。

    Records that are not whole, digests that do not hold, files that are missing, changed or left behind by a
    killed crawl, indexes that do not fit, pages that the database has elsewhere or not at all.

    \b
    Example:
      gongkai archive verify && rsync -a data/warc/ backup:/gongkai/warc/

    Exit codes: 0 all is well, 2 no archive or no usable database, 6 something was found; it says what to do.
    """
    home = existing_home()
    counted = Verified()
    with _database(home) as database, bar(_bytes_in(home), "B") as progress:
        findings = list(verify_archive(home.warc, database, counted, progress))
    for line in _told(findings):
        click.echo(line)
    click.echo(
        f"{counted.files} files, {counted.records} records, {counted.bytes:,} bytes, "
        f"{counted.pointers} pages of the database: {len(findings) or 'nothing'} found. "
        f"{f'发现 {len(findings)} 处问题' if findings else '存档完好'}。"
    )
    sys.exit(ExitCode.ARCHIVE_DAMAGED if findings else ExitCode.OK)


@click.command()
def index() -> None:
    """Make every CDXJ index, SHA256SUMS and the table of pages again from the WARC files. 重建索引。

    What is there and right stays as it is. A database that was lost is made again: the rows of its pages come
    from the files alone; then the pages are to be read again.

    \b
    Examples:
      gongkai archive index
      mv data/gongkai.db /tmp/ && gongkai archive index      after the database was lost

    Exit codes: 0 done, 2 no archive or a database of another archive, 6 a file is damaged.
    """
    home = existing_home()
    try:
        with held(home, "gongkai archive index"):
            entered = _make_again(home)
    except DamagedRecord as error:
        raise CommandError(
            f"{error}. `gongkai archive verify` says what to do.", ExitCode.ARCHIVE_DAMAGED
        ) from error
    except (DatabaseError, LockedError, ValueError) as error:
        raise CommandError(str(error)) from error
    click.echo(
        f"{entered.runs} runs: {entered.added} pages entered, {entered.known} were there. "
        f"补入 {entered.added} 页，已有 {entered.known} 页。"
    )
    if entered.undescribed:
        click.echo(
            f"{entered.undescribed} responses are of crawls that were killed before they were entered."
        )


def _make_again(home: Home) -> Entered:
    for recovered in recover(home.warc):
        click.echo(str(recovered))
    number = len(finished_files(home.warc))
    with closing(open_database(home.database)) as database, bar(number, " files") as progress:
        return make_again(database, home.warc, lambda _file: progress(1))


def existing_home() -> Home:
    """The data folder; a CommandError where nothing was archived yet."""
    home = Home.from_environment()
    if not home.warc.is_dir():
        raise CommandError(f"{home.warc}: nothing was archived yet; see `gongkai crawl`. 尚无存档。")
    return home


@contextmanager
def bar(total: int, unit: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, nothing elsewhere."""
    with tqdm(total=total, unit=unit, unit_scale=unit == "B", dynamic_ncols=True, disable=None) as shown:

        def advance(done: int) -> None:
            shown.update(done)

        yield advance


@contextmanager
def _database(home: Home) -> Iterator[Database | None]:
    """The database; None where there is none, which is told."""
    if not home.database.exists():
        click.echo(f"{home.database} is not there: only the files are looked at. 数据库不存在，只校验文件。")
        yield None
        return
    try:
        database = open_database(home.database)
    except DatabaseError as error:
        damaged = isinstance(error, DatabaseDamagedError)
        raise CommandError(str(error), ExitCode.ARCHIVE_DAMAGED if damaged else ExitCode.USAGE) from error
    with closing(database):
        yield database


def _bytes_in(home: Home) -> int:
    return sum((home.warc / file).stat().st_size for file in finished_files(home.warc))


def _told(findings: list[Finding]) -> Iterator[str]:
    for kind, found in groupby(
        sorted(findings, key=lambda finding: finding.kind), key=lambda finding: finding.kind
    ):
        for finding in found:
            yield f"{kind}: {finding.where}: {finding.what}"
        told = advice(kind)
        yield f"  → {told['en']}"
        yield f"  → {told['zh']}"
