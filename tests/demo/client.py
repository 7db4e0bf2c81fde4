"""A plain HTTP client for the imitation web: what was sent, nothing followed, nothing decoded unasked.

It was there before: it brings the cookie that one host asks for.
"""

import gzip
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

from demo.hosts.habits import COOKIE
from demo.web import DemoWeb


@dataclass(frozen=True, slots=True)
class Reply:
    """One response. `body` has its content encoding undone; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def fetch(web: DemoWeb, url: str, headers: dict[str, str] | None = None, method: str = "GET") -> Reply:
    """Ask for a URL as one asks a proxy, with an absolute request target."""
    known = {"Host": urlsplit(url).netloc, "Cookie": COOKIE}
    return _exchange(web, url, known | (headers or {}), method)


def fetch_by_host(web: DemoWeb, url: str) -> Reply:
    """Ask for a URL as one asks an origin server: a path, and the host in its header."""
    parts = urlsplit(url)
    return _exchange(web, parts.path, {"Host": f"{parts.hostname}:{web.port}"}, "GET")


def _exchange(web: DemoWeb, target: str, headers: dict[str, str], method: str) -> Reply:
    connection = HTTPConnection("127.0.0.1", web.port, timeout=10)
    try:
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        body = response.read()
        named = {name.lower(): value for name, value in response.getheaders()}
    finally:
        connection.close()
    if named.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return Reply(response.status, named, body)
