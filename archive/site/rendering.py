"""How single values look on the site: sizes, times, shares, and the links of the plain tables."""

import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from archive.site.check_terms import rule_sentence

STATIC = Path(__file__).with_name("static")
KILOBYTE = 1000
# Columns that name an archived page: a link to it says more than its number.
PAGE_COLUMNS = frozenset({"page_id"})


@cache
def site_version() -> str:
    """Changes with the style sheet, so that no browser shows a page with yesterday's."""
    return hashlib.sha256((STATIC / "gongkai.css").read_bytes()).hexdigest()[:8]


def bytes_text(size: int) -> str:
    """A file size: 900 B, 12.3 kB, 4.5 MB."""
    if size < KILOBYTE:
        return f"{size} B"
    if size < KILOBYTE**2:
        return f"{size / KILOBYTE:.1f} kB"
    return f"{size / KILOBYTE**2:,.1f} MB"


def time_text(time: str | None) -> str:
    """A stored time as people read it: 2026-11-23 09:01 UTC."""
    if not time:
        return "—"
    return f"{time[:10]} {time[11:16]} UTC" if len(time) > 10 else time


def cell(value: object, column: str, table: str | None) -> Markup | None:
    """One cell of a plain table where Datasette's own rendering says too little; None leaves it alone."""
    if value is None:
        # Missing is never zero: an empty cell says so.
        return Markup('<span class="none" title="无确定数值 / no value">∅</span>')
    if table == "failed_checks" and column == "rule":
        return _rule(str(value))
    if column.endswith("_share") and isinstance(value, float):
        return Markup('<span title="{}">{}</span>').format(value, f"{value:.1%}")
    return _link(value, column, table)


def _link(value: object, column: str, table: str | None) -> Markup | None:
    if column in PAGE_COLUMNS or (table == "pages" and column == "id"):
        return Markup('<a href="/page/{}">{}</a>').format(value, value)
    if column == "report_id" and table in ("headline", "latest"):
        return Markup('<a href="/gongkai/reports/{}">{}</a>').format(value, value)
    if column == "url" and str(value).startswith(("http://", "https://")):
        return Markup('<a class="address" href="{}" rel="noreferrer nofollow">{}</a>').format(value, value)
    return None


def _rule(rule: str) -> Markup | None:
    sentence = rule_sentence(rule)
    if sentence is None:
        return None
    return Markup('{}<span class="block" lang="en">{}</span><code>{}</code>').format(
        sentence.zh, sentence.en, rule
    )
