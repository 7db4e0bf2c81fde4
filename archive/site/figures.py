"""A report's figures as the site shows them: value, state, raw text and cell, read from the database.

The wide tables give the values, `remarks` the states other than `number`, `provenance` the cells.

>>> amount_in_printed_unit(363900, "万元")
'36.39'
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from archive.figure_tables import FIGURE_TABLES
from archive.states import STATE_TEXTS, StateText
from parsers.document import CellPlace
from parsers.forms import FIGURES, FORMS, FigureDefinition
from parsers.report import Number

# What one printed unit is in yuan.
PRINTED_UNITS = {"万元": Decimal(10_000)}


class InconsistentReportError(Exception):
    """A figure of the database has neither a value nor a state: the database is at fault, not the report."""


@dataclass(frozen=True, slots=True)
class FigureCorrection:
    """What an editor corrected in one figure; `reason` says why it is not applied, if it is not."""

    value: Number
    shown: str
    applied: bool
    as_printed: str
    reason: str | None
    who: str
    why: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One figure of one report. `cell` is None where the page has no such cell.

    `page_id` is the stored page or document that the cell is in, `page` the page of a PDF.
    """

    key: str
    value: Number | None
    state: str
    raw: str | None
    cell: CellPlace | None
    page_id: int | None = None
    page: int | None = None
    correction: FigureCorrection | None = None

    @property
    def definition(self) -> FigureDefinition:
        """What the dictionary says of this figure."""
        return FIGURES[self.key]

    @property
    def state_text(self) -> StateText:
        """Its state in both languages."""
        return STATE_TEXTS[self.state]

    @property
    def shown(self) -> str:
        """The value as the form prints it, in the unit the form prints; "" where there is none."""
        if self.value is None:
            return ""
        return amount_in_printed_unit(self.value, self._money_unit)

    @property
    def exact(self) -> str:
        """For amounts alone: the value in yuan, or just the unit where it is shown in yuan already."""
        if self.value is None or self.definition.unit != "yuan":
            return ""
        return f"{_plain(Decimal(str(self.value)))} 元 yuan" if self._money_unit else "元 yuan"

    @property
    def _money_unit(self) -> str:
        """The unit of money that the form prints for it, or ""; counts have units that change no number."""
        return self.definition.printed_unit if self.definition.unit == "yuan" else ""

    @property
    def cell_argument(self) -> str:
        """The cell as a link names it: `0,2,1`."""
        return ",".join(map(str, self.cell)) if self.cell else ""


class StoredCell(NamedTuple):
    """Where a figure stands: in which stored page or document, in which cell, on which page of a PDF."""

    page_id: int
    cell: CellPlace
    page: int | None


def amount_in_printed_unit(value: Number, printed_unit: str) -> str:
    """A number as text, in the unit that the form prints; the database keeps amounts in yuan."""
    number = Decimal(str(value))
    return _plain(number / PRINTED_UNITS[printed_unit] if printed_unit else number)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_figures(
    connection: sqlite3.Connection, report_id: str, forms: Mapping[str, str | None]
) -> dict[str, ReportFigure]:
    """Every figure of a report's tables by key; `forms` names the form of each table it has."""
    states = _read_states(connection, report_id)
    cells = _read_cells(connection, report_id)
    corrections = read_figure_corrections(connection, report_id)
    figures: dict[str, ReportFigure] = {}
    for table, form in forms.items():
        if form is None:
            continue
        values = _read_values(connection, table, report_id)
        for key, _block, _row, _column in FORMS[form].tables[table].cells():
            figure = _figure(key, values.get(FIGURE_TABLES[table].place(key)), states, cells)
            figures[key] = replace(figure, correction=corrections.get(key))
    return figures


def read_figure_corrections(connection: sqlite3.Connection, report_id: str) -> dict[str, FigureCorrection]:
    """The corrections of one report by figure, those that were reopened included."""
    rows = connection.execute("SELECT * FROM corrections WHERE report_id = ? ORDER BY figure", [report_id])
    return {
        row["figure"]: FigureCorrection(
            value=row["corrected"],
            shown=_shown(row["corrected"], FIGURES[row["figure"]]),
            applied=row["status"] == "applied",
            as_printed=row["as_printed"],
            reason=row["reason"],
            who=row["who"],
            why=row["why"],
            source=row["source"],
            date=row["date"],
        )
        for row in rows
    }


def _shown(value: Number, definition: FigureDefinition) -> str:
    """A value in the unit that the form prints; an amount in yuan says so."""
    if definition.unit != "yuan":
        return amount_in_printed_unit(value, "")
    return f"{amount_in_printed_unit(value, definition.printed_unit)} {definition.printed_unit or '元'}"


def _figure(
    key: str,
    value: Number | None,
    states: Mapping[str, tuple[str, str | None]],
    cells: Mapping[str, StoredCell],
) -> ReportFigure:
    if value is None and key not in states:
        raise InconsistentReportError(f"{key} has neither a value nor a state")
    state, raw = states.get(key, ("number", None))
    if value is None and state == "number":
        state = "out_of_range"
    found = cells.get(key)
    if found is None:
        return ReportFigure(key, value, state, raw, None)
    return ReportFigure(key, value, state, raw, found.cell, found.page_id, found.page)


def _read_states(connection: sqlite3.Connection, report_id: str) -> dict[str, tuple[str, str | None]]:
    rows = connection.execute(
        "SELECT figure, state, raw FROM remarks WHERE report_id = ? AND state IS NOT NULL", [report_id]
    )
    return {row["figure"]: (row["state"], row["raw"]) for row in rows}


def _read_cells(connection: sqlite3.Connection, report_id: str) -> dict[str, StoredCell]:
    rows = connection.execute("SELECT page_id, cells FROM provenance WHERE report_id = ?", [report_id])
    return {
        key: StoredCell(row["page_id"], (int(table), int(line), int(column)), page[0] if page else None)
        for row in rows
        for key, (table, line, column, *page) in json.loads(row["cells"]).items()
    }


def _read_values(
    connection: sqlite3.Connection, table: str, report_id: str
) -> dict[tuple[str | None, str], Number | None]:
    """The values of one table by row (None where a report has only one) and column."""
    definition = FIGURE_TABLES[table]
    rows = connection.execute(f'SELECT * FROM "{table}" WHERE report_id = ?', [report_id])
    return {
        (row[definition.key_column] if definition.key_column else None, column): row[column]
        for row in rows
        for column in definition.columns
    }
