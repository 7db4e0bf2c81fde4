"""Readers: bytes of any kind to one `Document`.

>>> read_page("<table><tr><td>规章<td>1</table>".encode(), "text/html").tables[0].rows[0][1].text
'1'
"""

import re
from dataclasses import replace

from parsers.decode import Decoded, NotTextError, decode
from parsers.document import Document
from parsers.readers.html import read_html, read_soup
from parsers.readers.nesting import NestingError
from parsers.readers.text import read_text

__all__ = ["NotTextError", "UnreadableError", "is_html", "read_as_text", "read_page", "read_page_again"]

# Files that are not text, told by their first bytes, with the name a person knows them by.
SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP file (DOCX, XLSX, OFD or WPS)",
    b"\xd0\xcf\x11\xe0": "an Office 97 file (DOC, XLS or WPS)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
}
# A page larger than this is no report: the largest real one seen has 255 KB.
MAX_BYTES = 50_000_000
# Tags that make a page; a text extract may still hold a `<br>` or the name of a form between angle brackets.
TAG = re.compile(r"<\s*(?:!doctype|html|head|body|meta|table|tbody|tr|td|div|p)\b", re.I)


class UnreadableError(Exception):
    """The bytes cannot be read as a page; the message says what they are."""


def read_page(data: bytes, content_type: str | None = None) -> Document:
    """Read a page of HTML or a text extract. Raise UnreadableError for anything else."""
    decoded = _decoded(data, content_type)
    try:
        document = read_html(decoded.text) if is_html(decoded.text) else read_text(decoded.text)
    except NestingError as error:
        raise UnreadableError(str(error)) from error
    return _with_notes(document, decoded)


def read_page_again(data: bytes, content_type: str | None = None) -> Document | None:
    """Read a page of HTML with the second reader; None for a text extract, which has only one."""
    decoded = _decoded(data, content_type)
    if not is_html(decoded.text):
        return None
    return _with_notes(read_soup(decoded.text), decoded)


def read_as_text(document: Document) -> Document:
    """The paragraphs of a page as a text extract: some pages print their tables as lines of text."""
    lines = read_text("\n".join(text.text for text in document.texts))
    return replace(lines, metadata=document.metadata, notes=document.notes, encoding=document.encoding)


def is_html(text: str) -> bool:
    """Whether decoded text is markup: told by its tags, not by a name or header."""
    return bool(TAG.search(text))


def _with_notes(document: Document, decoded: Decoded) -> Document:
    notes = tuple(("encoding", note) for note in decoded.notes)
    return replace(document, encoding=decoded.encoding, notes=(*notes, *document.notes))


def _decoded(data: bytes, content_type: str | None) -> Decoded:
    if not data.strip():
        raise UnreadableError("the file is empty")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{len(data)} bytes are more than a page has (at most {MAX_BYTES})")
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableError(f"{name}, not a page of text")
    try:
        return decode(data, content_type)
    except NotTextError as error:
        raise UnreadableError(str(error)) from error
