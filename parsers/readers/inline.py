"""Which elements run on within a line; all others begin one, those that nobody has heard of too."""

import re

# fmt: off
INLINE_NAMES = [
    "span", "font", "b", "strong", "a", "i", "u", "em", "sub", "sup", "small", "big", "label", "abbr",
    "acronym", "bdi", "bdo", "cite", "code", "del", "dfn", "ins", "kbd", "mark", "o:p", "q", "s", "samp",
    "st1:chsdate", "strike", "time", "tt", "var", "wbr"
]
# fmt: on
# Texts and comments run on as well; the tree gives them these names.
INLINE = frozenset({*INLINE_NAMES, "-text", "-comment"})
# Selects every element that may begin a line: all but the commonest that run on. Each further name is held
# against every node, and takes longer than it saves.
MAY_BE_BLOCKS = ":not(span,a,font,b)"
# Finds such elements, and their names, in markup that the tree has written out.
BLOCK_TAG = re.compile(rf"<(?!/|!|(?:{'|'.join(INLINE_NAMES)})[\s>])([^\s>]+)")


def one_line(text: str) -> str:
    """Text with each run of white space as one space and none at its ends."""
    return " ".join(text.split())
