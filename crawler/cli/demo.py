"""`gongkai demo`: the whole way on the built-in imitation web, from pages to a site in the browser."""

import sqlite3
import sys
from contextlib import closing

import click

from archive.database import DatabaseError, open_to_read
from archive.decisions import DecisionError
from archive.home import Home
from archive.lock import LockedError
from archive.publish import PublicationError
from archive.publish import publish as publish_home
from archive.serve import ServeError, refuse_busy_port
from archive.snapshot import SnapshotError
from crawler.cli import CommandError
from crawler.cli.progress import crawl_progress
from crawler.cli.publish import publication_lines
from crawler.cli.serve import DEFAULT_HOST, DEFAULT_PORT, serve_publication
from crawler.exit_codes import ExitCode
from crawler.hook_settings import HookSettingsError
from crawler.recorder import ArchiveWriteError
from crawler.run import crawl_sites
from crawler.sites import load_sites
from crawler.summary_text import render
from demo.web import SITES_FOLDER, DemoWeb

CONTACT = "demo@gongkai.test"
# Outcomes that the imitation web brings about on purpose: pages that are gone, cut off or no reports.
EXPECTED_CODES = (ExitCode.OK, ExitCode.PARTIAL)


@click.command(
    epilog="Exit codes: 0 published (troubles that the imitation web makes on purpose are in the summary), "
    "2 the data folder holds real sites or another version, or the port is in use; else as `gongkai crawl`.",
)
@click.option("--once", is_flag=True, help="End after publishing, for scripts. 发布后即结束。")
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True, help="Port.")
def demo(once: bool, port: int) -> None:
    """Crawl the imitation web on loopback, archive, read, publish, and serve the result. 演示全流程。

    The data goes to GONGKAI_HOME (default: data/ in the checkout), which must not hold real sites. A second
    run adds to the first: nothing is doubled.

    \b
    Examples:
      gongkai demo                   then open http://127.0.0.1:8001/
      gongkai demo --port 8002
      gongkai demo --once && gongkai serve
    """
    home = Home.from_environment()
    sites = load_sites([SITES_FOLDER])
    refuse_real_data(home, set(sites))
    try:
        if not once:
            refuse_busy_port(DEFAULT_HOST, port)
        with DemoWeb() as web, crawl_progress() as progress:
            summary = crawl_sites(
                home,
                list(sites.values()),
                contact=CONTACT,
                proxies={".test": web.proxy_url},
                progress=progress,
                command="gongkai demo",
            )
        click.echo(render(summary))
        publication = publish_home(home)
    except (
        DatabaseError,
        DecisionError,
        HookSettingsError,
        LockedError,
        PublicationError,
        ServeError,
        SnapshotError,
    ) as error:
        raise CommandError(str(error)) from error
    except ArchiveWriteError as error:
        raise CommandError(str(error), ExitCode.ARCHIVE_DAMAGED) from error
    click.echo("\n".join(publication_lines(publication)))
    if summary.exit_code not in EXPECTED_CODES:
        sys.exit(summary.exit_code)
    if once:
        click.echo("\nLook at it 查看: .venv/bin/gongkai serve")
    else:
        click.echo("")
        serve_publication(home, port=port)


def refuse_real_data(home: Home, demo_sites: set[str]) -> None:
    """Invented reports must never mix with real ones."""
    if not home.database.exists():
        return
    try:
        with closing(open_to_read(home.database)) as database:
            stored = {str(row[0]) for row in database.execute("SELECT id FROM sites")}
    except sqlite3.DatabaseError as error:
        raise CommandError(
            f"{home.database}: no Gongkai database ({error}); set GONGKAI_HOME elsewhere"
        ) from error
    if stored - demo_sites:
        names = ", ".join(sorted(stored - demo_sites)[:3])
        raise CommandError(
            f"{home.path} holds real sites ({names}); give the demo a folder of its own, "
            "for example GONGKAI_HOME=/tmp/gongkai-demo. 该目录存有真实站点，请为演示另设目录。"
        )
