"""Lists that a server renders as plain links: the entries, the next page by its link, lists in frames.

What most families and all old sites have in common. A family says what an article's address looks like;
where none is given, only titles decide.

>>> link = '<a href="a.html">某市财政局2023年政府信息公开工作年度报告</a>'
>>> page = read_anchors(link, "http://x.gov.cn/nb/", Ask("/"))
>>> page.entries[0].url
'http://x.gov.cn/nb/a.html'
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.lists.asking import Ask, ListPage
from crawler.lists.entries import Entry, whole_title
from crawler.lists.links import absolute, base_address, directory, is_document
from crawler.lists.rows import Rows, date_of
from crawler.lists.titles import is_about_reports, is_bare_year, skip_reason
from crawler.lists.written_rows import write_rows

NEXT_PAGE = re.compile(r"^\W*(?:下一?页|后一?页|下页|next(?:\s*page)?)\W*$", re.I)
PAGE_NUMBER = re.compile(r"^\W*(\d{1,4})\W*$")
YEAR_IN_TITLE = re.compile(r"(?:19|20)\d{2}|二[〇○零Oo0]")
ANY_FILE = re.compile(r".")
FRAMES = ["iframe", "frame"]
# Frames that hold no list: counters, log-ins, buttons to share a page.
OTHER_FRAMES = re.compile(r"visit|count|login|share|footer|header|weather|player", re.I)

Links = list[tuple[Tag, str]]


def read_anchors(html: str, url: str, ask: Ask, article: re.Pattern[str] | None = None) -> ListPage:
    """Read one list page from decoded text; `article` matches the path of an article of the family."""
    soup = BeautifulSoup(html, "lxml")
    write_rows(soup)
    base = base_address(soup, url)
    links = list(page_links(soup, base))
    following = next_page(links, url, ask.number)
    return ListPage(
        entries=tuple(entries(links, url, article)),
        lists=tuple(Ask(frame) for frame in frames(soup, base)),
        following=Ask(following, ask.number + 1) if following else None,
    )


def with_lists_of_years(page: ListPage) -> ListPage:
    """The page with what its links call by a year alone among its lists.

    Behind 2023年 may be that year's list or its one report: asked for as a list, either is told.
    """
    years = [entry.url for entry in page.entries if not entry.in_channel and is_bare_year(entry.title)]
    kept = tuple(entry for entry in page.entries if entry.url not in years)
    return replace(page, entries=kept, lists=(*page.lists, *map(Ask, years)))


def page_links(soup: BeautifulSoup, base: str) -> Iterator[tuple[Tag, str]]:
    """Every link of a page that leads to a page, with its address."""
    for link in soup.find_all("a", href=True):
        target = absolute(base, str(link["href"]))
        if target:
            yield link, target


def entries(links: Links, url: str, article: re.Pattern[str] | None = None) -> Iterator[Entry]:
    """Each address once: articles by their address or documents, and whatever a title calls a report."""
    rows = Rows(links, directory(url), article or ANY_FILE)
    titles = _titles(links)
    for link, target in links:
        title = titles.pop(target, None)
        if title is None or target == url:
            continue
        path = urlsplit(target).path
        skip = skip_reason(title)
        is_article = bool(article and article.search(path)) or is_document(target)
        if skip is None and not is_article and not YEAR_IN_TITLE.search(title):
            # 政府信息公开年报 in a menu is the list itself.
            skip = "no_year_in_title"
        if is_article or skip is None or is_about_reports(title):
            yield Entry(target, title, date_of(link, target, rows), skip, in_channel=is_article)


def _titles(links: Links) -> dict[str, str]:
    """The longest title under which the page links to each address: a row may link a picture first."""
    titles: dict[str, str] = {}
    for link, target in links:
        title = whole_title(link)
        if len(title) > len(titles.get(target, "")) or target not in titles:
            titles[target] = title
    return titles


def next_page(links: Links, url: str, number: int) -> str | None:
    """The address of the page after `number` (from 0): the link that says so, else the one of its number."""
    by_number: str | None = None
    for link, target in links:
        if target == url:
            continue
        text = " ".join(link.get_text(" ").split()) or str(link.get("title") or "")
        if NEXT_PAGE.match(text):
            return target
        written = PAGE_NUMBER.match(text)
        if written and int(written[1]) == number + 2 and by_number is None:
            by_number = target
    return by_number


def frames(soup: BeautifulSoup, base: str) -> Iterator[str]:
    """Pages shown in frames: some lists stand in one."""
    for frame in soup.find_all(FRAMES, src=True):
        target = absolute(base, str(frame["src"]))
        if target and not is_document(target) and not OTHER_FRAMES.search(target):
            yield target
