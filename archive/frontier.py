"""The frontier: every address the crawler knows, what it waits for, and what its last answer was.

An address is entered before it is asked and settled with its page, so that after a kill the database says
which answers are there and which are still to come. `posted` tells requests to one address apart.

>>> want(database, run_id, [Wanted("yunzhou", "http://www.yunzhou.test/nb/", "list")])  # doctest: +SKIP
>>> settle(database, key, page_id, page, Validators(etag='"5f3"'))                      # doctest: +SKIP
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from archive.database import Database
from archive.records import Page, PageKind, PageOutcome

UrlState = Literal["waiting", "asking", "answered", "failed"]

# No answer of the page itself: it may be had the next time, and what was had before stays its content.
FAILURES: frozenset[PageOutcome] = frozenset(
    {
        "waf_challenge",
        "rate_limited",
        "tls_error",
        "dns_error",
        "private_address",
        "connection_error",
        "timeout",
        "truncated",
        "server_error",
        "budget_spent",
    }
)

# Wanted again in the same run, an address keeps its answer; in another run it waits for a new one.
WANT = """
INSERT INTO urls (site_id, url, posted, kind, state, run_id, attempts, first_wanted_at,
                  list_url, list_title, list_date)
VALUES (:site_id, :url, :posted, :kind, 'waiting', :run_id, 0, :now, :list_url, :list_title, :list_date)
ON CONFLICT (site_id, url, posted) DO UPDATE SET
    state = CASE WHEN run_id = excluded.run_id THEN state ELSE 'waiting' END,
    run_id = excluded.run_id, kind = excluded.kind, list_url = excluded.list_url,
    list_title = excluded.list_title, list_date = excluded.list_date
"""
SETTLE = """
UPDATE urls SET state = :state, outcome = :outcome, asked_at = :asked_at, page_id = :page_id,
    attempts = CASE WHEN :state = 'failed' THEN attempts + :tried ELSE 0 END,
    due_at = CASE WHEN :tried THEN :due_at ELSE due_at END
WHERE site_id = :site_id AND url = :url AND posted = :posted
"""
SETTLE_CONTENT = """
UPDATE urls SET content_at = :asked_at, content_page_id = :content_page_id, sha256 = :sha256,
    etag = CASE WHEN :confirmed THEN coalesce(:etag, etag) ELSE :etag END,
    last_modified = CASE WHEN :confirmed THEN coalesce(:last_modified, last_modified) ELSE :last_modified END
WHERE site_id = :site_id AND url = :url AND posted = :posted
"""
ASK = """
UPDATE urls SET state = 'asking', asked_at = :now
WHERE site_id = :site_id AND url = :url AND posted = :posted
"""
KNOWN = """
SELECT state, outcome, run_id, attempts, due_at, asked_at, content_at, page_id, content_page_id,
       etag, last_modified, sha256
FROM urls WHERE site_id = ? AND url = ? AND posted = ?
"""


class UrlKey(NamedTuple):
    """What tells one address from another: the site, the address, and the SHA-256 of what is posted."""

    site_id: str
    url: str
    posted: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that a run wants, and the page that led to it."""

    site_id: str
    url: str
    kind: PageKind
    posted: str = ""
    list_url: str | None = None
    list_title: str | None = None
    list_date: str | None = None

    @property
    def key(self) -> UrlKey:
        """What tells it from other addresses."""
        return UrlKey(self.site_id, self.url, self.posted)


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave to ask with whether its content is still the same."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """How one address stands. Times are UTC; `content_page_id` is the page with what it says now."""

    state: UrlState
    outcome: PageOutcome | None
    run_id: int
    attempts: int
    due_at: str | None
    asked_at: str | None
    content_at: str | None
    page_id: int | None
    content_page_id: int | None
    etag: str | None
    last_modified: str | None
    sha256: str | None

    @property
    def validators(self) -> Validators:
        """What to ask with; empty where the server gave nothing."""
        return Validators(self.etag, self.last_modified)


def want(database: Database, run_id: int, wanted: Iterable[Wanted], now: str) -> None:
    """Enter addresses that a run wants; the caller holds the transaction."""
    rows = [
        {
            "site_id": one.site_id,
            "url": one.url,
            "posted": one.posted,
            "kind": one.kind,
            "list_url": one.list_url,
            "list_title": one.list_title,
            "list_date": one.list_date,
            "run_id": run_id,
            "now": now,
        }
        for one in wanted
    ]
    database.executemany(WANT, rows)


def ask(database: Database, key: UrlKey, now: str) -> None:
    """Say that an address is being asked; the caller holds the transaction and asks after it."""
    if database.execute(ASK, {**key._asdict(), "now": now}).rowcount != 1:
        raise KeyError(key)


def has_content(page: Page) -> bool:
    """Whether an answer is the page's content, or confirms it; a failure is none, whatever its status."""
    return page.status in (200, 304) and page.outcome not in FAILURES


def settle(
    database: Database,
    key: UrlKey,
    page_id: int,
    page: Page,
    validators: Validators | None = None,
    *,
    content_page_id: int | None = None,
    due_at: str | None = None,
    tried: bool = True,
) -> None:
    """Enter what came of asking, or of deciding not to (`tried`); in the transaction that enters the page.

    `validators` come with content that was received, or confirmed as that of `content_page_id`; without them
    the content is what it was. Raises KeyError for an address that was never entered.
    """
    state: UrlState = "failed" if page.outcome in FAILURES else "answered"
    given = {**key._asdict(), "state": state, "outcome": page.outcome, "asked_at": page.fetched_at}
    changed = database.execute(SETTLE, {**given, "page_id": page_id, "due_at": due_at, "tried": tried})
    if changed.rowcount != 1:
        raise KeyError(key)
    if validators is not None:
        content = {"content_page_id": content_page_id or page_id, "confirmed": content_page_id is not None}
        validated = {"etag": validators.etag, "last_modified": validators.last_modified}
        database.execute(SETTLE_CONTENT, {**given, **content, **validated, "sha256": page.sha256})


def read_known(database: Database, key: UrlKey) -> Known | None:
    """How an address stands; None for one that is not known."""
    row = database.execute(KNOWN, key).fetchone()
    return None if row is None else Known(**cast("dict[str, object]", dict(row)))  # type: ignore[arg-type]


def count_waiting(database: Database, run_id: int, site_id: str) -> int:
    """The addresses of a site that the run wants and has no answer from."""
    row = database.execute(
        "SELECT count(*) FROM urls WHERE run_id = ? AND site_id = ? AND state IN ('waiting', 'asking')",
        (run_id, site_id),
    ).fetchone()
    return int(row[0])


def forget_posted(database: Database, run_id: int, site_id: str) -> None:
    """Drop what only earlier runs posted to a site: a form that holds its page's state is new every night."""
    database.execute("DELETE FROM urls WHERE site_id = ? AND posted <> '' AND run_id < ?", (site_id, run_id))


def site_is_done(database: Database, run_id: int, site_id: str, *, finished: bool) -> bool:
    """Whether every address of a site that the run wants was tried; none was wanted of a site not begun.

    `finished` says that the crawl ended by itself, with nothing left to do.
    """
    begun, waiting, unspent = database.execute(
        "SELECT count(*), sum(state IN ('waiting', 'asking')), sum(outcome IS 'budget_spent') "
        "FROM urls WHERE run_id = ? AND site_id = ?",
        (run_id, site_id),
    ).fetchone()
    return not unspent and (finished or (begun > 0 and not waiting))
