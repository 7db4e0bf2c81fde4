"""A request and its response as a row of `pages`: who asked for it, and what the answer amounts to."""

import hashlib
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response

from archive.records import Page
from archive.warc import ContentError
from crawler.exchanges import answer_of, content_type_of
from crawler.outcomes import Answer, Verdict, is_report_page, judge


def asked_page(run_id: int, request: Request, fetched_at: str) -> Page:
    """The row of a request as far as it can be told before there is an answer."""
    return Page(
        run_id=run_id,
        site_id=request.meta["site_id"],
        kind=request.meta["kind"],
        url=request.url,
        fetched_at=fetched_at,
        outcome="ok",
        list_url=request.meta.get("list_url"),
        list_title=request.meta.get("list_title"),
        list_date=request.meta.get("list_date"),
    )


def judged_page(asked: Page, request: Request, response: Response, hosts: frozenset[str]) -> Page:
    """The row with what the answer amounts to; `hosts` are those that the site may be asked at."""
    answer, verdict = _judge(request, response, hosts)
    is_report = verdict.outcome == "ok" and answer is not None and is_report_page(answer)
    return replace(
        asked,
        # A one-document channel shows its report under the list's own address.
        kind="report" if is_report else asked.kind,
        outcome=verdict.outcome,
        reason="the channel's address shows the report itself" if is_report else verdict.reason,
        status=response.status,
        content_type=content_type_of(response),
        length=len(response.body),
        sha256=hashlib.sha256(response.body).hexdigest(),
        redirect_url=verdict.redirect_url,
    )


def _judge(request: Request, response: Response, hosts: frozenset[str]) -> tuple[Answer | None, Verdict]:
    try:
        answer = answer_of(request, response, hosts)
    except ContentError as error:
        return None, Verdict("unreadable", str(error))
    return answer, judge(answer)
