"""How often a host is asked: never more often than its entry and its robots.txt say, less when it is slow.

AutoThrottle lengthens the delay to the host's own response time. Its floor here is a host's own: the
entry's `delay_seconds`, or the Crawl-delay of robots.txt where that is longer. A host that answers
"too many requests" gets the pause it asks for, or a growing one.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawler.user_agent import ROBOTS_NAME

# Statuses that ask for a pause.
PAUSE_STATUSES = frozenset({429, 503})
# Without Retry-After the delay grows threefold each time, as crawlers of these sites do: 6, 18, 54 …
BACK_OFF_FACTOR = 3
# No single pause in a run is longer; a host that wants more is not retried.
MAX_BACK_OFF_SECONDS = 300.0


class PoliteThrottle(AutoThrottle):
    """AutoThrottle with a floor for each host."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        slots = crawler.settings.getdict("DOWNLOAD_SLOTS")
        self.floors: dict[str, float] = {host: float(slot["delay"]) for host, slot in slots.items()}
        crawler.signals.connect(self._robots_parsed, signals.robots_parsed)

    def _min_delay(self) -> float:
        """No floor common to all hosts: each has its own."""
        return 0.0

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Apply a Crawl-delay that is longer than the entry's own delay."""
        host = urlsplit(request.url).hostname or ""
        seconds = robotparser.crawl_delay(ROBOTS_NAME)
        if seconds is not None and seconds > self.floors.get(host, 0.0):
            self.floors[host] = seconds
            # For the slot that is there, and for the one made after a pause in which nothing was asked.
            self._raise_delay(host, seconds)
            self.crawler.engine.downloader.per_slot_settings.setdefault(host, {})["delay"] = seconds

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        host = urlsplit(request.url).hostname or ""
        self._raise_delay(host, self.floors.get(host, 0.0))
        if response.status in PAUSE_STATUSES:
            self._raise_delay(host, self._pause(host, response))

    def _pause(self, host: str, response: Response) -> float:
        asked = retry_after(response)
        slot = self.crawler.engine.downloader.slots.get(host)
        growing = BACK_OFF_FACTOR * (slot.delay if slot else 0.0)
        return min(growing if asked is None else asked, MAX_BACK_OFF_SECONDS)

    def _raise_delay(self, host: str, seconds: float) -> None:
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot:
            slot.delay = max(slot.delay, seconds)


def retry_after(response: Response) -> float | None:
    """The seconds a Retry-After header asks for, given as a number or as a date; None where there is none."""
    value = response.headers.get("Retry-After")
    if value is None:
        return None
    text = value.decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())
