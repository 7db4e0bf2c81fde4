"""The key that indexes of web archives sort addresses by: SURT, host parts reversed, the address normalised.

The rules are those of the Wayback Machine (WaybackURLKeyMaker), which pywb and cdxj-indexer follow as well:
scheme, user, default port, `www.` and session numbers are dropped, escapes made uniform, everything in
lower case, parameters in order.

>>> url_key("http://www.Example.test:80/nb/./T1.html?b=2&a=1#top")
'test,example)/nb/t1.html?a=1&b=2'
"""

import re
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

# What stays as it is when an address is escaped; the space, controls, `#`, `%` and all beyond ASCII do not.
UNESCAPED = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
DEFAULT_PORTS = {"http": 80, "https": 443}
SERVER_NUMBER = re.compile(r"^www\d*\.")
# Session numbers of the common servers, in a path and among parameters.
PATH_SESSIONS = (
    re.compile(r"(?<=/)\((?:[a-z]\([0-9a-z]{24}\))+\)/(?=[^?]+\.aspx)", re.IGNORECASE),
    re.compile(r"(?<=/)\([0-9a-z]{24}\)/(?=[^?]+\.aspx)", re.IGNORECASE),
)
QUERY_SESSIONS = (
    re.compile(r"(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}(?:&|$)", re.IGNORECASE),
    re.compile(r"aspsessionid[a-z]{8}=[a-z]{24}(?:&|$)", re.IGNORECASE),
    re.compile(r"cfid=[^&]+&cftoken=[^&]+(?:&|$)", re.IGNORECASE),
)


def url_key(url: str) -> str:
    """The SURT key of an http or https address."""
    parts = urlsplit(url.strip())
    host = _host(parts.hostname or "")
    port = parts.port
    shown_port = f":{port}" if port and port != DEFAULT_PORTS.get(parts.scheme) else ""
    query = _query(parts.query)
    return f"{host}{shown_port}){_path(parts.path)}{'?' + query if query else ''}"


def _host(host: str) -> str:
    if not host.isascii():
        host = host.encode("idna").decode()
    host = SERVER_NUMBER.sub("", re.sub(r"\.\.+", ".", host.lower()).strip("."))
    return ",".join(reversed(host.split(".")))


def _path(path: str) -> str:
    kept: list[str] = []
    parts = _unescape(path).split("/")[1:] or [""]
    for part in parts:
        if part == ".." and kept:
            kept.pop()
        elif part != ".":
            kept.append(part)
    inner, last = [part for part in kept[:-1] if part], kept[-1:]
    normal = _escape("/" + "/".join([*inner, *last])).lower()
    for session in PATH_SESSIONS:
        normal = session.sub("", normal)
    return normal.removesuffix("/") or "/"


def _query(query: str) -> str:
    normal = _escape(_unescape(query))
    for session in QUERY_SESSIONS:
        normal = session.sub("", normal)
    pairs = sorted(tuple(pair.split("=", 1)) for pair in normal.lower().split("&"))
    return "&".join("=".join(pair) for pair in pairs)


def _unescape(text: str) -> str:
    """Undo escapes until none is left; bytes stand for themselves, as latin-1."""
    data = text.encode("utf-8")
    while (undone := unquote_to_bytes(data)) != data:
        data = undone
    return data.decode("latin-1")


def _escape(text: str) -> str:
    return quote_from_bytes(text.encode("latin-1"), safe=UNESCAPED)
