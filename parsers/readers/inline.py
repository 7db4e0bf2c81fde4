"""Which elements run on within a line; all others begin a line of their own, those nobody has heard of too."""

import re

INLINE_NAMES = (
    "span font b strong a i u em sub sup small big label abbr acronym bdi bdo cite code del dfn ins kbd mark "
    "o:p q s samp st1:chsdate strike time tt var wbr"
).split()
# Texts and comments run on as well; the tree gives them these names.
INLINE = frozenset({*INLINE_NAMES, "-text", "-comment"})

# Selects every element that begins a line.
BLOCKS = f":not({','.join(INLINE_NAMES)})".replace(":chsdate", r"\:chsdate").replace("o:p", r"o\:p")
# Finds the first such element in markup that the tree has written out.
BLOCK_TAG = re.compile(rf"<(?!/|!|(?:{'|'.join(INLINE_NAMES)})[\s>])")
