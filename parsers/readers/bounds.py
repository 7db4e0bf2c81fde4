"""Guards against pages that no reader can read in bounded time and memory, far above what any report has.

>>> refuse_depth("<div>" * 10)
"""

import re
from collections import Counter

from parsers.readers.failure import UnreadableError

# Elements that hold nothing and are never closed, or that browsers close by themselves.
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"p", "li", "td", "th", "tr", "option", "dt", "dd"}
)
# No page comes near this depth: Chromium itself nests no more than 512 elements.
MAX_DEPTH = 10_000
TAGS = re.compile(r"<(/?)([a-zA-Z][\w:]*)[^<>]*?(/?)>")
# The largest real page has 20,000 tags, an element a character, and the longest report 60,000 characters.
MAX_TAGS = 200_000
MAX_CHARACTERS = 300_000


def refuse_depth(text: str) -> None:
    """Raise UnreadableError where more elements than MAX_DEPTH are open at once."""
    # Counting closely takes as long as reading, and hardly a page has tags enough.
    if text.count("<") - text.count("</") < MAX_DEPTH:
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
            raise UnreadableError(f"more than {MAX_DEPTH} elements are nested in each other")


def refuse_tags(text: str) -> None:
    """Raise UnreadableError for a page of more tags than MAX_TAGS, or more than MAX_DEPTH open at once."""
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise UnreadableError(f"{tags} tags are more than a report has (at most {MAX_TAGS})")
    if tags >= MAX_DEPTH:
        refuse_depth(text)


def refuse_length(text: str) -> None:
    """Raise UnreadableError for what a reader would see where it is longer than MAX_CHARACTERS."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"{len(text)} characters of text are more than a report has (at most {MAX_CHARACTERS})"
        )
