"""What kind of file some bytes are, told by the bytes: names and headers lie.

>>> tell_file_type(b"%PDF-1.4").name
'pdf'
"""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Literal

FileTypeName = Literal[
    "text",
    "pdf",
    "docx",
    "xlsx",
    "xls",
    "doc",
    "rtf",
    "odt",
    "word_xml",
    "mhtml",
    "encrypted",
    "ofd",
    "image",
    "archive",
    "office",
]


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file: its name, the words for it, the suffix it should have and its media type."""

    name: FileTypeName
    words: str
    suffix: str
    media_type: str = "application/octet-stream"


WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = FileType("text", "a page of text", ".html", "text/html")
PDF = FileType("pdf", "a PDF file", ".pdf", "application/pdf")
DOCX = FileType("docx", "a DOCX file", ".docx", WORDPROCESSING)
XLSX = FileType("xlsx", "an XLSX file", ".xlsx", SPREADSHEET)
XLS = FileType("xls", "an XLS file", ".xls", "application/vnd.ms-excel")
DOC = FileType("doc", "a DOC or WPS file", ".doc", "application/msword")
RTF = FileType("rtf", "an RTF file", ".rtf", "application/rtf")
ODT = FileType(
    "odt", "an ODT file, a format that is not read yet", ".odt", "application/vnd.oasis.opendocument.text"
)
WORD_XML = FileType("word_xml", "a Word 2003 XML file", ".xml", "application/xml")
MHTML = FileType("mhtml", "a web archive (MHTML)", ".mht", "multipart/related")
ENCRYPTED = FileType("encrypted", "an encrypted Office file that needs a password", ".bin")
OFFICE = FileType("office", "an Office 97 file that is neither a text nor a spreadsheet", ".bin")
OFD = FileType("ofd", "an OFD file, a format that is not read yet", ".ofd", "application/ofd")
ARCHIVE = FileType("archive", "an archive of other files", ".zip", "application/zip")

SIGNATURES = (
    (b"\x89PNG", FileType("image", "a PNG image", ".png", "image/png")),
    (b"\xff\xd8\xff", FileType("image", "a JPEG image", ".jpg", "image/jpeg")),
    (b"GIF8", FileType("image", "a GIF image", ".gif", "image/gif")),
    (b"BM", FileType("image", "a BMP image", ".bmp", "image/bmp")),
    (b"II*\x00", FileType("image", "a TIFF image", ".tif", "image/tiff")),
    (b"MM\x00*", FileType("image", "a TIFF image", ".tif", "image/tiff")),
    (b"Rar!", FileType("archive", "a RAR archive of other files", ".rar")),
    (b"7z\xbc\xaf", FileType("archive", "a 7z archive of other files", ".7z")),
    (b"\x1f\x8b", FileType("archive", "a gzip archive of other files", ".gz")),
)
WEBP = FileType("image", "a WebP image", ".webp", "image/webp")
OLE = b"\xd0\xcf\x11\xe0"
# Names of the streams inside an Office 97 file, as its directory writes them.
WORD_STREAM, BOOK_STREAMS = (
    "WordDocument".encode("utf-16-le"),
    ["Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")],
)
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# A PDF may begin with a few bytes of something else (ISO 32000-1, annex H).
PDF_HEADER_WITHIN = 1024
HEAD_BYTES = 4096
MHTML_HEAD = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/", re.I)


def tell_file_type(data: bytes) -> FileType:
    """The kind of a file; what is no known kind is taken for text, whose reader looks again."""
    head = data[:HEAD_BYTES]
    for signature, kind in SIGNATURES:
        if head.startswith(signature) and (signature != b"BM" or b"\x00" in head[:30]):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if b"%PDF-" in head[:PDF_HEADER_WITHIN] and b"<html" not in head[:PDF_HEADER_WITHIN].lower():
        return PDF
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _package_type(data)
    if head.startswith(OLE):
        return _ole_type(data)
    return _text_type(head)


def _package_type(data: bytes) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.lower() for name in package.namelist()}
            kind = package.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, EOFError, NotImplementedError):
        # A torn package: what its first entries are called is still there to see.
        names, kind = {n for n in ("word/", "xl/", "ofd.xml") if n.encode() in data[:200_000].lower()}, b""
    if any(name.startswith("word/") for name in names):
        return DOCX
    if any(name.startswith("xl/") for name in names):
        return XLSX
    if "ofd.xml" in names:
        return OFD
    return ODT if kind.startswith(b"application/vnd.oasis.opendocument.text") else ARCHIVE


def _ole_type(data: bytes) -> FileType:
    if ENCRYPTED_STREAM in data:
        return ENCRYPTED
    if WORD_STREAM in data:
        return DOC
    return XLS if any(stream in data for stream in BOOK_STREAMS) else OFFICE


def _text_type(head: bytes) -> FileType:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return RTF
    if b'progid="Word.Document"' in head or b"schemas.microsoft.com/office/word/2003/wordml" in head:
        return WORD_XML if b"<html" not in head.lower() else TEXT
    return MHTML if MHTML_HEAD.match(start) else TEXT
