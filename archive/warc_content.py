"""Undoing Content-Encoding: the archive keeps the bytes as sent, readers want the document inside.

Servers lie here too: some say gzip over plain text, some cut the stream. What can be decoded is; a body
that is not in the named coding at all is returned as it came, as browsers' archives do.

>>> decode_content(zlib.compress(b"abc"), ["deflate"])
b'abc'
"""

import zlib
from collections.abc import Callable, Iterable

import brotli  # type: ignore[import-untyped]

# A page is a few hundred kilobytes, an attachment a few megabytes: beyond this it is a bomb, not a document.
MAX_DECODED_BYTES = 256 * 1024 * 1024


class ContentError(ValueError):
    """A body that cannot be decoded: a coding we do not know, or one that expands beyond all measure."""


def decode_content(payload: bytes, codings: Iterable[str]) -> bytes:
    """The document inside `payload`; `codings` as Content-Encoding lists them, in the order applied."""
    names = [name.strip().lower() for value in codings for name in value.split(",")]
    for name in reversed([name for name in names if name not in ("", "identity")]):
        if name not in DECODERS:
            raise ContentError(f"unknown Content-Encoding {name!r}")
        payload = DECODERS[name](payload)
    return payload


def _gunzip(payload: bytes) -> bytes:
    return _inflate(payload, zlib.MAX_WBITS | 16)


def _undeflate(payload: bytes) -> bytes:
    """`deflate` is zlib by the standard and raw by some servers; the first two bytes tell zlib."""
    is_zlib = len(payload) >= 2 and payload[0] & 0x0F == 8 and int.from_bytes(payload[:2], "big") % 31 == 0
    return _inflate(payload, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _inflate(payload: bytes, window: int) -> bytes:
    decoded = bytearray()
    rest = payload
    while rest:
        decompressor = zlib.decompressobj(window)
        try:
            decoded += decompressor.decompress(rest, MAX_DECODED_BYTES + 1 - len(decoded))
        except zlib.error:
            # Not in this coding from the start, or rubbish after the first whole stream.
            return bytes(decoded) or payload
        _refuse_bomb(len(decoded))
        rest = decompressor.unused_data if decompressor.eof and window > zlib.MAX_WBITS else b""
    return bytes(decoded)


def _unbrotli(payload: bytes) -> bytes:
    decompressor = brotli.Decompressor()
    decoded = bytearray()
    rest = payload
    try:
        while rest or not decompressor.can_accept_more_data():
            decoded += decompressor.process(rest, output_buffer_limit=MAX_DECODED_BYTES + 1)
            _refuse_bomb(len(decoded))
            rest = b""
    except brotli.error:
        return bytes(decoded) or payload
    return bytes(decoded)


def _refuse_bomb(length: int) -> None:
    if length > MAX_DECODED_BYTES:
        raise ContentError(f"the body expands beyond {MAX_DECODED_BYTES} bytes")


DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
}
