"""What makes two full names one agency: the same name but for words that come and go.

和 and 与, the 人民政府 in front of a commission or an office of its own, and a second name in brackets differ
from year to year; the body does not.

>>> name_key("本溪市南芬区发展和改革局") == name_key("本溪市南芬区发展改革局")
True
"""

import re

from parsers.agencies.joint import split_bracket
from parsers.agencies.kinds import kind_of
from parsers.agencies.places import place_of, written_forms

LINKS = re.compile("[和与及、•·]")
# 人民政府外事办公室 is 外事办公室; 人民政府办公室 is what it says.
OF_GOVERNMENT = re.compile(r"人民政府(?!$|办公室$|办公厅$|\()")
KEEPS_BRACKET = frozenset({"public_institution", "functional_zone", "enterprise"})


def name_key(name: str) -> str:
    """The name without what comes and goes; equal for the spellings of one agency in one area."""
    main, bracket = split_bracket(name)
    kept = name if bracket and kind_of(main) in KEEPS_BRACKET else main
    return LINKS.sub("", OF_GOVERNMENT.sub("", kept))


def agency_key(area: str, name: str) -> str:
    """The key of a name within its area: what is left of it without the area's own divisions.

    A branch of a city's bureau in a county is named with the city, without it, or with the county's stem.

    >>> agency_key("511083", "内江市隆昌生态环境局") == agency_key("511083", "隆昌市生态环境局")
    True
    """
    rest = name
    for division in place_of(area):
        rest = rest.removeprefix(next(filter(rest.startswith, written_forms(division.name)), ""))
    return name_key(rest or name)
