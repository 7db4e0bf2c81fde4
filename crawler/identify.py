"""Which family of content management systems a list page comes from, told by its marks (`fingerprints.toml`).

>>> identify('<a href="content_559840">年报</a>', "http://www.x.gov.cn/nb").adapter
'content_id'
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("fingerprints.toml")
# The adapter for a page without marks.
NO_FAMILY = "generic"


class Mark(BaseModel):
    """One mark of a family."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    adapter: str
    where: Literal["html", "url"]
    pattern: str
    weight: int
    why: str


@dataclass(frozen=True, slots=True)
class Identified:
    """The family whose marks weigh most, the marks found of it, and other families that have some."""

    adapter: str
    why: tuple[str, ...]
    others: tuple[str, ...]


@cache
def load_marks() -> tuple[Mark, ...]:
    """Every mark, in the order of the file."""
    return tuple(Mark.model_validate(mark) for mark in tomllib.loads(FILE.read_text("utf-8"))["mark"])


def identify(html: str, url: str = "") -> Identified:
    """Tell the family of a list page from its text and, where known, its address."""
    texts = {"html": html, "url": url}
    found = [mark for mark in load_marks() if re.search(mark.pattern, texts[mark.where], re.I)]
    weights: dict[str, int] = {}
    for mark in found:
        weights[mark.adapter] = weights.get(mark.adapter, 0) + mark.weight
    ranked = sorted(weights, key=lambda adapter: -weights[adapter])
    if not ranked:
        return Identified(NO_FAMILY, (), ())
    best = ranked[0]
    return Identified(best, tuple(mark.why for mark in found if mark.adapter == best), tuple(ranked[1:]))
