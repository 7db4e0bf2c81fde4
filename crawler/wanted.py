"""A request as an address of the frontier, and what its answer gives to ask with the next time."""

import hashlib

from scrapy import Request
from scrapy.http import Response

from archive.frontier import UrlKey, Validators, Wanted


def key_of(request: Request) -> UrlKey:
    """What tells this request from others of its site."""
    posted = hashlib.sha256(request.body).hexdigest() if request.body else ""
    return UrlKey(request.meta["site_id"], request.url, posted)


def wanted_of(request: Request) -> Wanted:
    """The request as the frontier keeps it."""
    key = key_of(request)
    return Wanted(
        site_id=key.site_id,
        url=key.url,
        posted=key.posted,
        kind=request.meta["kind"],
        list_url=request.meta.get("list_url"),
        list_title=request.meta.get("list_title"),
        list_date=request.meta.get("list_date"),
    )


def validators_of(response: Response) -> Validators:
    """What the server gave to ask with whether its content is still the same."""
    return Validators(_header(response, "ETag"), _header(response, "Last-Modified"))


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
