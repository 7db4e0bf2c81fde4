"""The runs, paragraphs and boxes of a Word file: which text a reader of the printed page sees."""

from collections.abc import Iterator
from typing import Protocol

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements that stand around paragraphs, rows, cells or runs and say nothing themselves.
AROUND = frozenset(
    {
        f"{WORD}{name}"
        for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo")
    }
    | {f"{WORD}fldSimple", f"{COMPATIBILITY}AlternateContent", f"{COMPATIBILITY}Choice"}
)
BREAKS = {f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}tab": " ", f"{WORD}noBreakHyphen": "-"}
OFF = frozenset({"0", "false", "off"})


class HidingStyles(Protocol):
    """What says of a style whether its text is hidden."""

    def hides(self, properties: etree._Element | None) -> bool:
        """Whether runs with these properties are hidden by their style."""


def value(element: etree._Element, path: str) -> str | None:
    """The `w:val` of the element at a path of local names, or None."""
    found = element.find("/".join(f"{WORD}{name}" for name in path.split("/")))
    return found.get(f"{WORD}val") if found is not None else None


def flag(element: etree._Element, path: str) -> bool:
    """Whether a switch such as `w:vanish` is set: there, and not off."""
    found = element.find("/".join(f"{WORD}{name}" for name in path.split("/")))
    return found is not None and (found.get(f"{WORD}val") or "1").lower() not in OFF


def parts_of(container: etree._Element, tag: str | None = None) -> Iterator[etree._Element]:
    """The children of an element, and those inside controls and tracked insertions in it."""
    open_iterators = [iter(container)]
    while open_iterators:
        child = next(open_iterators[-1], None)
        if child is None:
            open_iterators.pop()
        elif child.tag in AROUND:
            open_iterators.append(iter(child))
        elif isinstance(child.tag, str) and tag in (None, child.tag):
            yield child


def own_paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell itself, not those of tables inside it."""
    return parts_of(cell, f"{WORD}p")


def runs_text(paragraph: etree._Element, styles: HidingStyles) -> str:
    """The text of a paragraph without what is hidden, deleted or in a box."""
    pieces: list[str] = []
    for run in parts_of(paragraph, f"{WORD}r"):
        properties = run.find(f"{WORD}rPr")
        if flag(run, "rPr/vanish") or styles.hides(properties):
            continue
        for part in run:
            if part.tag == f"{WORD}t":
                pieces.append(part.text or "")
            elif part.tag in BREAKS:
                pieces.append(BREAKS[part.tag])
    return "".join(pieces)


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph, each once: older programs are given each a second time."""
    for box in paragraph.iter(f"{WORD}txbxContent"):
        around = [parent.tag for parent in box.iterancestors()]
        within = around[: around.index(f"{WORD}p") + 1] if f"{WORD}p" in around else around
        nested = f"{WORD}txbxContent" in within
        nearest = next((parent for parent in box.iterancestors(f"{WORD}p")), None)
        if not nested and nearest is paragraph and f"{COMPATIBILITY}Fallback" not in within:
            yield box
