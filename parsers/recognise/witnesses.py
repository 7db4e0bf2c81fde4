"""Who may say which year a report covers and when it was published: `witnesses.toml`, in order of trust.

>>> [witness.source for witness in YEAR_WITNESSES][:2]
['period', 'title']
"""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("witnesses.toml")


class YearWitness(BaseModel):
    """One who may say the fiscal year; see the head of the file for `group` and `decides`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    group: str
    decides: bool
    zh: str
    en: str


class PublicationWitness(BaseModel):
    """One who may say the date of publication; what `never` says is evidence only."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    never: bool = False
    zh: str
    en: str


_DATA = tomllib.loads(FILE.read_text("utf-8"))
YEAR_WITNESSES: tuple[YearWitness, ...] = tuple(YearWitness.model_validate(entry) for entry in _DATA["year"])
PUBLICATION_WITNESSES: tuple[PublicationWitness, ...] = tuple(
    PublicationWitness.model_validate(entry) for entry in _DATA["published"]
)
