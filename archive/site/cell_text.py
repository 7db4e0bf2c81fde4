"""The text of any cell of a stored file, found by the same rules as the parser numbers them by."""

from collections.abc import Callable
from functools import partial

from turbohtml import Document

from archive.site.document_page import SHELF, document_cell
from archive.site.marking import find_cell, text_cell
from archive.warc import StoredResponse
from parsers.decode import Decoded, NotTextError, decode
from parsers.document import CellPlace
from parsers.readers import UnreadableError, is_html, tell_file_type
from parsers.readers.html import page_tree
from parsers.readers.inline import one_line
from parsers.readers.mhtml import html_of_mhtml

CellText = Callable[[CellPlace], str | None]


def cell_texts(response: StoredResponse) -> CellText:
    """What each cell of a file says, in one line; None for a place that it does not have."""
    try:
        return _of_kind(response)
    except (UnreadableError, NotTextError):
        return _no_cell


def page_text(response: StoredResponse) -> Decoded | None:
    """The text of a stored page, its kind told by its bytes; None for a document.

    Raises UnreadableError and NotTextError.
    """
    kind = tell_file_type(response.body)
    if kind.name == "mhtml":
        return decode(*html_of_mhtml(response.body))
    return decode(response.body, response.content_type) if kind.name == "text" else None


def _of_kind(response: StoredResponse) -> CellText:
    decoded = page_text(response)
    if decoded is None:
        return partial(document_cell, SHELF.read(response.body))
    # As the parser chooses its reader.
    if is_html(decoded.text):
        return partial(_of_tree, page_tree(decoded.text))
    return partial(text_cell, decoded.text)


def _of_tree(page: Document, place: CellPlace) -> str | None:
    cell = find_cell(page, place)
    return None if cell is None else one_line(cell.text)


def _no_cell(place: CellPlace) -> None:
    """No cell of a file that cannot be read."""
