"""`gongkai publish`: the working database becomes a read-only snapshot with CSV extracts."""

import click

from archive.apply_corrections import CorrectionCounts
from archive.database import DatabaseDamagedError, DatabaseError
from archive.decisions import DecisionError
from archive.home import Home
from archive.publish import Publication, PublicationError
from archive.publish import publish as publish_home
from archive.snapshot import SnapshotError
from crawler.cli import CommandError
from crawler.exit_codes import ExitCode

UNITS = ("B", "kB", "MB", "GB", "TB")


@click.command(
    epilog="Exit codes: 0 published, 2 nothing to publish or the database cannot be used, 4 the database is "
    "damaged. After any of these failures the previous publication is still there.",
)
def publish() -> None:
    """Publish what was collected: a read-only database with search, its descriptions, and CSV extracts.

    The new publication replaces the old one at once, at GONGKAI_HOME/public; the last three are kept.

    \b
    Examples:
      gongkai publish                        publish GONGKAI_HOME (default: data/ in the checkout)
      GONGKAI_HOME=/srv/gongkai gongkai publish
      gongkai publish && gongkai serve       publish, then look at it
    """
    try:
        publication = publish_home(Home.from_environment())
    except (DatabaseDamagedError, SnapshotError) as error:
        raise CommandError(f"not published: {error}", ExitCode.DATA_CHECK_FAILED) from error
    except (DatabaseError, DecisionError, PublicationError) as error:
        raise CommandError(f"not published: {error}") from error
    for line in publication_lines(publication):
        click.echo(line)


def publication_lines(publication: Publication) -> list[str]:
    """What was published, as the command prints it."""
    lines = [
        f"已发布 published {publication.path}",
        f"  年报 reports {publication.reports:,} · 机关 agencies {publication.agencies:,} · "
        f"有值数据项 figures with a value {publication.figures:,}",
        *([f"  {publication.corrections}"] if publication.corrections != CorrectionCounts(0, 0) else []),
        f"  gongkai.db  {readable_size(publication.database_size)}",
        "  extracts/",
    ]
    width = max(len(extract.file) for extract in publication.extracts)
    for extract in publication.extracts:
        size = readable_size(extract.size)
        lines.append(f"    {extract.file:<{width}}  {extract.rows:>9,} rows  {size:>9}")
    return lines


def readable_size(size: int) -> str:
    """A size in bytes for people: 1234567 is 1.2 MB."""
    value = float(size)
    for unit in UNITS[:-1]:
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} {UNITS[-1]}"
