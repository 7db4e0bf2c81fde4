"""The outcomes of pages in words: what each means, what to do about it, and its group for the rules.

>>> OUTCOME_TERMS["dns_error"].group
'unreachable'
>>> sorted(outcomes_of("refused"))
['forbidden_403', 'rate_limited']
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from archive.records import OUTCOMES

Group = Literal[
    "fine",
    "gone",
    "challenge",
    "refused",
    "disallowed",
    "certificate",
    "unreachable",
    "empty",
    "elsewhere",
    "content",
]

FILE = Path(__file__).with_name("outcomes.toml")


class OutcomeTerm(BaseModel):
    """One outcome: its group, what it is called, and what an operator can do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    group: Group
    zh: str
    en: str
    advice_zh: str
    advice_en: str


def load_outcome_terms() -> dict[str, OutcomeTerm]:
    """The terms of every outcome. Raise ValueError where the file and `archive.records` differ."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    terms = {name: OutcomeTerm.model_validate(term) for name, term in data.items()}
    if set(terms) != set(OUTCOMES):
        raise ValueError(f"{FILE}: differs from archive.records in {sorted(set(terms) ^ set(OUTCOMES))}")
    return terms


OUTCOME_TERMS: Mapping[str, OutcomeTerm] = load_outcome_terms()


def outcomes_of(group: Group) -> frozenset[str]:
    """The outcomes of one group."""
    return frozenset(name for name, term in OUTCOME_TERMS.items() if term.group == group)
