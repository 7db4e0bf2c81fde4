"""Guangdong's gkmlpt (政府信息公开目录管理平台): an entry page with a tree of categories, and JSON lists.

`/gkmlpt/annualreport` sets `window._CONFIG = {… SID: '175', TREE: […] …}`; a category's rows come from
`/gkmlpt/api/all/<category>?page=1&sid=175`, a hundred at a time. Pages 0 and 1 are the same. See
docs/sites/gkmlpt.md.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urldefrag, urlencode, urljoin, urlsplit

from crawler.lists.asking import Ask, ListPage, RowDocument, UnreadableListError
from crawler.lists.entries import Entry
from crawler.lists.links import absolute
from crawler.lists.titles import skip_reason

API = "/gkmlpt/api/all/"
SID = re.compile(r"[\"']?\bSID[\"']?\s*:\s*[\"']?(\w+)")
TREE = re.compile(r"[\"']?\bTREE[\"']?\s*:\s*(?=\[)")
ANNUAL_REPORTS = re.compile(r"年报|年度报告")
# What the platform shows as the date of a row comes first; `date` is the day a document was written.
TIMES = ("display_publish_time", "first_publish_time", "create_time", "date")
CHINA = timezone(timedelta(hours=8))
# 2100-01-01: a larger number counts something else than seconds.
LATEST = 4_102_444_800

Node = Mapping[str, Any]


def read_entry_page(html: str, url: str, ask: Ask) -> ListPage:
    """The categories of annual reports: those that `ask.state` names, else those the tree calls so.

    Raises UnreadableListError where the page has no `_CONFIG`, or its tree no such category.
    """
    sid = SID.search(html)
    if "_CONFIG" not in html or sid is None:
        raise UnreadableListError("no window._CONFIG with a SID: this is no entry page of gkmlpt")
    named = [category for category in ask.state.get("categories", "").split(",") if category]
    if named:
        return ListPage(lists=tuple(_category(url, sid[1], category) for category in named))
    lists = tuple(_lists_of(read_tree(html), url, sid[1]))
    if not lists:
        raise UnreadableListError(
            "no category of TREE is called 年报 or 年度报告: name it in the list's address, as #<category id>"
        )
    return ListPage(lists=lists)


def read_tree(html: str) -> list[Node]:
    """The tree of categories: JSON inside an object that is none."""
    found = TREE.search(html)
    if found is None:
        raise UnreadableListError("no TREE in window._CONFIG")
    try:
        tree, _ = json.JSONDecoder().raw_decode(html, found.end())
    except (ValueError, RecursionError) as error:
        raise UnreadableListError(f"TREE in window._CONFIG is no JSON: {error}") from error
    return _nodes(tree)


def entry_ask(url: str, categories: str = "") -> Ask:
    """The request for an entry page; `categories` are ids set apart by commas."""
    return Ask(url, state={"categories": categories})


def jump_ask(url: str) -> Ask:
    """The request for where a category jumps to: an entry page, or a list of the portal (`is_portal`)."""
    category = urlsplit(url).fragment
    categories = category if category.isdigit() else ""
    return Ask(urldefrag(url).url, state={"categories": categories, "jumped": "yes"})


def is_portal(html: str, ask: Ask) -> bool:
    """Whether a category jumped to a page that is none of the platform's."""
    return "jumped" in ask.state and "window._CONFIG" not in html


def read_rows(text: str, url: str, ask: Ask) -> ListPage:
    """One answer of the interface: its rows, and the request for the next hundred.

    Raises UnreadableListError for an answer without `articles`.
    """
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableListError(f"the interface sent no JSON: {error}") from error
    rows = answer.get("articles") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise UnreadableListError(f"no articles in the answer: {text[:120]}")
    found = [row for row in rows if isinstance(row, dict)]
    return ListPage(
        entries=tuple(entry for row in found if (entry := _entry(row, url))),
        following=_next_hundred(url, ask),
        promised=_total(answer),
        documents=tuple(document for row in found for document in _documents(row, url)),
    )


def _lists_of(nodes: list[Node], url: str, sid: str) -> Iterator[Ask]:
    """Categories called annual reports, with all that lie below them."""
    for node in nodes:
        children = _nodes(node.get("children"))
        if ANNUAL_REPORTS.search(str(node.get("name") or "")):
            yield from _with_children(node, url, sid)
        else:
            yield from _lists_of(children, url, sid)


def _with_children(node: Node, url: str, sid: str) -> Iterator[Ask]:
    jump = str(node.get("jump_url") or "")
    target = absolute(url, jump) if jump else None
    if target:
        # Its rows stand elsewhere: on the platform of another agency, or on the portal.
        yield jump_ask(urljoin(url, jump))
    elif node.get("id"):
        yield _category(url, sid, str(node["id"]))
    for child in _nodes(node.get("children")):
        yield from _with_children(child, url, sid)


def _nodes(tree: object) -> list[Node]:
    return [node for node in tree if isinstance(node, dict)] if isinstance(tree, list) else []


def _category(url: str, sid: str, category: str) -> Ask:
    """The first hundred rows of a category; the interface stands beside the entry page."""
    place = url.partition("/gkmlpt")[0]
    return Ask(f"{place}{API}{category}?{urlencode({'page': 1, 'sid': sid})}")


def _next_hundred(url: str, ask: Ask) -> Ask:
    address, _, query = url.partition("?")
    sid = parse_qs(query).get("sid", [""])[0]
    number = ask.number + 1
    return Ask(f"{address}?{urlencode({'page': number + 1, 'sid': sid})}", number)


def _entry(row: Node, url: str) -> Entry | None:
    target = _address(row, url)
    title = " ".join(str(row.get("title") or "").split())
    return Entry(target, title, _date(row), skip_reason(title)) if target else None


def _address(row: Node, url: str) -> str | None:
    """Where a row leads, which may be another site."""
    href = str(row.get("url") or row.get("post_url") or "")
    return absolute(url, href) if href else None


def _documents(row: Node, url: str) -> Iterator[RowDocument]:
    entry = _entry(row, url)
    attachments = row.get("attachment")
    if entry is None or entry.skip or not isinstance(attachments, list):
        return
    for attachment in attachments:
        if isinstance(attachment, dict) and attachment.get("url"):
            target = absolute(url, str(attachment["url"]))
            if target:
                yield RowDocument(target, str(attachment.get("name") or ""), entry.url)


def _date(row: Node) -> str | None:
    """The day a row was published: seconds since 1970, told in Chinese time."""
    for name in TIMES:
        seconds = row.get(name)
        if isinstance(seconds, int) and 0 < seconds < LATEST:
            return datetime.fromtimestamp(seconds, UTC).astimezone(CHINA).date().isoformat()
    return None


def _total(answer: Mapping[str, Any]) -> int | None:
    """How many rows the category says it has."""
    classify = answer.get("classify")
    counts = (answer.get("total"), classify.get("post_count") if isinstance(classify, dict) else None)
    return next((count for count in counts if isinstance(count, int)), None)
