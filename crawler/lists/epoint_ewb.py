"""Lists of Epoint (国泰新点): JSON in answer to JSON, asked for with what the site's own script says.

A catalogue page has the category in its address and shows nothing without scripts. One of these names the
site (`siteGuid`) and the application (`projectName`) whose `getgovinfolist` is asked. Older installations
want the question inside `params` and count pages from nought. See docs/sites/epoint_ewb.md.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from bs4 import BeautifulSoup

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.dates import read_date
from crawler.lists.entries import Entry
from crawler.lists.links import absolute
from crawler.lists.titles import is_cut, skip_reason

SITE_SCRIPT = re.compile(r"/(?:webBuilderCommon|ajaxReq)\.js(?:\?|$)", re.I)
USUAL_SCRIPT = "/js/webBuilderCommon.js"
SITE = re.compile(r"""\bsiteGuid["']?\s*[:=]\s*["']([0-9a-fA-F-]{8,})["']""")
PROJECT = re.compile(r"""\bprojectName["']?\s*[:=]\s*["']/?([\w.-]+)["']""")
CALLED = re.compile(r"""["'/]([\w.-]+)/rest/lightfrontaction/getgovinfolist""")
METHOD = "rest/lightfrontaction/getgovinfolist"
PAGE_SIZE = 20
SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Category:
    """A list: its number in the catalogue and the department it is limited to, if any."""

    number: str
    department: str


@dataclass(frozen=True, slots=True)
class Application:
    """Where the site's lists are asked for, and by which name it goes there."""

    url: str
    site: str


def category_of(url: str) -> Category:
    """The list that a catalogue page shows. Raises UnreadableListError where its address names none."""
    query = parse_qs(urlsplit(url).query)
    numbers = query.get("categorynum") or query.get("categoryNum") or query.get("CategoryNum")
    if not numbers:
        raise UnreadableListError("no categorynum in the address: the site entry needs the list's own page")
    return Category(numbers[-1], (query.get("deptcode") or query.get("deptCode") or [""])[-1])


def script_of(html: str, url: str) -> str:
    """The address of the script that names site and application."""
    for script in BeautifulSoup(html, "lxml").find_all("script", src=True):
        address = absolute(url, str(script["src"]))
        if address and SITE_SCRIPT.search(address):
            return address
    return urljoin(url, USUAL_SCRIPT)


def application_in(text: str, url: str) -> Application | None:
    """The application that a page or script names; None where it does not say both."""
    site, project = SITE.search(text), PROJECT.search(text) or CALLED.search(text)
    return Application(urljoin(url, f"/{project[1]}/{METHOD}"), site[1]) if site and project else None


def application_of(text: str, url: str) -> Application:
    """What the site's script says. Raises UnreadableListError where it does not."""
    found = application_in(text, url)
    if found is None:
        raise UnreadableListError(f"no siteGuid and projectName in the script, beginning {_beginning(text)}")
    return found


def first_question(application: Application, category: Category) -> Ask:
    """The request for the first part of a list."""
    state = {
        "url": application.url,
        "site": application.site,
        "category": category.number,
        "department": category.department,
        "older": "",
    }
    return _question(state, 0)


def read_answer(text: str, url: str, ask: Ask) -> ListPage:
    """One part of a list. Raises UnreadableListError where it is no answer of this interface.

    A first question that brings nothing is asked again in the words of older installations.
    """
    custom = _custom(text)
    if not ask.number and not ask.state["older"] and not (custom or {}).get("data"):
        return ListPage(lists=(_question({**ask.state, "older": "1"}, 0),))
    if custom is None or not isinstance(custom.get("data") or [], list):
        raise UnreadableListError(f"the answer is JSON without custom.data, beginning {_beginning(text)}")
    entries = tuple(_entries(custom.get("data") or [], url))
    total = str(custom.get("total"))
    return ListPage(
        entries=entries,
        following=_question(ask.state, ask.number + 1) if entries else None,
        promised=int(total) if total.isdigit() else None,
    )


def _question(state: Mapping[str, str], number: int) -> Ask:
    """Part `number` from 0. Newer installations count pages from 1."""
    asked: dict[str, object] = {
        "deptcode": state["department"],
        "categorynum": state["category"],
        "pageIndex": number if state["older"] else number + 1,
        "pageSize": PAGE_SIZE,
        "siteGuid": state["site"],
    }
    body = json.dumps({"token": "", "params": asked} if state["older"] else asked)
    headers = (("X-Requested-With", "XMLHttpRequest"),)
    return Ask(state["url"], number, headers=headers, state=state, json=body)


def _custom(text: str) -> Mapping[str, Any] | None:
    """The part of the answer that is the list's, which some installations write as JSON inside the JSON.

    None where there is none.
    """
    try:
        answer = json.loads(text.lstrip("\ufeff"))
        custom = answer.get("custom") if isinstance(answer, dict) else None
        custom = json.loads(custom) if isinstance(custom, str) and custom.strip() else custom
    except ValueError as error:
        raise UnreadableListError(f"the answer is no JSON, beginning {_beginning(text)}") from error
    return custom if isinstance(custom, dict) else None


def _beginning(text: str) -> str:
    return repr(" ".join(text.split())[:SHOWN_CHARACTERS])


def _entries(rows: list[Any], url: str) -> Iterator[Entry]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise UnreadableListError(f"row {number} of the answer is {row!r}, no article")
        title = _title(row)
        address = absolute(url, str(row.get("infourl") or "#"))
        day = read_date(str(row.get("infodate") or ""), address or url)
        if address is None or address == url:
            # Counted, not lost: there is nothing to fetch it from.
            yield Entry(f"{url}#{row.get('infoid') or title}", title, day, "no_address")
        else:
            yield Entry(address, title, day, skip_reason(title))


def _title(row: Mapping[str, Any]) -> str:
    """The whole title: `title` may be cut and marked up, `realtitle` may be wanting."""
    real, shown = (_plain(str(row.get(key) or "")) for key in ("realtitle", "title"))
    return real if real and (is_cut(shown) or len(real) >= len(shown)) else shown


def _plain(title: str) -> str:
    text = BeautifulSoup(title, "html.parser").get_text() if "<" in title or "&" in title else title
    return " ".join(text.split())
