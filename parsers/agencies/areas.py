"""Administrative divisions by their GB/T 2260 codes: names, validity in time, parents.

The table is `areas.tsv`, made by `python -m tools.areas`. Development zones, divisions of the 兵团 and
townships have no code in the standard and are not in it.

>>> full_name("210505")
'辽宁省本溪市南芬区'
>>> [area.name for area in chain("429005")]
['湖北省', '潜江市']
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

FILE = Path(__file__).with_name("areas.tsv")

CENTRAL_CODE = "100000"
CENTRAL_NAME = "中央"
# No code of the standard begins with these digits: areas invented for trials use them.
INVENTED_PREFIX = "88"

Rank = Literal["central", "province", "city", "county"]


@dataclass(frozen=True, slots=True)
class Area:
    """One name under one code. `since` and `until` are months or years, `until` is empty if still in force.

    `became` is the code under which the division went on, where one can be told.
    """

    code: str
    name: str
    since: str
    until: str = ""
    became: str = ""

    @property
    def rank(self) -> Rank:
        """Its rank among governments, told by the code."""
        return rank_of(self.code)

    def in_force(self, year: int) -> bool:
        """Whether the name was in force under this code in some part of a year."""
        return int(self.since[:4]) <= year and (not self.until or year <= int(self.until[:4]))


def rank_of(code: str) -> Rank:
    """The rank of government that a code stands for: its last two or four digits are 00 above the county."""
    if code == CENTRAL_CODE:
        return "central"
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def parent_codes(code: str) -> tuple[str, ...]:
    """The codes of province and city above a code, the province first; those the table lacks included."""
    above = (f"{code[:2]}0000", f"{code[:4]}00")
    return tuple(dict.fromkeys(upper for upper in above if code not in (upper, CENTRAL_CODE)))


def find_area(code: str, year: int | None = None) -> Area | None:
    """The division under a code in a year; without a year the one in force, else the last there was."""
    areas = by_code().get(code, ())
    if year is None:
        return areas[-1] if areas else None
    return next((area for area in reversed(areas) if area.in_force(year)), None)


def chain(code: str, year: int | None = None) -> tuple[Area, ...]:
    """Province, city and county of a code, as far as each is a division; empty for a code of none.

    A county that answers to its province directly (潜江市) has no city in its chain, nor has a district of
    Beijing, Tianjin, Shanghai or Chongqing.
    """
    area = find_area(code, year)
    if area is None:
        return ()
    above = (find_area(upper, year) or find_area(upper) for upper in parent_codes(code))
    return (*(upper for upper in above if upper is not None), area)


def full_name(code: str, year: int | None = None) -> str:
    """Province, city and county in one: 辽宁省本溪市南芬区. Empty for a code of no division."""
    if code == CENTRAL_CODE:
        return CENTRAL_NAME
    return "".join(area.name for area in chain(code, year))


def children(code: str) -> Iterator[Area]:
    """Every division directly or indirectly below a code, those no longer in force included."""
    stem = code.removesuffix("00").removesuffix("00") if rank_of(code) != "county" else None
    if stem is not None and code != CENTRAL_CODE:
        for other, areas in by_code().items():
            if other.startswith(stem) and other != code:
                yield from areas


def named(name: str) -> tuple[Area, ...]:
    """Every division of this name: 鼓楼区 is one of four cities'."""
    return by_name().get(name, ())


@cache
def by_code() -> Mapping[str, tuple[Area, ...]]:
    """All divisions by code, those of one code with the last in force at the end."""
    return _grouped((area.code, area) for area in sorted(_read(), key=lambda area: area.until or "9999"))


@cache
def by_name() -> Mapping[str, tuple[Area, ...]]:
    """All divisions by name."""
    return _grouped((area.name, area) for areas in by_code().values() for area in areas)


@cache
def longest_name() -> int:
    """Length of the longest name."""
    return max(map(len, by_name()))


def _grouped(pairs: Iterator[tuple[str, Area]]) -> dict[str, tuple[Area, ...]]:
    grouped: dict[str, list[Area]] = {}
    for key, area in pairs:
        grouped.setdefault(key, []).append(area)
    return {key: tuple(areas) for key, areas in grouped.items()}


def _read() -> Iterator[Area]:
    for line in FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Area(*line.split("\t"))
