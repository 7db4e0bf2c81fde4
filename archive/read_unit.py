"""Reading a page with its documents under the editors' decisions, and storing what they say as one report."""

from dataclasses import replace

from archive.database import Database
from archive.decided_pages import decision_on, was_decided
from archive.decisions import Decision, Decisions, decided_report
from archive.reading import PageToRead, Read, ReadPage
from archive.reports import withdraw_report
from archive.results import Result, RunPage
from archive.sites import read_site
from archive.store import store_result
from archive.store_unit import ReadDocument, store_unit
from archive.units import Unit
from parsers import Report, SiteContext
from parsers.joining import belongs


def read_unit(
    database: Database, read: ReadPage, unit: Unit, decisions: Decisions
) -> list[tuple[RunPage, Result]]:
    """Read a unit, store what it says, and tell what each file did; the caller holds the transaction."""
    place = _place(database, unit)
    results = []
    for page, result in _read_and_store(database, read, unit, decisions, place):
        decision = decision_on(decisions, unit, page)
        results.append((page, replace(result, decision=decision.summary if decision else None)))
        if result.name != "damaged" and (decision or was_decided(database, page)):
            # It was taken for another report, or for one at all: what it gave then must not stay.
            _withdraw_others(database, page, result.report_id)
    return results


def pages_to_read(database: Database, unit: Unit, decisions: Decisions) -> list[PageToRead]:
    """What reading this unit asks for first: its page and its documents, but for what is decided unread."""
    place = _place(database, unit)
    above = decision_on(decisions, unit, unit.page)
    governing = [(unit.page, above), *((d, decision_on(decisions, unit, d) or above) for d in unit.documents)]
    return [
        _to_read(unit, page, decision, place)
        for page, decision in governing
        if not _is_decided_unread(decision)
    ]


def _place(database: Database, unit: Unit) -> SiteContext:
    # Whose report it is where nothing says so is told by the page before the site's own agency is.
    site = read_site(database, unit.page.site_id)
    return SiteContext(site.area, site.place)


def _read_and_store(
    database: Database, read: ReadPage, unit: Unit, decisions: Decisions, place: SiteContext
) -> list[tuple[RunPage, Result]]:
    decision = decision_on(decisions, unit, unit.page)
    found_on_page = _read(read, unit, unit.page, decision, place)
    documents: list[ReadDocument] = []
    lost: list[tuple[RunPage, Result]] = []
    for document in unit.documents:
        own = decision_on(decisions, unit, document)
        found = _read(read, unit, document, own or decision, place)
        if own is None and decision and isinstance(found, Report) and not any(found.forms.values()):
            # That the page is a report says nothing of a document without its tables.
            found = _read(read, unit, document, None, place)
        if isinstance(found, Result):
            lost.append((document, found))
            continue
        if own:
            found = decided_report(found, own)
        elif decision and isinstance(found_on_page, Report) and belongs(found_on_page, found):
            found = _as_of_page(found, decision)
        documents.append(ReadDocument(document, found))
    if isinstance(found_on_page, Result):
        if decision and found_on_page.name == "not_a_report":
            # What the page gave before goes first: its documents may be that report by themselves.
            _withdraw_others(database, unit.page, None)
        alone = [(d.page, store_result(database, d.page, d.report)) for d in documents]
        return [(unit.page, found_on_page), *alone, *lost]
    report = decided_report(found_on_page, decision) if decision else found_on_page
    return [*store_unit(database, unit, report, documents), *lost]


def _read(read: ReadPage, unit: Unit, page: RunPage, decision: Decision | None, place: SiteContext) -> Read:
    if decision and _is_decided_unread(decision):
        return Result("not_a_report", reason=decision.summary)
    return read(_to_read(unit, page, decision, place))


def _is_decided_unread(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict == "not_a_report"


def _to_read(unit: Unit, page: RunPage, decision: Decision | None, place: SiteContext) -> PageToRead:
    is_head = page == unit.page
    has_attachments = is_head and (bool(unit.documents) or unit.missed)
    return PageToRead(page, place, is_report=decision is not None, has_attachments=has_attachments)


def _as_of_page(document: Report, decision: Decision) -> Report:
    """A document of a page whose agency or year an editor has decided: it is of the same."""
    return replace(document, agency=decision.agency or document.agency, year=decision.year or document.year)


def _withdraw_others(database: Database, page: RunPage, identity: str | None) -> None:
    """Withdraw the reports known by a page's address, but for the one that it is now."""
    others = database.execute(
        "SELECT id FROM reports WHERE url = ? AND id IS NOT ?", (page.url, identity)
    ).fetchall()
    for (other,) in others:
        withdraw_report(database, other)
