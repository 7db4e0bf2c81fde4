"""The readers that take turns: the floor, what others would use, and ours.

Each takes a page's bytes and returns how many cells of tables it saw, so that none can skip the work.
"""

import io
import warnings
from collections.abc import Callable

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

import parsers

Reader = Callable[[bytes], int]


def selectolax_cells(data: bytes) -> int:
    """The floor: parse, and take text and spans of every cell of every table."""
    tree = LexborHTMLParser(data.decode("utf-8"))
    cells = [
        (cell.text(strip=True), cell.attributes.get("colspan"), cell.attributes.get("rowspan"))
        for table in tree.css("table")
        for row in table.css("tr")
        for cell in row.css("td, th")
    ]
    return len(cells)


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


FLOOR = "selectolax, cells alone (the floor)"
PANDAS = "pandas.read_html on lxml"
OURS = "gongkai, the whole report"

READERS: dict[str, Reader] = {
    FLOOR: selectolax_cells,
    PANDAS: pandas_cells,
    "BeautifulSoup on lxml, cells alone": beautifulsoup_cells,
    OURS: gongkai_report,
}
