"""Which elements run on within a line; all others begin one, those that nobody has heard of too."""

import re

# As a list of CSS selectors, where a colon in a name is escaped.
INLINE_ELEMENTS = (
    "span,font,b,strong,a,i,u,em,sub,sup,small,big,label,abbr,acronym,bdi,bdo,cite,code,del,dfn,ins,kbd,mark,"
    r"o\:p,q,s,samp,st1\:chsdate,strike,time,tt,var,wbr"
)
INLINE_NAMES = INLINE_ELEMENTS.replace("\\", "").split(",")
# Texts and comments run on as well; the tree gives them these names.
INLINE = frozenset({*INLINE_NAMES, "-text", "-comment"})
# Selects every element that begins a line.
BLOCKS = f":not({INLINE_ELEMENTS})"
# Finds the first such element in markup that the tree has written out.
BLOCK_TAG = re.compile(rf"<(?!/|!|(?:{'|'.join(INLINE_NAMES)})[\s>])")


def one_line(text: str) -> str:
    """Text with each run of white space as one space and none at its ends."""
    return " ".join(text.split())
