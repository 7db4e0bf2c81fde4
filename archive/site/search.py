"""Searching Chinese text on the site: the query is cut as the index is, and the hits are marked in the text.

Datasette's own quoting would look for a single word of several characters, which the index does not have.

>>> match_expression("财政 budget")
'"财 政" "budget"'
"""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from archive.search_index import search_query

# Matches no text: an empty expression would be a syntax error.
NOTHING = '""'
# Characters shown on either side of the first hit.
CONTEXT = 90


def match_expression(words: str) -> str:
    """The full-text expression for what a reader typed; one that finds nothing if nothing was typed."""
    return search_query(words) or NOTHING


def snippet(text: str, words: str) -> Markup:
    """The stretch of text round the first hit, with every hit marked; the beginning if there is none."""
    pattern = _hits(words)
    hit = pattern.search(text) if pattern else None
    start = max((hit.start() if hit else 0) - CONTEXT, 0)
    end = min((hit.end() if hit else 0) + 2 * CONTEXT, len(text))
    body = Markup("").join(_marked(text[start:end], pattern))
    return Markup("{}{}{}").format("…" if start else "", body, "…" if end < len(text) else "")


def _hits(words: str) -> re.Pattern[str] | None:
    terms = sorted(map(re.escape, words.replace('"', " ").split()), key=len, reverse=True)
    return re.compile("|".join(terms), re.I) if terms else None


def _marked(text: str, pattern: re.Pattern[str] | None) -> Iterator[Markup]:
    position = 0
    for hit in pattern.finditer(text) if pattern else ():
        yield escape(text[position : hit.start()])
        yield Markup("<mark>{}</mark>").format(hit.group())
        position = hit.end()
    yield escape(text[position:])
