"""What recognition ends in: a `Report` with its figures, their states and cells, sections and checks.

>>> Figure("remedies.reconsideration.total", value=3, state="number", raw="3", cell=(2, 3, 4)).value
3
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from parsers.agencies.model import Agency, AgencyBasis, Naming
from parsers.document import CellPlace
from parsers.forms import TABLES

# Bump when the same page may give another result: every stored record names the version that read it.
PARSER_VERSION = "5"

State = Literal["number", "blank", "dash", "word", "text", "unit_unknown", "ambiguous", "missing"]
STATES: tuple[str, ...] = get_args(State)

Outcome = Literal["ok", "not_a_report", "other_form", "no_tables", "unreadable"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)

Number = int | float


class Figure(NamedTuple):
    """One number of a form: its value (None unless the state gives one), raw text and cell.

    `page` is that of the cell, from 1, in a file that has pages (PDF).
    """

    key: str
    value: Number | None
    state: State
    raw: str | None = None
    cell: CellPlace | None = None
    page: int | None = None


class Check(NamedTuple):
    """An identity the form states, applied to one row or column. `passed` is None if not assessable."""

    rule: str
    passed: bool | None
    left: Number | None
    right: Number | None


class Remark(NamedTuple):
    """Something a careful editor would note; `figure` is the key it concerns, if one."""

    kind: str
    message: str
    figure: str | None = None


class Evidence(NamedTuple):
    """What one witness says of a field of the report, whether it was followed or not."""

    field: str
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class Period:
    """The reporting period as the report states it."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything recognised on one page. `figures` has every key of each recognised table.

    `genre` says what a page is that is no such report (a notice, a school's report …), None for a report.
    `agency` is the full official name; `agency_details` says how it was told, `naming` what the page prints,
    and `agency_basis` all that it was told by.
    """

    outcome: Outcome
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: date | None = None
    period: Period | None = None
    forms: dict[str, str | None] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    remarks: tuple[Remark, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    genre: str | None = None
    naming: Naming | None = None
    agency_details: Agency | None = None
    agency_basis: AgencyBasis | None = None

    def to_record(self, source: str) -> dict[str, Any]:
        """The record of the `gongkai parse` contract: one JSON-ready object for one file."""
        return {
            "source": source,
            "outcome": self.outcome,
            "genre": self.genre,
            "title": self.title,
            "agency": self.agency,
            **_agency_record(self.agency_details),
            "year": self.year,
            "published": _iso(self.published),
            "period": {"start": _iso(self.period.start), "end": _iso(self.period.end)}
            if self.period
            else None,
            "forms": {table: self.forms.get(table) for table in TABLES},
            "figures": {key: _figure_record(figure) for key, figure in self.figures.items()},
            "sections": dict(self.sections),
            "checks": [
                {"rule": c.rule, "passed": c.passed, "left": c.left, "right": c.right} for c in self.checks
            ],
            "remarks": [{"kind": r.kind, "message": r.message, "figure": r.figure} for r in self.remarks],
            "evidence": [{"field": e.field, "source": e.source, "says": e.says} for e in self.evidence],
            "parser_version": PARSER_VERSION,
        }


def _agency_record(details: Agency | None) -> dict[str, Any]:
    """How the agency was told; every field is null where no agency is named."""
    return {
        "agency_as_printed": details.printed if details else None,
        "agency_bodies": list(details.bodies) if details else [],
        "area": (details.area or None) if details else None,
        "place": (details.place or None) if details else None,
        "level": details.level if details else None,
        "kind": details.kind if details else None,
        "scope": details.scope if details else None,
        "agency_evidence": [step.to_record() for step in details.steps] if details else [],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _figure_record(figure: Figure) -> dict[str, Any]:
    record = {
        "value": figure.value,
        "state": figure.state,
        "raw": figure.raw,
        "cell": list(figure.cell) if figure.cell else None,
    }
    return record if figure.page is None else {**record, "page": figure.page}
