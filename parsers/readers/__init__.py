"""Readers: bytes of any kind to one `Document`.

The kind is told by the bytes (`parsers.readers.file_type`), never by a name or a header.

>>> read_page("<table><tr><td>规章<td>1</table>".encode(), "text/html").tables[0].rows[0][1].text
'1'
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from parsers.decode import Decoded, NotTextError, decode
from parsers.document import Document
from parsers.readers.bounds import refuse_length
from parsers.readers.docx import read_docx
from parsers.readers.failure import UnreadableError
from parsers.readers.file_type import FileType, FileTypeName, tell_file_type
from parsers.readers.html import read_html, read_soup
from parsers.readers.mhtml import html_of_mhtml
from parsers.readers.office import read_office
from parsers.readers.pdf import read_pdf
from parsers.readers.sheet import read_sheets
from parsers.readers.text import read_text

__all__ = [
    "NotTextError",
    "UnreadableError",
    "is_html",
    "read_as_text",
    "read_page",
    "read_page_again",
    "tell_file_type",
]

# A file larger than this is no report: the largest real page has 255 KB, the largest real PDF 20 MB.
MAX_BYTES = 50_000_000
# Tags that make a page; a text extract may still hold a `<br>` or the name of a form between angle brackets.
TAG = re.compile(r"<\s*(?:!doctype|html|head|body|meta|table|tbody|tr|td|div|p)\b", re.I)

DOCUMENT_READERS: Mapping[FileTypeName, Callable[[bytes], Document]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "xlsx": read_sheets,
    "xls": read_sheets,
}
# Kinds that LibreOffice turns into one of those.
OFFICE_KINDS: frozenset[FileTypeName] = frozenset({"doc", "rtf", "word_xml"})


def read_page(data: bytes, content_type: str | None = None) -> Document:
    """Read a report from a file of any kind. Raise UnreadableError, with the reason, where that fails."""
    kind = _checked_type(data)
    if kind.name in DOCUMENT_READERS:
        return DOCUMENT_READERS[kind.name](data)
    if kind.name in OFFICE_KINDS:
        return read_office(data, kind.words, kind.suffix)
    return _read_text(*_page_inside(data, content_type, kind))


def _read_text(data: bytes, content_type: str | None) -> Document:
    decoded = _decoded(data, content_type)
    if is_html(decoded.text):
        return _with_notes(read_html(decoded.text), decoded)
    refuse_length(decoded.text)
    return _with_notes(read_text(decoded.text), decoded)


def read_page_again(data: bytes, content_type: str | None = None) -> Document | None:
    """Read a page of HTML with the second reader; None for any other file, which has only one."""
    kind = _checked_type(data)
    if kind.name not in ("text", "mhtml"):
        return None
    decoded = _decoded(*_page_inside(data, content_type, kind))
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
    if not decoded.notes and decoded.encoding == document.encoding:
        return document
    notes = tuple(("encoding", note) for note in decoded.notes)
    return replace(document, encoding=decoded.encoding, notes=(*notes, *document.notes))


def _checked_type(data: bytes) -> FileType:
    if not data or data.isspace():
        raise UnreadableError("the file is empty")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{len(data)} bytes are more than a report has (at most {MAX_BYTES})")
    return tell_file_type(data)


def _page_inside(data: bytes, content_type: str | None, kind: FileType) -> tuple[bytes, str | None]:
    """The page of text itself; UnreadableError for a kind of file that holds none that we can read."""
    if kind.name == "mhtml":
        return html_of_mhtml(data)
    if kind.name != "text":
        raise UnreadableError(kind.words)
    return data, content_type


def _decoded(data: bytes, content_type: str | None) -> Decoded:
    try:
        return decode(data, content_type)
    except NotTextError as error:
        raise UnreadableError(str(error)) from error
