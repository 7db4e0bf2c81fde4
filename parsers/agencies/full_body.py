"""A body's full name within its case: rules first, and where they leave a choice, what the page writes."""

from parsers.agencies.bodies import abbreviates, expand_body, is_of_party
from parsers.agencies.case import Case
from parsers.agencies.joint import split_bracket
from parsers.agencies.leading_place import find_leading_place
from parsers.agencies.places import Place, official_prefix
from parsers.agencies.townships import full_township
from parsers.agencies.vocabulary import bodies
from parsers.labels import fold_text


def full_body(body: str, place: Place, case: Case) -> str:
    """A body without brackets in full; a place alone is its government."""
    if not body:
        return _government(place, case)
    town = full_township(body)
    if town:
        if town != body:
            case.step("township", body, town, "rule")
        return town
    if is_of_party(body) and place:
        pattern = bodies().party.get(body, "中共{place}" + body)
        full = pattern.format(place=official_prefix(place))
        case.step("expanded", body, full, "rule")
        return full
    return _expanded(body, case)


def _government(place: Place, case: Case) -> str:
    government = "行政公署" if place and place[-1].name.endswith(("盟", "地区")) else "人民政府"
    case.step("government", official_prefix(place), government, "rule", inferred=True)
    return government


def _expanded(body: str, case: Case) -> str:
    expansion = expand_body(body, case.year)
    if not expansion.certain:
        told = _told_by_page(body, (expansion.full, *expansion.alternatives), case)
        if told:
            case.step("expanded", body, told[1], told[0])
            return told[1]
    if expansion.rule and expansion.full != body:
        others = ", ".join(expansion.alternatives)
        note = f"may also be {others}" if others else ""
        case.step("expanded", body, expansion.full, "rule", inferred=not expansion.certain, note=note)
        if others:
            case.remark("agency_inferred", f"{body} was read as {expansion.full}; it {note}")
    elif expansion.unresolved:
        known = f": it may be {', '.join(expansion.alternatives)}" if expansion.alternatives else ""
        case.remark("agency_short_form", f"{body} reads like a short form{known}")
    return expansion.full


def _told_by_page(body: str, wordings: tuple[str, ...], case: Case) -> tuple[str, str] | None:
    """Where the page writes a short body in full, and how."""
    for witness in case.witnesses:
        other = split_bracket(find_leading_place(fold_text(witness.name), case.home).rest)[0]
        if other != body and (other in wordings or abbreviates(body, other)):
            return witness.source, other
    return None
