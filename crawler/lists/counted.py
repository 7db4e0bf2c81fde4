"""Lists of static pages that a script counts up: the second one has a 2 in its name, and nothing links to it.

Shanghai's portals (`sh_hex`) call them `index_2.html`, the JCMS of 延安 (`jcms_snowflake`) `2.html` after
`1.html`. Both have channels for years beside or below a list. See docs/sites/sh_hex.md and
docs/sites/jcms_snowflake.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from crawler.lists.anchors import Links, entries, next_page, page_links
from crawler.lists.asking import Ask, ListPage
from crawler.lists.channels import MAX_STEPS_BELOW, steps_below
from crawler.lists.links import base_address, directory
from crawler.lists.titles import is_bare_year


@dataclass(frozen=True, slots=True)
class Counted:
    """How a family names things: its articles, the first page of a list, the further ones ({number} from 1).

    `pager` is what the script of a list with several pages has.
    """

    article: re.Pattern[str]
    first: re.Pattern[str]
    further: str
    pager: re.Pattern[str]


# /nw12344/20230331/4a03b5fa47ae4c73b7ec42801de6be66.html, before 2020 /nw9822/20200906/0001-9822_653206.html
SH_HEX = Counted(
    article=re.compile(r"/\d{8}/(?:[0-9a-f]{32}|\d{4}-\d+_\d+)\.html$"),
    first=re.compile(r"/(?:index\.html)?$"),
    further="index_{number}.html",
    pager=re.compile(r"\btotalPage\s*:"),
)
# /zfxxgk/zfxxgknb/xj/1882251480800149505.html
JCMS_SNOWFLAKE = Counted(
    article=re.compile(r"/\d{18,20}\.html$"),
    first=re.compile(r"/(?:1\.html)?$"),
    further="{number}.html",
    pager=re.compile(r"\bmaxPage\s*="),
)


def read_counted_list(html: str, url: str, ask: Ask, family: Counted) -> ListPage:
    """One page of a list, with the channels of years on the first."""
    soup = BeautifulSoup(html, "lxml")
    links = list(page_links(soup, base_address(soup, url)))
    channels = tuple(dict.fromkeys(_channels(links, url, family)))
    found = tuple(entry for entry in entries(links, url, family.article) if entry.url not in channels)
    following = next_page(links, url, ask.number) or _counted(soup, url, ask.number, family)
    return ListPage(
        entries=found,
        lists=() if ask.number else tuple(map(Ask, channels)),
        following=Ask(following, ask.number + 1) if following else None,
    )


def _channels(links: Links, url: str, family: Counted) -> Iterator[str]:
    """The first pages of lists below this one, and of those that are called by a year wherever they stand."""
    folder, host = directory(url), urlsplit(url).hostname
    for link, target in links:
        parts = urlsplit(target)
        if parts.hostname != host or not family.first.search(parts.path) or directory(target) == folder:
            continue
        if is_bare_year(link.get_text()) or 0 < steps_below(target, folder) <= MAX_STEPS_BELOW:
            yield target


def _counted(soup: BeautifulSoup, url: str, number: int, family: Counted) -> str | None:
    """The page after `number` (from 0) by its name, where a script pages the list."""
    scripts = "\n".join(script.string or "" for script in soup.find_all("script"))
    if not family.pager.search(scripts):
        return None
    return directory(url) + family.further.format(number=number + 2)
