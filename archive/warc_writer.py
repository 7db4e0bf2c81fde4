"""Writing WARC files: each exchange as a response and a request record, on disk before anything reads it.

A file is called `<name>.warc.gz.open` while it is written, locked by its writer, and gets its final name
when it is whole and synced. Transfer-Encoding is already undone when bytes reach us, so that header is kept
as `X-Archive-Orig-Transfer-Encoding`: a reader must not undo it twice. Everything else is as received.
"""

import base64
import fcntl
import hashlib
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit
from uuid import uuid4

from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter as RecordWriter  # type: ignore[import-untyped]

OPEN_SUFFIX = ".open"
UNDONE_HEADER = "X-Archive-Orig-Transfer-Encoding"

Truncation = Literal["length", "time", "disconnect", "unspecified"]
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response. Header text is latin-1, so that every byte survives; repeats are kept."""

    url: str
    fetched_at: str
    status: int
    payload: bytes
    response_headers: Headers = ()
    reason_phrase: str = ""
    protocol: str = "HTTP/1.1"
    method: str = "GET"
    request_headers: Headers = ()
    request_body: bytes = b""
    truncated: Truncation | None = None
    ip_address: str | None = None


@dataclass(frozen=True, slots=True)
class WarcPlace:
    """Where a response record stands: the file's final name, offset and length of its gzip member."""

    file: str
    offset: int
    length: int


class WarcWriter:
    """One WARC file being written. Raises FileExistsError rather than touch a file that is there."""

    def __init__(self, folder: Path, name: str, software: str, operator: str) -> None:
        self.file = f"{name}.warc.gz"
        self._final_path = folder / self.file
        self._open_path = folder / (self.file + OPEN_SUFFIX)
        if self._final_path.exists():
            raise FileExistsError(f"{self._final_path} exists already")
        self._descriptor = os.open(self._open_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        # Held as long as this process lives: recovery leaves a locked file alone.
        fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.size = 0
        self.closed = False
        self._append(self._warcinfo(software, operator))

    def write_exchange(self, exchange: Exchange) -> WarcPlace:
        """Append the response and its request; both are handed to the system before this returns."""
        records = RecordWriter(BytesIO(), gzip=True, warc_version="1.1")
        response = _response_record(records, exchange)
        request = _request_record(records, exchange, response.rec_headers.get_header("WARC-Record-ID"))
        records.write_record(response)
        length = records.out.tell()
        records.write_record(request)
        place = WarcPlace(self.file, self.size, length)
        self._append(records.out.getvalue())
        return place

    def close(self) -> None:
        """Sync the file and give it its final name. Closing twice is harmless."""
        if self.closed:
            return
        self.closed = True
        os.fsync(self._descriptor)
        self._open_path.rename(self._final_path)
        os.close(self._descriptor)
        sync_folder(self._final_path.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, data: bytes) -> None:
        """Write all or nothing: after half a record everything behind it would be lost to readers."""
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._descriptor, view) :]
        except OSError:
            os.ftruncate(self._descriptor, self.size)
            os.lseek(self._descriptor, self.size, os.SEEK_SET)
            raise
        self.size += len(data)

    def _warcinfo(self, software: str, operator: str) -> bytes:
        records = RecordWriter(BytesIO(), gzip=True, warc_version="1.1")
        fields = {
            "software": software,
            "operator": operator,
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots": "obey",
        }
        records.write_record(records.create_warcinfo_record(self.file, fields))
        information: bytes = records.out.getvalue()
        return information


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _response_record(records: RecordWriter, exchange: Exchange) -> ArcWarcRecord:
    head = f"{exchange.protocol} {exchange.status} {exchange.reason_phrase}".rstrip()
    fields = {"WARC-Payload-Digest": _digest(exchange.payload)}
    if exchange.truncated:
        fields["WARC-Truncated"] = exchange.truncated
    if exchange.ip_address:
        fields["WARC-IP-Address"] = exchange.ip_address
    headers = tuple((_archived_name(name), value) for name, value in exchange.response_headers)
    return _http_record(records, "response", exchange, _block(head, headers, exchange.payload), fields)


def _request_record(records: RecordWriter, exchange: Exchange, response_id: str) -> ArcWarcRecord:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = (("Host", parts.netloc.rpartition("@")[2]), *exchange.request_headers)
    fields = {"WARC-Concurrent-To": response_id, "WARC-Payload-Digest": _digest(exchange.request_body)}
    block = _block(f"{exchange.method} {target} HTTP/1.1", headers, exchange.request_body)
    return _http_record(records, "request", exchange, block, fields)


def _http_record(
    records: RecordWriter, kind: str, exchange: Exchange, block: bytes, fields: dict[str, str]
) -> ArcWarcRecord:
    """A record around ready bytes: warcio, given parsed headers, would re-encode those that are not ASCII."""
    headers = StatusAndHeaders("", list(fields.items()), protocol=records.warc_version)
    headers.replace_header("WARC-Type", kind)
    headers.add_header("WARC-Record-ID", f"<urn:uuid:{uuid4()}>")
    headers.add_header("WARC-Target-URI", exchange.url)
    headers.add_header("WARC-Date", exchange.fetched_at)
    content_type = f"application/http; msgtype={kind}"
    return ArcWarcRecord("warc", kind, headers, BytesIO(block), None, content_type, len(block))


def _block(head: str, headers: Headers, body: bytes) -> bytes:
    lines = [head, *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def _archived_name(name: str) -> str:
    return UNDONE_HEADER if name.lower() == "transfer-encoding" else name


def _digest(data: bytes) -> str:
    # SHA-1 in base 32 is what every WARC tool writes and compares; `pages.sha256` is the strong one.
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
