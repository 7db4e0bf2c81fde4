"""One HTTP exchange of the imitation web: which host and path are meant, and the answer on the wire."""

import gzip
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from demo.hosts import Host
from demo.hosts.answer import Answer, Question


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request as it came in. `time` is UTC."""

    method: str
    host: str
    path: str
    time: datetime
    user_agent: str


class HostsServer(Protocol):
    """What the handler needs of its server."""

    hosts: Mapping[str, Host]
    requests: list[LoggedRequest]


class DemoHandler(BaseHTTPRequestHandler):
    """Answers GET, HEAD and POST, as an origin server or as a proxy that knows only its own hosts."""

    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    server: "HostsServer"  # type: ignore[assignment]
    # An idle connection ends by itself, so that the server can stop.
    timeout = 10

    def do_GET(self) -> None:
        """Answer with a body."""
        self._exchange(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._exchange(with_body=False)

    def do_POST(self) -> None:
        """Answer a form."""
        self._exchange(with_body=True)

    def do_CONNECT(self) -> None:
        """Refuse tunnels: the hosts speak plain HTTP and there is nobody else to reach."""
        self._send(_bad_gateway(self.path), with_body=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep quiet: requests are remembered, not printed."""

    def _exchange(self, *, with_body: bool) -> None:
        host, path = self._target()
        agent = self.headers.get("User-Agent", "")
        self.server.requests.append(LoggedRequest(self.command, host, path, datetime.now(UTC), agent))
        known = self.server.hosts.get(host)
        # Read even where nobody takes it: the connection is used again.
        form = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = known.answer(self._question(path, form)) if known else _bad_gateway(host)
        time.sleep(answer.seconds)
        self._send(answer, with_body=with_body)

    def _question(self, target: str, form: bytes) -> Question:
        path, _, query = target.partition("?")
        return Question(
            path=unquote(path),
            query=dict(parse_qsl(query, keep_blank_values=True)),
            form=dict(parse_qsl(form.decode("latin-1"), keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            method=self.command,
            body=form,
            target=target,
        )

    def _target(self) -> tuple[str, str]:
        """Host and path of the request; an absolute target wins over the Host header (RFC 9112, 3.2.2)."""
        if self.path.startswith("/"):
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname or "", self.path
        target = urlsplit(self.path)
        query = f"?{target.query}" if target.query else ""
        return target.hostname or "", (target.path or "/") + query

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        if not answer.status:
            # A host that is there and says nothing.
            self.close_connection = True
            return
        zipped = answer.gzip and "gzip" in self.headers.get("Accept-Encoding", "")
        etag = f"W/{answer.etag}" if zipped else answer.etag
        unchanged = answer.status == 200 and self.headers.get("If-None-Match") == etag
        body = b"" if unchanged else gzip.compress(answer.body, mtime=0) if zipped else answer.body
        self.send_response(304 if unchanged else answer.status)
        if answer.status == 200:
            self.send_header("ETag", etag)
        for name, value in _headers(answer, zipped=zipped):
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body[: answer.cut])
        if answer.cut is not None:
            self.close_connection = True


def _headers(answer: Answer, *, zipped: bool) -> list[tuple[str, str]]:
    pairs = [
        ("Content-Type", answer.content_type),
        ("Last-Modified", answer.last_modified),
        ("Location", answer.location),
        ("Vary", "Accept-Encoding" if answer.gzip else None),
        ("Content-Encoding", "gzip" if zipped else None),
    ]
    return [*((name, value) for name, value in pairs if value is not None), *answer.headers]


def _bad_gateway(host: str) -> Answer:
    text = f"502: {host} is not a host of the imitation web\n502：仿真网络中没有主机 {host}\n"
    return Answer(502, text.encode(), "text/plain; charset=utf-8")
