"""What a killed crawl had archived and not entered: rows of `pages` made from the WARC records themselves.

A response is archived first and entered after. Killed between the two, the process leaves a record without a
row, at the end of its file. The frontier says what was being asked: one address a host at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from scrapy import Request

from archive.database import Database, transaction
from archive.frontier import UrlKey, has_content, settle
from archive.pages import store_page
from archive.records import Page
from archive.warc import ContentError, DamagedRecord, StoredResponse
from archive.warc_reader import response_of
from archive.warc_record import Record, read_record
from crawler.judged import asked_page, judged_page
from crawler.sites import Site
from crawler.stored_answers import read_answer, response_from
from crawler.wanted import validators_of

ASKING = """
SELECT site_id, url, posted, kind, list_url, list_title, list_date, content_page_id
FROM urls WHERE run_id = ? AND url = ? AND state = 'asking' AND posted = ?
"""
# Rows whose bytes did not reach the disk before the machine itself stopped.
LOST = "SELECT id FROM pages WHERE warc_file = ? AND warc_offset + warc_length > ?"
LOSE = """
UPDATE pages SET outcome = 'unreadable', reason = ?, warc_file = NULL, warc_offset = NULL, warc_length = NULL
WHERE id = ?
"""
ASK_AGAIN = (
    "UPDATE urls SET state = 'waiting', content_page_id = NULL WHERE page_id = ? OR content_page_id = ?"
)


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A response record and the SHA-256 of what its request posted."""

    response: Record
    posted: str


@dataclass(slots=True)
class Repaired:
    """What was mended of a killed run, in words; and the pages entered, each with its record's identifier."""

    lines: list[str] = field(default_factory=list)
    entered: list[tuple[Page, str]] = field(default_factory=list)


def repair_run(database: Database, folder: Path, run_id: int, sites: Mapping[str, Site]) -> Repaired:
    """Bring the rows of a killed run in line with its WARC files."""
    killed = _KilledRun(database, folder, run_id, sites)
    repaired = Repaired()
    for path in sorted(folder.glob(f"*-run{run_id:06d}-*.warc.gz")):
        repaired.lines += [f"{path.name}: {line}" for line in _drop_lost(database, path)]
        for exchange in _behind_rows(database, path):
            with transaction(database):
                page = killed.enter(exchange)
            if page:
                repaired.entered.append((page, exchange.response.fields["warc-record-id"]))
                repaired.lines.append(f"{path.name}: {page.url} had been archived, and is entered now")
    return repaired


@dataclass(frozen=True, slots=True)
class _KilledRun:
    """A killed run whose last answers are entered."""

    database: Database
    folder: Path
    run_id: int
    sites: Mapping[str, Site]

    def enter(self, exchange: _Exchange) -> Page | None:
        """Enter one response under the address that was being asked; None where it has to be asked again."""
        record = exchange.response
        try:
            stored = response_of(self.folder, record)
        except (DamagedRecord, ContentError):
            return None
        rows = self.database.execute(ASKING, (self.run_id, stored.url, exchange.posted)).fetchall()
        if len(rows) != 1:
            return None
        (asked,) = rows
        meta = {name: asked[name] for name in ("site_id", "kind", "list_url", "list_title", "list_date")}
        request = Request(stored.url, meta=meta)
        confirmed = asked["content_page_id"] if stored.status == 304 else None
        page = self._page(request, stored, confirmed)
        page = replace(page, warc_file=record.file, warc_offset=record.offset, warc_length=record.length)
        page_id = store_page(self.database, page)
        validators = validators_of(response_from(stored, request)) if has_content(page) else None
        key = UrlKey(asked["site_id"], asked["url"], asked["posted"])
        settle(self.database, key, page_id, page, validators, content_page_id=confirmed)
        return page

    def _page(self, request: Request, stored: StoredResponse, confirmed: int | None) -> Page:
        site = self.sites.get(request.meta["site_id"])
        hosts = frozenset(site.hosts) if site else frozenset()
        asked = asked_page(self.run_id, request, stored.fetched_at or "")
        content = read_answer(self.database, self.folder, confirmed, request)
        if content is None:
            return judged_page(asked, request, response_from(stored, request), hosts)
        return replace(judged_page(asked, request, content.response, hosts), status=304, length=0)


def _drop_lost(database: Database, path: Path) -> list[str]:
    rows = database.execute(LOST, (path.name, path.stat().st_size)).fetchall()
    reason = "存档未及写盘 · the machine stopped before it was on disk"
    with transaction(database):
        for (page_id,) in rows:
            database.execute(LOSE, (reason, page_id))
            database.execute(ASK_AGAIN, (page_id, page_id))
    return [
        f"page {page_id}: its bytes had not reached the disk, it is asked for again" for (page_id,) in rows
    ]


def _behind_rows(database: Database, path: Path) -> Iterator[_Exchange]:
    """The exchanges behind the last one of a file that has a row. Records are appended in order."""
    end = database.execute(
        "SELECT coalesce(max(warc_offset + warc_length), 0) FROM pages WHERE warc_file = ?", (path.name,)
    ).fetchone()[0]
    records = list(_records_from(path, int(end)))
    posted = {
        record.fields.get("warc-concurrent-to"): record.block.partition(b"\r\n\r\n")[2]
        for record in records
        if record.kind == "request"
    }
    for record in records:
        identity = record.fields.get("warc-record-id")
        # Without its request, which is torn, nobody can say which of several questions it answers.
        if record.kind in ("response", "revisit") and identity in posted:
            body = posted[identity]
            yield _Exchange(record, sha256(body).hexdigest() if body else "")


def _records_from(path: Path, offset: int) -> Iterator[Record]:
    size = path.stat().st_size
    while offset < size:
        try:
            record = read_record(path.parent, path.name, offset)
        except DamagedRecord:
            # What is behind it cannot be found; verifying the archive names the place.
            return
        yield record
        offset += record.length
