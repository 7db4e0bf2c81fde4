"""The rows of `pages`, made again from the WARC files alone.

What the bytes tell is taken from the response records, the rest from the metadata records beside them. What
reading a page as a report told of it is not here: that is done again by reading it again.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from archive.database import Database, transaction
from archive.page_metadata import columns_of
from archive.pages import store_page
from archive.records import Page, PageOutcome, SiteRecord
from archive.runs import count_run, enter_run
from archive.sites import store_sites
from archive.warc_files import finished_files
from archive.warc_reader import response_of
from archive.warc_record import DamagedRecord, Record, read_records
from archive.warc_writer import finish_file

SITE_COLUMNS = frozenset(column.name for column in fields(SiteRecord))
# What tells one row from another. A request that got no answer has no place, only an address and a time.
KNOWN = "SELECT 1 FROM pages WHERE warc_file = ? AND warc_offset = ?"
KNOWN_FAILURE = "SELECT 1 FROM pages WHERE run_id = ? AND url = ? AND fetched_at = ? AND warc_file IS NULL"


@dataclass
class FileContents:
    """What one WARC file says: its run, the sites of the run, its pages in the order they were entered.

    `undescribed` counts responses without a metadata record: their crawl was killed between the two.
    """

    file: str
    run_id: int = 0
    command: str = ""
    started_at: str = ""
    sites: list[SiteRecord] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    undescribed: int = 0


@dataclass(frozen=True, slots=True)
class Entered:
    """What making the rows again did: rows that were missing, rows that were there."""

    added: int
    known: int
    undescribed: int


def make_again(
    database: Database, folder: Path, progress: Callable[[str], None] | None = None
) -> dict[str, Entered]:
    """Make the index of every finished file again, list it, and enter the pages that the database lacks.

    What each file brought, by its name; `progress` is called with it before that file is read. Raises
    DamagedRecord, and ValueError where the database is of another archive.
    """
    entered = {}
    for file in finished_files(folder):
        if progress:
            progress(file)
        finish_file(folder, file)
        contents = read_contents(folder, file)
        entered[file] = enter_contents(database, contents)
        with transaction(database):
            count_run(database, contents.run_id)
    return entered


def read_contents(folder: Path, file: str) -> FileContents:
    """Read one file. Raises DamagedRecord for a record that is not whole or of another program."""
    contents = FileContents(file)
    answers: dict[str, dict[str, Any]] = {}
    rows: dict[str, int] = {}
    for record in read_records(folder, file):
        if record.kind == "warcinfo":
            _read_warcinfo(contents, record)
        elif record.kind in ("response", "revisit"):
            answers[record.fields["warc-record-id"]] = _answer(folder, record)
        elif record.kind == "metadata":
            _read_metadata(contents, record, answers, rows)
    contents.undescribed = len(answers)
    return contents


def enter_contents(database: Database, contents: FileContents) -> Entered:
    """Enter what a file says and the database lacks; what is there stays as it is."""
    known_sites = {row[0] for row in database.execute("SELECT id FROM sites")}
    store_sites(database, [site for site in contents.sites if site.id not in known_sites])
    added = 0
    with transaction(database):
        sites = [site.id for site in contents.sites]
        enter_run(database, contents.run_id, contents.command, contents.started_at, sites)
        for page in contents.pages:
            if not _is_known(database, page):
                store_page(database, page)
                added += 1
    return Entered(added, len(contents.pages) - added, contents.undescribed)


def _read_warcinfo(contents: FileContents, record: Record) -> None:
    lines = [line.split(": ", 1) for line in record.block.decode().split("\r\n") if ": " in line]
    told = dict(line for line in lines if line[0] != "site")
    if "run_id" not in told:
        raise DamagedRecord(
            record.file, record.offset, "not a file of this archive: it names no run; import it"
        )
    contents.run_id = int(told["run_id"])
    contents.command, contents.started_at = told["command"], told["started_at"]
    contents.sites = [_site(json.loads(text)) for name, text in lines if name == "site"]


def _site(stated: dict[str, Any]) -> SiteRecord:
    known = {name: value for name, value in stated.items() if name in SITE_COLUMNS}
    return SiteRecord(**{**known, "enabled": bool(known["enabled"]), "agency": known.get("agency") or ""})


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


def _read_metadata(
    contents: FileContents, record: Record, answers: dict[str, dict[str, Any]], rows: dict[str, int]
) -> None:
    """A page, with the answer it speaks of if there was one; or more about a page that was entered."""
    refers_to = record.fields.get("warc-refers-to", "")
    columns = columns_of(record.block)
    if refers_to in rows:
        page = contents.pages[rows[refers_to]]
        if "outcome" in columns:
            outcome = cast("PageOutcome", columns["outcome"])
            contents.pages[rows[refers_to]] = replace(page, outcome=outcome, reason=columns.get("reason"))
        return
    if "kind" not in columns:
        return
    asked = {"url": record.fields["warc-target-uri"], "fetched_at": record.fields["warc-date"]}
    answer = answers.pop(refers_to) if refers_to else {}
    rows[refers_to or record.fields["warc-record-id"]] = len(contents.pages)
    contents.pages.append(Page(**{"run_id": contents.run_id, **asked, **answer, **columns}))


def _is_known(database: Database, page: Page) -> bool:
    if page.warc_file is None:
        found = database.execute(KNOWN_FAILURE, (page.run_id, page.url, page.fetched_at))
    else:
        found = database.execute(KNOWN, (page.warc_file, page.warc_offset))
    return found.fetchone() is not None
