"""What one answer of a server amounts to: pure rules, tried in order, each naming the marker that decided.

A refusal or a challenge is recorded as what it is and never worked around: a page that was withheld must
not look like a report that does not exist.

>>> judge(Answer(kind="list", url="http://www.x.gov.cn/nb/", status=412, hosts=frozenset())).outcome
'waf_challenge'
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from w3lib.html import get_meta_refresh

from archive.records import PageKind, PageOutcome
from crawler.lists.links import absolute

# Challenge pages are a script and nothing else; a page of this size is content.
CHALLENGE_BYTES = 20_000
# Error and "too many requests" pages say one sentence; a page with more text merely mentions the words.
NOTICE_CHARACTERS = 600
# A page with less text than this shows nothing until its scripts have run.
SHELL_CHARACTERS = 80
# Missing list pages are often answered with a frame of 300-400 bytes.
STUB_BYTES = 1_000
# Longer waits are notices to be read, not redirects.
REFRESH_SECONDS = 30

HOME_PATH = re.compile(r"/?(?:(?:index|default)\.(?:s?html?|jsp|aspx?|php))?", re.I)
ERROR_PATH = re.compile(r"/(?:404|error|notfound)(?:/?$|\.(?:s?html?|jsp|aspx?|php)$)", re.I)
RIVER_SCRIPT = re.compile(r"\$_ts\s*[=.\[]|FSSBBIl1UgzbN7N80", re.I)
JIASULE_SCRIPT = re.compile(r"__jsl_clearance|__jsluid|go\(\{\"bts\"", re.I)
C3VK_SCRIPT = re.compile(r"C3VK=")
SETS_COOKIE_AND_RELOADS = re.compile(
    r"document\.cookie\s*=.*location\s*\.?\s*(?:reload|href|replace|=)", re.I | re.S
)
RATE_LIMIT_NOTICE = re.compile(r"访问过于频繁|请求过于频繁|操作过于频繁|安全验证|请输入验证码|系统繁忙")
MISSING_NOTICE = re.compile(
    r"(?:页面|网页|文件|内容|栏目)\s*(?:已|已经|可能)?被?\s*(?:不存在|未找到|找不到|删除|已删除|已下线)"
    r"|找不到(?:该|您|你|此)?[^。]{0,12}(?:页面|网页|文件|内容)|您访问的(?:页面|内容|网页)[^。]{0,8}(?:不存在|已删除|已被删除)"
    r"|(?<!\d)404\s*(?:not found|错误|error|页面)|^404(?!\d)|page not found|file not found",
    re.I,
)
UNSEEN = re.compile(r"<!--.*?-->|<(script|style|noscript|template)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)
LIST_SCRIPT = re.compile(
    r"\$\.(?:ajax|get|getJSON|post)\s*\(|axios|new\s+Vue|createApp\(|XMLHttpRequest|\bfetch\s*\(", re.I
)
EMPTY_CONTAINER = re.compile(r"<(ul|ol|tbody|div|section)\b[^>]*>\s*</\1>", re.I)
# The first two headings of a report of any year, the older ones included.
REPORT_HEADINGS = re.compile(r"一[、)）．.]?(?:总体情况|概述|概况|基本情况).*二[、)）．.]?主动公开")
# An interface that says in few words that there is nothing more is no stub.
INTERFACE = re.compile(r"\s*(?:[\[{]|<\?xml|<datastore)", re.I)
OFFICE_MARKUP = re.compile(
    r"urn:schemas-microsoft-com:office|ProgId[\"'\s]*content=[\"']?(?:Word|Excel)", re.I
)
MARKUP = re.compile(r"\s*(?:<!doctype\s+html|<html|<head|<body)", re.I)


class Verdict(NamedTuple):
    """An outcome, the marker that decided it, and where a redirect led."""

    outcome: PageOutcome
    reason: str | None = None
    redirect_url: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One response as the rules see it: header names in lower case, `text` None where the body is no text.

    `hosts` are those the site may be asked at; `length` is that of the body as received.
    """

    kind: PageKind
    url: str
    status: int
    hosts: frozenset[str]
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str | None = ""
    length: int = 0
    truncated: bool = False


def judge(answer: Answer) -> Verdict:
    """The outcome of one response: that of the first rule that applies, else ok."""
    for rule in RULES:
        verdict = rule(answer)
        if verdict:
            return verdict
    return Verdict("ok")


def is_report_page(answer: Answer) -> bool:
    """Whether a page asked for as a list shows a report: its first two headings and a table.

    JSON is never one: interfaces of some families send each report's text along with its title.
    """
    if answer.kind != "list" or not answer.text or "<table" not in answer.text.lower():
        return False
    if answer.text.lstrip("\ufeff \r\n\t")[:1] in ("{", "["):
        return False
    text = "".join(visible_text(answer.text).split())
    return bool(REPORT_HEADINGS.search(text))


def judge_list(text: str, length: int, found: int, number: int) -> Verdict:
    """The outcome of a list page on which `found` reports, sub-channels or other entries were read.

    `number` counts the pages of a list from 0.
    """
    if found:
        return Verdict("ok")
    if number and length < STUB_BYTES and not INTERFACE.match(text):
        return Verdict("soft_404", f"stub of {length} bytes in place of list page {number + 1}")
    if LIST_SCRIPT.search(text) and EMPTY_CONTAINER.search(text):
        return Verdict("js_shell", "an empty list that a script fills")
    if _is_shell(text):
        return Verdict("js_shell", "no text until scripts have run")
    return Verdict("empty_list", "no entry on the list page")


# Several rules look at one page, one after the other.
@lru_cache(1)
def visible_text(html: str) -> str:
    """The text of a page without scripts, styles, comments and tags, white space run together."""
    return " ".join(UNSEEN.sub(" ", html).split())


def _challenge(answer: Answer) -> Verdict | None:
    """412, 521 and 512 are never answers to a plain GET; the scripts also come with 200 and 202."""
    text = (answer.text or "") if answer.length <= CHALLENGE_BYTES else ""
    cookies = answer.headers.get("set-cookie", "")
    if RIVER_SCRIPT.search(text) or (answer.status == 412 and RIVER_SCRIPT.search(cookies)):
        return Verdict("waf_challenge", f"status {answer.status}, 瑞数 River Security script ($_ts)")
    if JIASULE_SCRIPT.search(text) or (answer.status in (512, 521) and JIASULE_SCRIPT.search(cookies)):
        return Verdict("waf_challenge", f"status {answer.status}, 加速乐 Jiasule cookie script (__jsl)")
    if C3VK_SCRIPT.search(text):
        return Verdict("waf_challenge", f"status {answer.status}, C3VK cookie script")
    if answer.status in (412, 512, 521):
        return Verdict("waf_challenge", f"status {answer.status}")
    if SETS_COOKIE_AND_RELOADS.search(text) and len(visible_text(text)) < SHELL_CHARACTERS:
        return Verdict("waf_challenge", "a script that sets a cookie and reloads")
    return None


def _redirect(answer: Answer) -> Verdict | None:
    if not 300 <= answer.status < 400:
        return None
    if answer.status == 304:
        return Verdict("server_error", "status 304, unchanged, for content that the archive does not have")
    location = answer.headers.get("location", "").strip()
    if not location:
        return Verdict("server_error", f"status {answer.status} without a Location")
    return _judge_target(answer, location, f"status {answer.status}")


def _judge_target(answer: Answer, location: str, how: str) -> Verdict:
    target = absolute(answer.url, location)
    if target is None:
        return Verdict("redirected_host", f"{how} to {location!r}, which is no web address", location)
    parts = urlsplit(target)
    if parts.hostname not in answer.hosts:
        return Verdict("redirected_host", f"{how} to {parts.hostname}, which is not listed", target)
    if HOME_PATH.fullmatch(parts.path) and not HOME_PATH.fullmatch(urlsplit(answer.url).path):
        return Verdict("redirected_home", f"{how} to the home page", target)
    return Verdict("redirected", how, target)


def _refused(answer: Answer) -> Verdict | None:
    status = answer.status
    if 200 <= status < 300:
        return None
    if status in (404, 410):
        return Verdict("gone_404", f"status {status}")
    if status == 429 or (status == 503 and "retry-after" in answer.headers):
        return Verdict("rate_limited", f"status {status}")
    if 400 <= status < 500:
        # 401, 405, 406, 418, 451 …: the server understood and will not serve this to us.
        return Verdict("forbidden_403", f"status {status}")
    return Verdict("server_error", f"status {status}")


def _truncated(answer: Answer) -> Verdict | None:
    if not answer.truncated:
        return None
    return Verdict("truncated", f"the connection ended after {answer.length} bytes")


def _robots(answer: Answer) -> Verdict | None:
    return Verdict("ok") if answer.kind == "robots" else None


def _empty(answer: Answer) -> Verdict | None:
    return None if answer.length else Verdict("soft_404", f"status {answer.status} with an empty body")


def _document_in_disguise(answer: Answer) -> Verdict | None:
    """An error page saved under a document's address would be archived as the document.

    Word and Excel save documents as web pages too; these say which program wrote them.
    """
    is_markup = answer.kind == "attachment" and answer.text and MARKUP.match(answer.text)
    if is_markup and not OFFICE_MARKUP.search(answer.text or ""):
        return Verdict("soft_404", "a web page in place of the document")
    return None


def _no_text(answer: Answer) -> Verdict | None:
    if answer.kind == "list" and answer.text is None:
        return Verdict("unreadable", "the list page is no text")
    return None


def _notice(answer: Answer) -> Verdict | None:
    """One-sentence pages with status 200 that say the page is withheld or gone."""
    text = visible_text(answer.text or "")
    if answer.kind == "attachment" or len(text) > NOTICE_CHARACTERS:
        return None
    if limited := RATE_LIMIT_NOTICE.search(text):
        return Verdict("rate_limited", f"the page says {limited.group()}")
    if missing := MISSING_NOTICE.search(text):
        return Verdict("soft_404", f"the page says {missing.group().strip()}")
    return None


def _error_address(answer: Answer) -> Verdict | None:
    path = urlsplit(answer.url).path
    return Verdict("soft_404", f"the address is {path}") if ERROR_PATH.search(path) else None


def _meta_refresh(answer: Answer) -> Verdict | None:
    if answer.kind == "attachment" or not answer.text:
        return None
    try:
        seconds, target = get_meta_refresh(answer.text, answer.url)
    except ValueError:
        # An address that nothing can be asked at leads nowhere.
        return None
    # A page that reloads itself is a page; one that leads elsewhere at once is a redirect.
    if target is None or seconds is None or seconds > REFRESH_SECONDS or target == answer.url:
        return None
    return _judge_target(answer, target, "meta refresh")


def _shell(answer: Answer) -> Verdict | None:
    if answer.kind == "report" and answer.text and _is_shell(answer.text):
        return Verdict("js_shell", "no text until scripts have run")
    return None


def _is_shell(html: str) -> bool:
    return "<script" in html.lower() and len(visible_text(html)) < SHELL_CHARACTERS


RULES: tuple[Callable[[Answer], Verdict | None], ...] = (
    _challenge,
    _redirect,
    _refused,
    _truncated,
    _robots,
    _empty,
    _document_in_disguise,
    _no_text,
    _meta_refresh,
    _error_address,
    _notice,
    _shell,
)
