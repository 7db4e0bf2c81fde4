"""Where each family of content management systems puts a document, by the family's name."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from zlib import crc32

from demo.catalogue.model import SiteFile

# The folder of the channel, the day of publication and the document's number, to the path.
Address = Callable[[SiteFile, str, date, int], str]


def document_url(site: SiteFile, channel: str, published: date, name: str) -> str:
    """The address of a document; `name` tells it from the others of its host."""
    number = crc32(f"{site.id}/{name}".encode()) % 900_000 + 100_000
    folder = f"{site.root}{channel}/" if channel else site.root
    return f"http://{site.host}{ADDRESSES[site.family](site, folder, published, number)}"


def document_file_url(url: str) -> str:
    """The address of a PDF in place of a page: TRS puts P0, the day and a number before its suffix."""
    folder, _, name = url.rpartition("/")
    return f"{folder}/P0{''.join(filter(str.isdigit, name))}.pdf"


def _trs_wcm(site: SiteFile, folder: str, published: date, number: int) -> str:
    return f"{folder}{published:%Y%m}/t{published:%Y%m%d}_{number}.{site.extension}"


def _content_id(_site: SiteFile, folder: str, _published: date, number: int) -> str:
    return f"{folder}content_{number}"


def _generic(_site: SiteFile, _folder: str, _published: date, number: int) -> str:
    return f"/zwgk/show.asp?id={number}"


def _gkmlpt(site: SiteFile, folder: str, _published: date, number: int) -> str:
    """`number` below the platform of the channel, in folders of its thousands and millions."""
    platform = folder.removeprefix(site.root).strip("/").rpartition("/")[0]
    post = 4_000_000 + number
    start = f"/{platform}" if platform else ""
    return f"{start}/gkmlpt/content/{post // 1_000_000}/{post // 1_000}/post_{post}.html"


def _ucap(site: SiteFile, folder: str, published: date, number: int) -> str:
    """Channels whose code ends in n give each article a folder, the others a name of 32 digits."""
    if folder.endswith("n/"):
        return f"{folder}c{number}/content.shtml"
    return f"{folder}{published:%Y%m}/{_hexadecimal(f'{site.id}/{number}')}.shtml"


def _ccontent_chunk(_site: SiteFile, folder: str, _published: date, number: int) -> str:
    return f"{folder}c{number}/content.html"


def _epoint_ewb(site: SiteFile, folder: str, published: date, number: int) -> str:
    return f"{folder}{published:%Y%m%d}/{_guid(site, number)}.html"


def _huilan_eportal(_site: SiteFile, folder: str, published: date, number: int) -> str:
    """Older articles have short numbers, newer ones such as begin with a date."""
    if published.year < 2022:
        return f"{folder}{number}/index.html"
    return f"{folder}{published:%Y%m%d}09{number:09}/index.shtml"


def _hanweb_column(site: SiteFile, folder: str, published: date, number: int) -> str:
    """Old articles have a day with hyphens, new ones no day and a name of 32 digits."""
    column = folder.rstrip("/").rpartition("col")[2]
    if published.year < 2020:
        return f"/art/{published.year}-{published.month}-{published.day}/art_{column}_{number}.html"
    if published.year > 2024:
        return f"/art/{published.year}/art_{column}_{_hexadecimal(f'{site.id}/{number}')}.html"
    return f"/art/{published.year}/{published.month}/{published.day}/art_{column}_{number}.html"


def _vsb_webber(_site: SiteFile, folder: str, _published: date, number: int) -> str:
    """All articles stand below /info, in a folder for each column."""
    return f"/info/{crc32(folder.encode()) % 9_000 + 1_000}/{number}.htm"


def _hanweb_jpaas(site: SiteFile, folder: str, published: date, number: int) -> str:
    return f"{folder}art/{published.year}/art_{_hexadecimal(f'{site.id}/{number}')}.html"


def _hanweb_annual(_site: SiteFile, folder: str, published: date, _number: int) -> str:
    """The channel is the agency's code; a report for a year is published in the next."""
    code = folder.rstrip("/").rpartition("/")[2]
    return f"/module/xxgk/xxgkAnnualReport.jsp?area={code}&fbtime={published.year - 1}"


def _guid(site: SiteFile, number: int) -> str:
    digits = _hexadecimal(f"{site.id}/{number}")
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _hexadecimal(seed: str) -> str:
    return f"{Random(seed).getrandbits(128):032x}"


def attachment_name(family: str, published: date, seed: str, prefix: str, suffix: str) -> str:
    """What a family calls a document beside an article: `prefix`, day and number unless it is named here.

    A name that begins with / stands on its own; the others stand beside the article.
    """
    digits = _hexadecimal(seed)
    name = DOCUMENTS.get("hanweb" if family.startswith("hanweb_") else family)
    if name is None:
        return f"{prefix}{published:%Y%m%d}{Random(seed).randrange(10**9):09}{suffix}"
    return name.format(digits=digits, short=digits[:24], number=int(digits[:6], 16), suffix=suffix)


# What some families call a document. Two of these addresses say nothing of what stands there.
DOCUMENTS: Mapping[str, str] = {
    "gkmlpt": "/attachment/0/{number}/{digits}{suffix}",
    "hanweb": "/module/download/downfile.jsp?classid=0&filename={digits}{suffix}",
    "lonsun": "/group6/M00/0A/3F/{digits}{suffix}",
    "nfcms": "/attachment/0/{number}/{digits}{suffix}",
    "openness_showlist": "/index.php?c=getFile&id={short}",
    "ucap": "files/{digits}{suffix}",
    "vsb_webber": "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1348&wbfileid={number}",
}


def _nfcms(_site: SiteFile, folder: str, _published: date, number: int) -> str:
    return f"{folder}content/post_{9_000_000 + number}.html"


def _openness(_site: SiteFile, folder: str, _published: date, number: int) -> str:
    """Numbers in the newer generation, 24 hexadecimal digits in the older."""
    if "/opennessAnnualReport/" in folder:
        return f"/openness/detail/annual_report/5e1f0c2a9d3b{number:012x}.html"
    return f"/OpennessContent/show/{number}.html"


def _lonsun(site: SiteFile, folder: str, _published: date, number: int) -> str:
    """Below the organ, whatever its category."""
    organ = folder.removeprefix(site.root).partition("/")[0]
    return f"/public/{organ}/{70_000_000 + number}.html"


def _sh_hex(site: SiteFile, folder: str, published: date, number: int) -> str:
    """Below the archive of the year; what was moved in 2020 has numbers of its own."""
    archive = folder.removeprefix(site.root).strip("/")
    name = f"0001-{number // 1000}_{number}" if published.year < 2020 else _hexadecimal(f"{site.id}/{number}")
    return f"/{archive}/{published:%Y%m%d}/{name}.html"


def _jcms_snowflake(_site: SiteFile, folder: str, published: date, number: int) -> str:
    """Nineteen digits, as these identifiers have: the time, and what tells two of a moment apart."""
    days = (published - date(2010, 1, 1)).days
    return f"{folder}{1_200_000_000_000_000_000 + days * 10**14 + number}.html"


def _hebei_uuid(site: SiteFile, folder: str, published: date, number: int) -> str:
    return f"{folder}{published:%Y%m}/{published:%d}/{_guid(site, number)}.html"


ADDRESSES: Mapping[str, Address] = {
    "ccontent_chunk": _ccontent_chunk,
    "content_id": _content_id,
    "epoint_ewb": _epoint_ewb,
    "generic": _generic,
    "gkmlpt": _gkmlpt,
    "lonsun": _lonsun,
    "nfcms": _nfcms,
    "openness_showlist": _openness,
    "hebei_uuid": _hebei_uuid,
    "huilan_eportal": _huilan_eportal,
    "hanweb_jpaas": _hanweb_jpaas,
    "hanweb_jpage": _hanweb_column,
    "hanweb_xxgk": _hanweb_column,
    "hanweb_xxgk_annual": _hanweb_annual,
    "jcms_snowflake": _jcms_snowflake,
    "sh_hex": _sh_hex,
    "trs_wcm": _trs_wcm,
    "ucap": _ucap,
    "vsb_webber": _vsb_webber,
}
