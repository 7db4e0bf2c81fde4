"""A report that is on a page and in the documents attached to it: one report, each table from one file.

The page comes first: what it says of itself and the tables it has stand. A table that it lacks is taken from
the first document that has it, and only from a document of the same agency and year. A page known to be
something else, such as a notice or a school's report, takes nothing: its documents stand for themselves.

>>> same_agency("区发改局", "本溪市南芬区发展和改革局")
True
>>> same_agency("云州市公安局", "云州市公安局交通管理局")
False
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.agencies.keys import name_key
from parsers.forms import TABLES
from parsers.recognise.genres import OTHER, UNDECIDED
from parsers.report import Evidence, Remark, Report

# What a page says of itself that no longer holds once its documents have been read.
SETTLED = frozenset({"no_tables", "attachment_only", "no_values", "not_a_report", UNDECIDED})
# What a page may be, other than a report, whose tables are in a document.
MAY_BE_REPORT = frozenset({None, UNDECIDED, OTHER})
UNKNOWN = {"agency": "agency_unknown", "year": "year_unknown"}
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Attached:
    """One document as read, and the address it was read from."""

    url: str
    report: Report


@dataclass(frozen=True, slots=True)
class Joined:
    """The whole report, and from which document (by its number) each table comes that the page lacks."""

    report: Report
    tables: dict[str, int]


def belongs(page: Report, document: Report) -> bool:
    """Whether a document can be the report of its page: no other year, no other agency."""
    if page.genre not in MAY_BE_REPORT:
        return False
    if page.year is not None and document.year is not None and page.year != document.year:
        return False
    return not page.agency or not document.agency or same_agency(page.agency, document.agency)


def same_agency(one: str, other: str) -> bool:
    """Whether two names can be one agency's: equal but for words that come and go, or one shortened.

    A name that goes on where the shorter one ends is that of a body below.
    """
    shorter, longer = sorted((one, other), key=len)
    if name_key(one) == name_key(other):
        return True
    if len(shorter) < SHORTEST_NAME or longer.startswith(shorter) or longer[-1] != shorter[-1]:
        return False
    characters = iter(longer)
    return all(character in characters for character in shorter)


def join(page: Report, documents: Sequence[Attached]) -> Joined:
    """The report of a page with the tables of its documents, which are given in the order of preference."""
    tables = _tables(page, documents)
    remarks = [*page.remarks, *_unreadable(page, documents)]
    if not tables:
        return Joined(replace(page, remarks=tuple(remarks)), {})
    used = [documents[number] for number in dict.fromkeys(tables.values())]
    first = used[0].report
    parts = [(page, {t for t in TABLES if page.forms.get(t)})]
    parts += [
        (documents[n].report, {t for t, m in tables.items() if m == n})
        for n in dict.fromkeys(tables.values())
    ]
    settled = SETTLED | {
        kind for name, kind in UNKNOWN.items() if getattr(page, name) or getattr(first, name)
    }
    kept = [remark for remark in remarks if remark.kind not in settled]
    namer = page if page.agency else first
    return Joined(
        Report(
            outcome="ok",
            title=page.title or first.title,
            agency=namer.agency,
            year=page.year or first.year,
            published=page.published or first.published,
            period=page.period or first.period,
            forms={
                table: next((r.forms[table] for r, own in parts if table in own), None) for table in TABLES
            },
            figures={k: f for r, own in parts for k, f in r.figures.items() if k.split(".")[0] in own},
            sections=_sections(page, first),
            checks=tuple(c for r, own in parts for c in r.checks if c.rule.split(".")[0] in own),
            remarks=(*kept, *_remarks(used, page, settled | set(UNKNOWN.values()))),
            evidence=(*page.evidence, *_evidence(page, first)),
            naming=namer.naming,
            agency_details=namer.agency_details,
        ),
        tables,
    )


def _tables(page: Report, documents: Sequence[Attached]) -> dict[str, int]:
    """The first document that has it, by its number, for each table that the page lacks.

    Where the page names no agency or year, those of the first document taken hold for the others.
    """
    tables: dict[str, int] = {}
    whole = page
    for table in TABLES:
        if page.forms.get(table):
            continue
        for number, document in enumerate(documents):
            if document.report.forms.get(table) and belongs(whole, document.report):
                tables[table] = number
                agency = whole.agency or document.report.agency
                whole = replace(whole, agency=agency, year=whole.year or document.report.year)
                break
    return tables


def _evidence(page: Report, document: Report) -> list[Evidence]:
    """What the document's witnesses say of fields that the page leaves open."""
    return [witness for witness in document.evidence if getattr(page, witness.field, None) is None]


def _sections(page: Report, document: Report) -> dict[str, str]:
    """Each section's text from the page where it has one, else from the document."""
    numbers = sorted({*page.sections, *document.sections})
    return {number: page.sections.get(number) or document.sections.get(number, "") for number in numbers}


def _remarks(used: Sequence[Attached], page: Report, settled: frozenset[str] | set[str]) -> list[Remark]:
    found = []
    for attached in used:
        found.append(Remark("tables_from_attachment", f"the tables are those of {attached.url}"))
        named = attached.report.agency
        if page.agency and named and named != page.agency:
            found.append(Remark("attachment_agency", f"the page names {page.agency}, the document {named}"))
        found += [remark for remark in attached.report.remarks if remark.kind not in settled]
    return found


def _unreadable(page: Report, documents: Sequence[Attached]) -> list[Remark]:
    """What could not be read matters where the page itself has no tables."""
    if any(page.forms.values()):
        return []
    return [
        Remark("attachment_unreadable", f"{document.url}: {remark.message}")
        for document in documents
        if document.report.outcome == "unreadable"
        for remark in document.report.remarks[:1]
    ]
