"""A guard against markup nested so deep that building its tree would take hours.

>>> refuse_depth("<div>" * 10)
"""

import re

# Elements that hold nothing and are never closed, or that browsers close by themselves.
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"p", "li", "td", "th", "tr", "option", "dt", "dd"}
)
# Building a tree takes time with the square of its depth; no page nests so deep, and an attack does.
MAX_DEPTH = 3_000
TAGS = re.compile(r"<(/?)([a-zA-Z][\w:]*)[^<>]*?(/?)>")


class NestingError(Exception):
    """Markup nested too deep to be read in bounded time."""


def refuse_depth(text: str) -> None:
    """Raise NestingError where more elements than MAX_DEPTH are open at once."""
    # Counting closely takes as long as reading: first whether there are tags enough, then roughly.
    if text.count("<") < MAX_DEPTH or _rough_depth(text) <= MAX_DEPTH:
        return
    depth = 0
    for closing, name, empty in TAGS.findall(text):
        if not empty and name.lower() not in VOID:
            depth += -1 if closing else 1
        if depth > MAX_DEPTH:
            raise NestingError(f"more than {MAX_DEPTH} elements are nested in each other")


def _rough_depth(text: str) -> int:
    """The depth if every tag opened were closed: never less than the true one."""
    depth = deepest = 0
    for run in text.split("</"):
        depth += run.count("<")
        deepest = max(deepest, depth)
        depth -= 1
    return deepest
