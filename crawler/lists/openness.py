"""Lists of the Meetfine openness module (Anhui, 呼伦贝尔), of its newer and its older generation.

Newer: `/OpennessContent/showList/<branch>/<column>/page_1.html`. Older: `/opennessAnnualReport/?branch_id=…`,
which sends its first page for every page, `/opennessContent/?branch_id=…&column_code=…`, and the tree of
columns `/openness/jsonTree?branch_id=…`. See docs/sites/openness_showlist.md.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup

from crawler.lists.anchors import Links, entries, next_page, page_links
from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.entries import Entry
from crawler.lists.links import absolute, base_address, directory

ARTICLE = re.compile(r"/(?:show/\d+|detail/(?:annual_report|content)/[0-9a-f]{24})\.html$", re.I)
PAGE_FILE = re.compile(r"/page_\d+\.html$", re.I)
SHOW_LIST = re.compile(r"/showList/", re.I)
ANNUAL_REPORTS_PATH = re.compile(r"/opennessAnnualReport/?$", re.I)
TREE_PATH = "/openness/jsonTree"
ANNUAL_REPORTS = re.compile(r"年报|年度报告")

Node = Mapping[str, Any]


def read_openness(text: str, url: str, ask: Ask) -> ListPage:
    """A page of a list, or an agency's tree of columns."""
    return read_tree(text, url) if urlsplit(url).path.endswith(TREE_PATH) else read_list(text, url, ask)


def read_list(html: str, url: str, ask: Ask) -> ListPage:
    """One page of a list of either generation; `ask.state["first"]` is the first entry of the page before.

    A list of annual reports that sends the same page for another number leads to the agency's tree, where
    its column can be read to its end.
    """
    soup = BeautifulSoup(html, "lxml")
    links = list(page_links(soup, base_address(soup, url)))
    # A menu that names the list itself must not make an empty page look like one with a row.
    found = tuple(
        entry
        for entry in entries(links, url, ARTICLE)
        if entry.in_channel or entry.skip != "no_year_in_title"
    )
    first = next((entry.url for entry in found if entry.in_channel), "")
    repeated = bool(ask.number and first and first == ask.state.get("first"))
    return ListPage(
        entries=found,
        lists=tuple(_tree_of(url)) if repeated else (),
        following=None if repeated else _following(links, url, ask.number, found),
    )


def read_tree(text: str, url: str) -> ListPage:
    """The columns of an agency that are called annual reports, with all that lie below them.

    Raises UnreadableListError where there is no such column, or no tree.
    """
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableListError(f"the tree of columns is no JSON: {error}") from error
    lists = tuple(Ask(address) for node in _nodes(tree) for address in _columns(node, url))
    if not lists:
        raise UnreadableListError("no column of the tree is called 年报 or 年度报告")
    return ListPage(lists=lists)


def _nodes(tree: object) -> list[Node]:
    """The nodes of one level: an array or, where some were taken out, an object with gaps in its numbers."""
    nodes = list(tree.values()) if isinstance(tree, dict) else tree
    return [node for node in nodes if isinstance(node, dict)] if isinstance(nodes, list) else []


def _columns(node: Node, url: str, *, below: bool = False) -> Iterator[str]:
    name = str(node.get("name") or node.get("text") or "")
    is_wanted = below or bool(ANNUAL_REPORTS.search(name))
    address = absolute(url, str(node.get("code") or "")) if is_wanted and node.get("code") else None
    if address:
        yield address
    for child in _nodes(node.get("children")):
        yield from _columns(child, url, below=is_wanted)


def _tree_of(url: str) -> Iterator[Ask]:
    """The request for the tree of the agency that a list of annual reports names."""
    parts = urlsplit(url)
    branch = parse_qs(parts.query).get("branch_id", [""])[0]
    if ANNUAL_REPORTS_PATH.search(parts.path) and branch:
        yield Ask(f"{urljoin(url, TREE_PATH)}?{urlencode({'branch_id': branch})}")


def _following(links: Links, url: str, number: int, found: tuple[Entry, ...]) -> Ask | None:
    """The next page by its link; in a list of numbered files by its name, where nothing links to one."""
    own = [entry.url for entry in found if entry.in_channel]
    target = next_page(links, url, number)
    if target is None and SHOW_LIST.search(urlsplit(url).path):
        folder = directory(url)
        has_pager = any(PAGE_FILE.search(link) and directory(link) == folder for _, link in links)
        target = None if has_pager or not own else f"{folder}page_{number + 2}.html"
    return Ask(target, number + 1, state={"first": next(iter(own), "")}) if target else None
