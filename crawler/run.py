"""One run from beginning to end: fetch, archive, read, publish, sum up. Used by every command that crawls.

Scrapy's reactor cannot be started twice, so a process crawls once.
"""

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from time import monotonic
from typing import Any

from archive.corrections import read_corrections
from archive.database import faults_named
from archive.decisions import read_decisions
from archive.home import Home
from archive.ingest import ingest_run
from archive.lock import held
from archive.read_alongside import ReadAlongside
from archive.records import Page
from archive.runs import finish_run, note_publication
from archive.sites import store_sites
from archive.units import runs_to_read
from crawler.crawl_processes import crawl
from crawler.exit_codes import ExitCode
from crawler.hook import tell_operator
from crawler.hook_settings import read_hook_settings
from crawler.progress import page_teller
from crawler.publishing import publish_run
from crawler.recorder import Recorder
from crawler.repair import repair_run
from crawler.run_options import Progress, RunOptions
from crawler.sites import Site
from crawler.summary import RunSummary, summarise
from crawler.user_agent import check_contact
from crawler.watch import watch

KILLED = "the process was killed; the next run read what it had fetched"


def crawl_sites(
    home: Home,
    sites: Sequence[Site],
    *,
    contact: str,
    proxies: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    command: str = "gongkai crawl",
) -> RunSummary:
    """Crawl these sites, read the reports they brought, and write `runs/<id>.json`.

    Raises what `run_sites` raises, and LockedError where another process writes to `home`.
    """
    options = RunOptions(contact, command, proxies or {}, settings or {}, progress)
    with held(home, command), faults_named(home.database):
        return run_sites(home, sites, options)


def run_sites(home: Home, sites: Sequence[Site], options: RunOptions) -> RunSummary:
    """Make one run; the caller holds the lock of `home`. A killed run of the same command goes on.

    Raises ContactError, DatabaseError, DecisionError, HookSettingsError, or ArchiveWriteError where pages
    could not be archived.
    """
    began = monotonic()
    check_contact(options.contact)
    # A fault in the editors' or the operator's file is better said before the crawl than after it.
    read_decisions(home.decisions)
    read_corrections(home.corrections)
    hook = read_hook_settings(home, os.environ)
    with closing(Recorder.open(home, sites, options.command, options.contact)) as recorder:
        store_sites(recorder.database, [site.to_record() for site in options.switched_off])
        _close_abandoned(recorder, home, options.progress)
        # Fetching takes a core for itself: a reader too many slows down both.
        with ReadAlongside(home, recorder.run_id, (os.cpu_count() or 1) - 1) as alongside:
            # Those that a killed process had fetched.
            alongside.pages_entered(runs_to_read(recorder.database).get(recorder.run_id, 0))
            recorder.on_page = _listener(recorder, alongside, options.progress)
            ended = crawl(recorder, home, options)
            recorder.close_warc()
            if recorder.fault:
                _fail(recorder, home, monotonic() - began)
                raise recorder.fault
            alongside.all_entered()
            ingested = ingest_run(recorder.database, home, recorder.run_id, options.progress, alongside)
        alerts = watch(recorder, home, whole=ended == "finished")
        summary = summarise(recorder, ingested, ended, alerts)
        code, seconds = summary.exit_code, monotonic() - began
        finish_run(recorder.database, recorder.run_id, code, ended=ended, seconds=seconds)
        # Written again when the rest is done: a process killed meanwhile leaves this much.
        summary.write(home.runs)
        if options.publishes:
            summary = _publish(recorder, home, summary)
        summary = replace(summary, hook=tell_operator(hook, recorder.database, summary))
    summary.write(home.runs)
    return summary


def _listener(
    recorder: Recorder, alongside: ReadAlongside, progress: Progress | None
) -> Callable[[Page], None]:
    """What is called with each page that was entered."""
    tell = page_teller(recorder, progress) if progress else None

    def entered(page: Page) -> None:
        if page.kind in ("report", "attachment") and page.outcome == "ok":
            alongside.pages_entered()
        if tell:
            tell(page)

    return entered


def _publish(recorder: Recorder, home: Home, summary: RunSummary) -> RunSummary:
    """Publish what the database holds now, and note it with the run."""
    published = publish_run(home)
    code = _graver(summary.exit_code, published.exit_code)
    note_publication(recorder.database, recorder.run_id, published.stamp, code, published.reason)
    return replace(summary, publication=published.stamp, reason=published.reason, exit_code=code)


def _graver(crawl: ExitCode, publication: ExitCode) -> ExitCode:
    """A failure to publish stands over a crawl that did well or nearly so, and under anything worse."""
    if publication is ExitCode.OK or crawl not in (ExitCode.OK, ExitCode.PARTIAL):
        return crawl
    return publication


def _close_abandoned(recorder: Recorder, home: Home, progress: Progress | None) -> None:
    """Read what killed runs had fetched that are not gone on with, and enter their end."""
    for run_id in recorder.begun.abandoned:
        ingest_run(recorder.database, home, run_id, progress)
        finish_run(recorder.database, run_id, ExitCode.PARTIAL, ended="killed", reason=KILLED)


def _fail(recorder: Recorder, home: Home, seconds: float) -> None:
    """Enter that the archive could not be written to, as far as that can be written itself."""
    try:
        # A response may have been archived and could not be entered.
        repair_run(recorder.database, home.warc, recorder.run_id, recorder.sites)
        finish_run(
            recorder.database,
            recorder.run_id,
            ExitCode.ARCHIVE_DAMAGED,
            ended="failed",
            reason=str(recorder.fault),
            seconds=seconds,
        )
    except sqlite3.Error:
        # The run stays without an end, and the next one closes it; the fault itself is raised by the caller.
        return
