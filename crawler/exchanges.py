"""From Scrapy's requests and responses to what the archive writes and what the outcome rules judge."""

from scrapy import Request
from scrapy.http import Headers, Response

from archive.warc import Exchange, decode_content
from crawler.outcomes import Answer
from crawler.wire import Heads
from parsers.decode import NotTextError, decode

# Enough of a document to see whether it is a web page in disguise.
SNIFFED_BYTES = 1024


def exchange_of(request: Request, response: Response, fetched_at: str) -> Exchange:
    """The exchange as it went over the wire."""
    through_proxy = bool(request.meta.get("proxy"))
    heads: Heads = request.meta["heads"]
    return Exchange(
        url=request.url,
        fetched_at=fetched_at,
        status=response.status,
        payload=response.body,
        request_body=request.body,
        truncated="disconnect" if is_truncated(response) else None,
        ip_address=None if through_proxy or not response.ip_address else str(response.ip_address),
        response_head=heads.response,
        request_head=heads.request,
    )


def answer_of(request: Request, response: Response, hosts: frozenset[str]) -> Answer:
    """The response as the rules see it. Raises ContentError for a body that expands beyond all measure."""
    names = {name.decode("latin-1").lower() for name in response.headers}
    return Answer(
        kind=request.meta["kind"],
        url=request.url,
        status=response.status,
        hosts=hosts,
        headers={name: _joined(response.headers, name) for name in names},
        text=_text(request, response),
        length=len(response.body),
        truncated=is_truncated(response),
    )


def is_truncated(response: Response) -> bool:
    """Whether the connection ended before the announced end of the body."""
    return "dataloss" in response.flags


def content_type_of(response: Response) -> str | None:
    """The Content-Type header, if there is one."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None


def page_text(response: Response) -> str:
    """The text of a page whose Content-Encoding is undone already."""
    return decode(response.body, content_type_of(response)).text


def _text(request: Request, response: Response) -> str | None:
    codings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
    body = decode_content(response.body, codings)
    if request.meta["kind"] == "attachment":
        return body[:SNIFFED_BYTES].decode("latin-1")
    try:
        return decode(body, content_type_of(response)).text
    except NotTextError:
        return None


def _joined(headers: Headers, name: str) -> str:
    return ", ".join(value.decode("latin-1") for value in headers.getlist(name))
