"""WARC and WACZ files that other programs wrote, read with nothing taken on trust.

A file is looked through from end to end first: where a record is cut, or has not the digest that it states,
nothing of the file is used.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from zipfile import BadZipFile, ZipFile

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.bufferedreaders import (  # type: ignore[import-untyped]
    ChunkedDataException,
    ChunkedDataReader,
)
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from archive.page_metadata import columns_of
from archive.warc_digest import digest_holds
from archive.warc_exchange import Exchange, Truncation
from archive.warc_reader import Headers, split_response

WARC_IN_WACZ = (".warc", ".warc.gz")
HTTP_KINDS = ("response", "revisit")


class ForeignFileError(Exception):
    """The file is none that can be used; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Block:
    """One record of any program: its kind, fields (names in lower case) and whole block."""

    kind: str
    fields: dict[str, str]
    block: bytes


@dataclass
class Beside:
    """What stands beside the responses of a file: requests and descriptions by the response they are of.

    `written_by` are the lines in which the file says who wrote it, `hosts` the hosts it has responses of.
    """

    requests: dict[str, bytes] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    written_by: list[tuple[str, str]] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class ForeignAnswer:
    """A response: the exchange as it is to be archived, and what is said of it.

    Of a revisit the exchange has no payload; `digest` says which payload it would be.
    """

    exchange: Exchange
    headers: Headers
    digest: str
    is_revisit: bool
    columns: dict[str, str]


def look_through(path: Path) -> Beside:
    """Look at every record. Raises ForeignFileError for a file that is not whole."""
    beside = Beside()
    for block in _blocks(path):
        response_id = block.fields.get("warc-concurrent-to") or block.fields.get("warc-refers-to", "")
        if block.kind == "request" and response_id:
            beside.requests[response_id] = block.block
        elif block.kind == "metadata" and response_id:
            columns = _columns(block)
            beside.columns.setdefault(response_id, {}).update(columns)
        elif block.kind == "warcinfo":
            beside.written_by += _lines(block)
        elif block.kind in HTTP_KINDS:
            beside.hosts.add(urlsplit(block.fields.get("warc-target-uri", "").strip("<>")).hostname or "")
    return beside


def answers_in(path: Path, beside: Beside) -> Iterator[ForeignAnswer]:
    """The responses of a file that was looked through, in order."""
    for block in _blocks(path):
        is_http = block.fields.get("content-type", "").startswith("application/http")
        if block.kind in HTTP_KINDS and is_http and block.block:
            yield _answer(path, block, beside)


def _answer(path: Path, block: Block, beside: Beside) -> ForeignAnswer:
    try:
        head, status, headers, payload = split_response(block.block)
        url, date = block.fields["warc-target-uri"].strip("<>"), block.fields["warc-date"]
    except (KeyError, ValueError) as error:
        raise ForeignFileError(f"{path}: a record cannot be used: {error}") from error
    record_id = block.fields.get("warc-record-id", "")
    request_head, end, request_body = beside.requests.get(record_id, b"").partition(b"\r\n\r\n")
    exchange = Exchange(
        url=url,
        # To the second, as all times in this archive.
        fetched_at=date[:19] + "Z",
        status=status,
        payload=_without_chunks(headers, payload),
        # Without a record of it, nobody knows what was asked.
        method=request_head.split(b" ")[0].decode("latin-1"),
        request_head=request_head + end,
        request_body=request_body,
        truncated=_truncation(block.fields.get("warc-truncated")) if block.kind == "response" else None,
        ip_address=block.fields.get("warc-ip-address"),
        response_head=head,
    )
    return ForeignAnswer(
        exchange,
        headers,
        block.fields.get("warc-payload-digest", ""),
        block.kind == "revisit",
        beside.columns.get(record_id, {}),
    )


def _truncation(stated: str | None) -> Truncation | None:
    reasons: dict[str, Truncation] = {"length": "length", "time": "time", "disconnect": "disconnect"}
    return reasons.get(stated, "unspecified") if stated else None


def _without_chunks(headers: Headers, payload: bytes) -> bytes:
    """The payload without its transfer coding; some programs undo it and leave the header."""
    if not any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers):
        return payload
    try:
        undone: bytes = ChunkedDataReader(BytesIO(payload), raise_exceptions=True).read(len(payload))
    except ChunkedDataException:
        return payload
    return undone


def _columns(block: Block) -> dict[str, str]:
    return columns_of(block.block) if block.fields.get("content-type") == "application/warc-fields" else {}


def _lines(block: Block) -> list[tuple[str, str]]:
    lines = block.block.decode("utf-8", "replace").splitlines()
    told = [(name, value) for name, sign, value in (line.partition(": ") for line in lines) if sign]
    # Our own files list the sites of their run.
    return [(name, value) for name, value in told if name != "site"]


def _blocks(path: Path) -> Iterator[Block]:
    """Every record of a WARC file, or of all WARC files in a WACZ file, whole and with its digest."""
    try:
        for stream in _streams(path):
            for record in ArchiveIterator(stream, no_record_parse=True):
                yield _whole(path, record)
    except (ArchiveLoadFailed, BadZipFile, EOFError, UnicodeDecodeError) as error:
        raise ForeignFileError(f"{path}: no WARC or WACZ file, or a damaged one: {error}") from error


def _whole(path: Path, record: object) -> Block:
    fields = {name.lower(): value for name, value in record.rec_headers.headers}  # type: ignore[attr-defined]
    block: bytes = record.raw_stream.read()  # type: ignore[attr-defined]
    where = f"{path}: the {fields.get('warc-type')} of {fields.get('warc-target-uri', '—')}"
    stated = fields.get("content-length", "")
    if str(len(block)) != stated:
        # The libraries return such a record as a short page, without an error.
        raise ForeignFileError(f"{where} says {stated} bytes, {len(block)} are there; nothing was imported")
    if digest_holds(fields.get("warc-block-digest", ""), block) is False:
        raise ForeignFileError(f"{where} has not the digest that it states; nothing was imported")
    return Block(fields.get("warc-type", ""), fields, block)


def _streams(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.lower() != ".wacz":
        with path.open("rb") as stream:
            yield stream
        return
    with ZipFile(path) as package:
        names = [name for name in package.namelist() if name.endswith(WARC_IN_WACZ)]
        if not names:
            raise ForeignFileError(f"{path}: there is no WARC file in it")
        for name in names:
            with package.open(name) as stream:
                yield stream
