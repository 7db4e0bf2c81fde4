"""Lists that lie in folders below another: a channel for each year, agency or district.

>>> steps_below("http://x.gov.cn/nb/bm/2023n/", "http://x.gov.cn/nb/")
2
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from crawler.lists.links import absolute, directory, is_below

CHANNEL_FILE = re.compile(r"/(?:index\.s?html?)?$", re.I)
# Sub-channels are one folder below, at most with one more between.
MAX_STEPS_BELOW = 2


def channels_below(soup: BeautifulSoup, base: str, folder: str) -> Iterator[str]:
    """The folders of channels below this one, each once: links and the options of a year chooser."""
    seen: set[str] = set()
    for tag, attribute in [(a, "href") for a in soup.find_all("a")] + [
        (option, "value") for option in soup.find_all("option")
    ]:
        target = absolute(base, str(tag.get(attribute) or "#"))
        if target and "?" not in target and is_below(target, folder) and _is_channel_below(target, folder):
            channel = directory(target)
            if channel not in seen:
                seen.add(channel)
                yield channel


def steps_below(url: str, folder: str) -> int:
    """How many folders an address lies below another; 0 for the same folder and for one elsewhere."""
    if not is_below(url, folder):
        return 0
    return directory(url).partition("://")[2].removeprefix(folder.partition("://")[2]).count("/")


def _is_channel_below(target: str, folder: str) -> bool:
    path = urlsplit(target).path
    if not CHANNEL_FILE.search(path) and "." in path.rpartition("/")[2]:
        return False
    return 0 < steps_below(target, folder) <= MAX_STEPS_BELOW
