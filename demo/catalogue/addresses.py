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


def _ccontent_chunk(_site: SiteFile, folder: str, _published: date, number: int) -> str:
    return f"{folder}c{number}/content.html"


def _epoint_ewb(site: SiteFile, folder: str, published: date, number: int) -> str:
    digits = _hexadecimal(f"{site.id}/{number}")
    guid = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return f"{folder}{published:%Y%m%d}/{guid}.html"


def _huilan_eportal(_site: SiteFile, folder: str, published: date, number: int) -> str:
    """Older articles have short numbers, newer ones such as begin with a date."""
    if published.year < 2022:
        return f"{folder}{number}/index.html"
    return f"{folder}{published:%Y%m%d}09{number:09}/index.shtml"


def _vsb_webber(_site: SiteFile, folder: str, _published: date, number: int) -> str:
    """All articles stand below /info, in a folder for each column."""
    return f"/info/{crc32(folder.encode()) % 9_000 + 1_000}/{number}.htm"


def _hexadecimal(seed: str) -> str:
    return f"{Random(seed).getrandbits(128):032x}"


def attachment_name(family: str, published: date, seed: str) -> str:
    """What a family calls a document beside an article: W0 and a time unless it is named here."""
    if family == "ucap":
        return f"files/{_hexadecimal(seed)}.docx"
    return f"W0{published:%Y%m%d}{Random(seed).randrange(10**9):09}.docx"


ADDRESSES: Mapping[str, Address] = {
    "ccontent_chunk": _ccontent_chunk,
    "content_id": _content_id,
    "epoint_ewb": _epoint_ewb,
    "generic": _generic,
    "gkmlpt": _gkmlpt,
    "huilan_eportal": _huilan_eportal,
    "trs_wcm": _trs_wcm,
    "ucap": _ucap,
    "vsb_webber": _vsb_webber,
}
