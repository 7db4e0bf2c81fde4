"""The records that cross between fetching and storing: a site as stored and one stored response.

The crawler fills them, the archive writes them. `Page` is one response (or one failed attempt, with no
status and no place in a WARC file); its outcome is one of `OUTCOMES`.
"""

from dataclasses import dataclass
from typing import Literal, get_args

PageKind = Literal["robots", "list", "report", "attachment"]

PageOutcome = Literal[
    "ok",
    "empty_list",
    "soft_404",
    "gone_404",
    "redirected",
    "redirected_host",
    "redirected_home",
    "js_shell",
    "waf_challenge",
    "forbidden_403",
    "rate_limited",
    "robots_disallowed",
    "tls_error",
    "dns_error",
    "private_address",
    "connection_error",
    "timeout",
    "truncated",
    "server_error",
    "budget_spent",
    "not_a_report",
    "other_form",
    "unreadable",
]
OUTCOMES: tuple[str, ...] = get_args(PageOutcome)


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """One site of the list as the database keeps it. `area` is a GB/T 2260 code, `place` its name.

    `agency` is the body that a report on this site belongs to where the report itself names none; `reason`
    says why a site that is not `enabled` is not crawled.
    """

    id: str
    name: str
    adapter: str
    area: str
    place: str
    level: str
    home_url: str
    list_url: str
    enabled: bool
    agency: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One stored response. Times are UTC, ISO 8601 with Z; `length` and `sha256` are of the payload.

    Where the server said that nothing had changed (status 304), `length` is 0 and `sha256` is that of the
    content that was confirmed; the WARC record says where it is.
    """

    run_id: int
    site_id: str
    kind: PageKind
    url: str
    fetched_at: str
    outcome: PageOutcome
    reason: str | None = None
    status: int | None = None
    content_type: str | None = None
    length: int | None = None
    sha256: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    warc_length: int | None = None
    list_url: str | None = None
    list_title: str | None = None
    list_date: str | None = None
    redirect_url: str | None = None
