"""What is known of an address before it is asked: an answer to repeat, a time to wait for, what it had last.

A run that goes on after a kill repeats the answers that it had, out of the archive. An address whose content
is known is asked whether that is still the same: a page that did not change costs an answer without a body.
"""

from datetime import UTC, datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.frontier import Known
from crawler.failures import NotAsked
from crawler.outcomes import Verdict
from crawler.politeness import is_due
from crawler.recorder import Recorder, recorder_of

CONDITIONS = ("If-None-Match", "If-Modified-Since")
# On a request: the page whose content the server is asked to confirm.
CONFIRMS = "confirms"
# On a request: its content cannot be had from the archive, so it is asked for whole.
WHOLE = "whole"


class KnownAddressMiddleware:
    """Answers from the archive what was answered in this run before a kill, and asks conditionally."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the record from the spider that runs."""
        return cls(recorder_of(crawler))

    def process_request(self, request: Request) -> Response | None:
        """The answer that the killed process had; else the request goes on, with its conditions."""
        if self.recorder.begun.resumed and (answer := self.recorder.repeat(request)):
            return answer.response
        # A redirect or another try carries over what was set for the request it comes from.
        for name in CONDITIONS:
            request.headers.pop(name, None)
        request.meta.pop(CONFIRMS, None)
        known = self.recorder.frontier.known(request)
        if known is None:
            return None
        if not is_due(known.due_at, datetime.now(UTC)):
            reason = f"not asked: the host asked to be left alone until {known.due_at}"
            raise NotAsked(Verdict("rate_limited", reason))
        if known.content_page_id and not request.body and not request.meta.get(WHOLE):
            _set_conditions(request, known)
        return None


def _set_conditions(request: Request, known: Known) -> None:
    values = dict(zip(CONDITIONS, (known.etag, known.last_modified), strict=True))
    for name, value in values.items():
        if value:
            request.headers[name] = value.encode("latin-1")
            request.meta[CONFIRMS] = known.content_page_id
