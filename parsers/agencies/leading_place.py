"""Which place a printed name begins with: by name, by its stem, by what it is (区, 市), or none.

>>> find_leading_place("区发改局", place_of("210505")).rest
'发改局'
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from parsers.agencies import areas
from parsers.agencies.bodies import expand_body, is_of_party
from parsers.agencies.joint import split_bracket
from parsers.agencies.places import (
    Division,
    Place,
    below,
    codes_of,
    invented_division,
    is_below,
    place_named,
    place_of,
    split_place,
    written_forms,
)
from parsers.agencies.vocabulary import names
from parsers.agencies.zones import begins_with_zone

How = Literal[
    "site", "below", "elsewhere", "ambiguous", "invented", "pronoun", "pronoun_unknown", "misprint", "none"
]
PRONOUN_AFTER_STEM = re.compile(r"^[省市县区旗州盟]")
BODY_END = re.compile(
    r"(?:局|委|会|办|室|厅|部|院|署|处|站|所|心|社|队|馆|校|司|府|协|镇|乡|街道|苏木|中心|区)(?:\([^()]*\))?$"
)


class LeadingPlace(NamedTuple):
    """The place at the beginning of a name, what follows it, the words that were the place, and how told."""

    how: How
    place: Place
    rest: str
    words: str = ""


def find_leading_place(name: str, site: Place, year: int | None = None) -> LeadingPlace:
    """Tell the place that a name begins with, on a site of a place (empty for the centre or no site)."""
    if names().place.own_place.match(name):
        return LeadingPlace("none", (), name)
    for look in (_in_site, _below_site, _pronoun, _in_table, _misprint, _invented):
        found = look(name, site, year)
        if found:
            return found
    return LeadingPlace("none", (), name)


def _in_site(name: str, site: Place, year: int | None) -> LeadingPlace | None:
    """The site's own divisions, any from the top down: 辽宁省本溪市南芬区, 本溪市南芬区, 南芬区, 南芬."""
    best: LeadingPlace | None = None
    for depth, rest in _walks(name, site, 0):
        if best is None or len(rest) < len(best.rest):
            place = site[:depth]
            deeper = _deeper(rest, place, year)
            if deeper:
                best = LeadingPlace("below", deeper.place, deeper.rest, name[: len(name) - len(deeper.rest)])
            else:
                best = LeadingPlace("site", place, rest, name[: len(name) - len(rest)])
    return best


def _walks(name: str, site: Place, start: int) -> Iterator[tuple[int, str]]:
    """How far down the site's divisions a name goes, and what is left of it, for every way to read it."""
    for index in range(start, len(site)):
        for form in written_forms(site[index].name):
            if not name.startswith(form):
                continue
            rest = name[len(form) :]
            deeper = list(_walks(rest, site, index + 1))
            yield from deeper
            is_stem = form[-1] != site[index].name[-1]
            if not is_stem or (rest and not PRONOUN_AFTER_STEM.match(rest) and _is_named_body(rest)):
                yield index + 1, rest


def _deeper(rest: str, place: Place, year: int | None) -> LeadingPlace | None:
    """A division below the one just read: 南芬区 after 本溪市 on a site of 本溪市."""
    for length in range(min(areas.longest_name(), len(rest)), 1, -1):
        found = below(place, rest[:length], year)
        if found:
            return LeadingPlace("below", found, rest[length:])
    if place and place[-1].rank != "county" and not expand_body(rest).known:
        division = invented_division(rest)
        # The table has every division of a place it knows.
        if division and not areas.find_area(place[-1].code) and _is_body(rest[len(division) :], empty=True):
            return LeadingPlace("below", (*place, Division(division, "county")), rest[len(division) :])
    return None


def _below_site(name: str, site: Place, year: int | None) -> LeadingPlace | None:
    """A division below the site's: 南芬区 on a site of 本溪市."""
    found = _deeper(name, site, year) if site else None
    if found is None:
        return None
    return LeadingPlace("below", found.place, found.rest, name[: len(name) - len(found.rest)])


def _pronoun(name: str, site: Place, _year: int | None) -> LeadingPlace | None:
    """A place named by what it is: the lowest of the site's divisions that is one."""
    words = names().place
    if not name.startswith(words.pronouns) or words.not_pronouns.match(name):
        return None
    pronoun = next(word for word in words.pronouns if name.startswith(word))
    rest = name[len(pronoun) :]
    if not _is_body(rest):
        return None
    for depth in range(len(site), 0, -1):
        if site[depth - 1].name.endswith(pronoun):
            return LeadingPlace("pronoun", site[:depth], rest, pronoun)
    return LeadingPlace("pronoun_unknown", (), rest, pronoun)


def _in_table(name: str, site: Place, year: int | None) -> LeadingPlace | None:
    """A division of the table that is not the site's; which of several of one name is told by the site."""
    by_name = areas.by_name()
    for length in range(min(areas.longest_name(), len(name)), 1, -1):
        candidates = by_name.get(name[:length])
        if not candidates:
            continue
        rest = name[length:]
        if length == 2 and not name.startswith(tuple(_short_counties())):
            continue
        if rest and not _is_body(rest, place_may_follow=True):
            continue
        codes = _nearest(codes_of(candidates, year), site)
        if len(codes) != 1:
            return LeadingPlace("ambiguous", split_place(name[:length]), rest, name[:length])
        place = place_named(codes.pop(), name[:length], year)
        deeper = _deeper(rest, place, year) or _stem_below(rest, place)
        words = name[: len(name) - len(deeper.rest)] if deeper else name[:length]
        how: How = "site" if _succeeds(place, site) else "elsewhere"
        return LeadingPlace(how, deeper.place if deeper else place, deeper.rest if deeper else rest, words)
    return None


@cache
def _short_counties() -> frozenset[str]:
    """Names of two characters that are no common words, as 东区 and 郊区 are: those of counties."""
    return frozenset(name for name in areas.by_name() if len(name) == 2 and name.endswith("县"))


def _succeeds(place: Place, site: Place) -> bool:
    """Whether the site's division is what another one became."""
    area = areas.find_area(place[-1].code) if place and site else None
    return area is not None and area.became == site[-1].code


def _nearest(codes: set[str], site: Place) -> set[str]:
    """The codes as near the site as any is: in its city, else in its province, else all."""
    for division in reversed(site):
        near = {code for code in codes if division.code and is_below(code, division.code)}
        if near:
            return near
    return codes


def _stem_below(rest: str, place: Place) -> LeadingPlace | None:
    """A county without its last character after its province: 东阳 in 浙江省东阳经济开发区."""
    if not place or place[-1].rank != "province" or expand_body(rest).known:
        return None
    stems = {
        area.code: form
        for area in areas.children(place[-1].code)
        if not area.until
        for form in written_forms(area.name)
        if len(form) > 1
        and form[-1] != area.name[-1]
        and rest.startswith(form)
        and not PRONOUN_AFTER_STEM.match(rest[len(form) :])
        and _is_body(rest[len(form) :])
    }
    if len(stems) != 1:
        return None
    code, form = next(iter(stems.items()))
    return LeadingPlace("elsewhere", place_of(code), rest[len(form) :])


def _misprint(name: str, site: Place, _year: int | None) -> LeadingPlace | None:
    """A name of the site's divisions with one character wrong or lost: 沐阳县 for 沭阳县."""
    for depth in range(len(site), 0, -1):
        right = site[depth - 1].name
        for wrong in _near_misses(name, right):
            rest = name[len(wrong) :]
            if wrong not in areas.by_name() and rest and expand_body(rest).known:
                return LeadingPlace("misprint", site[:depth], rest, wrong)
    return None


def _near_misses(name: str, right: str) -> Iterator[str]:
    """Beginnings of a name that differ from the right one by one character other than the last."""
    same_length = name[: len(right)]
    differing = sum(a != b for a, b in zip(same_length, right, strict=False))
    if len(right) > 2 and len(same_length) == len(right) and differing == 1 and same_length[-1] == right[-1]:
        yield same_length
    shorter = name[: len(right) - 1]
    if len(right) > 2 and shorter in {right[:i] + right[i + 1 :] for i in range(len(right) - 1)}:
        yield shorter


def _invented(name: str, _site: Place, _year: int | None) -> LeadingPlace | None:
    """A division that the table does not have, told by the ending of its word."""
    if expand_body(name).known:
        return None
    place: list[str] = []
    rest = name
    division = invented_division(rest)
    while division:
        place.append(division)
        rest = rest[len(division) :]
        division = "" if expand_body(rest).known else invented_division(rest)
    if not place or not _is_body(rest, empty=True):
        return None
    return LeadingPlace("invented", split_place("".join(place)), rest, "".join(place))


def _is_body(rest: str, *, empty: bool = False, place_may_follow: bool = False) -> bool:
    """Whether what follows a place could be a body."""
    if not rest:
        return empty
    main = split_bracket(rest)[0]
    return is_of_party(main) or expand_body(main).known or bool(BODY_END.search(rest)) or place_may_follow


def _is_named_body(rest: str) -> bool:
    """Whether what follows a place is a body that the rules know, or a zone."""
    return expand_body(split_bracket(rest)[0]).known or begins_with_zone(rest)
