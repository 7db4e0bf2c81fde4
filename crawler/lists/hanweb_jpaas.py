"""Columns of Hanweb's (大汉版通) newer platform: units of a page that /front/page/build/unit builds as JSON.

The page says in `queryData` what to ask for. The first part is asked for with exactly that, further ones
with one more field in JSON; a page number on its own is ignored. See docs/sites/hanweb_jpaas.md.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.lists.anchors import read_anchors
from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.channels import channels_below
from crawler.lists.entries import Entry
from crawler.lists.hanweb import ARTICLE, headers_from
from crawler.lists.links import base_address, directory

UNIT = re.compile(r"/jpaas-publish-server/front/page/build/unit$", re.I)
# {'webId':'3185','tagId':'信息列表'}: like JSON, but for the quotes.
PAIR = re.compile(r"""["'](\w+)["']\s*:\s*(?:'([^']*)'|"([^"]*)"|([\w.-]+))""")
USUAL_ROWS = "15"
SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a page that is fetched: where, and by what fields."""

    url: str
    fields: Mapping[str, str]


def read_column(html: str, url: str, ask: Ask) -> ListPage:
    """The page of a column: the rows that stand in it, its units, and the columns below it."""
    page = _same_scheme(read_anchors(html, url, ask, ARTICLE), url)
    soup = BeautifulSoup(html, "lxml")
    found = list(units(soup, url))
    # Where there are several, some are menus and pictures: one without rows is no failure then.
    first = 1 if len(found) > 1 else 0
    built = (ask_unit(unit, url, first) for unit in found)
    below = list(channels_below(soup, base_address(soup, url), directory(url)))
    # 2023年 may lead to a column of that year, which is no report.
    entries = tuple(entry for entry in page.entries if directory(entry.url) not in below)
    return replace(page, entries=entries, lists=(*page.lists, *built, *map(Ask, below)))


def read_unit(text: str, ask: Ask) -> ListPage:
    """One answer. Raises UnreadableListError where it holds no HTML in `data`."""
    html = _html_of(text)
    page = _same_scheme(read_anchors(html, ask.state["page"], ask, ARTICLE), ask.state["page"])
    pager = BeautifulSoup(html, "lxml").select_one(".pagination")
    count = str(pager.get("count", "")) if pager else ""
    size = str(pager.get("rows", "")) if pager else ""
    return ListPage(
        entries=page.entries,
        following=_next_part(ask, size if size.isdigit() else USUAL_ROWS) if page.entries else None,
        promised=int(count) if count.isdigit() else None,
    )


def ask_unit(unit: Unit, page: str, number: int = 0) -> Ask:
    """The request for the first part of a unit of the page at `page`."""
    fields = urlencode(unit.fields)
    state = {"page": page, "unit": unit.url, "fields": fields, "page_number": "1"}
    return Ask(f"{unit.url}?{fields}", number, headers=headers_from(page), state=state)


def units(soup: BeautifulSoup, url: str) -> Iterator[Unit]:
    """The units of a page: its scripts say what they fetch, and so does the pager of a list in the page."""
    seen: set[str] = set()
    for tag in soup.select("[querydata]"):
        address = urljoin(url, str(tag.get("url") or tag.get("uniturl") or ""))
        fields = _fields(tag)
        name = fields.get("tagId", "")
        if UNIT.search(urlsplit(address).path) and "pageId" in fields and name not in seen:
            seen.add(name)
            yield Unit(address, fields)


def _fields(tag: Tag) -> dict[str, str]:
    """What a unit is asked by, values as the page has them; a pager names its unit beside them."""
    pairs = PAIR.findall(str(tag["querydata"]))
    fields = {name: single or double or bare for name, single, double, bare in pairs}
    unit = tag.get("unitid")
    return {**fields, "tagId": str(unit)} if unit and "tagId" not in fields else fields


def _next_part(ask: Ask, size: str) -> Ask:
    number = int(ask.state["page_number"]) + 1
    fields = [
        pair for pair in parse_qsl(ask.state["fields"], keep_blank_values=True) if pair[0] != "editType"
    ]
    part = json.dumps({"pageNo": number, "pageSize": int(size)}, separators=(",", ":"))
    return Ask(
        f"{ask.state['unit']}?{urlencode([*fields, ('paramJson', part)])}",
        ask.number + 1,
        headers=ask.headers,
        state={**ask.state, "page_number": str(number)},
    )


def _html_of(text: str) -> str:
    try:
        answer = json.loads(text.lstrip("\ufeff"))
    except ValueError as error:
        raise UnreadableListError(_complaint("no JSON", text)) from error
    data = answer.get("data") if isinstance(answer, dict) else None
    html = data.get("html") if isinstance(data, dict) else data
    if not isinstance(html, str):
        raise UnreadableListError(_complaint("JSON without data.html", text))
    return html


def _complaint(what: str, text: str) -> str:
    beginning = " ".join(text.split())[:SHOWN_CHARACTERS]
    return f"build/unit sent {what}, beginning {beginning!r}"


def _same_scheme(page: ListPage, url: str) -> ListPage:
    """Links to the page's own host by the page's own scheme: on https pages they are written with http."""
    return replace(page, entries=tuple(_secured(entry, url) for entry in page.entries))


def _secured(entry: Entry, url: str) -> Entry:
    own, target = urlsplit(url), urlsplit(entry.url)
    if (own.scheme, target.scheme) == ("https", "http") and target.netloc == own.netloc:
        return replace(entry, url=target._replace(scheme="https").geturl())
    return entry
