"""One look at one page before a site has an entry: as polite as a crawl, but nothing is stored.

robots.txt is obeyed, only hosts that an entry could list are asked, redirects are told and not followed.
"""

import socket
from collections.abc import Mapping
from contextlib import closing
from urllib.parse import urlsplit

import httpx
from protego import Protego

from crawler.addresses import first_private
from crawler.sites.model import ALLOWED_HOST
from crawler.user_agent import ROBOTS_NAME, user_agent

SECONDS = 30
MAX_BYTES = 10_000_000


class LookError(Exception):
    """The page could not be looked at; the message says why."""


def is_listable(url: str) -> bool:
    """Whether an entry could list this address."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(ALLOWED_HOST.fullmatch(parts.hostname or ""))


def look(url: str, contact: str, proxies: Mapping[str, str]) -> tuple[bytes, str | None]:
    """The bytes of one page and its Content-Type header. Raises LookError, also where robots.txt forbids."""
    if not is_listable(url):
        raise LookError(f"{url}: no http address under .gov.cn")
    parts = urlsplit(url)
    host = parts.hostname or ""
    proxy = next((address for suffix, address in proxies.items() if host.endswith(suffix)), None)
    address = None if proxy else _public_address(host)
    headers = {"User-Agent": user_agent(contact), "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}
    try:
        with httpx.Client(headers=headers, proxy=proxy, timeout=SECONDS, trust_env=False) as client:
            robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
            _check_robots(client.send(_request(client, robots, address)), robots, url)
            return _read(client, url, address)
    except httpx.HTTPError as error:
        raise LookError(f"{url}: {type(error).__name__}: {error}") from error


def _public_address(host: str) -> str:
    """Where a host name leads, looked up once: the address that was checked is the one that is asked."""
    try:
        found = socket.getaddrinfo(host, None, family=socket.AF_INET, type=socket.SOCK_STREAM)
    except OSError as error:
        raise LookError(f"{host}: the host name does not resolve") from error
    addresses = [str(address[0]) for *_, address in found]
    if refused := first_private(addresses):
        raise LookError(f"{host} leads to {refused}, which is no public address")
    return addresses[0]


def _request(client: httpx.Client, url: str, address: str | None) -> httpx.Request:
    """A request to `address` for a page of the host that the URL names; a proxy finds the address itself."""
    if address is None:
        return client.build_request("GET", url)
    target = httpx.URL(url)
    headers = {"Host": target.netloc.decode("ascii")}
    at = target.copy_with(host=address)
    return client.build_request("GET", at, headers=headers, extensions={"sni_hostname": target.host})


def _check_robots(answer: httpx.Response, robots: str, url: str) -> None:
    if answer.status_code >= 500:
        raise LookError(f"{robots}: status {answer.status_code}; without its rules the page is not asked for")
    rules = Protego.parse(answer.text if answer.status_code == 200 else "")
    if not rules.can_fetch(url, ROBOTS_NAME):
        raise LookError(f"{url}: forbidden by {robots}: an entry for it says so and is disabled")


def _read(client: httpx.Client, url: str, address: str | None) -> tuple[bytes, str | None]:
    with closing(client.send(_request(client, url, address), stream=True)) as answer:
        if answer.is_redirect:
            raise LookError(
                f"{url}: leads to {answer.headers.get('Location')}; look there if that is the site"
            )
        if answer.status_code != 200:
            raise LookError(f"{url}: status {answer.status_code}")
        body = b""
        for part in answer.iter_bytes():
            body += part
            if len(body) > MAX_BYTES:
                raise LookError(f"{url}: larger than {MAX_BYTES} bytes, no list page")
        return body, answer.headers.get("Content-Type")
