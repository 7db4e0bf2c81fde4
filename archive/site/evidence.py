"""What a report's agency, year and date of publication rest on: every step and witness, followed or not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parsers.recognise.witnesses import (
    PUBLICATION_WITNESSES,
    YEAR_WITNESSES,
    PublicationWitness,
    YearWitness,
)

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Testimony:
    """One witness in both languages, what it says, and whether that is what the report's row has."""

    zh: str
    en: str
    says: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """The steps to the agency's full name, and the witnesses of year and publication in order of trust."""

    steps: tuple[Record, ...]
    year: tuple[Testimony, ...]
    published: tuple[Testimony, ...]


def report_evidence(report: Mapping[str, Any]) -> ReportEvidence:
    """The evidence of a row of `reports`; rows written before it was kept have none."""
    said = {(each["field"], each["source"]): each["says"] for each in json.loads(report["evidence"] or "[]")}
    return ReportEvidence(
        steps=tuple(json.loads(report["agency_evidence"] or "[]")),
        year=_testimony("year", YEAR_WITNESSES, said, report["year"]),
        published=_testimony("published", PUBLICATION_WITNESSES, said, report["published"]),
    )


def _testimony(
    field: str,
    witnesses: Sequence[YearWitness | PublicationWitness],
    said: Mapping[tuple[str, str], str],
    held: object,
) -> tuple[Testimony, ...]:
    return tuple(
        Testimony(witness.zh, witness.en, says, says == str(held))
        for witness in witnesses
        if (says := said.get((field, witness.source))) is not None
    )
