"""Reading one response by its place, with nothing taken on trust.

Generic readers hand out the torn last record of a killed writer as a short page, without an error. A short
page gives wrong figures, so here the gzip member must end, and the record must be as long as it says.
"""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.warc_content import decode_content

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
class StoredResponse:
    """A response from the archive: `payload` as received, `body` with its Content-Encoding undone."""

    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    payload: bytes
    content_type: str | None
    fetched_at: str | None = None
    truncated: str | None = None


def read_response(folder: Path, file: str, offset: int) -> StoredResponse:
    """Read the response record at `offset`. Raise DamagedRecord unless it is whole."""
    try:
        with (folder / file).open("rb") as stream:
            record = _read_member(stream, file, offset)
    except FileNotFoundError as error:
        raise DamagedRecord(file, offset, f"there is no such file in {folder}") from error
    try:
        fields, block = _split_record(record)
        if fields.get("warc-type") != "response":
            raise ValueError(f"a {fields.get('warc-type')} record stands here, not a response")
        status, headers, payload = _split_response(block)
    except ValueError as error:
        raise DamagedRecord(file, offset, str(error)) from error
    return _stored_response(fields, status, headers, payload)


def _stored_response(
    fields: dict[str, str], status: int, headers: list[tuple[str, str]], payload: bytes
) -> StoredResponse:
    return StoredResponse(
        url=fields["warc-target-uri"],
        status=status,
        headers=headers,
        body=decode_content(payload, _values(headers, "content-encoding")),
        payload=payload,
        content_type=next(iter(_values(headers, "content-type")), None),
        fetched_at=fields.get("warc-date"),
        truncated=fields.get("warc-truncated"),
    )


def _read_member(stream: BinaryIO, file: str, offset: int) -> bytes:
    """The gzip member that starts at `offset`, uncompressed; its checksum is verified on the way."""
    stream.seek(offset)
    decompressor = zlib.decompressobj(zlib.MAX_WBITS | 16)
    record = bytearray()
    try:
        while not decompressor.eof:
            chunk = stream.read(READ_BYTES)
            if not chunk:
                raise DamagedRecord(file, offset, "the file ends in the middle of the record")
            record += decompressor.decompress(chunk)
    except zlib.error as error:
        raise DamagedRecord(file, offset, f"no gzip member can be read here ({error})") from error
    return bytes(record)


def _split_record(record: bytes) -> tuple[dict[str, str], bytes]:
    head, separator, rest = record.partition(RECORD_END)
    if not separator or not head.startswith(b"WARC/"):
        raise ValueError("no WARC record stands here")
    fields = {name.lower(): value for name, value in _header_lines(head.decode("utf-8"))}
    if not fields.get("content-length", "").isdigit():
        raise ValueError("the record does not say how long it is")
    length = int(fields["content-length"])
    if len(rest) != length + len(RECORD_END) or not rest.endswith(RECORD_END):
        raise ValueError(f"the record says {length} bytes, {max(len(rest) - len(RECORD_END), 0)} are there")
    return fields, rest[:length]


def _split_response(block: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    head, separator, payload = block.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    words = text.partition("\r\n")[0].split(" ", 2)
    if not separator or len(words) < 2 or not words[1].isdigit():
        raise ValueError("the record holds no HTTP response")
    return int(words[1]), _header_lines(text), payload


def _header_lines(head: str) -> list[tuple[str, str]]:
    lines = (line.partition(":") for line in head.split("\r\n")[1:])
    return [(name.strip(), value.strip()) for name, _, value in lines]


def _values(headers: list[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in headers if key.lower() == name]
