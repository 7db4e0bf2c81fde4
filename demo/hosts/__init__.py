"""The hosts of the imitation web on a given night, by name.

>>> sorted(build_hosts(night=1))[0]
'www.nanfen.test'
"""

from collections.abc import Mapping
from functools import cache

from demo.catalogue.reports import SITES
from demo.hosts.answer import Host
from demo.hosts.mirror import mirror_host
from demo.hosts.site import site_host
from demo.hosts.themes import THEMES

__all__ = ["Host", "build_hosts"]


@cache
def build_hosts(night: int) -> Mapping[str, Host]:
    """Every host as it answers on a night. Pages are made when they are first asked for."""
    sites = [site_host(site, THEMES[site.id], night) for site in SITES.values()]
    return {host.name: host for host in [*sites, mirror_host()]}
