"""WARC records one by one, with nothing taken on trust.

Generic readers hand out the torn last record of a killed writer as a short page, without an error. A short
page gives wrong figures, so here the gzip member must end, and the record must be as long as it says.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.warc_files import warc_path

READ_BYTES = 64 * 1024
RECORD_END = b"\r\n\r\n"


class DamagedRecord(Exception):  # noqa: N818 - the name says what was found, as the command line prints it
    """A record that is not whole, with the file, the offset and what is wrong."""

    def __init__(self, file: str, offset: int, reason: str) -> None:
        super().__init__(f"{file}, offset {offset}: {reason}")
        self.file = file
        self.offset = offset
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where its gzip member stands, its named fields (names in lower case) and its block."""

    file: str
    offset: int
    length: int
    fields: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """The WARC-Type: response, revisit, request, metadata, warcinfo …"""
        return self.fields.get("warc-type", "")


def read_record(folder: Path, file: str, offset: int) -> Record:
    """The record at `offset` of a file, also of one that is still being written. Raises DamagedRecord."""
    try:
        with warc_path(folder, file).open("rb") as stream:
            return _next_record(stream, file, offset)
    except FileNotFoundError as error:
        raise DamagedRecord(file, offset, f"there is no such file in {folder}") from error


def read_records(folder: Path, file: str) -> Iterator[Record]:
    """Every record of a file in order. Raises DamagedRecord at the first that is not whole."""
    with warc_path(folder, file).open("rb") as stream:
        size = stream.seek(0, 2)
        offset = 0
        while offset < size:
            record = _next_record(stream, file, offset)
            yield record
            offset += record.length


def _next_record(stream: BinaryIO, file: str, offset: int) -> Record:
    data, length = _read_member(stream, file, offset)
    try:
        fields, block = _split_record(data)
    except ValueError as error:
        raise DamagedRecord(file, offset, str(error)) from error
    return Record(file, offset, length, fields, block)


def _read_member(stream: BinaryIO, file: str, offset: int) -> tuple[bytes, int]:
    """The gzip member at `offset`, uncompressed, and its length; its checksum is verified on the way."""
    stream.seek(offset)
    decompressor = zlib.decompressobj(zlib.MAX_WBITS | 16)
    data = bytearray()
    length = 0
    try:
        while not decompressor.eof:
            chunk = stream.read(READ_BYTES)
            if not chunk:
                raise DamagedRecord(file, offset, "the file ends in the middle of the record")
            data += decompressor.decompress(chunk)
            length += len(chunk)
    except zlib.error as error:
        raise DamagedRecord(file, offset, f"no gzip member can be read here ({error})") from error
    return bytes(data), length - len(decompressor.unused_data)


def _split_record(record: bytes) -> tuple[dict[str, str], bytes]:
    head, separator, rest = record.partition(RECORD_END)
    if not separator or not head.startswith(b"WARC/"):
        raise ValueError("no WARC record stands here")
    fields = {name.lower(): value for name, value in header_lines(head.decode("utf-8"))}
    if not fields.get("content-length", "").isdigit():
        raise ValueError("the record does not say how long it is")
    length = int(fields["content-length"])
    if len(rest) != length + len(RECORD_END) or not rest.endswith(RECORD_END):
        raise ValueError(f"the record says {length} bytes, {max(len(rest) - len(RECORD_END), 0)} are there")
    return fields, rest[:length]


def header_lines(head: str) -> list[tuple[str, str]]:
    """The named fields below the first line of a head, a folded line joined to the one before it."""
    fields: list[tuple[str, str]] = []
    for line in head.replace("\r\n", "\n").split("\n")[1:]:
        if line[:1] in (" ", "\t") and fields:
            name, value = fields.pop()
            fields.append((name, f"{value} {line.strip()}"))
        elif ":" in line:
            name, _, value = line.partition(":")
            fields.append((name.strip(), value.strip()))
    return fields
