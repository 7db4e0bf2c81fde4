"""How often a host is asked: never more often than its entry and its robots.txt say, less when it is slow.

AutoThrottle lengthens the delay to the host's own response time. Its floor here is a host's own: the
entry's `delay_seconds`, or the Crawl-delay of robots.txt where that is longer. A host that answers
"too many requests", or does not answer, gets the pause it asks for, or a growing one.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
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
# Without Retry-After the pauses grow: 15 s, 45 s, 2 min and 5 min for a host that is asked every 2 seconds,
# in proportion for one that is asked more often or less.
BACK_OFF_STEPS = (7.5, 22.5, 60.0, 150.0)  # times the host's delay
# No single pause in a run is longer; a host that wants more is not retried.
MAX_BACK_OFF_SECONDS = 300.0
# What a host asks for beyond a run is kept to, but for a day at most: some give a date of next year.
MAX_DUE_SECONDS = 24 * 3600.0


class PoliteThrottle(AutoThrottle):
    """AutoThrottle with a floor for each host."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        slots = crawler.settings.getdict("DOWNLOAD_SLOTS")
        self.floors: dict[str, float] = {host: float(slot["delay"]) for host, slot in slots.items()}
        self._troubles: Counter[str] = Counter()
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
            self.back_off(host, retry_after(response))
        else:
            self._troubles[host] = 0

    def back_off(self, host: str, asked: float | None = None) -> None:
        """Leave a host alone for the pause that it asks for, or for the next longer one of ours."""
        step = BACK_OFF_STEPS[min(self._troubles[host], len(BACK_OFF_STEPS) - 1)]
        self._troubles[host] += 1
        pause = step * self.floors.get(host, 0.0) if asked is None else asked
        self._raise_delay(host, min(pause, MAX_BACK_OFF_SECONDS))

    def is_in_trouble(self, host: str) -> bool:
        """Whether a host failed so often in a row that one try of each address has to do."""
        return self._troubles[host] > self.crawler.settings.getint("RETRY_TIMES")

    def _raise_delay(self, host: str, seconds: float) -> None:
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot:
            slot.delay = max(slot.delay, seconds)


def throttle_of(crawler: Crawler) -> PoliteThrottle:
    """The throttle of a crawl; every crawl of this project has one."""
    throttle = crawler.get_extension(PoliteThrottle)
    if throttle is None:
        raise TypeError("this crawl has no PoliteThrottle: nothing would keep it from flooding a host")
    return throttle


def due_after(response: Response) -> str | None:
    """The time before which the address is not to be asked again, UTC; None where this run may ask again."""
    seconds = retry_after(response) if response.status in PAUSE_STATUSES else None
    if seconds is None or seconds <= MAX_BACK_OFF_SECONDS:
        return None
    due = datetime.now(UTC) + timedelta(seconds=min(seconds, MAX_DUE_SECONDS))
    return due.strftime("%Y-%m-%dT%H:%M:%SZ")


def is_due(due_at: str | None, now: datetime) -> bool:
    """Whether an address may be asked again. A time that no host could have asked for is no reason to wait:
    the clock was wrong when it was entered, or has been set back since."""
    if due_at is None:
        return True
    wait = (datetime.fromisoformat(due_at) - now).total_seconds()
    return not 0 < wait <= MAX_DUE_SECONDS


def retry_after(response: Response) -> float | None:
    """The seconds a Retry-After header asks for, given as a number or as a date; None where there is none.

    A date is counted from the server's own Date: its clock and ours need not agree.
    """
    value = response.headers.get("Retry-After")
    if value is None:
        return None
    text = value.decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    moment = _date(text)
    if moment is None:
        return None
    sent = _date((response.headers.get("Date") or b"").decode("latin-1"))
    return max(0.0, (moment - (sent or datetime.now(UTC))).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return None
