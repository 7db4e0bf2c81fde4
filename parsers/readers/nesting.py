"""A guard against markup nested so deep that building its tree would take hours.

>>> refuse_depth("<div>" * 10)
"""

import re
from collections import Counter

# Elements that hold nothing and are never closed, or that browsers close by themselves.
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"p", "li", "td", "th", "tr", "option", "dt", "dd"}
)
# Building a tree takes time with the square of its depth: seconds at this one, which no page comes near.
MAX_DEPTH = 10_000
TAGS = re.compile(r"<(/?)([a-zA-Z][\w:]*)[^<>]*?(/?)>")


class NestingError(Exception):
    """Markup nested too deep to be read in bounded time."""


def refuse_depth(text: str) -> None:
    """Raise NestingError where more elements than MAX_DEPTH are open at once."""
    # Counting closely takes as long as reading, and hardly a page has tags enough.
    if text.count("<") < MAX_DEPTH or text.count("<") - text.count("</") < MAX_DEPTH:
        return
    depth = 0
    opened: Counter[str] = Counter()
    for closing, written, empty in TAGS.findall(text):
        name = written.lower()
        if empty or name in VOID:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            # A tag that closes nothing leaves open what is open.
            opened[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            raise NestingError(f"more than {MAX_DEPTH} elements are nested in each other")
