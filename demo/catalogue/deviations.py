"""The table of deviations, `demo/deviations.toml`: what pages do differently from the form, and which do it.

>>> "decrease_in_words" in deviations_of("nanfen/fgj/2019")
True
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

PATH = Path(__file__).parent.parent / "deviations.toml"


class Deviation(BaseModel):
    """One deviation: what it is in a sentence, the reports that have it, and the forms it sets."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: str
    reports: tuple[str, ...]
    forms: Mapping[str, str] = Field(default_factory=dict)


DEVIATIONS: Mapping[str, Deviation] = {
    name: Deviation.model_validate(entry) for name, entry in tomllib.loads(PATH.read_text("utf-8")).items()
}


def deviations_of(report_id: str) -> frozenset[str]:
    """The names of a report's deviations."""
    return frozenset(name for name, deviation in DEVIATIONS.items() if report_id in deviation.reports)


def forms_of(report_id: str) -> dict[str, str]:
    """The forms that a report's deviations set, by table."""
    forms: dict[str, str] = {}
    for name in sorted(deviations_of(report_id)):
        forms.update(DEVIATIONS[name].forms)
    return forms
