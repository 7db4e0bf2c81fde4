"""`gongkai archive export` and `gongkai archive import`: pages out of the archive, and those of others in."""

from contextlib import closing
from pathlib import Path

import click

from archive.export import select, selected_records
from archive.wacz import write_wacz
from archive.warc import DamagedRecord
from crawler.cli import CommandError
from crawler.cli.archive_keep import bar, existing_home
from crawler.cli.pages import open_collected
from crawler.exit_codes import ExitCode
from crawler.user_agent import software


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
