"""The interface of UCAP's lists: JSON with all that is known of each article, its text included.

GET /common/search/<channel>, /searchList/<channel> or /search/<channel>; where a site has none of them, a
POST to /getFileListByCodeId, whose answer is wrapped once more. See docs/sites/ucap.md.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from crawler.lists.asking import Ask, ListPage, UnreadableListError
from crawler.lists.dates import read_date
from crawler.lists.entries import Entry
from crawler.lists.links import absolute
from crawler.lists.titles import skip_reason

PATH = re.compile(r"/(?:common/search|searchList|search)/[0-9a-f]{32}$|/getFileListByCodeId$")
POSTED = re.compile(r"/getFileListByCodeId$")
# Asked for as the sites' own pages do, `_isJson` above all: without it HTML comes.
QUERY = {
    "page": "1",
    "_pageSize": "50",
    "_isAgg": "true",
    "_isJson": "true",
    "_template": "index",
    "_rangeTimeGte": "",
    "_channelName": "",
}
FORM = {"channelId": "", "page": "1", "size": "50", "relateSubChannels": "true"}
# What an absent value is written as.
NOTHING = frozenset({"", "null", "undefined", "None"})
CHINA = timezone(timedelta(hours=8))
SHOWN_CHARACTERS = 60


def is_interface(url: str) -> bool:
    """Whether an address is that of the interface itself."""
    return bool(PATH.search(urlsplit(url).path))


def ask_interface(url: str, number: int = 0) -> Ask:
    """The request for part `number`, from 0; what the address asks for beside the page is kept."""
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    bare = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    if POSTED.search(parts.path):
        fields = {**FORM, **given, "page": str(number + 1)}
        return Ask(bare, number, form=tuple(fields.items()), state={"address": url})
    fields = {**QUERY, **given, "page": str(number + 1), "_isJson": "true"}
    return Ask(f"{bare}?{urlencode(fields)}", number, state={"address": url})


def read_results(text: str, url: str, ask: Ask) -> ListPage:
    """One part of the answer. Raises UnreadableListError where it is none of the interface's."""
    data = _data(text)
    rows = tuple(_entries(data["results"], url))
    total = str(data.get("total"))
    return ListPage(
        entries=rows,
        following=ask_interface(ask.state["address"], ask.number + 1) if rows else None,
        promised=int(total) if total.isdigit() else None,
    )


def _data(text: str) -> Mapping[str, Any]:
    """The part that holds `results` and `total`, which some sites wrap in another `results`."""
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except ValueError as error:
        raise UnreadableListError(_complaint("no JSON", text)) from error
    for key in (None, "results", "data"):
        inner = found if key is None else found.get(key) if isinstance(found, dict) else None
        if isinstance(inner, dict):
            found = inner
    if not isinstance(found, dict) or not isinstance(found.get("results"), list):
        raise UnreadableListError(_complaint("JSON without data.results", text))
    return found


def _complaint(what: str, text: str) -> str:
    beginning = " ".join(text.split())[:SHOWN_CHARACTERS]
    return f"the interface sent {what}, beginning {beginning!r}: it changed, or wants a token"


def _entries(rows: list[Any], url: str) -> Iterator[Entry]:
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            raise UnreadableListError(f"result {number + 1} of the interface is {row!r}, no article")
        title = _plain(_value(row, "title") or _value(row, "titleHtml"))
        address = absolute(url, _value(row, "url") or _value(row, "redirectUrl") or "#")
        if address is None or address == url:
            # Counted, not lost: there is nothing to fetch it from.
            yield Entry(f"{url}#{_value(row, 'manuscriptId') or number}", title, _day(row, url), "no_address")
        else:
            yield Entry(address, title, _day(row, address), skip_reason(title))


def _value(row: Mapping[str, Any], key: str) -> str:
    value = str(row.get(key) if row.get(key) is not None else "").strip()
    return "" if value in NOTHING else value


def _plain(title: str) -> str:
    """A title without the markup that a search puts around what was searched for."""
    text = BeautifulSoup(title, "html.parser").get_text() if "<" in title or "&" in title else title
    return " ".join(text.split())


def _day(row: Mapping[str, Any], url: str) -> str | None:
    """The day of publication in China: written, else counted in milliseconds since 1970."""
    written = read_date(_value(row, "publishedTimeStr"), url)
    counted = _value(row, "publishedTime")
    if written or not counted.isdigit():
        return written
    try:
        return datetime.fromtimestamp(int(counted) / 1000, UTC).astimezone(CHINA).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return None
