"""`gongkai archive`: what is in the archive, whether it is whole, and taking pages out and in."""

import click

from crawler.cli.archive_keep import index, verify
from crawler.cli.archive_look import list_pages, show
from crawler.cli.archive_move import export, import_pages


@click.group()
def archive() -> None:
    """Look at the archive, verify it, and take pages out and in. 存档的查看、校验与交换。

    \b
    Examples:
      gongkai archive verify                              is every record whole, does the database match?
      gongkai archive list --site mva --since 2026-01     what was fetched
      gongkai archive show http://… --at 2026-01-31       a page as it was on that day
      gongkai archive export mva --output mva.wacz        one site as a file that replays in a browser
      gongkai archive import pages.warc.gz                pages that others collected
      gongkai archive index                               make the indexes and `pages` again from the files
    """


for command in (verify, index, list_pages, show, export, import_pages):
    archive.add_command(command)
