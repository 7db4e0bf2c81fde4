"""Runs of invented sites for the tests of health: what each page came to, read and watched as after a crawl."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from archive.health.alerts import Alert, watch_run
from archive.ingest import ingest_run
from archive.pages import store_page
from archive.records import Page, PageKind, PageOutcome, SiteRecord
from archive.runs import finish_run
from tests.archive.collection import SITE, Collection, page

LIST = "http://www.yunzhou.test/nb/"


def reports(count: int) -> dict[str, bytes]:
    """So many report pages, each of another year, by address."""
    return {report_url(number): page(2019 + number) for number in range(count)}


def report_url(number: int) -> str:
    return f"{LIST}{number}.html"


def night(
    collection: Collection,
    pages: Mapping[str, bytes],
    others: Sequence[tuple[PageKind, str, PageOutcome]] = (("list", LIST, "ok"),),
    *,
    whole: bool = True,
    day: int | None = None,
    site: SiteRecord = SITE,
    fingerprint: bool | None = None,
    list_ends: Sequence[str] = (),
) -> list[Alert]:
    """One run over one site: `pages` with their bytes, `others` by kind, address and outcome; its alerts."""
    run_id = collection.fetch(pages, site)
    at = f"2026-01-{run_id:02}T03:10:00Z"
    ends = set()
    for kind, url, outcome in others:
        page_id = store_page(collection.database, Page(run_id, site.id, kind, url, at, outcome))
        ends |= {page_id} if url in list_ends else set()
    if day:
        collection.database.execute(
            "UPDATE pages SET fetched_at = ? || substr(fetched_at, 11) WHERE run_id = ?",
            (f"2026-{1 + day // 28:02}-{1 + day % 28:02}", run_id),
        )
    ingest_run(collection.database, collection.home, run_id)
    fingerprints = {} if fingerprint is None else {site.id: fingerprint}
    alerts = watch_run(
        collection.database, run_id, [site.id], whole=whole, list_ends=ends, fingerprints=fingerprints
    )
    finish_run(collection.database, run_id, 0)
    return alerts


def told(alerts: Sequence[Alert]) -> list[tuple[str, str]]:
    """Each alert's change and rule."""
    return [(alert.change, alert.rule) for alert in alerts]


def compared(collection: Collection, rule: str) -> dict[str, Any]:
    """The numbers stored with an alert."""
    numbers: dict[str, Any] = json.loads(
        str(collection.one("SELECT measures FROM alerts WHERE rule = ? ORDER BY id DESC", rule))
    )
    return numbers
