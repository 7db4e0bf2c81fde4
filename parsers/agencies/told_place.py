"""The place of a body, from what its name begins with and from where the report stands."""

from parsers.agencies import areas
from parsers.agencies.bodies import abbreviates, expand_body
from parsers.agencies.case import Case
from parsers.agencies.leading_place import LeadingPlace, find_leading_place
from parsers.agencies.places import Place, official_prefix, spoken_name
from parsers.agencies.townships import full_township
from parsers.agencies.vocabulary import names
from parsers.agencies.zones import begins_with_named_zone
from parsers.labels import fold_text


def told_place(name: str, found: LeadingPlace, main: str, case: Case) -> Place | None:
    """The place of a body; empty for one of the whole country, None where it cannot be told.

    `main` is the body without place and brackets.
    """
    if found.how in ("site", "below", "pronoun"):
        _remark_pronoun(found, case)
        return found.place
    if found.how in ("elsewhere", "ambiguous", "invented"):
        _remark_elsewhere(name, found, case)
        return found.place
    if found.how == "misprint":
        right = found.place[-1].name
        case.remark("agency_place_misprint", f"{found.words} was read as the site's own {right}")
        return found.place
    if found.how == "none" and _needs_no_place(main, case):
        return ()
    if found.how == "none":
        place = _at_home(main, case.home)
        if place:
            site = official_prefix(place)
            case.remark("agency_completed", f"{name} names no place; the site is that of {site}")
            return place
    place = _place_of_witness(found, main, case)
    if place is None:
        what = f"{found.words} is, whose" if found.words else "it is whose"
        case.remark("agency_place_unknown", f"neither page nor site tells which {what} {main} this is")
    return place


def _needs_no_place(main: str, case: Case) -> bool:
    """Whether a body is the whole country's, or has its place in its own name."""
    words = names().place
    patterns = (words.own_place, words.without_place, words.of_the_country)
    if case.site.area == areas.CENTRAL_CODE or begins_with_named_zone(main):
        return True
    return any(pattern.search(main) for pattern in patterns)


def _remark_pronoun(found: LeadingPlace, case: Case) -> None:
    if found.how == "pronoun" and found.place != case.home:
        read_as = found.place[-1].name
        case.remark("agency_completed", f"{found.words} was read as {read_as}, above the site's own place")


def _remark_elsewhere(name: str, found: LeadingPlace, case: Case) -> None:
    if found.how == "ambiguous":
        note = f"there are several divisions of the name {found.words}; the site does not tell which"
        case.remark("agency_place_unknown", note)
    elif case.home and not _related(found.place, case.home):
        note = f"{name} is of {spoken_name(found.place)}, the site of {spoken_name(case.home)}"
        case.remark("agency_elsewhere", note)


def _related(place: Place, home: Place) -> bool:
    """Whether one place holds the other."""
    return place[: len(home)] == home or home[: len(place)] == place


def _at_home(main: str, home: Place) -> Place | None:
    """The site's place for a body that names none, or the province for a 厅; None where it cannot be that."""
    if not home:
        return None
    if main.endswith("厅"):
        return home[:1] if home[0].rank == "province" else home
    if full_township(main) and home[-1].rank in ("province", "city") and _has_counties(home):
        return None
    return home


def _has_counties(home: Place) -> bool:
    """Whether there are counties between a city and its townships: a few cities have none."""
    code = home[-1].code
    return areas.find_area(code) is None or any(not area.until for area in areas.children(code))


def _place_of_witness(found: LeadingPlace, main: str, case: Case) -> Place | None:
    """The place that another name on the page gives the same body."""
    for witness in case.witnesses:
        other = find_leading_place(fold_text(witness.name), ())
        if not other.place or other.how not in ("elsewhere", "invented"):
            continue
        same = other.rest in (main, expand_body(main, case.year).full) or abbreviates(main, other.rest)
        if same and (not found.words or other.place[-1].name.endswith(found.words)):
            case.step("place", found.words, official_prefix(other.place), witness.source)
            return other.place
    return None
