"""Pictures made by hand: a ruled grid, which is what a photographed table looks like to a program."""

import struct
import zlib

WIDTH, HEIGHT = 620, 220
COLUMN, ROW = 62, 22
WHITE, GREY = b"\xff", b"\x70"


def table_picture() -> bytes:
    """A PNG of an empty ruled table."""
    ruled = GREY * WIDTH
    open_line = b"".join(GREY if x % COLUMN == 0 or x == WIDTH - 1 else WHITE for x in range(WIDTH))
    lines = (ruled if y % ROW == 0 or y == HEIGHT - 1 else open_line for y in range(HEIGHT))
    raw = b"".join(b"\x00" + line for line in lines)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(raw, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
