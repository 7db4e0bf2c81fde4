"""Pages that others collected, from a WARC or WACZ file: archived, entered and read like those of a crawl.

Only pages of hosts on the site list are taken. A page that is there already, from the same address at the
same time with the same bytes, is left alone, so that a file can be imported again.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from scrapy import Request

from archive.database import Database, open_database
from archive.foreign_warc import Beside, ForeignAnswer, answers_in, look_through
from archive.home import Home
from archive.ingest import IngestSummary, ingest_run
from archive.lock import held
from archive.manifest import file_sha256
from archive.originals import find_stored
from archive.pages import store_page
from archive.records import Page, PageKind
from archive.runs import enter_import, finish_run
from archive.sites import store_sites
from archive.warc import StoredResponse, WarcPlace, read_response
from crawler.exit_codes import ExitCode
from crawler.judged import asked_page, judged_page
from crawler.lists.links import is_document
from crawler.run_files import RunFiles
from crawler.sites import Site
from crawler.stored_answers import response_from

IS_KNOWN = "SELECT 1 FROM pages WHERE url = ? AND fetched_at = ? AND sha256 = ?"


@dataclass
class Imported:
    """What importing a file did: the run it made (None if nothing was new) and what was left out and why."""

    run_id: int | None = None
    pages: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    ingested: IngestSummary | None = None


def import_file(
    home: Home, path: Path, sites: Sequence[Site], contact: str, progress: Callable[[str], None] | None = None
) -> Imported:
    """Import a file. Raises ForeignFileError for one that cannot be used; then nothing was changed.

    Raises LockedError where another process writes to `home`.
    """
    beside = look_through(path)
    home.create()
    with held(home, "gongkai archive import"), closing(open_database(home.database)) as database:
        work = _Import(database, home.warc, path, beside, sites=sites, contact=contact)
        try:
            for answer in answers_in(path, beside):
                work.take(answer)
        finally:
            work.close()
        imported = work.imported
        if imported.run_id is not None:
            imported.ingested = ingest_run(database, home, imported.run_id, progress)
            finish_run(database, imported.run_id, ExitCode.OK)
    return imported


class _Import:
    """One import under way: its run is begun with the first page that is new."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        path: Path,
        beside: Beside,
        *,
        sites: Sequence[Site],
        contact: str,
    ) -> None:
        self.imported = Imported()
        self._database = database
        self._folder = folder
        self._path = path
        self._beside = beside
        self._by_host = {host: site for site in sites for host in site.hosts}
        self._contact = contact
        self._files: RunFiles | None = None
        # Which payload a digest of the file stands for: what its revisits refer to.
        self._payloads: dict[str, str] = {}

    def take(self, answer: ForeignAnswer) -> None:
        """Archive and enter one response, or count why not."""
        exchange = answer.exchange
        parts = urlsplit(exchange.url)
        site = self._by_host.get(parts.hostname or "")
        if site is None or parts.scheme not in ("http", "https"):
            self.imported.left_out["host_not_listed"] += 1
            return
        digest = self._payloads.get(answer.digest, "") if answer.is_revisit else _sha256(exchange.payload)
        if answer.digest and not answer.is_revisit:
            self._payloads[answer.digest] = digest
        if self._database.execute(IS_KNOWN, (exchange.url, exchange.fetched_at, digest)).fetchone():
            self.imported.left_out["known"] += 1
            return
        wanted = answer.is_revisit or (exchange.payload and not exchange.truncated)
        kept = find_stored(self._database, self._folder, digest) if wanted else None
        if answer.is_revisit and kept is None:
            self.imported.left_out["payload_not_there"] += 1
            return
        self._enter(site, answer, kept)

    def close(self) -> None:
        """Finish the WARC file."""
        if self._files:
            self._files.close()

    def _enter(self, site: Site, answer: ForeignAnswer, kept: StoredResponse | None) -> None:
        files = self._files or self._begin()
        place = files.append(answer.exchange, kept.original if kept else None)
        page = self._page(site, answer, place)
        files.describe(page, place.record_id)
        store_page(self._database, page)
        self.imported.pages += 1

    def _begin(self) -> RunFiles:
        """Begin the run, and the files that say where its pages are from."""
        sites = {site.id: site for host in self._beside.hosts if (site := self._by_host.get(host))}
        store_sites(self._database, [site.to_record() for site in sites.values()])
        source = f"{self._path.name} sha256:{file_sha256(self._path)}"
        command = f"gongkai archive import {self._path.name}"
        run_id = enter_import(self._database, command, source, sites)
        more = [(f"source_{name}", value) for name, value in self._beside.written_by]
        self.imported.run_id = run_id
        self._files = RunFiles(self._database, self._folder, run_id, self._contact, more)
        return self._files

    def _page(self, site: Site, answer: ForeignAnswer, place: WarcPlace) -> Page:
        """The row of a page, judged as it is archived; what our own files say of its links goes with it."""
        stored = read_response(self._folder, place.file, place.offset, decode=False)
        told = {name: answer.columns.get(name) for name in ("list_url", "list_title", "list_date")}
        kind = _kind(site, stored.url, answer.columns.get("kind"))
        request = Request(stored.url, meta={"site_id": site.id, "kind": kind, **told})
        asked = asked_page(self.imported.run_id or 0, request, answer.exchange.fetched_at)
        content = self._content(stored)
        page = judged_page(asked, request, response_from(content, request), frozenset(site.hosts))
        if content is not stored:
            page = replace(page, status=stored.status, length=0)
        return replace(page, warc_file=place.file, warc_offset=place.offset, warc_length=place.length)

    def _content(self, stored: StoredResponse) -> StoredResponse:
        """The response that says what is there: of an answer that nothing was modified, the first one."""
        if stored.revisit != "server-not-modified":
            return stored
        return read_response(self._folder, stored.original.file, stored.original.offset, decode=False)


def _kind(site: Site, url: str, stated: str | None) -> PageKind:
    if stated:
        return cast("PageKind", stated)
    if urlsplit(url).path == "/robots.txt":
        return "robots"
    if url in site.lists:
        return "list"
    return "attachment" if is_document(url) else "report"


def _sha256(payload: bytes) -> str:
    return sha256(payload).hexdigest()
