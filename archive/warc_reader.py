"""Reading one response by its place, also where its payload is kept with an earlier one.

A `revisit` record says which record holds its payload. That record is read with it, and what is returned is
the payload itself, which must still have the digest that the revisit states.
"""

from dataclasses import dataclass
from pathlib import Path

from archive.warc_content import decode_content
from archive.warc_digest import digest_holds
from archive.warc_exchange import PAYLOAD_FILE, PAYLOAD_OFFSET, Original
from archive.warc_record import DamagedRecord, Record, header_lines, read_record

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """A response from the archive: `payload` as received, `body` with its Content-Encoding undone.

    `original` is the record that holds the payload: the response itself, or for a revisit an earlier one.
    `revisit` is the profile of a revisit (identical-payload-digest, server-not-modified), else None.
    """

    url: str
    status: int
    headers: Headers
    body: bytes
    payload: bytes
    content_type: str | None
    original: Original
    fetched_at: str | None = None
    truncated: str | None = None
    revisit: str | None = None
    head: bytes = b""
    record_id: str = ""


def read_response(folder: Path, file: str, offset: int, *, decode: bool = True) -> StoredResponse:
    """Read the response or revisit record at `offset`. Raise DamagedRecord unless it is whole.

    Raises ContentError where its Content-Encoding cannot be undone. Without `decode` that is not tried, and
    `body` is the payload.
    """
    return response_of(folder, read_record(folder, file, offset), decode=decode)


def response_of(folder: Path, record: Record, *, decode: bool = True) -> StoredResponse:
    """The response that a record holds; the payload of a revisit is fetched from where it is kept."""
    try:
        if record.kind not in ("response", "revisit"):
            raise ValueError(f"a {record.kind} record stands here, not a response")
        holder = record if record.kind == "response" else _holder(folder, record)
        head, status, headers, _ = split_response(record.block)
        _, _, kept_headers, payload = split_response(holder.block)
        _check_digest(record, payload)
        original = _original(holder)
        url = _field(record, "warc-target-uri")
    except ValueError as error:
        raise DamagedRecord(record.file, record.offset, str(error)) from error
    # What a 304 does not say again has not changed.
    described_by = kept_headers if status == 304 else headers
    return StoredResponse(
        url=url,
        status=status,
        headers=headers,
        body=decode_content(payload, _values(described_by, "content-encoding")) if decode else payload,
        payload=payload,
        # Of several the last one counts, as in browsers and while crawling.
        content_type=next(reversed(_values(described_by, "content-type")), None),
        original=original,
        fetched_at=record.fields.get("warc-date"),
        truncated=record.fields.get("warc-truncated") or holder.fields.get("warc-truncated"),
        revisit=record.fields.get("warc-profile", "").rpartition("/")[2] or None,
        head=head,
        record_id=record.fields.get("warc-record-id", ""),
    )


def split_response(block: bytes) -> tuple[bytes, int, Headers, bytes]:
    """Head with its end, status, headers and payload of an HTTP response. Raises ValueError."""
    ends = [(block.find(end), end) for end in (b"\r\n\r\n", b"\n\n") if end in block]
    position, end = min(ends, default=(-1, b""))
    text = block[:position].decode("latin-1")
    words = text.partition("\n")[0].split()
    if position < 0 or len(words) < 2 or not words[1].isdigit():
        raise ValueError("the record holds no HTTP response")
    head = block[: position + len(end)]
    return head, int(words[1]), header_lines(text), block[len(head) :]


def _holder(folder: Path, revisit: Record) -> Record:
    """The response record that holds the payload of a revisit: one hop, never a chain."""
    file, offset = revisit.fields.get(PAYLOAD_FILE.lower()), revisit.fields.get(PAYLOAD_OFFSET.lower(), "")
    if not file or not offset.isdigit():
        raise ValueError("this revisit does not say where its payload is kept")
    holder = read_record(folder, file, int(offset))
    if holder.kind != "response":
        raise ValueError(f"its payload should be at {file}, offset {offset}; a {holder.kind} record is there")
    return holder


def _check_digest(record: Record, payload: bytes) -> None:
    stated = record.fields.get("warc-payload-digest")
    if stated and digest_holds(stated, payload) is False:
        raise ValueError(f"the payload has not the digest that the record states ({stated})")


def _original(holder: Record) -> Original:
    return Original(
        url=_field(holder, "warc-target-uri"),
        fetched_at=_field(holder, "warc-date"),
        record_id=_field(holder, "warc-record-id"),
        digest=_field(holder, "warc-payload-digest"),
        file=holder.file,
        offset=holder.offset,
    )


def _field(record: Record, name: str) -> str:
    if name not in record.fields:
        raise ValueError(f"the {record.kind} record has no {name}")
    return record.fields[name]


def _values(headers: Headers, name: str) -> list[str]:
    return [value for key, value in headers if key.lower() == name]
