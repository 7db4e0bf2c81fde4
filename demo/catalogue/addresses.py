"""Where each family of content management systems puts a document, by the family's name."""

from collections.abc import Callable, Mapping
from datetime import date
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


ADDRESSES: Mapping[str, Address] = {
    "content_id": _content_id,
    "generic": _generic,
    "trs_wcm": _trs_wcm,
}
