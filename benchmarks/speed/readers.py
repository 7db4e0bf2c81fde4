"""The readers that take turns: the floor, what others would use, and ours.

Each takes a page's bytes and returns how many cells of tables it saw, so that none can skip the work.
"""

import io
import warnings
from collections.abc import Callable

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

import parsers

Reader = Callable[[bytes], int]


def selectolax_grids(data: bytes) -> int:
    """The floor: parse, and lay out every table as a grid of its cells' texts, spans expanded."""
    tree = LexborHTMLParser(data.decode("utf-8"))
    return sum(len(_grid(table)) for table in tree.css("table"))


def _grid(table: LexborNode) -> dict[tuple[int, int], str]:
    """The text at each row and column, counted from 0."""
    grid: dict[tuple[int, int], str] = {}
    for row, tr in enumerate(table.css("tr")):
        column = 0
        for cell in tr.css("td, th"):
            while (row, column) in grid:
                column += 1
            text, attributes = cell.text(strip=True), cell.attributes
            colspan, rowspan = int(attributes.get("colspan") or 1), int(attributes.get("rowspan") or 1)
            for below in range(rowspan):
                for beside in range(colspan):
                    grid[row + below, column + beside] = text
            column += colspan
    return grid


def beautifulsoup_cells(data: bytes) -> int:
    """The same with BeautifulSoup on lxml."""
    soup = BeautifulSoup(data.decode("utf-8"), "lxml")
    cells = [
        (cell.get_text(strip=True), cell.get("colspan"), cell.get("rowspan"))
        for table in soup.find_all("table")
        for row in table.find_all("tr")
        for cell in row.find_all(["td", "th"])
    ]
    return len(cells)


def pandas_cells(data: bytes) -> int:
    """`pandas.read_html` on lxml: frames of values, spans expanded, nothing recognised."""
    import pandas as pd  # noqa: PLC0415 - in the dependency group `bench` alone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frames = pd.read_html(io.StringIO(data.decode("utf-8")), flavor="lxml")
    return sum(int(frame.size) for frame in frames)


def gongkai_report(data: bytes) -> int:
    """All of ours: decode, read, recognise, check."""
    return len(parsers.parse(data).figures)


FLOOR = "selectolax, tables as grids (the floor)"
PANDAS = "pandas.read_html on lxml"
OURS = "gongkai, the whole report"

READERS: dict[str, Reader] = {
    FLOOR: selectolax_grids,
    PANDAS: pandas_cells,
    "BeautifulSoup on lxml, cells alone": beautifulsoup_cells,
    OURS: gongkai_report,
}
