"""The hosts of the imitation web on a given night, by name.

>>> sorted(build_hosts(night=1))[0]
'www.nanfen.test'
"""

from collections.abc import Callable, Mapping
from functools import cache

from demo.catalogue.model import SiteFile
from demo.catalogue.reports import SITES
from demo.hosts.answer import Host, StaticHost
from demo.hosts.ccontent_chunk import chunk_host
from demo.hosts.content_id import content_id_host
from demo.hosts.epoint_ewb import epoint_host
from demo.hosts.generic import old_host
from demo.hosts.gkmlpt import gkmlpt_host
from demo.hosts.habits import with_habits
from demo.hosts.hanweb_jpaas import jpaas_host
from demo.hosts.hanweb_jpage import jpage_host
from demo.hosts.hanweb_xxgk import xxgk_host
from demo.hosts.hanweb_xxgk_annual import annual_host
from demo.hosts.hebei_uuid import hebei_host
from demo.hosts.huilan_eportal import eportal_host
from demo.hosts.jcms_snowflake import jcms_host
from demo.hosts.lonsun import lonsun_host
from demo.hosts.mirror import mirror_host
from demo.hosts.nfcms import nfcms_host
from demo.hosts.openness import openness_host
from demo.hosts.refusals import refusal_hosts
from demo.hosts.sh_hex import sh_hex_host
from demo.hosts.site import trs_host
from demo.hosts.themes import THEMES
from demo.hosts.ucap import ucap_host
from demo.hosts.vsb_webber import vsb_host
from demo.render.theme import Theme

__all__ = ["FAMILIES", "Host", "build_hosts"]

# How the host of a family is made, by the name of its adapter.
FAMILIES: Mapping[str, Callable[[SiteFile, Theme, int], StaticHost]] = {
    "ccontent_chunk": chunk_host,
    "content_id": content_id_host,
    "epoint_ewb": epoint_host,
    "generic": old_host,
    "gkmlpt": gkmlpt_host,
    "lonsun": lonsun_host,
    "nfcms": nfcms_host,
    "openness_showlist": openness_host,
    "hebei_uuid": hebei_host,
    "huilan_eportal": eportal_host,
    "hanweb_jpaas": jpaas_host,
    "hanweb_jpage": jpage_host,
    "hanweb_xxgk": xxgk_host,
    "hanweb_xxgk_annual": annual_host,
    "jcms_snowflake": jcms_host,
    "sh_hex": sh_hex_host,
    "trs_wcm": trs_host,
    "ucap": ucap_host,
    "vsb_webber": vsb_host,
}


@cache
def build_hosts(night: int) -> Mapping[str, Host]:
    """Every host as it answers on a night. Pages are made when they are first asked for."""
    sites = [
        with_habits(FAMILIES[site.family](site, THEMES[site.id], night), site) for site in SITES.values()
    ]
    return {host.name: host for host in [*sites, *refusal_hosts(), mirror_host()]}
