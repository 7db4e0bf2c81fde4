"""From a `Document` to a `Report`: one pass of pure functions, the source format unseen."""

import re
from collections.abc import Callable, Mapping, Sequence

from parsers.checks import run_checks
from parsers.document import Document
from parsers.forms import FORMS, TABLES, Form
from parsers.labels import fold_text
from parsers.readers.text import REPEATED_LINES_DELETED
from parsers.recognise.agencies import find_agency
from parsers.recognise.figures import TableResult
from parsers.recognise.items import recognise_items
from parsers.recognise.line import recognise_line
from parsers.recognise.listing import recognise_list
from parsers.recognise.matrix import recognise_matrix
from parsers.recognise.publication import find_published
from parsers.recognise.rows import PageRow, page_rows
from parsers.recognise.sections import find_sections
from parsers.recognise.titles import find_title, is_report_title
from parsers.recognise.years import find_year
from parsers.report import Figure, Outcome, Remark, Report

# A line that names an attached report: 附件：某局2024年政府信息公开工作年度报告.docx
ATTACHED = re.compile(r"^附件\d?[:：].*(?:报告|年报)")
# What the cells of a form hold that nobody has filled in.
EMPTY_STATES = frozenset({"blank", "dash", "missing"})
# A page with so many of the six sections is a report even where its tables are pictures.
MIN_SECTIONS = 3

Recogniser = Callable[[Sequence[PageRow], str, str | None], TableResult | None]
RECOGNISERS: Mapping[str, Recogniser] = {
    "items": recognise_items,
    "list": recognise_list,
    "matrix": recognise_matrix,
}


def recognise(document: Document, *, has_attachments: bool = False) -> Report:
    """Recognise one document. Never raises on what a page may hold."""
    tables = _tables(document)
    sections = find_sections(document)
    title = find_title(document)
    agency, agency_remarks = find_agency(document, title)
    year = find_year(document, title, sections.get("1", ""))
    figures: dict[str, Figure] = {}
    for result in tables.values():
        figures.update(result.figures)
    if any(kind == REPEATED_LINES_DELETED for kind, _message in document.notes):
        # Which values are gone cannot be told, so neither can what the others belong to.
        figures = {key: f._replace(value=None, state="ambiguous") for key, f in figures.items()}
    attached = has_attachments or _attached_report(document)
    outcome, reason = _outcome(tables, sections, title, attached)
    if outcome == "not_a_report":
        return Report(outcome, title=title, remarks=(reason,) if reason else ())
    return Report(
        outcome=outcome,
        title=title,
        agency=agency,
        year=year.year,
        published=find_published(document),
        period=year.period,
        forms={table: tables[table].form if table in tables else None for table in TABLES},
        figures=figures,
        sections=sections,
        checks=run_checks(figures, [(result.form, table) for table, result in tables.items()]),
        remarks=(
            *((reason,) if reason else ()),
            *agency_remarks,
            *year.remarks,
            *(remark for result in tables.values() for remark in result.remarks),
        ),
    )


def _tables(document: Document) -> dict[str, TableResult]:
    """The statutory tables on the page, each read as the form its own labels tell."""
    rows = page_rows(document)
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


def _outcome(
    tables: Mapping[str, TableResult], sections: Mapping[str, str], title: str | None, attached: bool
) -> tuple[Outcome, Remark | None]:
    if tables:
        if any(figure.value is not None for result in tables.values() for figure in result.figures.values()):
            return "ok", None
        states = {figure.state for result in tables.values() for figure in result.figures.values()}
        if states <= EMPTY_STATES and not any(sections.values()):
            return "not_a_report", Remark("blank_form", "the tables of a report without any number or text")
        return "ok", Remark("no_values", "the tables hold no number")
    if len(sections) >= MIN_SECTIONS and (title is None or is_report_title(title)):
        return "no_tables", Remark("no_tables", "the sections of a report, but none of its tables")
    if title and is_report_title(title) and attached:
        return "no_tables", Remark(
            "attachment_only", "the page holds no report but links one as an attachment"
        )
    return "not_a_report", Remark("not_a_report", "neither the tables nor the sections of a report")


def _attached_report(document: Document) -> bool:
    return any(ATTACHED.match(fold_text(text.text)) for text in document.texts)
