"""Lists of NFCMS, the portals of Guangdong: static files `index.html`, `index_2.html` (the second page), …

Articles are `content/post_<number>.html` below their channel, with a twin `mpost_<number>.html` for phones.
See docs/sites/nfcms.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from crawler.lists.anchors import Links, entries, next_page, page_links
from crawler.lists.asking import Ask, ListPage
from crawler.lists.channels import CHANNEL_FILE, MAX_STEPS_BELOW, channels_below, steps_below
from crawler.lists.entries import Entry
from crawler.lists.links import base_address, directory, is_below
from crawler.lists.written_rows import write_rows

ARTICLE = re.compile(r"/content/m?post_\d+\.html$")
PAGE_FILE = re.compile(r"/index_\d+\.html$")


def read_nfcms_list(html: str, url: str, ask: Ask) -> ListPage:
    """One list page: its articles, the channels below it, and the next page.

    `ask.state["root"]` is the folder of the site's own list, which channels must lie below.
    """
    soup = BeautifulSoup(html, "lxml")
    write_rows(soup)
    base, folder = base_address(soup, url), directory(url)
    state = {"root": folder, **ask.state}
    links = list(page_links(soup, base))
    found = tuple(_entries(links, url, folder))
    return ListPage(
        entries=found,
        lists=tuple(Ask(channel, state=state) for channel in _channels(soup, base, folder, state["root"])),
        following=_following(links, url, ask.number, found, state),
    )


def _entries(links: Links, url: str, folder: str) -> Iterator[Entry]:
    """Articles and what titles call reports; a channel called after a year is none."""
    addresses = {target for _, target in links}
    twins = {
        twin for twin in addresses if "/mpost_" in twin and twin.replace("/mpost_", "/post_") in addresses
    }
    # Read apart: beside an article its twin would hide whose the date of the row is.
    for part in (
        [link for link in links if link[1] not in twins],
        [link for link in links if link[1] in twins],
    ):
        for entry in entries(part, url, ARTICLE):
            if _is_page(entry.url):
                skip = "mobile_version" if entry.url in twins else entry.skip
                # Boxes beside the list show articles of other channels.
                yield replace(entry, skip=skip, in_channel=is_below(entry.url, folder))


def _is_page(url: str) -> bool:
    path = urlsplit(url).path
    return "." in path.rpartition("/")[2] and not CHANNEL_FILE.search(path)


def _channels(soup: BeautifulSoup, base: str, folder: str, root: str) -> Iterator[str]:
    for channel in channels_below(soup, base, folder):
        if steps_below(channel, root) <= MAX_STEPS_BELOW:
            yield channel


def _following(
    links: Links, url: str, number: int, found: Iterable[Entry], state: Mapping[str, str]
) -> Ask | None:
    """The next page by its link; where a script writes the pager, by the pattern of the names."""
    target = next_page(links, url, number)
    if target is None:
        folder = directory(url)
        has_pager = any(PAGE_FILE.search(link) and directory(link) == folder for _, link in links)
        if has_pager or not any(entry.in_channel for entry in found):
            return None
        target = f"{folder}index_{number + 2}.html"
    return Ask(target, number + 1, state=state)
