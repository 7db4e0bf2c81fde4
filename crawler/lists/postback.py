"""The next page of an ASP.NET list: its own form sent back, with the pager's control and page number.

Every page carries a state (`__VIEWSTATE` and its kin) that the next request must bring; the pager's links
are calls of `__doPostBack('control', 'argument')`.
"""

import re

from bs4 import BeautifulSoup, Tag

from crawler.lists.anchors import NEXT_PAGE, PAGE_NUMBER
from crawler.lists.asking import Ask
from crawler.lists.links import absolute

POST_BACK = re.compile(r"__doPostBack\(\s*(['\"])(?P<target>.*?)\1\s*,\s*(['\"])(?P<argument>.*?)\3\s*\)")


def next_postback(soup: BeautifulSoup, url: str, number: int) -> Ask | None:
    """The request for the page after `number` (from 0); None where the page has no such pager."""
    form = soup.find("form")
    call = _pager_call(soup, number)
    if not isinstance(form, Tag) or call is None:
        return None
    target = absolute(url, str(form.get("action") or "")) or url
    fields = dict(_hidden_fields(form)) | {
        "__EVENTTARGET": call["target"],
        "__EVENTARGUMENT": call["argument"],
    }
    return Ask(target, number + 1, form=tuple(fields.items()), headers=(("Referer", url),))


def _pager_call(soup: BeautifulSoup, number: int) -> re.Match[str] | None:
    by_number: re.Match[str] | None = None
    for link in soup.find_all("a", href=True):
        call = POST_BACK.search(str(link["href"])) or POST_BACK.search(str(link.get("onclick") or ""))
        if call is None or link.has_attr("disabled"):
            continue
        text = " ".join(link.get_text(" ").split())
        if NEXT_PAGE.match(text):
            return call
        written = PAGE_NUMBER.match(text)
        if written and int(written[1]) == number + 2:
            by_number = by_number or call
    return by_number


def _hidden_fields(form: Tag) -> list[tuple[str, str]]:
    fields = form.find_all("input", attrs={"type": re.compile("^hidden$", re.I), "name": True})
    return [(str(field["name"]), str(field.get("value") or "")) for field in fields]
