"""From a `Document` to a `Report`: one pass of pure functions, the source format unseen."""

from collections.abc import Callable, Mapping, Sequence

from parsers.checks import run_checks
from parsers.document import Document, Table
from parsers.forms import FORMS, TABLES, Form
from parsers.readers.text import REPEATED_LINES_DELETED
from parsers.recognise.agencies import find_naming
from parsers.recognise.altered import alterations
from parsers.recognise.classification import classify, decided_verdict
from parsers.recognise.figures import TableResult
from parsers.recognise.items import recognise_items
from parsers.recognise.layouts import recognise_layout
from parsers.recognise.line import recognise_line
from parsers.recognise.listing import recognise_list
from parsers.recognise.matrix import recognise_matrix
from parsers.recognise.meaning import odd_meanings
from parsers.recognise.publication import find_publication, timing_remarks
from parsers.recognise.related import related_tables
from parsers.recognise.rows import PageRow, page_rows
from parsers.recognise.sections import find_sections
from parsers.recognise.subject import Subject, is_foreign
from parsers.recognise.titles import find_title
from parsers.recognise.years import Sources, find_year
from parsers.report import Figure, Remark, Report

Recogniser = Callable[[Sequence[PageRow], str, str | None], TableResult | None]
RECOGNISERS: Mapping[str, Recogniser] = {
    "items": recognise_items,
    "list": recognise_list,
    "matrix": recognise_matrix,
}


def recognise(
    document: Document,
    url: str | None = None,
    list_title: str | None = None,
    is_report: bool = False,
    has_attachments: bool = False,
) -> Report:
    """Recognise one document. Never raises on what a page may hold.

    `url` and `list_title`, the title under which the site lists the page, are evidence of its year and
    of what it is, as are documents attached to it; with `is_report` an editor has decided that it is a
    report, whatever speaks against it.
    """
    tables = recognise_layout(related_tables(document.tables), _tables)
    # All lines are folded at once, before anything asks for one of them.
    _ = document.folded
    sections = find_sections(document)
    title = find_title(document)
    naming = find_naming(document, title)
    publication = find_publication(document, url)
    year = find_year(document, Sources(title, sections.get("1", ""), publication.date, url, list_title))
    figures: dict[str, Figure] = {}
    for result in tables.values():
        figures.update(result.figures)
    if any(kind == REPEATED_LINES_DELETED for kind, _message in document.notes):
        # Which values are gone cannot be told, so neither can what the others belong to.
        figures = {key: f._replace(value=None, state="ambiguous") for key, f in figures.items()}
    subject = Subject(
        document,
        title,
        naming.printed or None,
        year.year,
        tables,
        sections,
        year.is_school_year,
        url,
        list_title,
        has_attachments,
    )
    verdict = decided_verdict(subject) if is_report else classify(subject)
    reason = (verdict.remark,) if verdict.remark else ()
    if verdict.genre:
        return Report(
            verdict.outcome, title, genre=verdict.genre, remarks=(*reason, *_altered(document, url))
        )
    return Report(
        outcome=verdict.outcome,
        title=title,
        year=year.year,
        published=publication.date,
        period=year.period,
        forms={table: tables[table].form if table in tables else None for table in TABLES},
        figures=figures,
        sections=sections,
        checks=run_checks(figures, [(result.form, table) for table, result in tables.items()]),
        remarks=(
            *reason,
            *_altered(document, url),
            *year.remarks,
            *publication.remarks,
            *timing_remarks(publication.date, year.year),
            *_form_remarks(tables, year.year),
            *(remark for result in tables.values() for remark in result.remarks),
            *odd_meanings(figures),
        ),
        evidence=(*year.evidence, *publication.evidence),
        naming=naming,
    )


def _altered(document: Document, url: str | None) -> tuple[Remark, ...]:
    """What somebody has done to the text, where it is not a government's own host that shows it."""
    if url and not is_foreign(url):
        return ()
    found = alterations("\n".join([text.text for text in document.texts]))
    return (Remark("altered_text", f"the text has {', '.join(found)}: a copy"),) if found else ()


def _form_remarks(tables: Mapping[str, TableResult], year: int | None) -> tuple[Remark, ...]:
    """Forms that were not those of the year: old ones are used for years, new ones for old reports."""
    if year is None:
        return ()
    remarks = []
    for name in dict.fromkeys(result.form for result in tables.values()):
        form = FORMS[name]
        if year < form.first_fiscal_year or (form.last_fiscal_year and year > form.last_fiscal_year):
            last = f"to {form.last_fiscal_year}" if form.last_fiscal_year else "on"
            message = f"the form {name} is that of the years {form.first_fiscal_year} {last}, not of {year}"
            remarks.append(Remark("form_of_another_year", message))
    return tuple(remarks)


def _tables(tables: Sequence[Table]) -> dict[str, TableResult]:
    """The statutory tables on the page, each read as the form its own labels tell."""
    rows = page_rows(tables)
    shapes = {key: table.shape for form in FORMS.values() for key, table in form.tables.items()}
    results: dict[str, TableResult] = {}
    for key in TABLES:
        if shapes[key] not in RECOGNISERS:
            continue
        result = RECOGNISERS[shapes[key]](rows, key, _last_form(results))
        if result is not None and result.found:
            results[key] = result
    for key in TABLES:
        if shapes[key] == "line":
            result = recognise_line(rows, key, _neighbouring_form(results, key))
            if result is not None:
                results[key] = result
    return {key: results[key] for key in TABLES if key in results}


def _neighbouring_form(results: Mapping[str, TableResult], key: str) -> Form:
    """A table with the same labels in every form is of the form of the table before it on the page.

    Where it stands alone it is read as the newest form that has it: the keys are the same in all.
    """
    having = [form for form in FORMS.values() if key in form.tables]
    return next((form for form in having if form.form == _last_form(results)), having[-1])


def _last_form(results: Mapping[str, TableResult]) -> str | None:
    """The form of the last table told so far."""
    told = [results[table].form for table in TABLES if table in results]
    return told[-1] if told else None
