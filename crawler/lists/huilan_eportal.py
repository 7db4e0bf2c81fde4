"""List pages of Huilan's eportal (汇蓝): files for the first pages, the portal itself for the rest.

A list has its own pager in hidden fields and in attributes that a script reads: `tagname` and `onclick` give
the address of each further page, `<start of the module's id>-2.html` or `/eportal/ui?pageId=…&currentPage=2`.
See docs/sites/huilan_eportal.md.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from crawler.lists.anchors import NEXT_PAGE, Links, entries, next_page, page_links
from crawler.lists.asking import Ask, ListPage
from crawler.lists.links import absolute, base_address, directory, is_below
from crawler.lists.titles import is_about_reports, is_bare_year

# …/5886782/index.html and …/2024011617343525212/index.shtml, whose number begins with a date.
ARTICLE = re.compile(r"/(?:\d{5,9}|\d{12,})/(?:index\.s?html?)?$", re.I)
CHANNEL_FILE = re.compile(r"/(?:index\.s?html?)?$", re.I)
PORTAL = re.compile(r"/eportal/ui$")
# A further page: a file whose name ends in its number, or the portal's parameter.
PAGE_FILE = re.compile(r"/(?P<module>\w+)-(?P<number>\d+)\.s?html?$", re.I)
QUOTED = re.compile(r"""['"]([^'"]+)['"]""")
NEXT_CALL = re.compile(r"\bnext\(\s*['\"]?(\d+)")
# A year inside an agency, or the other way round.
MAX_STEPS_BELOW = 2


def read_portal_list(html: str, url: str, ask: Ask) -> ListPage:
    """One page of a list, with the channels below it on the first."""
    soup = BeautifulSoup(html, "lxml")
    base = base_address(soup, url)
    links = list(page_links(soup, base))
    folder = ask.state["folder"] if ask.state else _folder(url)
    channels = () if ask.number or not folder else tuple(dict.fromkeys(_channels(links, folder)))
    found = tuple(
        entry
        for entry in entries(links, url, ARTICLE)
        # What looks like an article elsewhere on the site is a menu's channel.
        if entry.url not in channels
        and (is_below(entry.url, folder) or entry.skip is None or is_about_reports(entry.title))
    )
    asks: list[Ask] = []
    if ask.state.get("portal") or ask.state.get("module"):
        asks = [_following(soup, base, ask)]
    elif not ask.number:
        asks = list(_pagers(soup, base, url, folder))
    if not asks and (linked := next_page(links, url, ask.number)):
        asks = [Ask(linked, ask.number + 1, state=_state(folder))]
    return ListPage(found, (*map(Ask, channels), *asks[1:]), asks[0] if asks else None)


def page_by_portal(ask: Ask) -> Ask | None:
    """A page that an announced file would have been: only the first pages of long lists are files."""
    pages, portal = ask.state.get("pages", ""), ask.state.get("portal", "")
    announced = pages.isdigit() and ask.number < int(pages)
    if not announced or not portal or PORTAL.search(urlsplit(ask.url).path):
        return None
    return Ask(_portal_page(portal, ask.number + 1), ask.number, state=ask.state)


def _state(folder: str, module: str = "", portal: str = "", pages: str = "") -> dict[str, str]:
    """What is known of a list: its folder, its module, its address at the portal, how many pages it has."""
    return {"folder": folder, "module": module, "portal": portal, "pages": pages}


def _folder(url: str) -> str:
    """What articles of the list lie below; nothing is known of it where the portal shows the list."""
    return "" if PORTAL.search(urlsplit(url).path) else directory(url)


def _channels(links: Links, folder: str) -> Iterator[str]:
    """Channels below the list: named folders, and numbered ones called by a year."""
    for link, target in links:
        path = urlsplit(target).path
        steps = directory(target).partition("://")[2].removeprefix(folder.partition("://")[2]).count("/")
        if not is_below(target, folder) or not CHANNEL_FILE.search(path) or steps > MAX_STEPS_BELOW:
            continue
        if steps and (is_bare_year(link.get_text()) or not ARTICLE.search(path)):
            yield target


def _pagers(soup: BeautifulSoup, base: str, url: str, folder: str) -> Iterator[Ask]:
    """The second page of each list on the page, in the words of its own pager."""
    lists = {str(field.get("moduleid") or ""): str(field.get("totalpage") or "") for field in _fields(soup)}
    page = soup.find(id="eprotalCurrentPageId")
    page_id = str(page.get("value") or "") if page else ""
    seen: set[str] = set()
    for address in _further(soup, base, folder, 2):
        module = _module(address)
        whole = next((name for name in lists if _is_same(name, module)), module)
        if whole not in seen:
            seen.add(whole)
            state = _state(folder, module, _portal(url, page_id, whole), lists.get(whole, ""))
            yield Ask(address, 1, state=state)
    for module, pages in lists.items():
        portal = _portal(url, page_id, module)
        if module not in seen and portal and pages.isdigit() and int(pages) > 1:
            yield Ask(_portal_page(portal, 2), 1, state=_state(folder, module, portal, pages))
    portal = _portal(url, page_id, "")
    if not seen and not lists and portal and _calls(soup, 2):
        yield Ask(_portal_page(portal, 2), 1, state=_state(folder, portal=portal))


def _following(soup: BeautifulSoup, base: str, ask: Ask) -> Ask:
    """The next page of the same list: as its pager says, else by counting on."""
    number = ask.number + 2
    for address in _further(soup, base, ask.state["folder"], number):
        if _is_same(_module(address), ask.state["module"]):
            return Ask(address, ask.number + 1, state=ask.state)
    if PORTAL.search(urlsplit(ask.url).path):
        return Ask(_portal_page(ask.url, number), ask.number + 1, state=ask.state)
    return Ask(re.sub(r"-\d+(\.\w+)$", rf"-{number}\1", ask.url), ask.number + 1, state=ask.state)


def _fields(soup: BeautifulSoup) -> list[Mapping[str, object]]:
    return [field.attrs for field in soup.find_all("input", attrs={"name": "article_paging_list_hidden"})]


def _further(soup: BeautifulSoup, base: str, folder: str, number: int) -> Iterator[str]:
    """Addresses of page `number`, from 1, in the pagers' attributes or in links of the list's folder."""
    for tag in soup.find_all(True):
        written = [str(tag.get("tagname") or ""), *QUOTED.findall(str(tag.get("onclick") or ""))]
        linked = absolute(base, str(tag.get("href") or "#"))
        if linked and (directory(linked) == folder or PORTAL.search(urlsplit(linked).path)):
            written.append(linked)
        for address in (absolute(base, text) for text in written if text):
            if address and _number(address) == number:
                yield address


def _calls(soup: BeautifulSoup, number: int) -> bool:
    """Whether a pager calls `next(2)`: the portal's script then adds the number to the page's address."""
    return any(
        int(call[1]) == number
        for tag in soup.find_all("a")
        if NEXT_PAGE.match(" ".join(tag.get_text(" ").split()))
        and (call := NEXT_CALL.search(f"{tag.get('href')} {tag.get('onclick')}"))
    )


def _number(address: str) -> int | None:
    """Which page an address is, from 1."""
    parts = urlsplit(address)
    file = PAGE_FILE.search(parts.path)
    number = file["number"] if file else dict(parse_qsl(parts.query)).get("currentPage", "")
    return int(number) if number.isdigit() else None


def _module(address: str) -> str:
    """The list that an address is a page of: the start of its module's id, or the whole of it."""
    parts = urlsplit(address)
    file = PAGE_FILE.search(parts.path)
    return file["module"] if file else dict(parse_qsl(parts.query)).get("moduleId", "")


def _is_same(one: str, other: str) -> bool:
    """Whether two modules are one: files begin with the first digits of its id."""
    return one == other or (bool(one and other) and (one.startswith(other) or other.startswith(one)))


def _portal(url: str, page_id: str, module: str) -> str:
    """The address at which the portal itself shows the list; empty where the page does not tell."""
    if PORTAL.search(urlsplit(url).path):
        return url
    query = {"pageId": page_id, "moduleId": module, "staticRequest": "yes"}
    return urljoin(url, f"/eportal/ui?{urlencode(query)}") if page_id and module else ""


def _portal_page(portal: str, number: int) -> str:
    parts = urlsplit(portal)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"currentPage": str(number)}
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
