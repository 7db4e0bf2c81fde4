"""What a reader of the page does not see: scripts, styles, struck out and hidden parts, footnote marks."""

import re

from selectolax.lexbor import LexborHTMLParser

# Elements whose content a reader of the page does not see.
UNSEEN = "script,style,noscript,template,iframe,svg,select,textarea,object"
# What is struck out is no longer said, and a footnote's mark is not part of the number it stands at.
STRUCK_OUT = "del,s,strike"
FOOTNOTE_MARK = re.compile(r"^\s*[\[(（【]?(?:注|\*|\d{1,2})?\s*\d{0,2}[\])）】]?\s*$")
# Parts of a table are numbered even where their own style hides them.
TABLE_PARTS = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"})
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Display and visibility share two letters, and one search through every style takes half as long as two.
MAY_BE_HIDDEN = '[hidden], [style*="is" i]'
# A cheap look at the whole page before looking at every element.
MAY_HIDE = re.compile(r"hidden|HIDDEN|none|NONE")


def drop_unseen(parser: LexborHTMLParser, text: str) -> frozenset[int]:
    """Take out of the tree of a page (`text` is its source) what nobody sees.

    Hidden rows and cells stay, for the archived page numbers them too; the memory ids of these are returned.
    """
    marks = []
    for node in parser.css(f"{UNSEEN},{STRUCK_OUT},sup"):
        if node.tag == "sup":
            marks.append(node)
        else:
            node.decompose(recursive=False)
    for mark in marks:
        if FOOTNOTE_MARK.match(mark.text()):
            mark.decompose()
    # Matching attributes over a large tree costs more than reading its tables: some pages hide nothing.
    return _drop_hidden(parser) if MAY_HIDE.search(text) else frozenset()


def _drop_hidden(parser: LexborHTMLParser) -> frozenset[int]:
    hidden: set[int] = set()
    for node in parser.css(MAY_BE_HIDDEN):
        attributes = node.attributes
        if "hidden" not in attributes and not HIDDEN_STYLE.search(attributes.get("style") or ""):
            continue
        if node.tag in TABLE_PARTS:
            hidden.update(part.mem_id for part in [node, *node.css("tr,td,th")])
        elif node.tag not in ("body", "html"):
            node.decompose()
    return frozenset(hidden)
