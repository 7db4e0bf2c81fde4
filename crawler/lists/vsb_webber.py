"""List pages of VSB (博达): `<channel>.htm`, then `<channel>/<n>.htm` counted down; or pages of `list.jsp`.

The highest n is the second page, 1 the oldest. Pagers are rendered as links (下页); where there is none, the
list is counted on. See docs/sites/vsb_webber.md.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from crawler.lists.anchors import entries, next_page, page_links
from crawler.lists.asking import Ask, ListPage
from crawler.lists.links import base_address

# /info/7226/316126.htm; dynamic lists link content.jsp?urltype=news.NewsContentUrl&wbtreeid=1&wbnewsid=2, of
# which the path says nothing: titles tell.
ARTICLE = re.compile(r"/info/\d+/\d+\.htm$")
NUMBERED = re.compile(r"^(?P<channel>.*)/(?P<number>\d+)\.htm$")
FIRST = re.compile(r"^(?P<channel>.*/[^/]+)\.htm$")
RECORDS = re.compile(r"^共\s*(\d+)\s*条$")
PAGE_OF = re.compile(r"^(\d+)\s*/\s*(\d+)$")
# PAGENUM=2, and a47862p=2 where the pager has the number of its component.
PAGE_PARAMETER = re.compile(r"^(?:PAGENUM|a\d+p)$")


def read_vsb_list(html: str, url: str, ask: Ask) -> ListPage:
    """One page of a list."""
    soup = BeautifulSoup(html, "lxml")
    links = list(page_links(soup, base_address(soup, url)))
    linked = next_page(links, url, ask.number)
    pages, records = _counts(soup)
    following = linked or _counted_down(url, ask.number, pages) or _counted_on(url)
    return ListPage(
        entries=tuple(entries(links, url, ARTICLE)),
        following=Ask(following, ask.number + 1, state={"missed": ""}) if following else None,
        promised=records,
    )


def page_behind_gap(ask: Ask) -> Ask | None:
    """The page below a missing one: older ones may be there. Two gaps running are the end."""
    following = _counted_down(ask.url, ask.number) if ask.number and not ask.state["missed"] else None
    return Ask(following, ask.number + 1, state={"missed": "1"}) if following else None


def _counts(soup: BeautifulSoup) -> tuple[int, int | None]:
    """Pages and records, as the pager prints them: 共52条 … 1/11."""
    pages, records = 0, None
    for text in soup.stripped_strings:
        if of := PAGE_OF.match(text):
            pages = int(of[2])
        elif (said := RECORDS.match(text)) and records is None:
            records = int(said[1])
    return pages, records


def _counted_down(url: str, place: int, pages: int = 0) -> str | None:
    """The file after this one, which has its place from 0 in the list: `nb.htm` of 11 pages, `nb/10.htm`."""
    parts = urlsplit(url)
    # The first page may have a number for its name, too: a year's.
    found = (NUMBERED if place else FIRST).match(parts.path)
    if found is None:
        return None
    channel, number = found["channel"], int(found["number"]) - 1 if place else pages - 1
    return urlunsplit((parts.scheme, parts.netloc, f"{channel}/{number}.htm", "", "")) if number > 0 else None


def _counted_on(url: str) -> str | None:
    """The next page of a list whose address has a page number; the first page's has none and needs a link."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    raised = [(k, str(int(v) + 1) if PAGE_PARAMETER.match(k) and v.isdigit() else v) for k, v in query]
    if raised == query:
        return None
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(raised), ""))
