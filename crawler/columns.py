"""Plain-text tables that line up on a terminal, where a Chinese character takes two columns.

>>> print("\\n".join(align([["id", "place"], ["mva", "中央"]])))
id   place
mva  中央
"""

import unicodedata
from collections.abc import Iterable, Sequence

GAP = "  "


def align(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """The rows as lines of equal columns; those numbered in `right` are set flush right."""
    flush_right = set(right)
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [_pad(cell, widths[number], number in flush_right) for number, cell in enumerate(row)]
        lines.append(GAP.join(cells).rstrip())
    return lines


def width(text: str) -> int:
    """How many columns the text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _pad(text: str, columns: int, flush_right: bool) -> str:
    spaces = " " * (columns - width(text))
    return spaces + text if flush_right else text + spaces
