"""From bytes to text: byte-order mark, header, declaration, content; GB18030 for all that is called GB.

Pages lie about their encoding in both directions, so no declaration is believed that the bytes contradict.
Parsers get text only: given bytes, lxml stops at the first character outside gb2312 and BeautifulSoup
returns an empty document.

>>> decode("政府".encode("gbk"), "text/html; charset=gb2312").encoding
'gb18030'
"""

import codecs
import re
from dataclasses import dataclass

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

# Where text is text: fewer replacement characters than one in fifty.
MAX_DAMAGED_SHARE = 0.02
# So many multi-byte sequences are never valid UTF-8 by accident in text of another encoding.
MIN_UTF8_SEQUENCES = 12
# Control characters that no text holds; more than one in a hundred and the bytes are no text. What is no text
# has one among so many bytes at its beginning.
MAX_CONTROL_SHARE = 0.01
LOOKED_AT = 32_768
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CONTROL_BYTES = bytes(code for code in range(0x20) if CONTROLS.match(chr(code)))

# The families whose members browsers treat as one. w3lib maps gb2312 and gbk to gb18030 already.
GB_NAMES = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "hz"})


class NotTextError(Exception):
    """The bytes are not text in any encoding that Chinese sites use."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was decoded with, and what about it was odd (empty when nothing was)."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page. Raise NotTextError when no encoding turns the bytes into text."""
    bom_encoding, bom = read_bom(data)
    if bom_encoding and bom:
        return _checked(Decoded(data[len(bom) :].decode(bom_encoding, "replace"), bom_encoding), data)
    declared = _declared(data, content_type)
    notes: list[str] = []
    for encoding in dict.fromkeys([*declared, "utf-8", "gb18030"]):
        text = _decode_strictly(data, encoding)
        if text is None:
            notes.append(f"declared {encoding}, but the bytes are not" if encoding in declared else "")
            continue
        if encoding == "gb18030" and _is_surely_utf8(data):
            notes.append(f"declared {encoding}, but the bytes are utf-8")
            continue
        return _checked(Decoded(text, encoding, tuple(filter(None, notes))), data)
    return _least_damaged(data, [*declared, "utf-8", "gb18030"], notes)


def _declared(data: bytes, content_type: str | None) -> list[str]:
    """The encodings that the header and the page itself name, each once, in that order."""
    names = [http_content_type_encoding(content_type), html_body_declared_encoding(data)]
    resolved = [_resolve(name) for name in names if name]
    return list(dict.fromkeys(name for name in resolved if name))


def _resolve(name: str) -> str | None:
    if name.lower().replace("-", "").startswith("gb") or name.lower() in GB_NAMES:
        return "gb18030"
    resolved = resolve_encoding(name)
    # A page that claims Latin-1 says nothing: servers add it to everything they do not know.
    if resolved in (None, "cp1252", "iso8859-1"):
        return None
    return resolved


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    """The text, or None. A character cut off at the very end does not count against an encoding."""
    try:
        if encoding == "utf-8":
            # Most pages by far, and so none of their bytes is copied.
            return codecs.utf_8_decode(data, "strict", False)[0]
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, final=False)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_surely_utf8(data: bytes) -> bool:
    text = _decode_strictly(data, "utf-8")
    return text is not None and len(data) - len(text) >= 2 * MIN_UTF8_SEQUENCES


def _least_damaged(data: bytes, encodings: list[str], notes: list[str]) -> Decoded:
    """No encoding fits all bytes: take the one that fits most and say so."""
    attempts = [(data.decode(name, "replace"), name) for name in dict.fromkeys(encodings)]
    text, encoding = min(attempts, key=lambda attempt: attempt[0].count("\ufffd"))
    damaged = text.count("\ufffd")
    if damaged > MAX_DAMAGED_SHARE * max(len(text), 1):
        raise NotTextError(f"no encoding fits: {damaged} of {len(text)} characters are damaged")
    notes.append(f"{damaged} damaged characters in {encoding}")
    return _checked(Decoded(text, encoding, tuple(filter(None, notes))), data)


def _checked(decoded: Decoded, data: bytes) -> Decoded:
    beginning = data[:LOOKED_AT]
    if len(beginning.translate(None, CONTROL_BYTES)) == len(beginning):
        return decoded
    accepted = MAX_CONTROL_SHARE * max(len(decoded.text), 1)
    # In no encoding is a control character without such a byte, and bytes are counted far faster.
    if len(data) - len(data.translate(None, CONTROL_BYTES)) <= accepted:
        return decoded
    controls = len(CONTROLS.findall(decoded.text))
    if controls > accepted:
        raise NotTextError(f"binary data: {controls} control characters in {len(data)} bytes")
    return decoded
