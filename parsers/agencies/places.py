"""The places that names of agencies begin with, and the place of the site that completes them.

A place is the line of divisions from the province down: 辽宁省, 本溪市, 南芬区. Divisions of the GB/T 2260
table have their code; a place of no known code is split by the endings of its words.

>>> official_prefix(place_of("210505"))
'本溪市南芬区'
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from parsers.agencies import areas
from parsers.agencies.areas import Area, Rank
from parsers.agencies.vocabulary import names

RANKS: tuple[Rank, ...] = ("central", "province", "city", "county")


class Division(NamedTuple):
    """One division of a place; `code` is empty where the table has none."""

    name: str
    rank: Rank
    code: str = ""


Place = tuple[Division, ...]


@lru_cache(maxsize=2_000)
def place_of(code: str, name: str = "", year: int | None = None) -> Place:
    """The place of a site: by its code in a year, else by the words of its name. Empty for the centre.

    Where the code came into force later, the place is that of the division that became it.
    """
    if code == areas.CENTRAL_CODE:
        return ()
    chain = areas.chain(code, year) or _before(code, year) or areas.chain(code)
    if chain:
        return tuple(Division(area.name, area.rank, area.code) for area in chain)
    return split_place(name, code)


def _before(code: str, year: int | None) -> tuple[Area, ...]:
    """The place whose division became the one of this code, in a year before it did."""
    if year is None:
        return ()
    earlier = {a.code for other in areas.by_code().values() for a in other if a.became == code != a.code}
    chains = [found for found in (areas.chain(other, year) for other in sorted(earlier)) if found]
    return chains[0] if len(chains) == 1 else ()


@lru_cache(maxsize=2_000)
def split_place(name: str, code: str = "") -> Place:
    """A place's name as divisions: those of the table, else by their endings; 云州市石澜县 is two.

    `code` is that of the last division; those above it have the codes that the standard gives them.
    """
    parts = list(_parts(name))
    if not parts or not code:
        return _with_ranks(parts)
    if len(parts) > 1 and RANKS.index(_rank_of_word(parts[-1], ())) > RANKS.index(areas.rank_of(code)):
        # 云州市望河区 under the code of 云州市: the last division has none.
        return (*split_place("".join(parts[:-1]), code), Division(parts[-1], "county"))
    # A code of two, four or six digits' meaning tells the ranks from the end.
    order = RANKS[1 : RANKS.index(areas.rank_of(code)) + 1]
    ranks = order[-len(parts) :] if len(parts) <= len(order) else order
    codes = {"province": f"{code[:2]}0000", "city": f"{code[:4]}00", "county": code}
    lowest = parts[-len(ranks) :]
    return tuple(Division(part, rank, codes[rank]) for part, rank in zip(lowest, ranks, strict=True))


def _with_ranks(parts: Sequence[str]) -> Place:
    """Divisions by their words alone: with the table's code where it has one such, else by their endings."""
    place: list[Division] = []
    for part in parts:
        above = next((division.code for division in reversed(place) if division.code), areas.CENTRAL_CODE)
        codes = {area.code for area in areas.named(part) if is_below(area.code, above)}
        if len(codes) == 1:
            code = codes.pop()
            place.append(Division(part, areas.rank_of(code), code))
        else:
            place.append(Division(part, _rank_of_word(part, place)))
    return tuple(place)


def _rank_of_word(word: str, above: Sequence[Division]) -> Rank:
    """A division's rank by its ending; a 市 in a city is a county-level one."""
    for ending, rank in names().place.suffixes:
        if word.endswith(ending):
            return "county" if rank == "city" and any(d.rank == "city" for d in above) else rank
    return "county"


def _parts(name: str) -> Iterator[str]:
    while name:
        part = next(_known_starts(name), "") or invented_division(name) or name
        yield part
        name = name[len(part) :]


def _known_starts(name: str) -> Iterator[str]:
    """The beginnings of a name that are divisions of the table, the longest first."""
    by_name = areas.by_name()
    for length in range(min(areas.longest_name(), len(name)), 1, -1):
        if name[:length] in by_name:
            yield name[:length]


def invented_division(name: str) -> str:
    """The beginning of a name that ends like a division and is none of the table's; "" where none does."""
    words = names().place
    for found in _endings().finditer(name):
        division = name[: found.end()]
        # No division has a name of one character before 市 or 区; a province is only ever invented so.
        if found.start() < (1 if found[0] == "省" else 2) or len(division) > 12:
            continue
        if words.not_pronouns.match(name[found.start() :]) or words.not_divisions.fullmatch(division):
            return ""
        return division
    return ""


@cache
def _endings() -> re.Pattern[str]:
    return re.compile("|".join(ending for ending, _rank in names().place.suffixes))


def official_prefix(place: Place) -> str:
    """A place as agencies' official names begin: 本溪市南芬区, 石澜县, 本溪市, 辽宁省.

    Districts name the city above them, counties and county-level cities stand for themselves.
    """
    if not place:
        return ""
    last = place[-1]
    if last.rank == "county" and last.name.endswith("区") and last.name not in names().place.stand_alone:
        return (place[-2].name if len(place) > 1 else "") + last.name
    return last.name


def spoken_name(place: Place) -> str:
    """The whole place in words: 辽宁省本溪市南芬区."""
    return "".join([division.name for division in place])


@lru_cache(maxsize=20_000)
def written_forms(name: str) -> tuple[str, ...]:
    """How a division is written, the fullest first: 本溪满族自治县, 本溪县, 本溪."""
    nations = names().place.nations.pattern
    short = re.sub(rf"(?<=..){nations}自治(?=[区州县旗]$)|(?<=..)(?:族自治|自治)(?=[区州县旗]$)", "", name)
    stem = re.sub(r"(?:省|市|地区|区|县|旗|州|盟)$", "", short)
    usual = [other for other, full in names().place.short_divisions.items() if full == name]
    forms = [name, *usual, short, *([stem] if len(stem) > 1 else [])]
    return tuple(dict.fromkeys(forms))


def with_code(place: Place) -> str:
    """The code of the lowest division that has one; "" where none has."""
    return next((division.code for division in reversed(place) if division.code), "")


def below(place: Place, name: str, year: int | None = None) -> Place:
    """The place of a division of this name below another, or no place where there is not exactly one."""
    above = with_code(place)
    here = tuple(area for area in areas.named(name) if above and is_below(area.code, above))
    found = codes_of(here, year)
    return place_named(found.pop(), name, year) if len(found) == 1 else ()


def place_named(code: str, name: str, year: int | None) -> Place:
    """The place of a code under the name that is printed, even where another was in force in the year."""
    then = place_of(code, year=year)
    return then if then[-1].name == name else place_of(code)


def codes_of(candidates: tuple[Area, ...], year: int | None) -> set[str]:
    """The codes that a name stood under in a year, or stands under; those it once had where there is none."""
    then = {area.code for area in candidates if year is not None and area.in_force(year)}
    return then or {a.code for a in candidates if not a.until} or {a.code for a in candidates}


def is_below(code: str, above: str) -> bool:
    """Whether a code is one of the divisions under another."""
    stem = {"central": "", "province": above[:2], "city": above[:4], "county": above}[areas.rank_of(above)]
    return code != above and code.startswith(stem)
