"""Invented agencies: bodies of every kind at real places, with what is true of each.

>>> agency = invent(Random(1))
>>> agency.full.endswith(agency.body)
True
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

FILE = Path(__file__).with_name("places.toml")
DATA = tomllib.loads(FILE.read_text("utf-8"))

Level = Literal["province", "city", "county", "township"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its code, its parts from the province down ("" where it has none), and the rank it stands at."""

    code: str
    province: str
    city: str
    county: str

    @property
    def level(self) -> Level:
        """The level of a body of this place."""
        if self.county:
            return "county"
        return "city" if self.city else "province"

    @property
    def own(self) -> str:
        """The place's own name: 南芬区."""
        return self.county or self.city or self.province

    @property
    def full(self) -> str:
        """The place as its bodies' official names have it: 本溪市南芬区, 上海市普陀区, 屯昌县."""
        above = self.city or (self.province if self.province.endswith("市") else "")
        return above + self.county if self.county else self.own

    @property
    def longest(self) -> str:
        """The place with everything above it."""
        return self.province + self.city + self.county

    @property
    def pronoun(self) -> str:
        """What the place's own people call it: 区, 县, 市, 省."""
        for ending in ("自治区", "自治州", "自治县"):
            if self.own.endswith(ending):
                return ending[-1]
        return self.own[-1]


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: the body's full and short name, its place, and what is true of it."""

    place: Place
    body: str
    short: str
    level: Level
    kind: str

    @property
    def full(self) -> str:
        """The full official name."""
        return self.place.full + self.body

    @property
    def accepted(self) -> frozenset[str]:
        """The names under which it is the same agency: with its place alone, its city, or all above."""
        return frozenset(place + self.body for place in (self.place.own, self.place.full, self.place.longest))


PLACES = tuple(Place(*entry) for entry in DATA["places"])


def invent(random: Random) -> Agency:
    """One agency of any kind."""
    place = random.choice(PLACES)
    if place.level == "province":
        body, short = random.choice(DATA["province_bodies"])
        return Agency(place, body, short, "province", "department")
    if place.level == "county" and random.random() < 0.3:
        return _township(place, random)
    if random.random() < 0.1:
        return Agency(place, "人民政府", "政府", place.level, "government")
    if random.random() < 0.1:
        body, kind = random.choice(DATA["other_bodies"])
        return Agency(place, body, "", place.level, kind)
    body, short = random.choice(DATA["bodies"])
    return Agency(place, body, short, place.level, "department")


def _township(place: Place, random: Random) -> Agency:
    if random.random() < 0.4:
        name = random.choice(DATA["streets"])
        return Agency(place, f"{name}街道办事处", f"{name}街道", "township", "subdistrict")
    name = random.choice(DATA["townships"]) + random.choice("镇乡")
    return Agency(place, f"{name}人民政府", name, "township", "township")
