"""The rows of a list: which articles each links to, and the date that stands beside a link.

What the list shows as one entry is an item, a table row or a paragraph; templates put a second link or a
date anywhere in it.
"""

import re
from collections import defaultdict
from urllib.parse import urlsplit

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crawler.lists.dates import read_date
from crawler.lists.links import is_below

ROWS = frozenset({"li", "tr", "dd"})
BLOCKS = frozenset({"p", "div"})
LINK = frozenset({"a"})
# Longer text inside a link is its title.
LONGEST_DATE = 20


class Rows:
    """Which articles each row of the list links to. A row that holds the whole list is no row."""

    def __init__(self, links: list[tuple[Tag, str]], folder: str, article: re.Pattern[str]) -> None:
        self._all: defaultdict[int, set[str]] = defaultdict(set)
        self._inside: defaultdict[int, set[str]] = defaultdict(set)
        for link, target in links:
            if article.search(urlsplit(target).path):
                self._all[id(_row(link))].add(target)
                if is_below(target, folder):
                    self._inside[id(_row(link))].add(target)

    def has_entry_of_its_own(self, link: Tag) -> bool:
        """Whether the link's row shows exactly one article of the channel."""
        return len(self._inside[id(_row(link))]) == 1

    def is_single(self, link: Tag) -> bool:
        """Whether what stands in the link's row stands there for one article."""
        return self.has_entry_of_its_own(link) or len(self._all[id(_row(link))]) <= 1


def _row(link: Tag) -> Tag:
    """What the list shows as one entry."""
    return _above(link, ROWS) or _above(link, BLOCKS) or link


def _above(node: PageElement, names: frozenset[str]) -> Tag | None:
    """The nearest element around a node that has one of these names; find_parent takes ten times as long."""
    return next((parent for parent in node.parents if parent.name in names), None)


def date_of(link: Tag, target: str, rows: Rows) -> str | None:
    """The date printed beside the link, else the one a template put inside it, in an element of its own."""
    beside = _text_of_row(link) if rows.is_single(link) else _text_behind(link)
    inside = [text for text in link.stripped_strings if len(text) <= LONGEST_DATE]
    found = (read_date(text, target) for text in (beside, *inside))
    return next((day for day in found if day), None)


def _text_of_row(link: Tag) -> str:
    texts = (node for node in _row(link).descendants if isinstance(node, NavigableString))
    return "\n".join(text for text in texts if not _above(text, LINK))


def _text_behind(link: Tag) -> str:
    """The text between a link and the next one."""
    texts: list[str] = []
    for node in link.next_elements:
        if isinstance(node, Tag) and node.name == "a":
            break
        if isinstance(node, NavigableString) and not _above(node, LINK):
            texts.append(str(node))
    return "\n".join(texts)
