"""Scoring one reading: each field right, absent, wrong with a remark that doubts it, or confidently wrong."""

from typing import Literal, NamedTuple

from benchmarks.identity.draft import Draft
from parsers import Report

Score = Literal["right", "absent", "doubted", "wrong"]

# Remarks that say of a field how it came to be: what stands under one is not confident.
DOUBTS = {
    "year": frozenset({"year_conflict", "year_inferred", "year_misprinted", "period_contradictory"}),
    "agency": frozenset(
        {
            "agency_conflict",
            "agency_elsewhere",
            "agency_inferred",
            "agency_place_misprint",
            "agency_place_unknown",
            "agency_short_form",
            "agency_unknown",
        }
    ),
}
DOUBT_PREFIXES = {"year": ("year_from_",), "agency": ("agency_from_",)}


class Scores(NamedTuple):
    """The scores of one page, by field."""

    year: Score
    agency: Score
    area: Score
    level: Score


def score(draft: Draft, report: Report) -> Scores:
    """Hold a reading against the truth."""
    if report.outcome not in ("ok", "no_tables"):
        return Scores("absent", "absent", "absent", "absent")
    details = report.agency_details
    agency = draft.agency
    return Scores(
        _year(draft, report),
        _agency(draft, report),
        _of_agency(draft, report, details.area if details else None, agency.place.code),
        _of_agency(draft, report, details.level if details else None, agency.level),
    )


def _year(draft: Draft, report: Report) -> Score:
    if report.year is None:
        return "right" if draft.year_may_be_absent or not draft.tells_year else "absent"
    if report.year == draft.year:
        return "right"
    return "doubted" if _is_doubted(report, "year") else "wrong"


def _agency(draft: Draft, report: Report) -> Score:
    if report.agency is None:
        return "right" if draft.agency_may_be_absent or not draft.tells_agency else "absent"
    if report.agency in draft.agency.accepted:
        return "right"
    return "doubted" if _is_doubted(report, "agency") else "wrong"


def _of_agency(draft: Draft, report: Report, read: str | None, true: str) -> Score:
    """The score of what follows from the agency: where nobody is named, nothing does."""
    if not read:
        return "right" if draft.agency_may_be_absent or not draft.tells_agency else "absent"
    if read == true:
        return "right"
    return "doubted" if _is_doubted(report, "agency") else "wrong"


def _is_doubted(report: Report, field: str) -> bool:
    return any(
        remark.kind in DOUBTS[field] or remark.kind.startswith(DOUBT_PREFIXES[field])
        for remark in report.remarks
    )
