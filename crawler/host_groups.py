"""Which sites are crawled by one process: those that share a host never by two, so that it is asked by one.

>>> process_count({"a.test": 2.0, "b.test": 2.0}, cores=2)
1
>>> process_count({f"h{number}.test": 0.5 for number in range(200)}, cores=2)
2
"""

from collections.abc import Mapping, Sequence
from math import ceil

from crawler.sites import Site

# What one process fetches, archives and enters in a second; measured: docs/crawl-speed.md.
REQUESTS_A_SECOND = 100
# Fewer hosts are crawled sooner by one process than a second one is started.
HOSTS_A_PROCESS = 16


def process_count(delays: Mapping[str, float], cores: int) -> int:
    """How many processes these hosts are worth, by the seconds between two requests to each.

    Hosts that are asked without a pause, which are those of the demo and of trials, are worth one: such a
    crawl is over before a second process has started, and takes longer with it.
    """
    wanted = ceil(sum(1 / delay for delay in delays.values() if delay > 0) / REQUESTS_A_SECOND)
    return max(1, min(cores, wanted, len(delays) // HOSTS_A_PROCESS))


def host_groups(sites: Sequence[Site], number: int) -> list[list[Site]]:
    """The sites in so many groups of about as many lists each, or fewer; no host is in two of them."""
    groups: list[list[Site]] = [[] for _ in range(number)]
    for together in sorted(_sharing_hosts(sites), key=_lists, reverse=True):
        min(groups, key=_lists).extend(together)
    return [group for group in groups if group]


def _lists(sites: Sequence[Site]) -> int:
    return sum(len(site.lists) for site in sites)


def _sharing_hosts(sites: Sequence[Site]) -> list[list[Site]]:
    """The sites that hang together by their hosts."""
    found: list[tuple[set[str], list[Site]]] = []
    for site in sites:
        hosts, together, apart = set(site.hosts), [site], []
        for other in found:
            if other[0] & hosts:
                hosts |= other[0]
                together = other[1] + together
            else:
                apart.append(other)
        found = [*apart, (hosts, together)]
    return [together for _, together in found]
