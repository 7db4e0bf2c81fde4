"""One exchange as WARC records: a response or a revisit, its request, and what is known about it.

Heads are written byte for byte where they were kept as they went over the wire. One name is changed:
Transfer-Encoding is undone when bytes reach us, so that header is kept as `X-Archive-Orig-Transfer-Encoding`:
a reader must not undo it twice.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from urllib.parse import urlsplit
from uuid import uuid4

from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter as RecordWriter  # type: ignore[import-untyped]

from archive.warc_digest import payload_digest

UNDONE_HEADER = "X-Archive-Orig-Transfer-Encoding"
TRANSFER_ENCODING = re.compile(rb"^transfer-encoding(?=[ \t]*:)", re.IGNORECASE | re.MULTILINE)

# Where the record stands that a revisit refers to: extension fields under the names that Heritrix gave them.
PAYLOAD_FILE = "WARC-Refers-To-Filename"
PAYLOAD_OFFSET = "WARC-Refers-To-File-Offset"
PROFILES = "http://netpreserve.org/warc/1.1/revisit/"
FIELDS_TYPE = "application/warc-fields"

Truncation = Literal["length", "time", "disconnect", "unspecified"]
Headers = tuple[tuple[str, str], ...]
Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response. Header text is latin-1, so that every byte survives; repeats are kept.

    `response_head` and `request_head` are the heads as they went over the wire, with their ends; where they
    were not kept, heads are written from the other attributes. A `method` that is empty says that nobody
    knows the request; none is written.
    """

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
    response_head: bytes = b""
    request_head: bytes = b""


@dataclass(frozen=True, slots=True)
class Original:
    """The response record that holds a payload: what a revisit of it refers to."""

    url: str
    fetched_at: str
    record_id: str
    digest: str
    file: str
    offset: int


def response_record(exchange: Exchange, record_id: str, original: Original | None = None) -> bytes:
    """The response; with an original, a revisit that leaves the payload out."""
    fields = [("WARC-Payload-Digest", original.digest if original else payload_digest(exchange.payload))]
    if exchange.truncated:
        fields.append(("WARC-Truncated", exchange.truncated))
    if exchange.ip_address:
        fields.append(("WARC-IP-Address", exchange.ip_address))
    head = TRANSFER_ENCODING.sub(UNDONE_HEADER.encode(), exchange.response_head or _response_head(exchange))
    if original is None:
        return _http_record("response", exchange, record_id, fields, head + exchange.payload)
    profile = "server-not-modified" if exchange.status == 304 else "identical-payload-digest"
    fields += [
        ("WARC-Profile", PROFILES + profile),
        ("WARC-Refers-To", original.record_id),
        ("WARC-Refers-To-Target-URI", original.url),
        ("WARC-Refers-To-Date", original.fetched_at),
        (PAYLOAD_FILE, original.file),
        (PAYLOAD_OFFSET, str(original.offset)),
    ]
    return _http_record("revisit", exchange, record_id, fields, head)


def request_record(exchange: Exchange, response_id: str) -> bytes:
    """The request that the response answers."""
    fields = [
        ("WARC-Concurrent-To", response_id),
        ("WARC-Payload-Digest", payload_digest(exchange.request_body)),
    ]
    head = exchange.request_head or _request_head(exchange)
    return _http_record("request", exchange, new_record_id(), fields, head + exchange.request_body)


def fields_record(kind: str, fields: Fields, about: Fields) -> bytes:
    """A warcinfo or metadata record: `fields` are its own, `about` are the lines of its block."""
    lines = [f"{name}: {' '.join(value.split())}\r\n" for name, value in about]
    named = [("WARC-Type", kind), ("WARC-Record-ID", new_record_id()), *fields]
    return _record(named, "".join(lines).encode(), FIELDS_TYPE)


def new_record_id() -> str:
    """An identifier that no other record has."""
    return f"<urn:uuid:{uuid4()}>"


def _http_record(
    kind: str, exchange: Exchange, record_id: str, fields: list[tuple[str, str]], block: bytes
) -> bytes:
    named = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", record_id),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Date", exchange.fetched_at),
        *fields,
    ]
    content_type = f"application/http; msgtype={'request' if kind == 'request' else 'response'}"
    return _record(named, block, content_type)


def _record(fields: list[tuple[str, str]], block: bytes, content_type: str) -> bytes:
    """A record around ready bytes: warcio, given parsed headers, would re-encode those that are not ASCII."""
    records = RecordWriter(BytesIO(), gzip=True, warc_version="1.1")
    digest = ("WARC-Block-Digest", payload_digest(block))
    headers = StatusAndHeaders("", [*fields, digest], protocol=records.warc_version)
    # The kind that warcio sees: of a revisit it would leave out the block, others it would hash once more.
    records.write_record(
        ArcWarcRecord("warc", "warcinfo", headers, BytesIO(block), None, content_type, len(block))
    )
    written: bytes = records.out.getvalue()
    return written


def _response_head(exchange: Exchange) -> bytes:
    first = f"{exchange.protocol} {exchange.status} {exchange.reason_phrase}".rstrip()
    return _head(first, exchange.response_headers)


def _request_head(exchange: Exchange) -> bytes:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = (("Host", parts.netloc.rpartition("@")[2]), *exchange.request_headers)
    return _head(f"{exchange.method} {target} HTTP/1.1", headers)


def _head(first: str, headers: Headers) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
