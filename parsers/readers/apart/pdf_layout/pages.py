"""What stands where in a PDF: lines of text, ruled tables and pictures, page by page.

One object for a PDF:

    {"pages": [{"lines": [{"top", "size", "parts": [[text, x0, x1], …]}, …],
                "tables": [[[x0, top, x1, bottom, text], …], …],
                "height", "picture", "invisible"}, …]}

or {"problem": …} for a file that says itself that it cannot be read. Lengths are points from the top left
corner of the page as a reader sees it; `picture` is the share of the page that images cover, `invisible` the
share of the text that is drawn invisibly, as the text behind a scan is.
"""

import io
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from .lines import TOLERANCE, UNTOLD, cell_text, line_in_parts, lines_of, rounded
from .watermarks import is_doubtful, without_watermarks

# The longest report seen has 60 pages; a yearbook has hundreds.
MAX_PAGES = 300
# A page of a report has up to 3,000 characters.
MAX_CHARACTERS = 100_000
WHITES = ((1,), (1, 1, 1), (0, 0, 0, 0))  # grey, RGB, CMYK
# A page that was laid a little askew is still upright, a watermark is not; degrees.
MAX_SLANT = 10
INVISIBLE = 3  # text render mode, PDF 32000-1, 9.3.6

# A font may draw a character under the number of a radical that looks like it: ⼈ for 人, and these, of which
# Unicode's normalisation knows nothing.
RADICALS = {
    number: unicodedata.normalize("NFKC", chr(number)) for number in range(0x2F00, 0x2FD6)
} | str.maketrans(
    "⺟⺠⺫⺬⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "母民目示虎西见角贝车长门青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)

Box = tuple[float, float, float, float]
Characters = list[dict[str, Any]]


def layout(data: bytes) -> dict[str, Any]:
    """The layout of a whole file."""
    try:
        document = pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            return {"problem": "it is encrypted and needs a password"}
        raise
    if not document.pages:
        return {"problem": "it has no page"}
    if len(document.pages) > MAX_PAGES:
        return {
            "problem": f"its {len(document.pages)} pages are more than a report has (at most {MAX_PAGES})"
        }
    seen = pypdfium2.PdfDocument(data)
    pages = []
    for number, page in enumerate(document.pages):
        upright = _upright(page)
        if len(upright.chars) > MAX_CHARACTERS:
            return {"problem": f"page {number + 1} has more than {MAX_CHARACTERS} characters"}
        pages.append(_page(upright) | {"invisible": _invisible(seen, number)})
        page.close()
    return {"pages": pages}


def _upright(page: Page) -> Page:
    """The page turned so that most of its text stands upright: tables are set sideways on upright pages."""
    directions = Counter(map(_direction, page.chars))
    direction = max((0, 90, 180, 270), key=lambda one: directions[one])
    if not direction:
        return page
    turned = page.page_obj
    turned.rotate = (turned.rotate + direction) % 360
    # Where the text stands is told from `rotate`, the page's own width and height from its attributes.
    turned.attrs = {**turned.attrs, "Rotate": turned.rotate}
    return Page(page.pdf, turned, page.page_number, page.initial_doctop)


def _direction(character: dict[str, Any]) -> int | None:
    """Which way its line runs: 0 to the right, 90 up, 180 to the left, 270 down; None where it slants.

    A slanted line is a watermark over the page, whose characters belong to no row.
    """
    # A font of negative size runs against its matrix.
    along, climbs = (part * (-1 if character["adv"] < 0 else 1) for part in character["matrix"][:2])
    degrees = math.degrees(math.atan2(climbs, along))
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= MAX_SLANT else None


def _page(page: Page) -> dict[str, Any]:
    clean = page.dedupe_chars(tolerance=1, extra_attrs=()).filter(_is_seen)
    characters: Characters = [
        c | {"text": c["text"].translate(RADICALS)}
        for c in clean.chars
        if c["text"].strip() and _direction(c) == 0
    ]
    ruled = _tables(clean)
    characters, doubtful = without_watermarks(characters, [box for table in ruled for box in table.cells])
    tables, inside = _filled(ruled, characters, doubtful)
    outside = [c for c in characters if id(c) not in inside]
    return {
        "height": rounded(page.height),
        "picture": _picture_share(page),
        "lines": [line_in_parts(words, doubtful) for words in lines_of(outside)],
        "tables": [table for table in tables if any(cell[-1] for cell in table)],
    }


def _filled(
    tables: Iterable[Table], characters: Characters, doubtful: set[int]
) -> tuple[list[list[list[Any]]], set[int]]:
    """The cells of the tables with their text, from top to bottom, and the ids of the characters in them."""
    inside: set[int] = set()
    found: list[list[list[Any]]] = []
    kept: list[Table] = []
    # A frame around a page holds the tables on it: what stands in the smaller box is that one's text.
    for table in sorted(tables, key=lambda table: _area(table.bbox)):
        cells = []
        taken: set[int] = set()
        # Where a border is missing a cell reaches over others, likewise.
        for box in sorted(table.cells, key=_area):
            own = [c for c in _inside(characters, box) if id(c) not in inside and id(c) not in taken]
            taken.update(map(id, own))
            cells.append([*map(rounded, box), cell_text(own) + UNTOLD * is_doubtful(own, doubtful)])
        if not _is_frame(cells) and not any(_holds(box, other.bbox) for box in table.cells for other in kept):
            inside |= taken
            found.append(cells)
            kept.append(table)
    return sorted(found, key=lambda cells: min(cell[1] for cell in cells)), inside


def _is_seen(drawn: dict[str, Any]) -> bool:
    """Whether what is drawn can be seen: a white area without a border, as behind text, rules nothing."""
    if drawn["object_type"] != "rect" or drawn["stroke"] or min(drawn["width"], drawn["height"]) <= TOLERANCE:
        return True
    colour = drawn["non_stroking_color"]
    return (tuple(colour) if isinstance(colour, tuple | list) else (colour,)) not in WHITES


def _tables(page: Page) -> list[Table]:
    """The ruled tables. One that is open at its sides, or at a page's end, is closed where its lines end."""
    settings: dict[str, Any] = {"intersection_tolerance": TOLERANCE}
    across = [edge for edge in page.edges if edge["orientation"] == "h" and edge["width"] > TOLERANCE]
    down = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > TOLERANCE]
    if across and down:
        sides = (min(edge["x0"] for edge in across), max(edge["x1"] for edge in across))
        settings["explicit_vertical_lines"] = [x for x in sides if not _near(x, [e["x0"] for e in down])]
        # Some columns may be closed there and others not: a cell that spans rows goes on on the next page.
        settings["explicit_horizontal_lines"] = [min(e["top"] for e in down), max(e["bottom"] for e in down)]
    tables: list[Table] = page.find_tables(settings)
    return tables


def _is_frame(cells: Sequence[Sequence[Any]]) -> bool:
    """Whether boxes are drawn around paragraphs: no two with text stand side by side, and one has lines.

    The last row of a table may be a box as well.
    """
    filled = sorted((cell[1], cell[3], cell[4]) for cell in cells if cell[4])
    beside = any(below[0] < above[1] - TOLERANCE for above, below in pairwise(filled))
    return not beside and any("\n" in text for _top, _bottom, text in filled)


def _holds(box: Box, other: Box) -> bool:
    """Whether a box has another whole one in it."""
    x0, top, x1, bottom = box
    return x0 <= other[0] and top <= other[1] and other[2] <= x1 and other[3] <= bottom and box != other


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _near(x: float, others: Iterable[float]) -> bool:
    return any(abs(x - other) <= 2 * TOLERANCE for other in others)


def _inside(characters: Characters, box: Box) -> Characters:
    x0, top, x1, bottom = box
    return [
        c
        for c in characters
        if x0 <= (c["x0"] + c["x1"]) / 2 < x1 and top <= (c["top"] + c["bottom"]) / 2 < bottom
    ]


def _picture_share(page: Page) -> float:
    """The share of the page that its largest image covers."""
    areas = [
        (min(i["x1"], page.width) - max(i["x0"], 0)) * (min(i["bottom"], page.height) - max(i["top"], 0))
        for i in page.images
    ]
    # A scan may be cut into strips.
    return rounded(min(sum(filter(lambda area: area > 0, areas)) / (page.width * page.height), 1.0))


def _invisible(document: pypdfium2.PdfDocument, number: int) -> float:
    """The share of a page's runs of text that are drawn invisibly."""
    modes = [
        pypdfium2.raw.FPDFTextObj_GetTextRenderMode(item.raw)
        for item in document[number].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    ]
    return rounded(sum(mode == INVISIBLE for mode in modes) / len(modes)) if modes else 0.0
