"""The CMS families a site entry may name: those with a spider, and those known but not built yet.

Importing this loads no Scrapy, so that `gongkai sites` answers at once.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.spiders.site import SiteSpider

# Adapter name -> where its spider class is.
ADAPTERS = {
    "ccontent_chunk": "crawler.spiders.ccontent_chunk:CcontentChunkSpider",
    "content_id": "crawler.spiders.content_id:ContentIdSpider",
    "epoint_ewb": "crawler.spiders.epoint_ewb:EpointEwbSpider",
    "generic": "crawler.spiders.generic:GenericSpider",
    "gkmlpt": "crawler.spiders.gkmlpt:GkmlptSpider",
    "lonsun": "crawler.spiders.lonsun:LonsunSpider",
    "nfcms": "crawler.spiders.nfcms:NfcmsSpider",
    "openness_showlist": "crawler.spiders.openness_showlist:OpennessShowlistSpider",
    "hebei_uuid": "crawler.spiders.hebei_uuid:HebeiUuidSpider",
    "huilan_eportal": "crawler.spiders.huilan_eportal:HuilanEportalSpider",
    "hanweb_jpaas": "crawler.spiders.hanweb_jpaas:HanwebJpaasSpider",
    "hanweb_jpage": "crawler.spiders.hanweb_jpage:HanwebJpageSpider",
    "hanweb_xxgk": "crawler.spiders.hanweb_xxgk:HanwebXxgkSpider",
    "hanweb_xxgk_annual": "crawler.spiders.hanweb_xxgk_annual:HanwebXxgkAnnualSpider",
    "jcms_snowflake": "crawler.spiders.jcms_snowflake:JcmsSnowflakeSpider",
    "sh_hex": "crawler.spiders.sh_hex:ShHexSpider",
    "trs_wcm": "crawler.spiders.trs_wcm:TrsWcmSpider",
    "ucap": "crawler.spiders.ucap:UcapSpider",
    "vsb_webber": "crawler.spiders.vsb_webber:VsbWebberSpider",
}

# Families recognised in the field that have no spider yet; an entry may name one only while disabled.
PLANNED_ADAPTERS = frozenset({"trs_irs", "trs_was5", "truecms"})


def adapter_class(name: str) -> "type[SiteSpider]":
    """The spider class of an adapter; KeyError where there is none."""
    module, attribute = ADAPTERS[name].split(":")
    spider: type[SiteSpider] = getattr(importlib.import_module(module), attribute)
    return spider
