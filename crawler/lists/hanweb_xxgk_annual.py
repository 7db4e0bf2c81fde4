"""Hanweb's (大汉版通) page for annual reports: one address for each agency and year, and no list of them.

/module/xxgk/xxgkAnnualReport.jsp?area=<agency>&fbtime=<fiscal year> shows the report itself, and for a year
without one its empty template. See docs/sites/hanweb_xxgk_annual.md.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from bs4 import BeautifulSoup

from crawler.lists.anchors import frames
from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.entries import Entry
from crawler.lists.hanweb import AGENCY_CODE
from crawler.lists.links import base_address, read_attachments
from crawler.outcomes import visible_text

ENDPOINT = "/module/xxgk/xxgkAnnualReport.jsp"
NAMED_CODE = re.compile(rf"[?&](?:vc_xxgk)?area=({AGENCY_CODE})(?![0-9A-Za-z-])", re.I)
# What a report of any form has, and neither a template nor a menu.
SECTIONS = re.compile(r"一[、.．]|总体情况|概述|主动公开政府信息|收到和处理政府信息公开申请")


def is_endpoint(url: str) -> bool:
    """Whether an address is that of the reports themselves."""
    return urlsplit(url).path.lower().endswith(ENDPOINT.lower())


def codes_of(url: str) -> list[str]:
    """The agency that an address of a report names."""
    return parse_qs(urlsplit(url).query).get("area", [])


def reports_of(url: str, codes: Iterable[str], years: Iterable[int]) -> Iterator[Entry]:
    """The addresses of the reports of these agencies and years, on the host of `url`."""
    at = list(years)
    endpoint = url.partition("?")[0] if is_endpoint(url) else urljoin(url, ENDPOINT)
    for code in dict.fromkeys(codes):
        for year in at:
            yield Entry(f"{endpoint}?area={code}&fbtime={year}", "", None, None)


def read_agencies(html: str, url: str, years: Iterable[int]) -> ListPage:
    """The reports of every agency that a page names, `tree.jsp` or another; a tree may stand in a frame.

    Raises UnreadableListError where it names none.
    """
    soup = BeautifulSoup(html, "lxml")
    codes = NAMED_CODE.findall(unescape(html))
    trees = tuple(Ask(frame) for frame in frames(soup, base_address(soup, url)) if "/module/xxgk/" in frame)
    if not codes and not trees:
        raise UnreadableListError("the page names no agency: there is no address with area=")
    return ListPage(tuple(reports_of(url, codes, years)), trees)


def holds_report(html: str, url: str) -> bool:
    """Whether the template holds anything: a section of a report, or a document in place of it."""
    return bool(SECTIONS.search("".join(visible_text(html).split()))) or bool(read_attachments(html, url))
