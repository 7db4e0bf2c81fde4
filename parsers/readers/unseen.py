"""What a reader of the page does not see: scripts, styles, struck out and hidden parts, footnote marks."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from turbohtml import Document, Element

# Elements whose content a reader of the page does not see; the first two hold nothing but text.
UNSEEN = frozenset({"script", "style", "noscript", "iframe", "svg", "select", "textarea", "object"})
TEXT_ALONE = frozenset({"script", "style"})
# What is struck out is no longer said, and a footnote's mark is not part of the number it stands at.
STRUCK_OUT = frozenset({"del", "s", "strike"})
FOOTNOTE_MARK = re.compile(r"^\s*[\[(（【]?(?:注|\*|\d{1,2})?\s*\d{0,2}[\])）】]?\s*$")
# Parts of a table are numbered even where their own style hides them.
TABLE_PARTS = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"})
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Display and visibility share two letters, and one search through every style takes half as long as two.
MAY_BE_HIDDEN = '[hidden],[style*="is" i]'
STRUCTURE = ("table", "h1", "h2", "h3", "h4", "h5", "h6")
# What `drop_unseen` is to be given: also formulas, for a `td` in one is no cell.
UNSEEN_TAGS = (*sorted(UNSEEN | STRUCK_OUT), "sup", "math")


class Unseen(NamedTuple):
    """What `drop_unseen` has done: the hidden rows and cells, which stay; whether tables or headings went,
    and whether there may be cells that are no table's."""

    hidden: frozenset[Element]
    has_structure: bool
    has_foreign_cells: bool


def drop_unseen(page: Document, sought: Iterable[Element]) -> Unseen:
    """Take out of the tree of a page what nobody sees.

    `sought` has every element with one of UNSEEN_TAGS. Hidden rows and cells stay, for the archived page
    numbers them too.
    """
    has_structure = has_foreign_cells = False
    marks = []
    for element in sought:
        tag = element.tag
        if tag == "sup":
            marks.append(element)
        elif tag in UNSEEN or tag in STRUCK_OUT:
            has_structure = has_structure or (tag not in TEXT_ALONE and _holds_structure(element))
            element.decompose()
        elif tag == "math":
            has_foreign_cells = True
    for mark in marks:
        if FOOTNOTE_MARK.match(mark.text):
            has_structure = has_structure or _holds_structure(mark)
            mark.decompose()
    hidden, went = _drop_hidden(page)
    return Unseen(hidden, has_structure or went, has_foreign_cells)


def _holds_structure(element: Element) -> bool:
    return next(element.iter_elements(STRUCTURE), None) is not None


def _drop_hidden(page: Document) -> tuple[frozenset[Element], bool]:
    """The hidden rows and cells, and whether tables or headings went with what is hidden."""
    hidden: set[Element] = set()
    went = False
    for element in page.select(MAY_BE_HIDDEN):
        if element.attr("hidden") is None and not HIDDEN_STYLE.search(element.attr("style") or ""):
            continue
        if element.tag in TABLE_PARTS:
            hidden.update(element.iter_elements(("tr", "td", "th"), include_self=True))
        elif element.tag not in ("body", "html"):
            went = went or _holds_structure(element) or element.tag in STRUCTURE
            element.decompose()
    return frozenset(hidden), went
