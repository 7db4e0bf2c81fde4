"""Which agencies became which: by the reforms of `successions.toml`, or because their area became another.

A successor is another agency: a report of 2016 stays with the body that wrote it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from parsers.agencies import areas
from parsers.agencies.bodies import HEAD
from parsers.agencies.joint import split_bracket
from parsers.agencies.keys import name_key
from parsers.agencies.places import official_prefix, place_of
from parsers.agencies.vocabulary import read_data


@dataclass(frozen=True, slots=True)
class Reporting:
    """An agency as succession needs it: its place and the fiscal years of its first and last report."""

    id: str
    name: str
    area: str
    place: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Succession:
    """One agency went on as another; `year` is that of the reform or of the area's change."""

    predecessor: str
    successor: str
    year: int
    basis: str


class _Move(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    before: tuple[str, ...]
    after: tuple[str, ...]


class _Reform(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int
    within: int
    basis: str
    moves: tuple[_Move, ...]


def find_successions(agencies: Iterable[Reporting]) -> Iterator[Succession]:
    """Every pair of these agencies of which one went on as the other, in the order of their ids."""
    by_area: dict[str, list[Reporting]] = {}
    for agency in sorted(agencies, key=lambda agency: agency.id):
        by_area.setdefault(agency.area, []).append(agency)
    for code, here in by_area.items():
        yield from _by_reform(here)
        area = areas.find_area(code)
        if area and area.until and area.became:
            yield from _by_area(area, here, by_area.get(area.became, []))


def _by_reform(agencies: list[Reporting]) -> Iterator[Succession]:
    stems = {agency.id: _stem(agency) for agency in agencies}
    for reform in _reforms():
        for move in reform.moves:
            for old in agencies:
                if stems[old.id] not in move.before or old.last_year > reform.year + reform.within:
                    continue
                for new in agencies:
                    began = new.first_year >= reform.year - 1 and new.first_year >= old.last_year
                    if stems[new.id] in move.after and new is not old and began:
                        yield Succession(old.id, new.id, reform.year, reform.basis)


def _by_area(area: areas.Area, before: list[Reporting], after: list[Reporting]) -> Iterator[Succession]:
    """The same body before and after its county became another: 海门市教育局, 南通市海门区教育局."""
    basis = f"{area.name}（{area.code}）改为{areas.full_name(area.became)}（{area.became}）"
    for old in before:
        for new in after:
            if _body(old) == _body(new) and old.last_year <= new.first_year:
                yield Succession(old.id, new.id, int(area.until[:4]), basis)


def _body(agency: Reporting) -> str:
    """What an agency is without its place, made comparable."""
    return name_key(agency.name.removeprefix(official_prefix(place_of(agency.area, agency.place))))


def _stem(agency: Reporting) -> str:
    """What an agency does, without place and head."""
    body = agency.name.removeprefix("国家税务总局")
    place = place_of(agency.area, agency.place)
    return HEAD.sub("", split_bracket(body.removeprefix(official_prefix(place)))[0])


@cache
def _reforms() -> tuple[_Reform, ...]:
    return tuple(_Reform.model_validate(reform) for reform in read_data("successions.toml")["reforms"])
