"""The last moment before a request leaves.

Requests to one host wait for each other, each for the host's pause. Meanwhile the crawl may have been
stopped, or the host given up: then what waits is dropped at once, instead of one by one with a pause between.
"""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.addresses import pin_public_address
from crawler.failures import HOST_TROUBLES, Stopped
from crawler.middlewares.giving_up import GivingUpMiddleware
from crawler.politeness import throttle_of
from crawler.recorder import recorder_of
from crawler.wire import HeadKeepingFactory, take_heads


class CarefulDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, behind one more look at whether a request is still wanted and where it goes."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.crawler = crawler
        self.private_hosts = crawler.settings.getlist("GONGKAI_PRIVATE_HOSTS")
        self._pool._factory = HeadKeepingFactory
        # One host is asked one at a time, but a proxy stands for many, and its connections for all of them.
        self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")

    async def download_request(self, request: Request) -> Response:
        """Send the request if it is still wanted; what went over the wire is kept in its `meta`."""
        try:
            self._ask_again(request)
            if not request.meta.get("proxy"):
                await pin_public_address(urlsplit(request.url).hostname or "", self.private_hosts)
        except IgnoreRequest:
            self._let_go(request)
            raise
        recorder_of(self.crawler).ask(request)
        try:
            response = await super().download_request(request)
        except HOST_TROUBLES:
            throttle_of(self.crawler).back_off(urlsplit(request.url).hostname or "")
            raise
        request.meta["heads"] = take_heads(response)
        return response

    def _ask_again(self, request: Request) -> None:
        engine = self.crawler.engine
        # No signal says that a spider is being closed; until it is, its requests would go on being sent.
        closing = engine._slot is None or engine._slot.closing is not None
        if recorder_of(self.crawler).fault or closing or not engine.running:
            raise Stopped("the crawl has been stopped")
        giving_up = self.crawler.get_downloader_middleware(GivingUpMiddleware)
        if giving_up:
            giving_up.process_request(request)

    def _let_go(self, request: Request) -> None:
        """Nothing more is sent to this host, so what waits for it need not wait."""
        slot = self.crawler.engine.downloader.slots.get(request.meta["download_slot"])
        if slot:
            slot.delay = 0.0
