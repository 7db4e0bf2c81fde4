"""Columns of Hanweb's (大汉版通) CMS: records inside a script of the page, further ones from dataproxy.jsp.

Two generations of the server answer differently. One is asked for a window of records by POST, the other
for a page by GET; the one ignores what the other understands. See docs/sites/hanweb_jpage.md.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.lists.anchors import read_anchors
from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.entries import Entry
from crawler.lists.hanweb import ARTICLE, COLUMN, headers_from

DATASTORE = re.compile(r"<datastore\s*/>|<datastore\b.*?(?:</datastore\s*>|$)", re.S | re.I)
RECORD = re.compile(r"<record\b[^>]*>\s*<!\[CDATA\[(.*?)\]\]>\s*</record\s*>", re.S | re.I)
NEXT_GROUP = re.compile(r"<nextgroup\b[^>]*>(.*?)</nextgroup\s*>", re.S | re.I)
PROXY_LINK = re.compile(r"""["']([^"'\s]*dataproxy\.jsp\?[^"']*)["']""", re.I)
TOTAL = re.compile(r"""<totalrecord>\s*(\d+)|\btotalRecord["']?\s*:\s*["']?(\d+)""", re.I)
PROXY = re.compile(r"""\bproxyUrl["']?\s*:\s*["']([^"']+)["']""", re.I)
PER_PAGE = re.compile(r"""\bperPage["']?\s*:\s*["']?([1-9]\d*)""", re.I)

# What a request names, in the order in which the pages' scripts send it, and what is named nowhere else.
FIELDS = (
    "col",
    "appid",
    "webid",
    "path",
    "columnid",
    "sourceContentType",
    "unitid",
    "webname",
    "permissiontype",
)
FIELD = re.compile(rf"""\b({"|".join(FIELDS)})["']?\s*:\s*["']?([^"',\s}}]+)""")
USUAL = {"col": "1", "appid": "1", "path": "/", "sourceContentType": "1", "permissiontype": "0"}
USUAL_PER_PAGE = "15"
# The column's page holds three pages of its list.
GROUP_PAGES = 3
# Servers that are asked for a page cut off larger ones.
PAGE_SIZE = 100
SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Datastore:
    """The records of one list in a page or an answer; `call` is what the page says about it behind them.

    `next_group` is the address that the server itself gives for more, empty where it gives none.
    """

    records: tuple[str, ...]
    next_group: str
    call: str

    @property
    def fields(self) -> Mapping[str, str]:
        """What a request for more must name: as the server gives it, else as the page's script does."""
        given = dict(parse_qsl(urlsplit(self.next_group).query, keep_blank_values=True))
        return {**USUAL, **dict(FIELD.findall(self.call)), **given}

    @property
    def is_sealed(self) -> bool:
        """Whether column and unit are encrypted, so that only the address as given can be asked."""
        return (
            bool(self.next_group)
            and not (self.fields.get("columnid", "0") + self.fields.get("unitid", "0")).isdigit()
        )

    @property
    def total(self) -> int | None:
        """How many records the list is said to have."""
        found = TOTAL.search(self.call)
        return int(found[1] or found[2]) if found else None


def read_column(html: str, url: str, ask: Ask) -> ListPage:
    """The page of a column: the records in it, the rows it shows itself, and the way to further records."""
    page = read_anchors(html, url, ask, ARTICLE)
    stores = list(datastores(html))
    if not stores:
        return page
    own = _own(stores, url)
    entries = {entry.url: entry for store in stores for entry in _entries(store, url, ask)}
    for entry in page.entries:
        # Beside the records, what is neither an article nor a report is the page's menu.
        if entry.in_channel or entry.skip is None:
            entries.setdefault(entry.url, entry)
    following = _request_for_more(own, url)
    # Where the server renders the rows, it may also link their next page.
    return ListPage(tuple(entries.values()), page.lists, following or page.following, own.total)


def read_answer(text: str, ask: Ask) -> ListPage:
    """An answer of dataproxy.jsp. Raises UnreadableListError where it is no list of records."""
    stores = list(datastores(text))
    if not stores or "<datastore" not in text.lower():
        beginning = " ".join(text.split())[:SHOWN_CHARACTERS]
        raise UnreadableListError(f"dataproxy.jsp sent no <datastore>, but {beginning!r}")
    store = stores[0]
    return ListPage(
        entries=tuple(_entries(store, ask.state["page"], ask)),
        following=_request_after(store, ask) if store.records else None,
        promised=store.total,
    )


def other_request(ask: Ask) -> Ask | None:
    """What else to ask where an answer was missing or repeated what is known.

    A server of the other generation ignores the window it is asked for: it is asked for pages instead. Of
    these, as many may repeat the records of the column's page as it holds.
    """
    state = ask.state
    if state.get("way") == "window":
        return _page_request(state, 1, ask.number + 1)
    if state.get("way") == "page" and int(state["at"]) * int(state["per_page"]) <= int(state["embedded"]):
        return _page_request(state, int(state["at"]) + 1, ask.number + 1)
    return None


def datastores(text: str) -> Iterator[Datastore]:
    """Every list of records in a page or an answer, read with patterns: it is rarely well-formed XML.

    A page that names dataproxy.jsp and holds no records has a list without any.
    """
    found = list(DATASTORE.finditer(text))
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        group = NEXT_GROUP.search(match.group())
        link = PROXY_LINK.search(group[1]) if group else None
        records = tuple(RECORD.findall(match.group()))
        yield Datastore(records, unescape(link[1]) if link else "", text[match.start() : end])
    if not found and "dataproxy.jsp" in text:
        link = PROXY_LINK.search(text)
        yield Datastore((), unescape(link[1]) if link else "", text)


def _own(stores: list[Datastore], url: str) -> Datastore:
    """The list of the page's own column; other lists of a page are boxes beside it."""
    column = COLUMN.search(urlsplit(url).path)
    own = (store for store in stores if column and store.fields.get("columnid") == column[1])
    return next(own, stores[0])


def _entries(store: Datastore, url: str, ask: Ask) -> Iterator[Entry]:
    """What the records link to. Each is a row of its own, whatever its markup."""
    for record in store.records:
        yield from read_anchors(f"<div>{record}</div>", url, ask, ARTICLE).entries


def _request_for_more(store: Datastore, url: str) -> Ask | None:
    """The first request for what the column's page does not hold; None where nothing says there is more."""
    proxy = PROXY.search(store.call)
    per_page = found[1] if (found := PER_PAGE.search(store.call)) else USUAL_PER_PAGE
    embedded = len(store.records)
    if not store.next_group and (proxy is None or 0 < embedded < int(per_page)):
        return None
    state = {
        "page": url,
        "proxy": urljoin(url, proxy[1] if proxy else store.next_group.partition("?")[0]),
        "fields": urlencode([(name, store.fields[name]) for name in FIELDS if name in store.fields]),
        "per_page": per_page,
        "embedded": str(embedded),
    }
    if store.is_sealed:
        return _sealed_request(store, {**state, "way": "sealed"}, 1)
    return _window_request(state, embedded + 1, 1)


def _request_after(store: Datastore, ask: Ask) -> Ask | None:
    """The request after one that was answered with these records."""
    state, number = ask.state, ask.number + 1
    if state["way"] == "window":
        # As many as came, not as many as were asked for: some servers send fewer.
        return _window_request(state, int(state["at"]) + len(store.records), number)
    if state["way"] == "page":
        return _page_request(state, int(state["at"]) + 1, number)
    return _sealed_request(store, state, number) if store.next_group else None


def _window_request(state: Mapping[str, str], start: int, number: int) -> Ask:
    """POST for a group of records, counted from 1."""
    size = max(int(state["embedded"]), GROUP_PAGES * int(state["per_page"]))
    query = {"startrecord": start, "endrecord": start + size - 1, "perpage": state["per_page"]}
    return Ask(
        f"{state['proxy']}?{urlencode(query)}",
        number,
        form=tuple(parse_qsl(state["fields"], keep_blank_values=True)),
        headers=headers_from(state["page"]),
        state={**state, "way": "window", "at": str(start)},
    )


def _page_request(state: Mapping[str, str], page: int, number: int) -> Ask:
    """GET for a page, counted from 1."""
    return Ask(
        f"{state['proxy']}?page={page}&{state['fields']}&perpage={PAGE_SIZE}",
        number,
        headers=headers_from(state["page"]),
        state={**state, "way": "page", "at": str(page)},
    )


def _sealed_request(store: Datastore, state: Mapping[str, str], number: int) -> Ask:
    """GET for the next group as the server writes its address."""
    url = urljoin(state["proxy"], store.next_group)
    return Ask(url, number, headers=headers_from(state["page"]), state=state)
