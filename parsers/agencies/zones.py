"""Development zones: they have no code of their own, and their names carry their place or are places.

>>> begins_with_zone("经济开发区管委会"), begins_with_named_zone("经济开发区管委会")
(True, False)
>>> begins_with_named_zone("杨凌示范区审计局")
True
"""

from parsers.agencies.vocabulary import names


def begins_with_zone(name: str) -> bool:
    """Whether a name, its place taken away, begins with a zone."""
    return names().zone.zone.match(name) is not None


def begins_with_named_zone(name: str) -> bool:
    """Whether that zone has a name of its own and so needs no place in front."""
    zone = names().zone.zone.match(name)
    return zone is not None and bool(names().zone.general_words.sub("", zone[0]))
