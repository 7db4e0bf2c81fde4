"""The lines of text of a page in order, and between them what was read of its tables and headings."""

from collections.abc import Container, Iterator, Mapping, Sequence

from turbohtml import Element, Node
from turbohtml import Text as RunOn

from parsers.document import Block, Text
from parsers.readers.inline import INLINE, one_line


def read_prose(root: Element, read: Mapping[Node, Sequence[Block]]) -> list[Block]:
    """The blocks below `root`; `read` gives those of elements read already.

    An element in which no other begins a line is taken as one text; only what is divided is walked, elements
    read already as well (where these are not to be read again they have been emptied).
    """
    divided = _divided(root)
    blocks: list[Block] = []
    line: list[str] = []
    # Without recursion: pages may nest deep. Below an element that begins a line stands None, its end.
    left: list[Node | None] = list(reversed(root.children))
    while left:
        node = left.pop()
        if node is None:
            _end(line, blocks)
        elif isinstance(node, RunOn):
            line.append(node.data)
        elif isinstance(node, Element) and node.tag in INLINE:
            if node in divided:
                left.extend(reversed(node.children))
            else:
                line.append(node.text)
        elif isinstance(node, Element):
            _end(line, blocks)
            if node in read:
                blocks.extend(read[node])
            if node in divided:
                left.append(None)
                left.extend(reversed(node.children))
            elif text := one_line(node.text):
                # Makes a Text in half the time that calling the class takes: a menu has hundreds.
                blocks.append(tuple.__new__(Text, (text, 0)))
    _end(line, blocks)
    return blocks


def _divided(root: Element) -> set[Node | None]:
    """The elements below `root` in which another may begin a line."""
    divided: set[Node | None] = {e.parent for e in root.iter_elements() if e.tag not in INLINE}
    for parent in list(divided):
        if isinstance(parent, Element) and parent.tag in INLINE:
            divided.update(_around(parent, divided))
    return divided


def _around(element: Element, known: Container[Node | None]) -> Iterator[Element]:
    """What a divided inline element divides as well: all up to one that begins a line."""
    around = element.parent
    while isinstance(around, Element) and around not in known:
        yield around
        around = around.parent if around.tag in INLINE else None


def _end(line: list[str], blocks: list[Block]) -> None:
    """End a line: it is a block of its own unless it is blank."""
    if line:
        text = one_line("".join(line))
        if text:
            blocks.append(Text(text))
        line.clear()
