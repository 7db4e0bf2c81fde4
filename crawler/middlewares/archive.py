"""The archive's place: next to the network, so that bytes are stored before anything else sees them.

Responses pass here with their Content-Encoding still on; retries, redirects, robots.txt and errors pass
too. This is a middleware and not a handler of Scrapy's `response_downloaded` signal because Scrapy logs
and swallows what a handler raises: a full disk would let a crawl go on that archives nothing.
"""

import asyncio
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.failures import NotAsked, Stopped, judge_failure
from crawler.middlewares.known import CONFIRMS, WHOLE
from crawler.recorder import ArchiveWriteError, Recorder, recorder_of
from crawler.stored_answers import FROM_ARCHIVE, StoredAnswer


class ArchiveMiddleware:
    """Records every response and every failure; stops the crawl when that is not possible."""

    def __init__(self, crawler: Crawler, recorder: Recorder) -> None:
        self.crawler = crawler
        self.recorder = recorder
        self._closing: asyncio.Task[None] | None = None
        crawler.signals.connect(self.recorder.frontier.want, signals.request_scheduled)
        crawler.signals.connect(self.recorder.frontier.drop, signals.request_dropped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the record from the spider that runs."""
        return cls(crawler, recorder_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Archive one response and note on the request what it amounts to.

        Where the server confirms what it sent before, that is what goes on from here.
        """
        if FROM_ARCHIVE in response.flags:
            return response
        confirmed: StoredAnswer | None = None
        if response.status == 304 and CONFIRMS in request.meta:
            confirmed = self.recorder.stored(request.meta[CONFIRMS], request)
        try:
            page_id, page = self.recorder.record_response(request, response, confirmed)
        except ArchiveWriteError as error:
            self._stop()
            raise IgnoreRequest(str(error)) from error
        request.meta.update(page_id=page_id, outcome=page.outcome, page_kind=page.kind)
        if response.status == 304 and confirmed is None and not request.meta.get(WHOLE):
            return request.replace(meta={**request.meta, WHOLE: True}, dont_filter=True)
        return confirmed.response if confirmed else response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Record a request that got no response; an exception of our own making is a bug."""
        if isinstance(exception, ArchiveWriteError):
            self._stop()
        if self.recorder.fault or isinstance(exception, Stopped):
            return
        verdict = judge_failure(exception)
        if verdict is None:
            self.recorder.bugs.append(f"{request.url}: {type(exception).__name__}: {exception}")
            return
        try:
            self.recorder.record_failure(request, verdict, asked=not isinstance(exception, NotAsked))
        except ArchiveWriteError:
            self._stop()

    def _stop(self) -> None:
        if self._closing is None:
            closing = self.crawler.engine.close_spider_async(reason="archive_failed")
            self._closing = asyncio.get_running_loop().create_task(closing)
