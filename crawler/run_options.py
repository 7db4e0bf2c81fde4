"""How a run is made: who asks, through what, for how long, and whether it ends with a publication."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.sites import Site

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is made. `settings` are Scrapy settings over those of `crawler.settings`.

    `progress` is called with one line a page fetched and one a report read; after `seconds` the crawl stops,
    and what it has is read; `publishes` says that the run ends with a publication. `switched_off` are entries
    that are not crawled: they are entered with their reasons, for whoever asks where they are. At most
    `processes` crawl, one a core where it is None.
    """

    contact: str
    command: str = "gongkai crawl"
    proxies: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    progress: Progress | None = None
    seconds: float | None = None
    publishes: bool = False
    switched_off: tuple[Site, ...] = ()
    processes: int | None = None
