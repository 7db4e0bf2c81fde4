"""What stands beside annual reports and is none: `genres.toml`, loaded and checked.

>>> GENRES["school_report"].outcome
'other_form'
"""

import re
import tomllib
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).with_name("genres.toml")

Feature = Literal[
    "altered_text",
    "blank_tables",
    "foreign_host",
    "headings_only",
    "nameless",
    "no_report",
    "no_tables",
    "no_text",
    "school_year",
    "titles_of_reports",
]


class Condition(BaseModel):
    """What must hold together; see the head of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    not_title: str = ""
    lead: str = ""
    lead_has: str = ""
    feature: tuple[Feature, ...] = ()

    @cached_property
    def title_pattern(self) -> re.Pattern[str]:
        """`title`, compiled."""
        return re.compile(self.title)

    @cached_property
    def not_title_pattern(self) -> re.Pattern[str]:
        """`not_title`, compiled."""
        return re.compile(self.not_title)

    @cached_property
    def lead_pattern(self) -> re.Pattern[str]:
        """`lead`, compiled."""
        return re.compile(self.lead)


class Genre(BaseModel):
    """One genre: what the page is, in both languages, its outcome, and how it is told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    outcome: Literal["not_a_report", "other_form"]
    zh: str
    en: str
    despite_tables: bool = False
    when: tuple[Condition, ...] = Field(min_length=1)


GENRES: dict[str, Genre] = {
    genre.key: genre
    for genre in (Genre.model_validate(entry) for entry in tomllib.loads(FILE.read_text("utf-8"))["genre"])
}
DESPITE_TABLES: tuple[Genre, ...] = tuple(takewhile(lambda genre: genre.despite_tables, GENRES.values()))
# Beside the genres of the file: what may be a report, and what has nothing of one.
UNDECIDED, OTHER = "undecided", "other"
GENRE_KEYS: tuple[str, ...] = (*GENRES, UNDECIDED, OTHER)
