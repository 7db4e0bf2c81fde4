"""The text of a PDF outside its tables: lines to paragraphs, without page numbers and running lines."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

# 3, - 3 -, — 3 —, 第3页, 第 3 页 共 8 页, 3/8: what stands at the foot of a page.
PAGE_NUMBER = re.compile(
    r"^(?:[-—–－―·]*\s*\d{1,3}\s*[-—–－―·]*|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3})$"
)
# What is left of a running line without the page's number in it: 云州市教育局 3/8.
NUMBER_IN_LINE = re.compile(r"\d{1,3}(?=\s*/\s*\d{1,3}$)")
# A title is set larger than the text by so much.
TITLE_SIZE = 1.2
MAX_TITLE_LENGTH = 80
# A line that ends within so many characters of the right margin goes on in the next one.
OPEN_END = 1.6
# A new paragraph begins so many characters right of the left margin.
INDENT = 1.2
# Lines that head or foot more pages than this are the printer's, not the report's.
RUNNING_PAGES = 2
CHINESE = re.compile(r"[\u2e80-\uffef]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: `parts` are (text, left, right) of what gaps set apart; `size` is its height."""

    page: int
    top: float
    size: float
    parts: tuple[tuple[str, float, float], ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(part[0] for part in self.parts)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.parts[0][1]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.parts[-1][2]


@dataclass(frozen=True, slots=True)
class Margins:
    """Where lines of text begin and end, and how high they are."""

    left: float
    right: float
    size: float

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Margins":
        """Those of all lines of a file."""
        known = list(lines)
        if not known:
            return cls(0, 0, 1)
        return cls(
            min(line.left for line in known),
            max(line.right for line in known),
            median(line.size for line in known for _ in line.text),
        )


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else."""
    return bool(PAGE_NUMBER.match(text.strip()))


def without_running_lines(pages: Sequence[tuple[Sequence[Line], float]]) -> list[list[Line]]:
    """The lines of each page, given with its height, without those that head or foot many pages.

    The first page keeps its head and the last its foot, so that neither stands within a table. Page numbers,
    which stand at the edges as well, are left out before.
    """
    edges = [set(_edges(lines, height)) for lines, height in pages]
    counts = Counter(edge for page in edges for edge in page)
    running = {edge for edge, count in counts.items() if count > max(RUNNING_PAGES, len(pages) / 2)}
    keeps = {edge: number for number, page in enumerate(edges) for edge in page if edge[0] == "foot"}
    keeps |= {
        edge: number for number, page in reversed([*enumerate(edges)]) for edge in page if edge[0] == "head"
    }
    dropped = [
        {text for end, text in page & running if keeps[end, text] != number}
        for number, page in enumerate(edges)
    ]
    return [
        [line for line in lines if _without_number(line) not in gone]
        for (lines, _height), gone in zip(pages, dropped, strict=True)
    ]


def _edges(lines: Sequence[Line], height: float) -> Iterator[tuple[str, str]]:
    """The first line of a page if it stands in its upper half, and the last one if in its lower half."""
    if lines and lines[0].top < height / 2:
        yield "head", _without_number(lines[0])
    if lines and lines[-1].top >= height / 2:
        yield "foot", _without_number(lines[-1])


def _without_number(line: Line) -> str:
    return NUMBER_IN_LINE.sub("#", line.text)


def paragraphs(lines: Sequence[Line], margins: Margins) -> Iterator[tuple[str, int]]:
    """Lines put together as (text, level): level 1 for a title, 0 for a paragraph."""
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and not _goes_on(open_lines[-1], line, margins):
            yield _paragraph(open_lines, margins)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines, margins)


def _goes_on(line: Line, following: Line, margins: Margins) -> bool:
    """Whether a line is broken by the margin and not by its end; a title set large is broken anywhere."""
    if _is_large(line, margins) and _is_large(following, margins):
        return line.page == following.page and abs(line.size - following.size) < 1
    if _is_large(line, margins) != _is_large(following, margins):
        return False
    full = line.right > margins.right - OPEN_END * line.size
    return full and following.left < margins.left + INDENT * following.size


def _is_large(line: Line, margins: Margins) -> bool:
    return line.size > TITLE_SIZE * margins.size


def _paragraph(lines: Sequence[Line], margins: Margins) -> tuple[str, int]:
    text = lines[0].text
    for line in lines[1:]:
        text = joined(text, line.text)
    large = _is_large(lines[0], margins) and lines[0].page == 1 and len(text) <= MAX_TITLE_LENGTH
    return text, 1 if large else 0


def joined(text: str, following: str) -> str:
    """Two lines of one text: Chinese goes on without a space, and so does a number that a line breaks."""
    if not text or not following:
        return text + following
    apart = not CHINESE.match(text[-1]) and not CHINESE.match(following[0])
    return f"{text} {following}" if apart else text + following
