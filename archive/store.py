"""Deciding what a read page does to the reports: a new one, another revision, nothing, or a contradiction.

The stored report gives way to what its own address says now. Another address is believed when it says the
same, when the known one did not answer in this run, or when only it has the tables; otherwise the two
contradict each other, which is noted on the report and leaves it as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from archive.agencies import context_key, site_context, store_agency
from archive.database import Database
from archive.remarks import forget_source, note_source
from archive.renamed_reports import rename_report, sources_of
from archive.reports import (
    StoredReport,
    read_report,
    report_id,
    touch_report,
    write_agency_columns,
    write_report,
)
from archive.results import Result, RunPage
from archive.revisions import Sighting, content_hash, contradicting_figures, differing_figures
from archive.sites import read_site
from parsers import with_site
from parsers.report import PARSER_VERSION, Report

NO_AGENCY = (
    "报告未写明机关，网站条目也未指定 · the report names no agency and its site gives none: "
    "set `agency` in the site's entry"
)
NO_YEAR = "报告年度无法确定 · the fiscal year cannot be told"
NOT_A_REPORT = "不是年度报告 · not an annual report"
UNREADABLE = "无法读取 · cannot be read"
# What `pages.genre` says of a report; what stands beside reports has the genres of the parser.
REPORT = "report"
DOCUMENT_MISSED = (
    "附件这次未能取得，保留原内容 · its document could not be had this time; the report was kept"
)
NO_DOCUMENTS: Mapping[str, RunPage] = MappingProxyType({})
EXAMPLES = 3  # differing figures named in a remark; the page itself has them all


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one page says, of whom, and what the agency's name was resolved with.

    `documents` has, by table, the document that the table was read from where it was not the page; `content`
    is the hash of what the page says.
    """

    page: RunPage
    report: Report
    content: str
    agency: str
    context: str
    documents: Mapping[str, RunPage]

    @property
    def files(self) -> dict[str, int]:
        """The document that each table is in, by its number."""
        return {table: document.id for table, document in self.documents.items()}

    @property
    def seen(self) -> Sighting:
        return Sighting(self.page.id, self.page.url, self.page.fetched_at, self.files)

    def write(self, database: Database, seen: Sighting, revision: int = 1) -> None:
        """Make this the content of its report."""
        write_report(
            database, self.agency, self.report, seen, revision, content=self.content, context=self.context
        )


def store_result(
    database: Database, page: RunPage, report: Report, documents: Mapping[str, RunPage] = NO_DOCUMENTS
) -> Result:
    """Store what a page says and tell what that did; the caller holds the transaction.

    `documents` has, by table, the document that the table was read from where it was not the page.
    """
    if report.outcome in ("not_a_report", "other_form"):
        return Result(report.outcome, reason=_reasons(report) or NOT_A_REPORT, genre=report.genre)
    if report.outcome == "unreadable":
        return Result("unreadable", reason=_reasons(report) or UNREADABLE)
    site = read_site(database, page.site_id)
    report = with_site(report, site_context(site))
    if not report.agency:
        return Result("unreadable", reason=NO_AGENCY, genre=REPORT)
    if report.year is None:
        return Result("unreadable", reason=_no_year(report), genre=REPORT)
    agency = store_agency(database, site, report)
    reading = _Reading(page, report, content_hash(report), agency, context_key(site), documents)
    result = _store_reading(database, reading, report_id(agency, report.year), report.year)
    return replace(result, genre=REPORT)


def store_document(database: Database, document: RunPage, report: Report, identity: str) -> Result:
    """What a document does to the stored report, which has its tables from elsewhere: agree or contradict."""
    stored = read_report(database, identity)
    if stored is None:
        raise KeyError(identity)
    return replace(_compare(database, document, report, stored), genre=REPORT)


def keep_stored(database: Database, page: RunPage, report: Report) -> Result | None:
    """The stored report of a page whose document could not be had this time; None where there is none."""
    row = database.execute(
        "SELECT r.id FROM reports r JOIN provenance v ON v.report_id = r.id "
        "WHERE r.url = ? AND r.year = ? AND r.outcome = 'ok' AND v.page_id <> r.page_id",
        (page.url, report.year),
    ).fetchone()
    if row is None:
        return None
    touch_report(database, row["id"], page.fetched_at)
    return Result("unchanged", row["id"], DOCUMENT_MISSED, REPORT)


def _store_reading(database: Database, reading: _Reading, identity: str, year: int) -> Result:
    """What a page does to its report, be it new, known, or known under another name."""
    files = (reading.page, *reading.documents.values())
    before = rename_report(database, files, identity, reading.agency, year)
    stored = read_report(database, identity)
    if stored is None:
        reading.write(database, reading.seen)
        return Result("new", identity)
    if before:
        # The agency changed nothing: only whose report it is, or of which year, is told otherwise now.
        _write_again(database, reading, stored)
        return Result("unchanged", identity, reason=f"原作 {before} · was {before} before")
    return _store_again(database, reading, stored)


def _store_again(database: Database, reading: _Reading, stored: StoredReport) -> Result:
    """What a page does to a report that is stored already."""
    page, report = reading.page, reading.report
    if _is_another_reading(database, reading, stored):
        # The agency changed nothing: the revision stays the one it is, as this parser reads it.
        _write_again(database, reading, stored)
        return Result("unchanged", stored.id, reason=f"重新读取 · read anew by parser {PARSER_VERSION}")
    if reading.content == stored.content_hash:
        if page.url == stored.url:
            write_agency_columns(database, reading.agency, stored.id, report, reading.context)
        return _confirm(database, page, stored)
    if page.kind == "attachment" and page.url != stored.url and report.figures and stored.outcome == "ok":
        return _compare(database, page, report, stored)
    if _contradicts(database, page, report, stored):
        return _note_contradiction(database, page, report, stored)
    forget_source(database, stored.id, page.url)
    if page.kind == "report" and page.url != stored.url and _is_document(database, stored):
        _note_document(database, report, stored)
    reading.write(database, reading.seen, stored.revision + 1)
    return Result("changed", stored.id)


def _write_again(database: Database, reading: _Reading, stored: StoredReport) -> None:
    """Write what the stored revision says as it is read now."""
    seen = Sighting(stored.page_id, stored.url, reading.page.fetched_at, reading.files)
    reading.write(database, seen, stored.revision)


def _note_document(database: Database, report: Report, stored: StoredReport) -> None:
    """The document that a report was known by, once a page takes its place."""
    if contradicting_figures(database, stored.id, stored.revision, report):
        reason = _contradiction(database, report, stored)
        note_source(database, stored.id, "conflicting_source", stored.url, reason)
    else:
        note_source(database, stored.id, "second_source", stored.url, _also_at(stored.url))


def _also_at(url: str) -> str:
    return f"同一内容另见他处 · the same content is also at {url}"


def _compare(database: Database, page: RunPage, report: Report, stored: StoredReport) -> Result:
    """Another format of a stored report: with the same figures it is the same report, whatever its text."""
    if contradicting_figures(database, stored.id, stored.revision, report):
        return _note_contradiction(database, page, report, stored)
    return _confirm(database, page, stored)


def _note_contradiction(database: Database, page: RunPage, report: Report, stored: StoredReport) -> Result:
    reason = _contradiction(database, report, stored)
    note_source(database, stored.id, "conflicting_source", page.url, reason)
    return Result("conflicting", stored.id, reason)


def _is_another_reading(database: Database, reading: _Reading, stored: StoredReport) -> bool:
    """Whether the files have the bytes that the report was read from, by another version of the parser."""
    page = reading.page
    if page.url != stored.url or page.sha256 is None or stored.parser_version == PARSER_VERSION:
        return False
    files = {page.sha256, *(document.sha256 for document in reading.documents.values())}
    return sources_of(database, stored.id) == files


def _confirm(database: Database, page: RunPage, stored: StoredReport) -> Result:
    touch_report(database, stored.id, page.fetched_at)
    if page.url == stored.url:
        return Result("unchanged", stored.id)
    note_source(database, stored.id, "second_source", page.url, _also_at(page.url))
    return Result("unchanged", stored.id, reason=f"内容与此相同 · the same content as {stored.url}")


def _contradicts(database: Database, page: RunPage, report: Report, stored: StoredReport) -> bool:
    """Whether the stored report stands against this page of other content."""
    if page.url == stored.url or (page.kind == "report" and _is_document(database, stored)):
        # A page outranks a document that a list links to.
        return False
    if report.outcome != stored.outcome:
        # A page without the tables never displaces one that has them, and one that has them always does.
        return report.outcome == "no_tables"
    return bool(
        database.execute(
            "SELECT 1 FROM pages WHERE run_id = ? AND url = ? AND kind IN ('report', 'attachment') "
            "AND outcome = 'ok' AND (result IS NULL OR report_id = ?)",
            (page.run_id, stored.url, stored.id),
        ).fetchone()
    )


def _is_document(database: Database, stored: StoredReport) -> bool:
    row = database.execute("SELECT kind FROM pages WHERE id = ?", (stored.page_id,)).fetchone()
    return bool(row["kind"] == "attachment")


def _contradiction(database: Database, report: Report, stored: StoredReport) -> str:
    keys = differing_figures(database, stored.id, stored.revision, report)
    examples = ", ".join(keys[:EXAMPLES]) + (" …" if len(keys) > EXAMPLES else "")
    return (
        f"与已存年报 {stored.id} 内容不同，保留原内容（{stored.url}），相异数据项 {len(keys)} 个"
        f" · other content than the stored report, which was kept; {len(keys)} figures differ"
        f"{f': {examples}' if keys else ''}"
    )


def _no_year(report: Report) -> str:
    """Why there is no year, with what the witnesses say, for the editor who is to decide."""
    said = [remark.message for remark in report.remarks if remark.kind in ("year_conflict", "year_unknown")]
    return "; ".join([NO_YEAR, *said])


def _reasons(report: Report) -> str:
    return "; ".join(remark.message for remark in report.remarks)
