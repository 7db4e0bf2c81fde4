"""Storing a page with its documents: one report, each document's part in it noted beside the document."""

from dataclasses import dataclass

from archive.database import Database
from archive.results import Result, RunPage
from archive.store import REPORT, keep_stored, store_document, store_result
from archive.units import Unit
from parsers.joining import Attached, belongs, join
from parsers.report import Report

PART = "本报告的表格出自此附件 · the report's tables are in this document"
NOTHING_NEW = "附件未载该报告的表格 · the document has no table of the report"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document and what it says."""

    page: RunPage
    report: Report


def store_unit(
    database: Database, unit: Unit, report: Report, documents: list[ReadDocument]
) -> list[tuple[RunPage, Result]]:
    """Store what a page and its documents say, and tell what each did; the caller holds the transaction."""
    joined = join(report, [Attached(document.page.url, document.report) for document in documents])
    tables = {table: documents[number].page for table, number in joined.tables.items()}
    if (
        unit.missed
        and not joined.report.figures
        and (kept := keep_stored(database, unit.page, joined.report))
    ):
        return [(unit.page, kept), *((d.page, _part(kept)) for d in documents)]
    whole = store_result(database, unit.page, joined.report, tables)
    results = [(unit.page, whole)]
    for document in documents:
        results.append((document.page, _document_result(database, joined.report, document, tables, whole)))
    return results


def _part(whole: Result, reason: str | None = None) -> Result:
    return Result("part", whole.report_id, reason, REPORT)


def _document_result(
    database: Database,
    report: Report,
    document: ReadDocument,
    tables: dict[str, RunPage],
    whole: Result,
) -> Result:
    if document.page in tables.values():
        return _part(whole, PART)
    own = document.report
    if own.outcome in ("ok", "no_tables") and whole.report_id and belongs(report, own):
        if not own.figures:
            return _part(whole, NOTHING_NEW)
        return store_document(database, document.page, own, whole.report_id)
    return store_result(database, document.page, own)
