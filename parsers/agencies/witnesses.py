"""What the other names on a page say of the agency that the title names: the same, or another body."""

from collections.abc import Iterator, Sequence

from parsers.agencies.keys import name_key
from parsers.agencies.model import Agency, SiteContext, Witness
from parsers.agencies.resolve import resolve_agency

# A source line names the website as often as the agency; what is signed or announced names who reports.
TELLING = frozenset({"sentence", "signature", "contact"})


def conflicts(
    agency: Agency, site: SiteContext, year: int | None, witnesses: Sequence[Witness]
) -> Iterator[str]:
    """Each name on the page that is another body's, in words: a copied template, or a page out of place."""
    telling = [
        witness
        for witness in witnesses
        if witness.source in TELLING and not agency.name.endswith(witness.name)
    ]
    if not telling:
        return
    # One name mostly stands in several places.
    others = {name: resolve_agency(name, site, year) for name in {witness.name for witness in telling}}
    for witness in telling:
        other = others[witness.name]
        if _is_told(other) and not _same_house(agency, other):
            yield f"the {witness.source} says {other.name}, the title {agency.name}, which was followed"


def _is_told(agency: Agency) -> bool:
    """Whether a name is clearly a body's, at a known place."""
    return bool(agency.kind and agency.place) and not any(
        kind in ("agency_place_unknown", "agency_short_form", "agency_place_misprint")
        for kind, _message in agency.remarks
    )


def _same_house(one: Agency, other: Agency) -> bool:
    """Whether two names are one agency's, or one holds the other: a government and its office."""
    first, second = name_key(one.name), name_key(other.name)
    return (
        first.startswith(second) or second.startswith(first) or any(other.name == body for body in one.bodies)
    )
