"""JSON without white space, as the database keeps it: the bytes that Python's own `json` writes.

>>> compact({"名": [exact(0.00005), exact(2**70)]})
'{"名":[5e-05,1180591620717411303424]}'
"""

import orjson

# The library writes whole numbers of so many bits, and refuses longer ones.
LONGEST = 2**63


def compact(content: object, *, sort_keys: bool = False) -> str:
    """JSON of plain content; numbers of which nothing is known beforehand go through `exact`."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS if sort_keys else None).decode()


def exact(value: float | None) -> object:
    """A number that `compact` writes as Python does: a long one with all digits, a fraction as by `repr`."""
    if value is None or (isinstance(value, int) and -LONGEST <= value < LONGEST):
        return value
    return orjson.Fragment(repr(value))
