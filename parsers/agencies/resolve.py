"""From a name as printed to an agency: its full official name, with the evidence of every step.

Nothing is invented: a step rests on the site's place, on the table of areas, on a rule of the data files or
on the page itself; where none of them tells, the name stays as printed and a remark says what is open.

>>> resolve_agency("区发改局", SiteContext(area="210505")).name
'本溪市南芬区发展和改革局'
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from parsers.agencies import areas
from parsers.agencies.aliases import Alias, find_alias
from parsers.agencies.areas import Rank
from parsers.agencies.bodies import branch_of, is_of_party, read_from_inside
from parsers.agencies.case import Case
from parsers.agencies.full_body import full_body
from parsers.agencies.joint import split_bracket, split_joint
from parsers.agencies.kinds import kind_of, level_of
from parsers.agencies.leading_place import LeadingPlace, find_leading_place
from parsers.agencies.model import Agency, SiteContext, Step, Witness
from parsers.agencies.places import Place, official_prefix, place_of, spoken_name, with_code, written_forms
from parsers.agencies.scope import collective_body, split_scope
from parsers.agencies.told_place import told_place
from parsers.agencies.vocabulary import Scope, names
from parsers.agencies.zones import begins_with_zone
from parsers.labels import fold_text, simplified

NO_SITE = SiteContext()
PLACE_UNKNOWN = "agency_place_unknown"


class _Body(NamedTuple):
    """One body in full; `rest` is its name without the place, `rank` that of a place not known by name."""

    name: str
    rest: str
    place: Place
    rank: Rank | None = None


def resolve_agency(
    printed: str,
    site: SiteContext = NO_SITE,
    year: int | None = None,
    witnesses: Sequence[Witness] = (),
) -> Agency:
    """Resolve a name as printed on a site, for a fiscal year.

    `witnesses` are other names the page gives, the most trustworthy first: they decide what rules leave open.
    """
    home = place_of(site.area, site.place, year) if site.area or site.place else ()
    case = Case(site, home, year, witnesses)
    folded = fold_text(printed)
    name = simplified(folded)
    if name != folded:
        case.step("simplified", folded, name, "rule")
    alias = find_alias(name, site.area, year)
    if alias:
        return _by_alias(name, alias)
    without_scope, scope, words = split_scope(_with_government(name))
    if scope:
        case.step("scope", name, without_scope, "rule", note=f"{words}: {scope}")
    resolved: list[_Body] = []
    for part in split_joint(without_scope):
        resolved.append(_resolve_one(part, case, collective=scope == "aggregate"))
        # The second body of a joint name has the place of the first.
        case.home = resolved[0].place or home
    if len(resolved) > 1:
        case.step("joint", without_scope, "、".join(body.name for body in resolved), "rule")
    return _agency(printed, resolved, scope, case)


def _with_government(name: str) -> str:
    """A name cut before 政府信息公开 where 政府 belongs to it: 武威市人民政府信息公开工作年度报告."""
    return f"{name}政府" if name.endswith("人民") else name


def _by_alias(name: str, alias: Alias) -> Agency:
    area = alias.belongs_to or alias.area
    resolved = resolve_agency(alias.agency, SiteContext(area))
    return replace(
        resolved,
        name=alias.agency,
        printed=name,
        area=area if alias.belongs_to else resolved.area,
        kind=alias.kind or resolved.kind,
        steps=(Step("alias", name, alias.agency, "alias", note=alias.reason),),
        remarks=(),
    )


def _resolve_one(printed: str, case: Case, *, collective: bool) -> _Body:
    name = read_from_inside(printed)
    national = names().place.national_prefix.match(name)
    prefix = national[0] if national else ""
    found = _leading_place(name[len(prefix) :], case)
    main, bracket = split_bracket(found.rest)
    if collective:
        main = collective_body(main)
    if prefix and not found.words:
        return _Body(name, name, case.home if main else ())
    place = told_place(name, found, main, case)
    if place is None:
        return _Body(name, found.rest, (), _rank_of_words(found.words))
    body = full_body(main, place, case)
    if bracket:
        # Where the place stands inside the first name, the second needs its own.
        inside = official_prefix(place) if is_of_party(main) else ""
        second = find_leading_place(bracket, place, case.year)
        named = second.rest if second.how in ("site", "pronoun") and second.rest else bracket
        body += f"({inside}{full_body(named, place, case)})"
    if place and not prefix and body in names().place.prefixed:
        prefix = names().place.prefixed[body]
        case.step("national", body, f"{prefix}…{body}", "rule")
    leading = "" if is_of_party(main) else _written_place(prefix, found, place, body)
    _note_place(found, place, leading, case)
    return _Body(prefix + leading + body, body, place)


def _leading_place(name: str, case: Case) -> LeadingPlace:
    """What a name begins with; a 区 in a year when the site was a county yet is the district it became."""
    found = find_leading_place(name, case.home, case.year)
    if found.how == "pronoun_unknown" and case.site.area:
        today = find_leading_place(name, place_of(case.site.area, case.site.place), None)
        return today if today.how == "pronoun" else found
    return found


def _written_place(prefix: str, found: LeadingPlace, place: Place, body: str) -> str:
    """The place as the official name has it."""
    official = official_prefix(place)
    if _is_branch(body, place):
        official = spoken_name(place[-2:])
    if not place or not found.words or found.how in ("pronoun", "misprint"):
        return official
    if _names_branch(found.words, place, body):
        return found.words
    is_stem = found.words[-1] != place[-1].name[-1]
    if prefix and is_stem and found.words in written_forms(place[-1].name):
        # 国家统计局北京调查总队: surveys carry the place without its last character.
        return found.words
    if begins_with_zone(body) or kind_of(body) == "functional_zone":
        # A zone's name has its place in its own way: 浙江省东阳经济开发区, 天津经济技术开发区.
        return found.words
    return official


def _is_branch(body: str, place: Place) -> bool:
    """Whether a body of a county is a branch of its city's: 六安市舒城县生态环境分局."""
    return _is_county_of_city(place) and body.endswith("分局") and not branch_of(body)


def _names_branch(words: str, place: Place, body: str) -> bool:
    """Whether a branch is named by its city and its county's stem: 内江市隆昌生态环境局."""
    if not _is_county_of_city(place) or not names().place.city_branches.match(body):
        return False
    stem = words.removeprefix(place[-2].name)
    return stem not in (words, place[-1].name) and stem in written_forms(place[-1].name)


def _is_county_of_city(place: Place) -> bool:
    return len(place) > 1 and place[-1].rank == "county" and place[-2].rank == "city"


def _note_place(found: LeadingPlace, place: Place, written: str, case: Case) -> None:
    if not place or found.words == written or not written:
        return
    if any(step.step == "place" and step.after == written for step in case.steps):
        return
    by_table = found.how in ("below", "elsewhere") and place[-1].code
    guessed = found.how in ("none", "misprint") or (found.how == "pronoun" and found.place != case.home)
    case.step("place", found.words, written, "area_table" if by_table else "site", inferred=guessed)


def _rank_of_words(words: str) -> Rank | None:
    """The rank of a place named by what it is; a 市 may be of three."""
    if words == "市":
        return None
    return next((rank for ending, rank in names().place.suffixes if ending == words), None)


def _agency(printed: str, resolved: Sequence[_Body], scope: Scope | None, case: Case) -> Agency:
    first = resolved[0]
    national = names().place.national_prefix.match(first.name)
    kind = kind_of(split_bracket(first.name if national else first.rest)[0])
    place = _branch_place(first, case)
    central = not place and bool(names().place.of_the_country.match(first.name))
    area = with_code(place) or (areas.CENTRAL_CODE if central else case.site.area)
    if not area and not place and all(remark != PLACE_UNKNOWN for remark, _message in case.remarks):
        case.remark(PLACE_UNKNOWN, f"nothing tells of which division {first.name} is")
    if place:
        rank: Rank | None = place[-1].rank
    elif any(remark == PLACE_UNKNOWN for remark, _message in case.remarks):
        rank = first.rank
    else:
        rank = areas.rank_of(area) if area else None
    return Agency(
        name="、".join([body.name for body in resolved]),
        printed=printed,
        area=area,
        place=spoken_name(place) or areas.full_name(area) or case.site.place,
        level=level_of(kind, rank),
        kind=kind,
        scope=scope,
        bodies=tuple(body.name for body in resolved) if len(resolved) > 1 else (),
        steps=tuple(case.steps),
        remarks=tuple(dict.fromkeys(case.remarks)),
    )


def _branch_place(body: _Body, case: Case) -> Place:
    """The district of a city's branch office: 普陀区 of 上海市公安局普陀分局."""
    branch = branch_of(body.rest)
    if not branch or not body.place or not body.place[-1].code:
        return body.place
    wanted = re.sub(r"(?:区|县|市)?分局$", "", branch["branch"])
    found = {
        area.code
        for area in areas.children(body.place[-1].code)
        if not area.until and len(wanted) > 1 and wanted in written_forms(area.name)
    }
    if len(found) != 1:
        return body.place
    place = place_of(found.pop())
    case.step("branch", branch["branch"], place[-1].name, "area_table")
    return place
