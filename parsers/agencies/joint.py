"""Two bodies in one name: 市科技局、外专局 are two, 商务局(粮食局) is one with a name in brackets.

>>> split_joint("北京市统计局•国家统计局北京调查总队")
('北京市统计局', '国家统计局北京调查总队')
"""

import re
from functools import cache

from parsers.agencies.vocabulary import names

BRACKET = re.compile(r"^(?P<main>[^()]+)\((?P<inside>[^()]+)\)$")


def split_joint(name: str) -> tuple[str, ...]:
    """The bodies that a name joins, in order; the name alone unless each part ends like a body."""
    parts = tuple(filter(None, names().joint.separators.split(name)))
    if len(parts) > 1 and all(_body_end().search(part) for part in parts):
        return parts
    return (name,)


def split_bracket(name: str) -> tuple[str, str]:
    """A body and the second name in brackets behind it, "" where there is none."""
    # Most names end otherwise, and are asked for again and again.
    found = BRACKET.match(name) if name.endswith(")") else None
    return (found["main"], found["inside"]) if found else (name, "")


@cache
def _body_end() -> re.Pattern[str]:
    return re.compile(names().joint.heads + r"(?:\([^()]*\))?$")
