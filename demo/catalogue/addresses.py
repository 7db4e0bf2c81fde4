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


def _hanweb_column(site: SiteFile, folder: str, published: date, number: int) -> str:
    """Old articles have a day with hyphens, new ones no day and a name of 32 digits."""
    column = folder.rstrip("/").rpartition("col")[2]
    if published.year < 2020:
        return f"/art/{published.year}-{published.month}-{published.day}/art_{column}_{number}.html"
    if published.year > 2024:
        return f"/art/{published.year}/art_{column}_{_hexadecimal(f'{site.id}/{number}')}.html"
    return f"/art/{published.year}/{published.month}/{published.day}/art_{column}_{number}.html"


def _hanweb_annual(_site: SiteFile, folder: str, published: date, _number: int) -> str:
    """The channel is the agency's code; a report for a year is published in the next."""
    code = folder.rstrip("/").rpartition("/")[2]
    return f"/module/xxgk/xxgkAnnualReport.jsp?area={code}&fbtime={published.year - 1}"


def _hexadecimal(seed: str) -> str:
    return f"{Random(seed).getrandbits(128):032x}"


def attachment_name(family: str, published: date, seed: str) -> str:
    """What a family calls a document beside an article: W0 and a time unless it is named here.

    A name that begins with / stands on its own; the others stand beside the article.
    """
    if family.startswith("hanweb_"):
        return f"/module/download/downfile.jsp?classid=0&filename={_hexadecimal(seed)}.docx"
    if family == "ucap":
        return f"files/{_hexadecimal(seed)}.docx"
    return f"W0{published:%Y%m%d}{Random(seed).randrange(10**9):09}.docx"


ADDRESSES: Mapping[str, Address] = {
    "content_id": _content_id,
    "generic": _generic,
    "gkmlpt": _gkmlpt,
    "hanweb_jpage": _hanweb_column,
    "hanweb_xxgk": _hanweb_column,
    "hanweb_xxgk_annual": _hanweb_annual,
    "trs_wcm": _trs_wcm,
    "ucap": _ucap,
}
