"""A compound file (MS-CFB) around one stream: the container of Office files before 2007.

Sectors of 512 bytes: a table of which sector follows which, a directory of two entries, the stream.
"""

import struct

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
# A shorter stream would belong into a stream of small ones.
SMALLEST_STREAM = 4096
LINKS_IN_SECTOR = SECTOR // 4
# How many sectors of links the header itself can name.
NAMED_IN_HEADER = 109
ROOT, STREAM = 5, 2


def compound_file(name: str, content: bytes) -> bytes:
    """The file with `content` as the stream `name`."""
    size = max(len(content), SMALLEST_STREAM)
    stream = _padded(content.ljust(size, b"\0"))
    sectors = len(stream) // SECTOR
    tables = 1
    while tables * LINKS_IN_SECTOR < tables + 1 + sectors:
        tables += 1
    if tables > NAMED_IN_HEADER:
        raise ValueError(f"a stream of {len(content)} bytes is too long")
    # The links first, then the directory, then the stream.
    first = tables + 1
    links = [TABLE] * tables + [END] + [*range(first + 1, first + sectors), END]
    table = struct.pack(f"<{len(links)}I", *links).ljust(tables * SECTOR, b"\xff")
    directory = _entry("Root Entry", ROOT, child=1, start=END, size=0) + _entry(
        name, STREAM, child=FREE, start=first, size=size
    )
    return _header(tables) + table + _padded(directory) + stream


def _header(tables: int) -> bytes:
    """Signature, version 3, sector sizes; where directory and links are; no small streams."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    start += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    start += struct.pack("<IIIIIIIII", 0, tables, tables, 0, SMALLEST_STREAM, END, 0, END, 0)
    named = [*range(tables), *[FREE] * (NAMED_IN_HEADER - tables)]
    return start + struct.pack(f"<{NAMED_IN_HEADER}I", *named)


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return head + struct.pack("<III", FREE, FREE, child) + bytes(36) + struct.pack("<III", start, size, 0)


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % SECTOR)
