"""List pages of the CMS with `/n1/n2/c3/content.html`: further pages are fragments that count down.

`index.html` shows the newest entries. The rest stands in `index_<component>_<n>.html`, pieces of HTML that a
script loads into the page: the highest n is the second page, 1 the oldest. Their addresses stand in hidden
links, or follow from the script's `maxPageNum`. See docs/sites/ccontent_chunk.md.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from crawler.lists.anchors import entries, page_links
from crawler.lists.asking import Ask, ListPage
from crawler.lists.links import base_address

ARTICLE = re.compile(r"/c\d+/content(?:_\d+)?\.html?$")
CHUNK = re.compile(r"^(?P<prefix>.*/[^/]*?_\d+_)(?P<number>\d+)(?P<extension>\.html?)$")
# What the script says where there are no hidden links: the component, and one more than the highest number.
COMPONENT = re.compile(r"\bpag_(\d+)\b")
PAGES = re.compile(r"\bmaxPageNum\s*=\s*[\"']?([1-9]\d*)")
PAGE_FILE = re.compile(r"[^/]*\.html?$")


def read_chunk(html: str, url: str, ask: Ask) -> ListPage:
    """The page that begins a list, or one of its fragments."""
    soup = BeautifulSoup(html, "lxml")
    links = list(page_links(soup, base_address(soup, url)))
    found = tuple(entries(links, url, ARTICLE))
    # The page's frames are its menus: they are not followed.
    if ask.state:
        return ListPage(found, following=next_chunk(ask))
    chains = _chains([target for _, target in links]) or _chain_of_script(soup, url)
    asks = [_ask(chain, ask.number + 1) for chain in chains]
    return ListPage(found, tuple(asks[1:]), asks[0] if asks else None)


def next_chunk(ask: Ask) -> Ask | None:
    """The fragment below this one; None below the first, which is the oldest."""
    number = int(ask.state["chunk"]) - 1
    return _ask({**ask.state, "chunk": str(number), "missed": "0"}, ask.number + 1) if number else None


def chunk_behind_gap(ask: Ask) -> Ask | None:
    """The fragment below a missing one: older ones may be there. Two gaps running are the end."""
    following = next_chunk(ask) if ask.state and ask.state["missed"] == "0" else None
    return _ask({**following.state, "missed": "1"}, following.number) if following else None


def _ask(chain: Mapping[str, str], number: int) -> Ask:
    address = f"{chain['prefix']}{chain['chunk']}{chain['extension']}"
    return Ask(address, number, state={"missed": "0", **chain})


def _chains(targets: list[str]) -> list[dict[str, str]]:
    """For each component of the page that is paged, the highest of the numbers linked to."""
    numbers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for target in targets:
        if chunk := CHUNK.match(target):
            numbers[chunk["prefix"], chunk["extension"]].append(int(chunk["number"]))
    return [
        {"prefix": prefix, "extension": extension, "chunk": str(max(found))}
        for (prefix, extension), found in numbers.items()
        if max(found)
    ]


def _chain_of_script(soup: BeautifulSoup, url: str) -> list[dict[str, str]]:
    source = "\n".join(script.string or "" for script in soup.find_all("script"))
    component, pages = COMPONENT.search(source), PAGES.findall(source)
    highest = max(map(int, pages), default=0) - 1
    if component is None or highest < 1:
        return []
    page = url if PAGE_FILE.search(url) else urljoin(url, "index.html")
    stem, _, extension = page.rpartition(".")
    return [{"prefix": f"{stem}_{component[1]}_", "extension": f".{extension}", "chunk": str(highest)}]
