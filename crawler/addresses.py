"""Where a host name leads: only to addresses of the public internet, unless a setting says otherwise.

A name on the list may come to resolve to a machine inside the operator's own network, by mistake or by
somebody's intent. Such a host is not asked. What is checked is what is connected to: the address goes into
Scrapy's cache of names.
"""

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import ip_address

from scrapy.resolver import dnscache

from crawler.failures import NotAsked
from crawler.outcomes import Verdict


async def pin_public_address(host: str, private_hosts: Iterable[str]) -> None:
    """Resolve a host name once and keep its address for the connection.

    `private_hosts` are suffixes of names that may lead anywhere. Raises NotAsked for a name that leads to
    an address which is not public; one that does not resolve is left to the download, which says so.
    """
    if host in dnscache or any(host.endswith(suffix) for suffix in private_hosts):
        return
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            host, None, family=socket.AF_INET, type=socket.SOCK_STREAM
        )
    except OSError:
        return
    addresses = [str(socket_address[0]) for *_, socket_address in found]
    if refused := first_private(addresses):
        raise NotAsked(Verdict("private_address", f"{host} leads to {refused}, which is no public address"))
    dnscache[host] = addresses[0]


def first_private(addresses: Iterable[str]) -> str | None:
    """The first address that is not on the public internet: private, loopback, link-local, reserved …

    >>> first_private(["8.8.8.8", "10.0.0.1"])
    '10.0.0.1'
    """
    return next((address for address in addresses if not ip_address(address).is_global), None)
