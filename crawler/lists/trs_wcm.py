"""List pages of TRS WCM (拓尔思): static files `index.html`, `index_1.html` (the second page), …

Articles are `./YYYYMM/tYYYYMMDD_<number>.html` below the channel. See docs/sites/trs_wcm.md for what to
watch for. The reader sees what a browser shows: rows in comments are duplicates and are not seen, rows
that a script writes are.

>>> read_list_page(html, "http://www.x.gov.cn/zwgk/zfxxgknb/").pager
Pager(pages=3, prefix='index', extension='html')
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.lists.anchors import page_links
from crawler.lists.channels import CHANNEL_FILE, channels_below
from crawler.lists.entries import Entry, whole_title
from crawler.lists.links import base_address, directory, is_below, is_document
from crawler.lists.rows import Rows, date_of
from crawler.lists.titles import skip_reason
from crawler.lists.written_rows import write_rows

ARTICLE = re.compile(r"/t\d{8}_\d+\.s?html?$", re.I)
PAGE_FILE = re.compile(r"\.s?html?$", re.I)
YEAR_IN_TITLE = re.compile(r"(?:19|20)\d{2}")

# createPageHTML(9, 0, "index", "html"), createPage(5,0,"index","html") and, with the number of records in
# front, createPageHTML(170, 9, 0, "index", "html")
PAGER_CALL = re.compile(r"\bcreatePage(?:HTML)?\s*\(\s*(\d+\s*(?:,[^()]*)?)\)")
COUNT_VARIABLE = re.compile(r"\bcountPage\s*=\s*[\"']?(\d+)")
LINE_COMMENT = re.compile(r"^\s*//[^\n]*|/\*.*?\*/", re.M | re.S)
NEXT_PAGE = re.compile(r"下一?页|后一页|next", re.I)
NUMBERED_FILE = re.compile(r"([^/]+?)_(\d+)\.(s?html?)$", re.I)


@dataclass(frozen=True, slots=True)
class Pager:
    """How further pages are called. `pages` is what the page promises, which nothing relies on."""

    pages: int
    prefix: str
    extension: str

    def address(self, folder: str, number: int) -> str:
        """The address of page `number`, counted from 0; the first has no number."""
        return f"{folder}{self.prefix}_{number}.{self.extension}"


@dataclass(frozen=True, slots=True)
class TrsPage:
    """What one list page holds."""

    entries: tuple[Entry, ...]
    channels: tuple[str, ...]
    pager: Pager | None


def read_list_page(html: str, url: str) -> TrsPage:
    """Read one list page from decoded text; `url` is where it was found."""
    soup = BeautifulSoup(html, "lxml")
    source = _script_source(soup)
    write_rows(soup)
    base = base_address(soup, url)
    folder = directory(url)
    links = list(page_links(soup, base))
    return TrsPage(
        entries=tuple(_entries(links, folder)),
        channels=tuple(channels_below(soup, base, folder)),
        pager=_read_pager(source, links, url),
    )


def _entries(links: list[tuple[Tag, str]], folder: str) -> Iterator[Entry]:
    """Each address once; where a row links to several, the one inside the channel is the entry."""
    rows = Rows(links, folder, ARTICLE)
    seen: set[str] = set()
    for link, target in links:
        title = whole_title(link)
        if target in seen or not _is_entry(target, title):
            continue
        seen.add(target)
        inside = is_below(target, folder)
        skip = skip_reason(title)
        if skip is None and not inside and rows.has_entry_of_its_own(link):
            skip = "second_link_of_row"
        yield Entry(target, title, date_of(link, target, rows), skip, inside)


def _is_entry(target: str, title: str) -> bool:
    """An article or document by its address; any other file only if its title names a report and a year."""
    path = urlsplit(target).path
    if ARTICLE.search(path) or is_document(target):
        return True
    is_page = bool(PAGE_FILE.search(path)) and not CHANNEL_FILE.search(path)
    return is_page and bool(YEAR_IN_TITLE.search(title)) and skip_reason(title) is None


def _script_source(soup: BeautifulSoup) -> str:
    """The page's own scripts without comments: a pager that is commented out is none."""
    return "\n".join(LINE_COMMENT.sub("", script.string or "") for script in soup.find_all("script"))


def _read_pager(source: str, links: list[tuple[Tag, str]], url: str) -> Pager | None:
    """The pager from a call in a script, a `countPage` variable, or a plain link to the next page."""
    extension = _extension(url, links)
    if call := PAGER_CALL.search(source):
        return _pager_from_call(call[1], extension)
    if count := COUNT_VARIABLE.search(source):
        return Pager(int(count[1]), "index", extension)
    for link, target in links:
        numbered = NUMBERED_FILE.search(urlsplit(target).path)
        if numbered and NEXT_PAGE.search(link.get_text()) and directory(target) == directory(url):
            return Pager(int(numbered[2]) + 1, numbered[1], numbered[3])
    return None


def _pager_from_call(arguments: str, extension: str) -> Pager:
    """Pages, current, prefix, extension; the number of records may stand in front, the end be left out."""
    words = [word.strip().strip("\"'") for word in arguments.split(",")]
    numbers = [int(word) for word in words if word.isdigit()]
    names = [word for word in words if word and not word.isdigit()]
    pages = numbers[1] if len(numbers) >= 3 else numbers[0]
    return Pager(pages, *(names + ["index", extension][len(names) :])[:2])


def _extension(url: str, links: list[tuple[Tag, str]]) -> str:
    """That of the list page, else of the articles it lists: one channel is written with one template."""
    for address in (url, *(target for _, target in links if ARTICLE.search(urlsplit(target).path))):
        match = PAGE_FILE.search(urlsplit(address).path)
        if match:
            return match.group()[1:]
    return "html"
