"""Heads as they go over the wire: request line, status line and headers, byte for byte.

Scrapy keeps neither the reason phrase nor the spelling and order of headers. Here the protocol that Scrapy
puts on each connection keeps what it writes and the lines it reads. Both travel with the response as one
header that never leaves this process; the download handler takes it off again.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.http import Response
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import STATUS
from twisted.web._newclient import Request as SentRequest
from twisted.web.iweb import IResponse

CARRIER = b"X-Gongkai-Heads"
HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Heads:
    """The head of a request as sent and of its response as received, each with the empty line at its end."""

    request: bytes
    response: bytes


class HeadKeepingFactory(_LenientHTTP11ClientFactory):
    """Makes the protocol of each connection."""

    def buildProtocol(self, addr: IAddress | None) -> "HeadKeepingProtocol":  # noqa: ARG002, N802 - as named there
        """One protocol for one connection."""
        return HeadKeepingProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class HeadKeepingProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's protocol, which keeps the head of each request and response."""

    def request(self, request: SentRequest) -> Deferred[IResponse]:
        """Send a request; its response carries both heads."""
        kept = _KeptWrites()
        write: Callable[[object], Deferred[None]] = request.writeTo
        request.writeTo = lambda transport: write(kept.before(transport))  # type: ignore[method-assign]
        received = super().request(request)
        if self._parser is None:
            return received
        # Its class is all that Scrapy replaces, too: Twisted offers no other way to another parser.
        self._parser.__class__ = HeadKeepingParser
        parser = cast("HeadKeepingParser", self._parser)
        return received.addCallback(lambda response: _carry(response, kept.head(), parser.head))


class HeadKeepingParser(_LenientHTTPClientParser):
    """Scrapy's parser, which keeps the lines of the head; an interim 1xx response is followed by another."""

    head: bytes = b""

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted names it so
        """One line of the head, without its line feed."""
        self.head = (b"" if self.state == STATUS else self.head) + line + b"\n"
        super().lineReceived(line)


class _Transport(Protocol):
    """What is written to."""

    def write(self, data: bytes) -> None:
        """Send these bytes."""


class _KeptWrites:
    """What a request writes, up to the end of its head, on its way to the transport."""

    _transport: _Transport
    _written = b""

    def before(self, transport: object) -> "_KeptWrites":
        """Stand before this transport."""
        self._transport = cast("_Transport", transport)
        return self

    def head(self) -> bytes:
        """The head that was written."""
        head, end, _ = self._written.partition(HEAD_END)
        return head + end

    def write(self, data: bytes) -> None:
        """Keep and pass on."""
        if HEAD_END not in self._written:
            self._written += data
        self._transport.write(data)

    def writeSequence(self, parts: list[bytes]) -> None:  # noqa: N802 - Twisted names it so
        """Keep and pass on."""
        self.write(b"".join(parts))

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)


def take_heads(response: Response) -> Heads:
    """Take the heads off a response that the download handler was given."""
    carried = response.headers.pop(CARRIER)
    request, received = (base64.b64decode(part) for part in carried[0].split(b"."))
    return Heads(request, received)


def _carry(response: IResponse, request_head: bytes, response_head: bytes) -> IResponse:
    parts = (base64.b64encode(head) for head in (request_head, response_head))
    # Set, not added: whatever a server sends under this name is in the head, and nowhere else.
    response.headers.setRawHeaders(CARRIER, [b".".join(parts)])
    return response
