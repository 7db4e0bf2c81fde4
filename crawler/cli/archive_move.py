"""`gongkai archive export` and `gongkai archive import`: pages out of the archive, and those of others in."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from archive.database import DatabaseError
from archive.decisions import DecisionError
from archive.export import select, selected_records
from archive.foreign_warc import ForeignFileError
from archive.home import Home
from archive.lock import LockedError
from archive.wacz import write_wacz
from archive.warc import DamagedRecord
from crawler.cli import CommandError
from crawler.cli.archive_keep import bar, existing_home
from crawler.cli.pages import open_collected
from crawler.cli.progress import crawl_progress
from crawler.cli.site_folders import read_sites, site_folders
from crawler.exit_codes import ExitCode
from crawler.importing import Imported, import_file
from crawler.user_agent import ContactError, check_contact, software

LEFT_OUT = {
    "host_not_listed": "their host is not on the site list 主机不在站点清单内",
    "known": "in the archive already 已在存档中",
    "payload_not_there": "their payload is kept with a record that is not in the file 文件中没有其内容",
}


@click.command()
@click.argument("key", metavar="SITE|REPORT")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write (default: SITE.wacz or REPORT.wacz here).",
)
def export(key: str, output: Path | None) -> None:
    """Take a site or a report out of the archive as a WACZ file. 导出一个站点或一份年报的存档。

    It holds every stored response of the site; of a report, also its documents, the lists that name it and
    the addresses that led to it. Records are copied byte for byte. It replays in a browser with pywb or on
    https://replayweb.page, and `gongkai archive import` reads it.

    \b
    Examples:
      gongkai archive export mva
      gongkai archive export 210503-37d5e7b8-2019 --output report.wacz
      gongkai archive export http://…/content_559840

    Exit codes: 0 written, 2 no such site or report, or no file can be written, 6 a record is damaged.
    """
    home = existing_home()
    with closing(open_collected()) as database:
        selection = select(database, key)
    if selection is None or not selection.pages:
        raise CommandError(
            f"{key}: neither a site nor a report (id or address) with stored pages; see "
            "`gongkai archive list`. 没有该站点或年报的存档。"
        )
    output = output or Path(f"{key.rstrip('/').rpartition('/')[2]}.wacz")
    try:
        with bar(len({page["warc_file"] for page in selection.pages}), " files") as progress:
            records = selected_records(home.warc, selection, lambda _file: progress(1))
            number = write_wacz(output, selection, records, software())
    except DamagedRecord as error:
        raise CommandError(
            f"{error}. `gongkai archive verify` says what to do.", ExitCode.ARCHIVE_DAMAGED
        ) from error
    except OSError as error:
        raise CommandError(f"{output}: cannot be written: {error}") from error
    click.echo(f"{output}: {len(selection.pages)} pages, {number} records, {output.stat().st_size:,} bytes.")


@click.command("import")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@site_folders
def import_pages(path: Path, folders: tuple[Path, ...]) -> None:
    """Take in pages that others collected, from a WARC or WACZ file, and read them. 导入他人采集的存档。

    Only pages of hosts on the site list are taken; what is there already is left alone, so that a file can be
    imported again. The run that the pages are entered under names the file and its SHA-256.

    \b
    Examples:
      gongkai archive import pages.warc.gz
      gongkai archive import mva.wacz

    GONGKAI_CONTACT must hold an address, as for a crawl: it is who answers for the new WARC file.
    Exit codes: 0 imported (also if nothing was new), 2 the file cannot be used: nothing was imported.
    """
    sites = list(read_sites(folders).values())
    try:
        contact = check_contact(os.environ.get("GONGKAI_CONTACT"))
        with crawl_progress() as progress:
            imported = import_file(Home.from_environment(), path, sites, contact, progress)
    except (ContactError, DatabaseError, DecisionError, ForeignFileError, LockedError) as error:
        raise CommandError(str(error)) from error
    for line in _told(path, imported):
        click.echo(line)


def _told(path: Path, imported: Imported) -> Iterator[str]:
    if imported.run_id is None:
        yield f"{path}: nothing new. 没有新的页面。"
    else:
        yield f"{path}: {imported.pages} pages imported as run {imported.run_id}. 导入 {imported.pages} 页。"
    for reason, number in sorted(imported.left_out.items()):
        yield f"  {number} left out: {LEFT_OUT[reason]}"
    if done := imported.ingested:
        yield f"  reports: {done.new} new, {done.changed} changed, {done.unchanged} unchanged"
