"""List pages of UCAP (开普): `list.shtml`, the second page `list_2.shtml`; or a list that a script fetches.

The first further page is `_2`; older installations count from nought, where it is `_1`. Lists that a script
fetches are read from their interface (`crawler/lists/ucap_search.py`). See docs/sites/ucap.md.
"""

import re
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from crawler.lists.anchors import read_anchors
from crawler.lists.asking import Ask, ListPage
from crawler.lists.links import base_address, directory
from crawler.lists.ucap_search import ask_interface

# /nantai/c100028/202301/<32 hex>.shtml, /202009/1314827.shtml, /202301/c11_199590.shtml, in Sichuan
# /scjhj/gknb/2020/3/9/<32 hex>.shtml, and /csrc/c106256/c3217074/content.shtml
ARTICLE = re.compile(
    r"/\d{6}/(?:[0-9a-f]{32}|\d{4,}|c\d+_\d+)\.s?html?$|/\d{4}/\d{1,2}/\d{1,2}/[0-9a-f]{32}\.s?html?$"
    r"|/c\d+[a-z]*/c\d+/content\.s?html?$",
    re.I,
)
# createPageHTML('page_div',5, 1,'fg','shtml',89): element, pages, current from 1, prefix, extension, records
PAGER = re.compile(
    r"""\bcreatePageHTML\s*\(\s*(?P<q>['"])[^'"]*(?P=q)\s*,\s*(?P<pages>\d+)\s*,\s*(?P<current>\d+)\s*,
    \s*['"](?P<prefix>[^'"]+)['"]\s*,\s*['"](?P<extension>\w+)['"]\s*(?:,\s*(?P<records>\d+)\s*)?\)""",
    re.X,
)
COMMENT = re.compile(r"^\s*//[^\n]*|/\*.*?\*/", re.M | re.S)
INTERFACE = re.compile(
    r"""['"`](?P<path>(?:(?:https?:)?//[^/'"`\s]+)?/(?:common/search|searchList|search)/)(?P<channel>[0-9a-f]{32})?['"`?]"""
)


def read_static_list(html: str, url: str, ask: Ask) -> ListPage:
    """One page of a list of files, or the way to the interface where a script fills the list."""
    page = read_anchors(html, url, ask, ARTICLE)
    soup = BeautifulSoup(html, "lxml")
    source = "\n".join(COMMENT.sub("", script.string or "") for script in soup.find_all("script"))
    pager = PAGER.search(source)
    if pager is None and not ask.state:
        interface = _interface(soup, source, url)
        return ListPage(page.entries, (*page.lists, *interface), page.following)
    state = _counting(pager, ask) if pager else dict(ask.state)
    return ListPage(
        page.entries,
        page.lists,
        _following(pager, ask, url, state),
        int(pager["records"]) if pager and pager["records"] else None,
    )


def other_second_page(ask: Ask) -> Ask | None:
    """The second page of an installation that counts from nought, where `_2` was none."""
    if ask.number != 1 or ask.state.get("first") != "1" or int(ask.state.get("pages", "0")) < 2:
        return None
    return _file(1, ask.url, {**ask.state, "first": "0"})


def _counting(pager: re.Match[str], ask: Ask) -> dict[str, str]:
    """How the files are named; `first` is the number that the first page would have."""
    given = {name: pager[name] for name in ("prefix", "extension", "pages")}
    return {"first": "1", **ask.state, **given}


def _following(pager: re.Match[str] | None, ask: Ask, url: str, state: dict[str, str]) -> Ask:
    """The next page. Where `_2` calls itself the third, the count began at nought: `_1` first, then `_3`."""
    if pager and ask.number == 1 and state["first"] == "1" and pager["current"] == "3":
        return _file(1, url, {**state, "first": "0", "then": "3"})
    return _file(int(state.pop("then", ask.number + 1)), url, state)


def _file(number: int, url: str, state: dict[str, str]) -> Ask:
    """The request for page `number`, counted from 0."""
    name = f"{state['prefix']}_{number + int(state['first'])}.{state['extension']}"
    return Ask(urljoin(directory(url), name), number, state=state)


def _interface(soup: BeautifulSoup, source: str, url: str) -> tuple[Ask, ...]:
    """The interface that the page's own script calls, for the channel it names or that of the page."""
    called = INTERFACE.search(source)
    meta = soup.find("meta", attrs={"name": re.compile("^channelid$", re.I)})
    channel = called["channel"] if called else None
    if channel is None and meta:
        channel = str(meta.get("content") or "").strip()
    if called is None or not channel:
        return ()
    return (ask_interface(urljoin(base_address(soup, url), called["path"] + channel)),)
