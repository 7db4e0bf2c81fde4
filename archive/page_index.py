"""The rows of `pages`, made again from the WARC files alone.

What the bytes tell is taken from the response records, the rest from the metadata records beside them. What
reading a page as a report told of it is not here: that is done again by reading it again.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from archive.database import Database, transaction
from archive.page_metadata import columns_of
from archive.pages import store_page
from archive.records import Page, PageOutcome, SiteRecord
from archive.run_counts import count_run
from archive.runs import enter_run
from archive.sites import OPTIONAL, store_sites
from archive.warc_files import finished_files
from archive.warc_reader import response_of
from archive.warc_record import DamagedRecord, Record, read_record, read_records
from archive.warc_writer import finish_file

SITE_COLUMNS = frozenset(column.name for column in fields(SiteRecord))
RUN_COLUMNS = ("command", "started_at", "imported_from")
# What tells one row from another. A request that got no answer has no place, only an address and a time.
KNOWN = "SELECT 1 FROM pages WHERE warc_file = ? AND warc_offset = ?"
KNOWN_FAILURE = "SELECT 1 FROM pages WHERE run_id = ? AND url = ? AND fetched_at = ? AND warc_file IS NULL"


@dataclass
class RunContents:
    """What the WARC files of one run say: its row of `runs`, its sites, its pages in their order.

    `answers` are the responses that no metadata record has spoken of as yet, by record; `rows` tells which
    page a record became.
    """

    run_id: int
    row: Mapping[str, object]
    sites: dict[str, SiteRecord]
    files: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


@dataclass
class Entered:
    """What making the rows again did: runs read, rows added, rows that were there.

    `undescribed` counts answers that nothing is known about: their crawl was killed before it could say.
    """

    runs: int = 0
    added: int = 0
    known: int = 0
    undescribed: int = 0


def make_again(database: Database, folder: Path, progress: Callable[[str], None] | None = None) -> Entered:
    """Make the index of every finished file again, list it, and enter the pages that the database lacks.

    `progress` is called with each file when it is read. Raises DamagedRecord, and ValueError where the
    database is of another archive.
    """
    entered = Entered()
    left: dict[str, dict[str, Any]] = {}
    for run in runs_in(folder):
        # What a killed run had no time to describe is described by the next one.
        run.answers = left
        for file in run.files:
            finish_file(folder, file)
            read_contents(folder, file, run)
            if progress:
                progress(file)
        enter_contents(database, run, entered)
    entered.undescribed = len(left)
    return entered


def runs_in(folder: Path) -> list[RunContents]:
    """The runs that the files are of, each with its files and nothing of their contents as yet."""
    runs: dict[int, RunContents] = {}
    for file in finished_files(folder):
        found = _run_of(read_record(folder, file, 0))
        run = runs.setdefault(found.run_id, found)
        run.sites.update(found.sites)
        run.files.append(file)
    return [runs[run_id] for run_id in sorted(runs)]


def read_contents(folder: Path, file: str, run: RunContents) -> None:
    """Add what one file says to its run. What a killed crawl left is described in a later file."""
    for record in read_records(folder, file):
        if record.kind in ("response", "revisit"):
            run.answers[record.fields["warc-record-id"]] = {"run_id": run.run_id, **_answer(folder, record)}
        elif record.kind == "metadata":
            _read_metadata(run, record)


def enter_contents(database: Database, run: RunContents, entered: Entered) -> None:
    """Enter what a run's files say and the database lacks; what is there stays as it is."""
    known_sites = {row[0] for row in database.execute("SELECT id FROM sites")}
    store_sites(database, [site for site_id, site in run.sites.items() if site_id not in known_sites])
    entered.runs += 1
    with transaction(database):
        enter_run(database, run.row, run.sites)
        for page in run.pages:
            if _is_known(database, page):
                entered.known += 1
            else:
                store_page(database, page)
                entered.added += 1
        for run_id in {run.run_id, *(page.run_id for page in run.pages)}:
            count_run(database, run_id)


def _run_of(record: Record) -> RunContents:
    lines = [line.split(": ", 1) for line in record.block.decode().split("\r\n") if ": " in line]
    told = dict(line for line in lines if line[0] != "site")
    if record.kind != "warcinfo" or "run_id" not in told:
        raise DamagedRecord(
            record.file, record.offset, "not a file of this archive: it names no run; import it"
        )
    sites = {site.id: site for site in (_site(json.loads(text)) for name, text in lines if name == "site")}
    run_id = int(told["run_id"])
    return RunContents(run_id, {"id": run_id, **{name: told.get(name) for name in RUN_COLUMNS}}, sites)


def _site(stated: dict[str, Any]) -> SiteRecord:
    known = {name: value for name, value in stated.items() if name in SITE_COLUMNS}
    texts = {name: known.get(name) or "" for name in OPTIONAL}
    return SiteRecord(**{**known, "enabled": bool(known["enabled"]), **texts})


def _answer(folder: Path, record: Record) -> dict[str, Any]:
    """The columns that a response or revisit record tells."""
    place = {"warc_file": record.file, "warc_offset": record.offset, "warc_length": record.length}
    stored = response_of(folder, record, decode=False)
    return {
        "url": stored.url,
        "fetched_at": stored.fetched_at,
        "status": stored.status,
        "content_type": stored.content_type,
        # Nothing came with an answer that nothing was modified.
        "length": 0 if stored.revisit == "server-not-modified" else len(stored.payload),
        "sha256": hashlib.sha256(stored.payload).hexdigest(),
        **place,
    }


def _read_metadata(run: RunContents, record: Record) -> None:
    """A page, with the answer it speaks of if there was one; or more about a page that was entered."""
    refers_to = record.fields.get("warc-refers-to", "")
    columns = columns_of(record.block)
    if refers_to in run.rows:
        if "outcome" in columns:
            number = run.rows[refers_to]
            outcome = cast("PageOutcome", columns["outcome"])
            run.pages[number] = replace(run.pages[number], outcome=outcome, reason=columns.get("reason"))
    elif "kind" in columns and (not refers_to or refers_to in run.answers):
        asked = {"url": record.fields["warc-target-uri"], "fetched_at": record.fields["warc-date"]}
        answer = run.answers.pop(refers_to) if refers_to else {}
        run.rows[refers_to or record.fields["warc-record-id"]] = len(run.pages)
        run.pages.append(Page(**{"run_id": run.run_id, **asked, **answer, **columns}))


def _is_known(database: Database, page: Page) -> bool:
    if page.warc_file is None:
        found = database.execute(KNOWN_FAILURE, (page.run_id, page.url, page.fetched_at))
    else:
        found = database.execute(KNOWN, (page.warc_file, page.warc_offset))
    return found.fetchone() is not None
