"""What levels, kinds, ranks, steps and sources of agencies are called, in both languages.

>>> agency_terms()["step"]["expanded"].en
'short form expanded'
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("agency_terms.toml")


@dataclass(frozen=True, slots=True)
class Word:
    """One term in both languages."""

    zh: str
    en: str


@cache
def agency_terms() -> Mapping[str, Mapping[str, Word]]:
    """The terms of `agency_terms.toml` by group and word."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    return {group: {key: Word(*both) for key, both in words.items()} for group, words in data.items()}
