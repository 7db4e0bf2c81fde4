"""The words of agencies' names, read once from `names.toml` and `bodies.toml` and made ready to match."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

FOLDER = Path(__file__).parent

Kind = Literal[
    "government",
    "department",
    "township",
    "subdistrict",
    "functional_zone",
    "vertical_system",
    "public_institution",
    "party_or_mass_organisation",
    "enterprise",
]
KINDS: tuple[str, ...] = get_args(Kind)
Level = Literal["central", "province", "city", "county", "township"]
LEVELS: tuple[str, ...] = get_args(Level)
Scope = Literal["own", "aggregate"]

STRICT = ConfigDict(extra="forbid", frozen=True)


class Stem(BaseModel):
    """What a body does: its full wording, other complete ones, short forms and the years they hold for."""

    model_config = STRICT

    full: str = ""
    also: tuple[str, ...] = ()
    short: tuple[str, ...] = Field(min_length=1)
    from_: int = Field(default=0, alias="from")
    until: int = 9999

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every complete wording, the usual one first."""
        return tuple(filter(None, (self.full, *self.also)))

    @model_validator(mode="after")
    def _says_something(self) -> "Stem":
        if not self.wordings:
            raise ValueError(f"short {self.short}: neither full nor also")
        return self


class Bodies(BaseModel):
    """`bodies.toml` as it is written."""

    model_config = STRICT

    stems: tuple[Stem, ...]
    complete: tuple[str, ...]
    heads: dict[str, str]
    bodies: dict[str, str]
    inferred: dict[str, tuple[str, ...]]
    party: dict[str, str]
    rewrites: dict[str, str]


class KindRule(BaseModel):
    """A kind and the pattern of the names that are of it."""

    model_config = STRICT

    kind: Kind
    pattern: re.Pattern[str]


class ScopeWords(BaseModel):
    """What says for whom a report speaks."""

    model_config = STRICT

    own: tuple[str, ...]
    aggregate: tuple[str, ...]
    system_heads: tuple[str, ...]
    aggregate_sentence: re.Pattern[str]


class PlaceWords(BaseModel):
    """How places are written in names."""

    model_config = STRICT

    pronouns: tuple[str, ...]
    not_pronouns: re.Pattern[str]
    suffixes: tuple[tuple[str, Literal["province", "city", "county"]], ...]
    not_divisions: re.Pattern[str]
    of_the_country: re.Pattern[str]
    without_place: re.Pattern[str]
    prefixed: dict[str, str]
    national_prefix: re.Pattern[str]
    city_branches: re.Pattern[str]
    stand_alone: tuple[str, ...]
    own_place: re.Pattern[str]
    nations: re.Pattern[str]
    short_divisions: dict[str, str]


class ZoneWords(BaseModel):
    """How development zones are written."""

    model_config = STRICT

    zone: re.Pattern[str]
    general_words: re.Pattern[str]


class TownshipWords(BaseModel):
    """How townships and subdistricts are written."""

    model_config = STRICT

    government: tuple[str, ...]
    government_tail: str
    government_full: str
    subdistrict_tail: str
    subdistrict_full: str
    not_townships: re.Pattern[str]


class JointWords(BaseModel):
    """How two bodies are written that report together."""

    model_config = STRICT

    separators: re.Pattern[str]
    heads: str


class Names(BaseModel):
    """`names.toml` as it is written."""

    model_config = STRICT

    scope: ScopeWords
    place: PlaceWords
    zone: ZoneWords
    township: TownshipWords
    joint: JointWords
    kinds: tuple[KindRule, ...]


@cache
def bodies() -> Bodies:
    """The bodies' short and full forms."""
    return Bodies.model_validate(read_data("bodies.toml"))


@cache
def names() -> Names:
    """The other words of names."""
    return Names.model_validate(read_data("names.toml"))


@cache
def stems_by_short() -> Mapping[str, tuple[Stem, ...]]:
    """The stems by each of their short forms."""
    found: dict[str, list[Stem]] = {}
    for stem in bodies().stems:
        for short in stem.short:
            found.setdefault(short, []).append(stem)
    return {short: tuple(stems) for short, stems in found.items()}


@cache
def complete_stems() -> frozenset[str]:
    """Every stem that is complete as it is written."""
    return frozenset((*bodies().complete, *(wording for stem in bodies().stems for wording in stem.wordings)))


def read_data(file: str) -> dict[str, Any]:
    """One of the data files beside this module."""
    return tomllib.loads((FOLDER / file).read_text("utf-8"))


@cache
def data_fingerprint() -> str:
    """Twelve hex digits that change with any of the data files: names read under others are read again."""
    digest = hashlib.sha256()
    for path in sorted([*FOLDER.glob("*.toml"), *FOLDER.glob("*.tsv")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
