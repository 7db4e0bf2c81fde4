"""The text of any cell of a stored file, found by the same rules as the parser numbers them by."""

from collections.abc import Callable
from functools import partial

from selectolax.lexbor import LexborHTMLParser

from archive.site.document_page import SHELF, document_cell
from archive.site.marking import find_cell, text_cell
from archive.warc import StoredResponse
from parsers.decode import NotTextError, decode
from parsers.document import CellPlace
from parsers.readers import UnreadableError, is_html, tell_file_type
from parsers.readers.mhtml import html_of_mhtml

CellText = Callable[[CellPlace], str | None]


def cell_texts(response: StoredResponse) -> CellText:
    """What each cell of a file says, in one line; None for a place that it does not have."""
    try:
        return _of_kind(response)
    except (UnreadableError, NotTextError):
        return _no_cell


def _of_kind(response: StoredResponse) -> CellText:
    kind = tell_file_type(response.body)
    if kind.name == "mhtml":
        return _of_page(*html_of_mhtml(response.body))
    if kind.name == "text":
        return _of_page(response.body, response.content_type)
    return partial(document_cell, SHELF.read(response.body))


def _of_page(body: bytes, content_type: str | None) -> CellText:
    text = decode(body, content_type).text
    if not is_html(text):
        return partial(text_cell, text)
    return partial(_of_tree, LexborHTMLParser(text.replace("\x00", "")))


def _of_tree(parser: LexborHTMLParser, place: CellPlace) -> str | None:
    cell = find_cell(parser, place)
    return None if cell is None else " ".join(cell.text().split())


def _no_cell(place: CellPlace) -> None:
    """No cell of a file that cannot be read."""
