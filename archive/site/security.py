"""What goes over every response of the site: security headers, a byte-order mark for CSV, private paths.

Datasette sends none of these headers, opens its CSV garbled in Excel on a Chinese Windows, and tells anybody
where its files are. Written as plain ASGI, which every version of Datasette speaks.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

# Our own pages: nothing from elsewhere and no script at all; inline styles carry the lengths of bars.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
BYTE_ORDER_MARK = "\ufeff".encode()
# Datasette's pages about itself, which give away paths, threads and settings.
PRIVATE_PATHS = frozenset(
    f"/-/{name}{ending}"
    for name in ("databases", "metadata", "plugins", "settings", "threads", "versions")
    for ending in ("", ".json")
)


def guard(application: Application) -> Application:
    """Wrap Datasette's application."""

    async def guarded(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
        elif scope["path"] in PRIVATE_PATHS:
            await _send_not_found(_with_headers(send))
        else:
            await application(scope, receive, _with_headers(_with_byte_order_mark(scope, send)))

    return guarded


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = _completed(list(message.get("headers", [])))
        await send(message)

    return send_with_headers


def _completed(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers with ours added; a policy that a page set for itself is stricter and stays."""
    ours = dict(HEADERS)
    names = {bytes(name).lower() for name, _value in headers}
    kept = [(bytes(name), bytes(value)) for name, value in headers if bytes(name).lower() not in ours]
    if b"content-security-policy" not in names:
        kept.append((b"content-security-policy", PAGE_POLICY.encode()))
    return [*kept, *HEADERS]


def _with_byte_order_mark(scope: MutableMapping[str, Any], send: Send) -> Send:
    """Begin Datasette's own CSV with a byte-order mark, unless the reader asks for `_bom=off`."""
    wanted = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("_bom", ["on"])[-1] != "off"
    if not wanted or not scope["path"].endswith(".csv") or scope["path"].startswith("/extracts/"):
        return send
    is_first = False

    async def send_with_mark(message: Message) -> None:
        nonlocal is_first
        if message["type"] == "http.response.start":
            is_first = message["status"] == 200
            if is_first:
                message["headers"] = [
                    h for h in message["headers"] if bytes(h[0]).lower() != b"content-length"
                ]
        elif is_first:
            is_first = False
            message["body"] = BYTE_ORDER_MARK + message.get("body", b"")
        await send(message)

    return send_with_mark


async def _send_not_found(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": "没有这一页 / Not found\n".encode()})
