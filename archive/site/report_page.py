"""Everything the page of one report shows, read from the database in one go.

The report is laid out in its six sections as the form prints them; each table carries its figures, the
cells they came from and the checks that fail. The template only places what is here.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from archive.address_observations import ADDRESS_STATES
from archive.figure_tables import FIGURE_TABLES
from archive.site.agency_terms import Word, agency_terms
from archive.site.check_terms import CheckTerms, Term, check_terms
from archive.site.evidence import ReportEvidence, report_evidence
from archive.site.figures import (
    FigureCorrection,
    ReportFigure,
    read_figure_corrections,
    read_figures,
)
from archive.site.open_checks import OpenCheck, open_checks
from archive.site.printed import PrintedRow, printed_rows
from archive.states import STATE_TEXTS, StateText
from parsers.check_coverage import CheckCoverage, table_coverage
from parsers.checks import run_table_checks
from parsers.forms import FIGURES, FORMS, Table

SECTION_NUMERALS = "一二三四五六"
# Beyond so many, a revision's changes are counted, not listed: the whole table changed.
MOST_CHANGES_LISTED = 40
# Comparing longer paragraphs character by character would take too long for a page.
MOST_COMPARED = 3_000

Record = dict[str, Any]

REVISIONS = """
SELECT revision, page_id, first_seen, last_seen, parser_version FROM revisions
WHERE report_id = ? ORDER BY revision
"""

# The files attached to the page that figures come from.
DOCUMENTS = """
SELECT p.id, p.url, p.fetched_at, p.sha256 FROM provenance v JOIN reports r ON r.id = v.report_id
JOIN pages p ON p.id = v.page_id WHERE v.report_id = ? AND v.page_id != r.page_id ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """One identity whose two sides differ, with the figures that are not zero on either side."""

    rule: str
    along_zh: str
    along_en: str
    left_terms: tuple[tuple[Term, ReportFigure], ...]
    right_terms: tuple[tuple[Term, ReportFigure], ...]
    left: int
    right: int
    difference: int


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One statutory table of the report, ready to print; `form` is None where the page has no such table."""

    table: Table
    form: str | None
    rows: tuple[PrintedRow, ...]
    figures: Mapping[str, ReportFigure]
    failed_checks: tuple[FailedCheck, ...]
    failed_keys: frozenset[str]
    open_checks: tuple[OpenCheck, ...]
    coverage: CheckCoverage

    @property
    def stated(self) -> int:
        """How many of its figures have a value."""
        return sum(figure.value is not None for figure in self.figures.values())


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One of the six sections: its heading, its text and its table, if the form puts one there."""

    number: int
    numeral: str
    zh: str
    en: str
    paragraphs: tuple[str, ...]
    tables: tuple[ReportTable, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One content the report has had, with what differs from the one before.

    `changed` counts the figures, of which `figures` lists the first; `comparable` is False where another
    version of the parser read the one before.
    """

    row: Record
    figures: tuple[Record, ...]
    changed: int
    paragraphs: tuple[Record, ...]
    comparable: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report with all that its page shows."""

    report: Record
    agency: Record
    page: Record
    sections: tuple[ReportSection, ...]
    neighbours: tuple[Record, ...]
    revisions: tuple[Revision, ...]
    remarks: tuple[Record, ...]
    addresses: tuple[Record, ...]
    corrections: Mapping[str, FigureCorrection]
    evidence: ReportEvidence
    documents: tuple[Record, ...]

    @property
    def terms(self) -> Mapping[str, Mapping[str, Word]]:
        """The words for the steps to an agency's full name and for what they rest on."""
        return agency_terms()

    @property
    def states(self) -> dict[str, StateText]:
        """The states that occur in this report, for its legend, in the order of the dictionary of states."""
        found = {
            figure.state
            for section in self.sections
            for table in section.tables
            for figure in table.figures.values()
        }
        return {state: text for state, text in STATE_TEXTS.items() if state in found}


def load_report_page(connection: sqlite3.Connection, report_id: str) -> ReportPage | None:
    """Read one report, or None where there is none of that id."""
    report = _one(connection, "SELECT * FROM reports WHERE id = ?", report_id)
    if report is None:
        return None
    agency = _one(connection, "SELECT * FROM agencies WHERE id = ?", report["agency_id"])
    page = _one(connection, "SELECT * FROM pages WHERE id = ?", report["page_id"])
    if agency is None or page is None:
        raise LookupError(f"report {report_id} refers to an agency or a page that is not in the database")
    return ReportPage(
        report=report,
        agency=agency,
        page=page,
        sections=tuple(_sections(connection, report)),
        neighbours=tuple(_neighbours(connection, report["agency_id"])),
        revisions=tuple(_revisions(connection, report_id)),
        remarks=tuple(_remarks(connection, report_id)),
        addresses=tuple(_addresses(connection, report_id)),
        evidence=report_evidence(report),
        documents=tuple(_all(connection, DOCUMENTS, report_id)),
        corrections=read_figure_corrections(connection, report_id),
    )


def report_forms(report: Mapping[str, Any]) -> dict[str, str | None]:
    """The form of each table of a report, None where its page has no such table."""
    return {table: report[f"form_{table}"] for table in FIGURE_TABLES}


def _sections(connection: sqlite3.Connection, report: Record) -> Iterator[ReportSection]:
    forms = report_forms(report)
    newest = max(filter(None, forms.values()), default=max(FORMS))
    figures = read_figures(connection, report["id"], forms)
    failed = _all(connection, "SELECT * FROM failed_checks WHERE report_id = ? ORDER BY id", report["id"])
    texts = _texts(connection, report["id"])
    for section in FORMS[newest].sections or FORMS[max(FORMS)].sections:
        tables = [
            _table(key, form, newest, figures, failed)
            for key, form in forms.items()
            if _definition(key, form, newest) and FORMS[form or newest].tables[key].section == section.number
        ]
        yield ReportSection(
            section.number,
            SECTION_NUMERALS[section.number - 1],
            section.zh,
            section.en,
            texts.get(section.number, ()),
            tuple(tables),
        )
    # A table outside the sections is printed after them, as the reports of its time do.
    for key, form in forms.items():
        if form and FORMS[form].tables[key].section is None:
            table = FORMS[form].tables[key]
            yield ReportSection(
                0, "附", table.zh, table.en, (), (_table(key, form, newest, figures, failed),)
            )


def _definition(key: str, form: str | None, newest: str) -> Table | None:
    """The table in its own form, or in the report's newest form where the page does not have it."""
    return FORMS[form or newest].tables.get(key)


def _table(
    key: str,
    form: str | None,
    newest: str,
    figures: Mapping[str, ReportFigure],
    failed: Sequence[Record],
) -> ReportTable:
    table = FORMS[form or newest].tables[key]
    if form is None:
        return ReportTable(table, None, (), {}, (), frozenset(), (), CheckCoverage())
    terms = check_terms(table)
    own = [check for check in failed if check["rule"] in terms]
    checks = run_table_checks(figures, table)
    return ReportTable(
        table=table,
        form=form,
        rows=tuple(printed_rows(table)),
        figures={cell[0]: figures[cell[0]] for cell in table.cells()},
        failed_checks=tuple(_failed_check(check, terms[check["rule"]], figures) for check in own),
        failed_keys=frozenset().union(*(terms[check["rule"]].keys for check in own)),
        open_checks=tuple(open_checks(checks, terms, figures)),
        coverage=table_coverage(table, figures, checks),
    )


def _failed_check(check: Record, terms: CheckTerms, figures: Mapping[str, ReportFigure]) -> FailedCheck:
    def counted(side: Sequence[Term]) -> tuple[tuple[Term, ReportFigure], ...]:
        return tuple((term, figures[term.key]) for term in side if figures[term.key].value != 0)

    return FailedCheck(
        rule=terms.rule,
        along_zh=terms.along_zh,
        along_en=terms.along_en,
        left_terms=counted(terms.left),
        right_terms=counted(terms.right),
        left=check["left"],
        right=check["right"],
        difference=check["difference"],
    )


def _texts(connection: sqlite3.Connection, report_id: str) -> dict[int, tuple[str, ...]]:
    rows = _all(connection, "SELECT number, text FROM sections WHERE report_id = ?", report_id)
    return {row["number"]: tuple(filter(None, map(str.strip, row["text"].splitlines()))) for row in rows}


def _neighbours(connection: sqlite3.Connection, agency_id: str) -> list[Record]:
    return _all(
        connection, "SELECT id, year, checks_failed FROM reports WHERE agency_id = ? ORDER BY year", agency_id
    )


def _remarks(connection: sqlite3.Connection, report_id: str) -> list[Record]:
    return _all(
        connection,
        "SELECT * FROM remarks WHERE report_id = ? AND state IS NULL ORDER BY id",
        report_id,
    )


def _revisions(connection: sqlite3.Connection, report_id: str) -> Iterator[Revision]:
    rows = _all(connection, REVISIONS, report_id)
    figures = _all(connection, "SELECT * FROM revision_figures WHERE report_id = ? ORDER BY rowid", report_id)
    paragraphs = _all(
        connection,
        "SELECT * FROM revision_paragraphs WHERE report_id = ? ORDER BY revision, number",
        report_id,
    )
    for number, row in enumerate(rows):
        own = [change for change in figures if change["revision"] == row["revision"]]
        yield Revision(
            row,
            tuple(
                change | {"shown": _observed(change), "words": FIGURES.get(change["figure"])}
                for change in own[:MOST_CHANGES_LISTED]
            ),
            len(own),
            tuple(_marked(change) for change in paragraphs if change["revision"] == row["revision"]),
            number == 0 or rows[number - 1]["parser_version"] == row["parser_version"],
        )


def _observed(change: Record) -> tuple[str, str]:
    """The observation, Chinese and English apart."""
    zh, _, en = str(change["observation"]).partition(" · ")
    return zh, en


def _marked(change: Record) -> Record:
    """A paragraph's difference with the runs of characters that are its own on either side."""
    before, after = change["before"] or "", change["after"] or ""
    if len(before) + len(after) > MOST_COMPARED:
        return change | {"before_runs": [(before, True)], "after_runs": [(after, True)]}
    own = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return change | {
        "before_runs": [(before[i1:i2], tag != "equal") for tag, i1, i2, _j1, _j2 in own if i1 < i2],
        "after_runs": [(after[j1:j2], tag != "equal") for tag, _i1, _i2, j1, j2 in own if j1 < j2],
    }


def _addresses(connection: sqlite3.Connection, report_id: str) -> Iterator[Record]:
    """Every observation of each address of a report, with its state in both languages."""
    sql = "SELECT * FROM address_observations WHERE report_id = ? ORDER BY url, since"
    for row in _all(connection, sql, report_id):
        yield row | {"text": ADDRESS_STATES[row["state"]]}


def _one(connection: sqlite3.Connection, sql: str, parameter: object) -> Record | None:
    row = connection.execute(sql, [parameter]).fetchone()
    return dict(row) if row else None


def _all(connection: sqlite3.Connection, sql: str, parameter: object) -> list[Record]:
    return [dict(row) for row in connection.execute(sql, [parameter])]
