"""The lines of text of a page in order, and between them what was read of its tables and headings."""

from collections.abc import Container, Iterator, Mapping, Sequence

from selectolax.lexbor import LexborNode

from parsers.document import Block, Text
from parsers.readers.inline import INLINE, MAY_BE_BLOCKS, one_line


def read_prose(root: LexborNode, read: Mapping[int, Sequence[Block]]) -> list[Block]:
    """The blocks below `root`; `read` gives those of elements read already, by their memory ids.

    An element in which no other begins a line is taken as one text; only what is divided is walked, elements
    read already as well (where these are not to be read again they have been emptied).
    """
    divided = _divided(root)
    blocks: list[Block] = []
    line: list[str] = []
    # Without recursion: pages may nest deep.
    open_nodes: list[LexborNode] = []
    node: LexborNode | None = root.child
    while node is not None or open_nodes:
        if node is None:
            node = open_nodes.pop()
            if node.tag not in INLINE:
                _end(line, blocks)
            node = node.next
            continue
        is_inline, number = node.tag in INLINE, node.mem_id
        if not is_inline:
            _end(line, blocks)
            blocks.extend(read.get(number, ()))
        if number in divided:
            open_nodes.append(node)
            node = node.child
            continue
        if is_inline:
            line.append(node.text())
        else:
            text = one_line(node.text())
            if text:
                # Makes a Text in half the time that calling the class takes: a menu has hundreds.
                blocks.append(tuple.__new__(Text, (text, 0)))
        node = node.next
    _end(line, blocks)
    return blocks


def _divided(root: LexborNode) -> set[int]:
    """The memory ids of the elements below `root` in which another may begin a line."""
    parents = {parent.mem_id: parent for block in root.css(MAY_BE_BLOCKS) if (parent := block.parent)}
    divided = set(parents)
    for parent in parents.values():
        if parent.tag in INLINE:
            divided.update(_around(parent, divided))
    return divided


def _around(element: LexborNode, known: Container[int]) -> Iterator[int]:
    """The memory ids of what a divided inline element divides as well: all up to one that begins a line."""
    around = element.parent
    while around is not None and around.mem_id not in known:
        yield around.mem_id
        around = around.parent if around.tag in INLINE else None


def _end(line: list[str], blocks: list[Block]) -> None:
    """End a line: it is a block of its own unless it is blank."""
    if line:
        text = one_line("".join(line))
        if text:
            blocks.append(Text(text))
        line.clear()
