"""A real HTTP server on loopback for crawl tests: it answers as a forward proxy for hosts under .test.

What is sent is written byte for byte from `Reply`, so that tests can say what must be in the archive. Every
request is remembered with its time, so that tests can say what was asked, how often and how close together.
"""

import socketserver
import ssl
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

HTML = ("Content-Type", "text/html; charset=utf-8")


@dataclass(frozen=True)
class Reply:
    """One answer. `cut` sends only so many bytes of the body, `seconds` waits before answering.

    Status 0 is no answer at all: the connection is closed.
    """

    body: bytes = b""
    status: int = 200
    headers: Sequence[tuple[str, str]] = (HTML,)
    chunked: bool = False
    cut: int | None = None
    seconds: float = 0.0
    reason: str | None = None

    def head(self) -> bytes:
        """The status line and headers as sent."""
        framing = (
            ("Transfer-Encoding", "chunked") if self.chunked else ("Content-Length", str(len(self.body)))
        )
        headers = [*self.headers, framing, ("Connection", "close")]
        standard = "Down" if self.status == 521 else HTTPStatus(self.status).phrase
        lines = [f"HTTP/1.1 {self.status} {standard if self.reason is None else self.reason}"]
        return "\r\n".join([*lines, *(f"{n}: {v}" for n, v in headers)]).encode("latin-1") + b"\r\n\r\n"

    def content(self) -> bytes:
        """The body as sent."""
        if not self.chunked:
            return self.body[: self.cut]
        half = len(self.body) // 2
        parts = [self.body[:half], self.body[half:], b""]
        return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


# What an address answers: text is HTML, a list is answered one after the other.
Pages = Mapping[str, "str | Reply | list[Reply]"]

NOT_FOUND = Reply(b"<h1>Not Found</h1>", 404)


@dataclass
class Asked:
    """One request: when it came, when its answer was sent, its headers in lower case, what was posted."""

    url: str
    started: float
    finished: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def host(self) -> str:
        """The host that was asked."""
        return self.url.split("/")[2]


class Loopback(socketserver.ThreadingTCPServer):
    """The server. `pages` maps addresses to a reply, or to replies given one after the other."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, certificate: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Reply | list[Reply]] = {}
        self.asked: list[Asked] = []
        self.certificate = certificate
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, daemon=True)

    @property
    def proxy_url(self) -> str:
        """Where requests for .test hosts are to be sent."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def add(self, pages: Pages) -> None:
        """Serve these pages; text is HTML."""
        for url, page in pages.items():
            self.pages[url] = Reply(page.encode()) if isinstance(page, str) else page

    def reply_to(self, asked: Asked) -> Reply:
        """The answer to one request."""
        with self._lock:
            self.asked.append(asked)
            reply = self.pages.get(asked.url, NOT_FOUND)
            if isinstance(reply, list):
                return reply.pop(0) if len(reply) > 1 else reply[0]
            return reply

    def urls(self, host: str) -> list[str]:
        """The addresses asked on one host, in order, without its scheme and name."""
        return [asked.url.partition(host)[2] for asked in self.asked if asked.host == host]

    def times(self, host: str) -> list[Asked]:
        """The requests to one host, in order."""
        return [asked for asked in self.asked if asked.host == host]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


class Handler(socketserver.StreamRequestHandler):
    """One connection, one request."""

    server: Loopback

    def handle(self) -> None:
        line = self.rfile.readline().decode("latin-1").split()
        headers: dict[str, str] = {}
        while (header := self.rfile.readline().strip()) != b"":
            name, _, value = header.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        if not line:
            return
        method, target = line[0], line[1]
        if method == "CONNECT":
            self._tunnel()
            return
        body = self.rfile.read(int(headers.get("content-length", 0)))
        asked = Asked(target, time.monotonic(), headers=headers, body=body)
        reply = self.server.reply_to(asked)
        if not reply.status:
            # A host that is there and says nothing.
            return
        if reply.seconds:
            time.sleep(reply.seconds)
        # Noted before the last byte leaves: the next request may come at once.
        asked.finished = time.monotonic()
        self._send(reply.head() + reply.content())

    def _send(self, data: bytes) -> None:
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _tunnel(self) -> None:
        """Offer TLS with a certificate that nobody signed; a careful client goes away."""
        assert self.server.certificate is not None
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server.certificate)
        try:
            with context.wrap_socket(self.request, server_side=True) as secure:
                secure.recv(1)
        except (ssl.SSLError, OSError):
            self.close_connection = True
