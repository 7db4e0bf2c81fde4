"""What a body's short name stands for: 发改局 is 发展和改革局, by the rules of `bodies.toml`.

>>> expand_body("发改局").full
'发展和改革局'
>>> expand_body("教体局").full, expand_body("教体局").alternatives
('教体局', ('教育体育局', '教育和体育局'))
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from parsers.agencies.vocabulary import Stem, bodies, complete_stems, stems_by_short

# What bodies are called by what they are; the longest is tried first.
HEADS = (
    r"(?:委员会|办公室|办公厅|管委会|管委|工委|中心|总队|支队|大队|总局|分局"
    r"|局|委|办|厅|处|署|所|站|院|部|会|队|科|社|馆)"
)
HEAD = re.compile(f"{HEADS}$")
BRANCH = re.compile(r"^(?P<body>.+?(?:局|委员会))(?P<branch>[^局]{1,12}分局)$")
# Offices of a party committee: 委史志研究室 after 县.
OF_COMMITTEE = re.compile(r"^委(?!员会)")
# A stem this short that no rule knows is likely an abbreviation; a longer one reads as complete.
LONGEST_SHORT_STEM = 3
SHORT_NAME_HEADS = frozenset({"局", "委", "办"})


class Expansion(NamedTuple):
    """A body in full. `certain` is false where the short form may stand for something else.

    `alternatives` are what else (or, where `full` is as printed, what) the short form may stand for; `known`
    says that the rules know the body, `rule` names the short form and its full form where a rule was used.
    """

    full: str
    certain: bool = True
    alternatives: tuple[str, ...] = ()
    known: bool = True
    rule: str = ""

    @property
    def unresolved(self) -> bool:
        """Whether the name looks short and no rule tells its full form."""
        return not self.certain and not self.rule


def branch_of(body: str) -> re.Match[str] | None:
    """The `body` and the `branch` of a city's branch office; None for any other body."""
    # Most end otherwise, and a body's end is looked at first.
    return BRANCH.match(body) if body.endswith("分局") else None


@lru_cache(maxsize=20_000)
def expand_body(body: str, year: int | None = None) -> Expansion:
    """The full form of a body without its place, as far as rules tell; complete names stay as they are."""
    special = bodies().bodies.get(body)
    if special:
        others = bodies().inferred.get(body, ())
        rule = f"{body} → {special}" if special != body else ""
        return Expansion(special, not others, others, rule=rule)
    if body in _special_bodies():
        return Expansion(body)
    branch = branch_of(body)
    if branch:
        parent = expand_body(branch["body"], year)
        others = tuple(name + branch["branch"] for name in parent.alternatives)
        return Expansion(
            parent.full + branch["branch"], parent.certain, others, known=parent.known, rule=parent.rule
        )
    found = HEAD.search(body)
    if not found or not found.start():
        return Expansion(body, known=False)
    return _expand_stem(body[: found.start()], found[0], year)


@cache
def _special_bodies() -> frozenset[str]:
    return frozenset(bodies().bodies.values())


def is_of_party(body: str) -> bool:
    """Whether what follows a place is a party committee or an office of one, whose name holds the place."""
    return body in bodies().party or bool(OF_COMMITTEE.match(body))


def read_from_inside(name: str) -> str:
    """A name whose place stands inside, with the place in front: 县团委 for 团县委; others as they are."""
    # Hardly a name is such: one search for all patterns saves one for each.
    if _any_rewrite().search(name):
        for pattern, place_first in _rewrites():
            name = pattern.sub(place_first, name)
    return name


@cache
def _any_rewrite() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in bodies().rewrites))


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), place_first) for pattern, place_first in bodies().rewrites.items())


def _expand_stem(stem: str, head: str, year: int | None) -> Expansion:
    full_head = bodies().heads.get(head, head)
    rule = f"{head} → {full_head}" if full_head != head else ""
    stems = [
        known
        for known in stems_by_short().get(stem, ())
        # 农委, 民委 and 外办 are names, 农局 is none.
        if (len(stem) > 1 or full_head != head) and _holds(known, year)
    ]
    if stem in complete_stems() and (full_head == head or not stems):
        return Expansion(stem + full_head, rule=rule)
    if len(stems) == 1 and stems[0].full:
        wordings = stems[0].wordings
        rule = f"{stem}{head} → {stems[0].full}{full_head}"
        others = tuple(wording + full_head for wording in wordings[1:])
        return Expansion(stems[0].full + full_head, not others, others, rule=rule)
    if stems:
        wordings = tuple(dict.fromkeys(wording for known in stems for wording in known.wordings))
        return Expansion(stem + head, False, tuple(wording + full_head for wording in wordings))
    if head in ("管委会", "管委"):
        return Expansion(stem + full_head, rule=rule, known=False)
    short = (head in SHORT_NAME_HEADS and len(stem) <= LONGEST_SHORT_STEM) or full_head != head
    return Expansion(stem + head, not short, known=False)


def _holds(stem: Stem, year: int | None) -> bool:
    """Whether a short form stands for this stem in a year; without a year every stem is possible."""
    return year is None or stem.from_ <= year <= stem.until


@lru_cache(maxsize=20_000)
def abbreviates(short: str, full: str) -> bool:
    """Whether `short` may abbreviate `full`: its characters in order, the first and the head alike.

    >>> abbreviates("教体局", "教育和体育局"), abbreviates("教体局", "教育局")
    (True, False)
    """
    if len(short) >= len(full) or short[:1] != full[:1]:
        return False
    short_head, full_head = HEAD.search(short), HEAD.search(full)
    if not short_head or not full_head:
        return False
    if bodies().heads.get(short_head[0], short_head[0]) != full_head[0]:
        return False
    return _in_order(short[: short_head.start()], full[: full_head.start()])


def _in_order(short: str, full: str) -> bool:
    characters: Iterator[str] = iter(full)
    return all(character in characters for character in short)
