"""What kind of agency a full name is, and on which level of government it stands.

>>> kind_of("发展和改革局"), kind_of("人民政府"), kind_of("长皋乡人民政府")
('department', 'government', 'township')
"""

from parsers.agencies.areas import Rank
from parsers.agencies.vocabulary import Kind, Level, names
from parsers.remembered import remembered


@remembered
def kind_of(body: str) -> Kind | None:
    """The kind of a body, named without its place; None where no rule fits."""
    return next((rule.kind for rule in names().kinds if rule.pattern.search(body)), None)


def level_of(kind: Kind | None, rank: Rank | None) -> Level | None:
    """The level of a body of a kind at a place of a rank; None where the place is not known."""
    if kind in ("township", "subdistrict"):
        return "township"
    return rank
