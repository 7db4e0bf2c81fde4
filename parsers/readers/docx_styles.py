"""The styles of a Word file, as far as reading needs them: headings, hidden text, numbered styles."""

import re

from lxml import etree

from parsers.readers.docx_text import OFF, WORD, value

HEADING = re.compile(r"^(?:heading|标题)\s*([1-6])$", re.I)
TITLE = re.compile(r"^(?:title|标题)$", re.I)
MAX_INHERITANCE = 20


class Styles:
    """The styles by their ids; a file without any is read as plain text."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {} if root is None else {s.get(f"{WORD}styleId"): s for s in root.iter(f"{WORD}style")}

    def heading_level(self, paragraph: etree._Element) -> int:
        """1 to 6 for a heading or title, 0 for any other paragraph."""
        outline = value(paragraph, "pPr/outlineLvl")
        if outline and outline.isdigit() and int(outline) < 6:
            return int(outline) + 1
        for style in self._with_parents(value(paragraph, "pPr/pStyle")):
            name = (value(style, "name") or "").strip()
            if found := HEADING.match(name):
                return int(found[1])
            if TITLE.match(name):
                return 1
        return 0

    def hides(self, properties: etree._Element | None) -> bool:
        """Whether the style of a run hides its text."""
        style_id = value(properties, "rStyle") if properties is not None else None
        for style in self._with_parents(style_id):
            vanish = style.find(f"{WORD}rPr/{WORD}vanish")
            if vanish is not None:
                return (vanish.get(f"{WORD}val") or "1").lower() not in OFF
        return False

    def numbering(self, paragraph: etree._Element) -> etree._Element | None:
        """The `w:numPr` of a paragraph, its own or that of its style."""
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        if own is not None:
            return own
        for style in self._with_parents(value(paragraph, "pPr/pStyle")):
            found = style.find(f"{WORD}pPr/{WORD}numPr")
            if found is not None:
                return found
        return None

    def _with_parents(self, style_id: str | None) -> list[etree._Element]:
        found: list[etree._Element] = []
        while style_id in self._styles and len(found) < MAX_INHERITANCE:
            found.append(self._styles[style_id])
            style_id = value(found[-1], "basedOn")
        return found
