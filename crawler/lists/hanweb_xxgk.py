"""The catalogue of Hanweb (大汉版通): rows of a table that /module/xxgk/search.jsp sends by POST.

A node of the catalogue (`infotypeId`) is asked for; without one, the rows of all columns come. See
docs/sites/hanweb_xxgk.md.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.lists.anchors import read_anchors
from crawler.lists.asking import Ask, ListPage
from crawler.lists.dates import read_date
from crawler.lists.entries import Entry, whole_title
from crawler.lists.hanweb import ARTICLE, COLUMN, column_of, headers_from
from crawler.lists.links import absolute
from crawler.lists.titles import skip_reason

SEARCH = re.compile(r"/module/xxgk/search\.jsp$", re.I)
# The addresses that a column's page asks itself: the rows, and the tree of the catalogue beside them.
ASKED_ROWS = re.compile(r"""[^\s"'()]*/module/xxgk/search\.jsp\?[^\s"']*""", re.I)
ASKED_TREE = re.compile(r"""/module/xxgk/tree\.jsp\?([^\s"']*)""", re.I)
ROWS = "tr.tr_main_value_odd, tr.tr_main_value_even"
DATE_CELL = 2

# What is sent, in the order in which the pages' scripts send it; -1 is any year.
FIELDS = {
    "infotypeId": "",
    "jdid": "",
    "area": "",
    "divid": "",
    "vc_title": "",
    "vc_number": "",
    "sortfield": ",createdatetime:0,orderid:0",
    "currpage": "1",
    "vc_filenumber": "",
    "vc_all": "",
    "texttype": "",
    "fbtime": "-1",
    "standardXxgk": "0",
    "isAllList": "1",
}


def is_search(url: str) -> bool:
    """Whether an address is that of the rows themselves."""
    return bool(SEARCH.search(urlsplit(url).path))


def ask_search(url: str, page: str = "", number: int = 0) -> Ask:
    """The request for part `number`, from 0: what the address names is kept, the rest is sent empty.

    `page` is the column's page. The fields stand in the query too, as the sites' own scripts send them.
    """
    bare, _, query = url.partition("?")
    fields = {**FIELDS, **dict(parse_qsl(query, keep_blank_values=True)), "currpage": str(number + 1)}
    return Ask(
        f"{bare}?{urlencode(fields)}",
        number,
        form=tuple(fields.items()),
        headers=headers_from(page or urljoin(url, "/")),
        state={"address": url, "page": page, "column": "" if fields["infotypeId"] else _column(fields, page)},
    )


def read_column(html: str, url: str, ask: Ask) -> ListPage:
    """The page of a column: rows that it shows itself, and the request that its script would make."""
    page = read_anchors(html, url, ask, ARTICLE)
    rows = _asked_rows(html, url)
    if rows is None:
        return page
    return ListPage(page.entries, (ask_search(rows, url),))


def read_rows(html: str, url: str, ask: Ask) -> ListPage:
    """One answer of search.jsp: rows of a table, or links where a site shows them otherwise."""
    soup = BeautifulSoup(html, "lxml")
    found = soup.select(ROWS)
    base = ask.state["page"] or url
    if found:
        entries = tuple(entry for row in found for entry in _entry(row, base, ask.state["column"]))
    else:
        entries = read_anchors(html, base, ask, ARTICLE).entries
    following = ask_search(ask.state["address"], ask.state["page"], ask.number + 1) if entries else None
    return ListPage(entries, following=following)


def _asked_rows(html: str, url: str) -> str | None:
    """The address of the rows of a column's page, completed by what its tree and its own address name."""
    rows, tree = ASKED_ROWS.search(html), ASKED_TREE.search(html)
    if rows is None and tree is None:
        return None
    column = COLUMN.search(urlsplit(url).path)
    node = dict(parse_qsl(urlsplit(url).query)).get("number")
    fields = {"divid": f"div{column[1]}"} if column else {}
    for found in (
        unescape(tree[1]) if tree else "",
        unescape(rows.group()).partition("?")[2] if rows else "",
    ):
        fields |= dict(parse_qsl(found))
    bare = unescape(rows.group()).partition("?")[0] if rows else "/module/xxgk/search.jsp"
    return urljoin(url, f"{bare}?{urlencode(fields | ({'infotypeId': node} if node else {}))}")


def _column(fields: dict[str, str], page: str) -> str:
    """The column that the rows must belong to where no node of the catalogue was asked for."""
    found = COLUMN.search(urlsplit(page).path)
    return found[1] if found else fields["divid"].removeprefix("div")


def _entry(row: Tag, base: str, column: str) -> Iterator[Entry]:
    """The first link of a row. A row of another column is left out if its address names one."""
    links = ((link, absolute(base, str(link["href"]))) for link in row.find_all("a", href=True))
    link, target = next(
        ((link, target) for link, target in links if target and whole_title(link)), (None, None)
    )
    if link is None or target is None:
        return
    title = whole_title(link)
    own = column_of(urlsplit(target).path)
    stray = bool(column and own and own != column)
    cells = row.find_all("td", recursive=False)
    texts = [cell.get_text(" ") for cell in cells[DATE_CELL : DATE_CELL + 1]] + [row.get_text(" ")]
    day = next((day for text in texts if (day := read_date(text, target))), None)
    yield Entry(target, title, day, skip_reason(title) or ("other_column" if stray else None), not stray)
