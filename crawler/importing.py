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
from scrapy.http import Headers, Response

from archive.database import Database, open_database
from archive.foreign_warc import Beside, ForeignAnswer, answers_in, look_through
from archive.home import Home
from archive.ingest import IngestSummary, ingest_run
from archive.manifest import file_sha256
from archive.originals import find_stored
from archive.page_metadata import lines_of_page
from archive.pages import store_page
from archive.records import Page, PageKind
from archive.runs import enter_import, finish_run, lines_of_run, now
from archive.sites import store_sites
from archive.warc import ContentError, Original, StoredResponse, WarcWriter
from archive.warc_reader import Headers as HeaderPairs
from crawler.exchanges import answer_of
from crawler.exit_codes import ExitCode
from crawler.lists.links import is_document
from crawler.outcomes import Verdict, is_report_page, judge
from crawler.sites import Site
from crawler.user_agent import software

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
    """Import a file. Raises ForeignFileError for one that cannot be used; then nothing was changed."""
    beside = look_through(path)
    home.create()
    with closing(open_database(home.database)) as database:
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
        self._writer: WarcWriter | None = None
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
        if self._writer:
            self._writer.close()

    def _enter(self, site: Site, answer: ForeignAnswer, kept: StoredResponse | None) -> None:
        writer = self._writer or self._begin()
        original: Original | None = kept.original if kept else None
        place = writer.write_exchange(answer.exchange, original)
        payload = kept.payload if kept else answer.exchange.payload
        page = _page(self.imported.run_id or 0, site, answer, payload)
        page = replace(page, warc_file=place.file, warc_offset=place.offset, warc_length=place.length)
        writer.write_metadata(page.url, page.fetched_at, lines_of_page(page), place.record_id)
        store_page(self._database, page)
        self.imported.pages += 1

    def _begin(self) -> WarcWriter:
        """Begin the run, and the file that says where its pages are from."""
        sites = {site.id: site for host in self._beside.hosts if (site := self._by_host.get(host))}
        store_sites(self._database, [site.to_record() for site in sites.values()])
        source = f"{self._path.name} sha256:{file_sha256(self._path)}"
        command = f"gongkai archive import {self._path.name}"
        run_id = enter_import(self._database, command, source, sites)
        about = lines_of_run(self._database, run_id)
        about += [(f"source_{name}", value) for name, value in self._beside.written_by]
        stamp = now().replace("-", "").replace(":", "")
        name = f"gongkai-{stamp}-run{run_id:06d}-000"
        self.imported.run_id = run_id
        self._writer = WarcWriter(self._folder, name, software(), self._contact, about)
        return self._writer


def _page(run_id: int, site: Site, answer: ForeignAnswer, payload: bytes) -> Page:
    """The row of a page; what our own files say of it goes with it, the outcome is judged anew."""
    exchange = answer.exchange
    page = Page(
        run_id=run_id,
        site_id=site.id,
        kind=_kind(site, exchange.url, answer.columns.get("kind")),
        url=exchange.url,
        fetched_at=exchange.fetched_at,
        outcome="ok",
        status=exchange.status,
        length=len(exchange.payload) if exchange.status == 304 else len(payload),
        sha256=_sha256(payload),
        content_type=next((v for n, v in reversed(answer.headers) if n.lower() == "content-type"), None),
        list_url=answer.columns.get("list_url"),
        list_title=answer.columns.get("list_title"),
        list_date=answer.columns.get("list_date"),
    )
    return _judged(page, answer.headers, payload, frozenset(site.hosts), truncated=bool(exchange.truncated))


def _judged(
    page: Page, headers: HeaderPairs, payload: bytes, hosts: frozenset[str], *, truncated: bool
) -> Page:
    request = Request(page.url, meta={"kind": page.kind, "site_id": page.site_id})
    sent = Headers()
    for name, value in headers:
        sent.appendlist(name.encode("latin-1"), value.encode("latin-1"))
    flags = ["dataloss"] if truncated else []
    response = Response(page.url, status=page.status or 0, headers=sent, body=payload, flags=flags)
    try:
        answer = answer_of(request, response, hosts)
    except ContentError as error:
        return replace(page, outcome="unreadable", reason=str(error))
    verdict: Verdict = judge(answer)
    kind: PageKind = "report" if verdict.outcome == "ok" and is_report_page(answer) else page.kind
    return replace(
        page, kind=kind, outcome=verdict.outcome, reason=verdict.reason, redirect_url=verdict.redirect_url
    )


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
