"""What a list page holds, whatever the CMS: entries that lead to reports and entries that are left out."""

from dataclasses import dataclass

from bs4 import Tag

from crawler.lists.dates import strip_dates
from crawler.lists.titles import is_cut


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a list. `skip` is None for a report, else the reason it is not fetched."""

    url: str
    title: str
    date: str | None
    skip: str | None
    in_channel: bool = True


def whole_title(link: Tag) -> str:
    """The title a link stands for: templates cut its text and keep the whole in the `title` attribute."""
    attribute = _clean(str(link.get("title") or ""))
    text = strip_dates(_clean(link.get_text(" ")))
    if not text:
        image = link.find("img")
        text = _clean(str(image.get("alt") or image.get("title") or "")) if image else ""
    if attribute and (is_cut(text) or len(attribute) >= len(text)):
        return attribute
    return text


def _clean(text: str) -> str:
    return " ".join(text.split())
