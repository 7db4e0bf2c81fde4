"""Crawling the imitation web night after night into one archive, and what each night added to it."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from archive.database import open_database
from archive.home import Home
from crawler.run import crawl_sites
from crawler.sites import Site, load_sites
from demo.web import SITES_FOLDER, DemoWeb

CONTACT = "benchmark@gongkai.test"
# Hosts that only refuse or answer late say nothing about size, and take long.
REFUSING_AREA = "8899"
# On loopback nobody is spared by waiting, and what is archived is the same.
UNTHROTTLED = {"AUTOTHROTTLE_START_DELAY": 0.0, "AUTOTHROTTLE_TARGET_CONCURRENCY": 100.0}
STORED = """
SELECT count(*), sum(length), sum(warc_length), sum(status = 304)
FROM pages WHERE run_id = ? AND warc_file IS NOT NULL
"""
# What the same answers would take if each were kept whole: the record of the first with the same payload.
KEPT_WHOLE = """
SELECT sum(first.warc_length) FROM pages p
JOIN pages first ON first.id = (SELECT min(id) FROM pages o WHERE o.sha256 = p.sha256 AND o.warc_file IS NOT NULL)
WHERE p.run_id = ? AND p.warc_file IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Night:
    """One night: its answers and how many said that nothing was modified, the payload received, its WARC
    bytes, those of its responses, and what the responses would take if each were kept whole.
    """

    number: int
    answers: int
    not_modified: int
    payload: int
    file_bytes: int
    response_bytes: int
    kept_whole: int


def sites() -> list[Site]:
    """The sites of the imitation web that answer."""
    return [site for site in load_sites([SITES_FOLDER]).values() if not site.area.startswith(REFUSING_AREA)]


def crawl_nights(folder: Path, nights: int, progress: Callable[[Night], None]) -> list[Night]:
    """Crawl for so many nights. What differs on the second night stays so afterwards."""
    measured = []
    for number in range(1, nights + 1):
        # Scrapy's reactor cannot be started twice: each night is a process, with everything imported already.
        with ProcessPoolExecutor(1, mp_context=get_context("fork")) as one_night:
            run_id = one_night.submit(_crawl_night, folder, number).result()
        night = _measure(Home(folder), number, run_id)
        measured.append(night)
        progress(night)
    return measured


def _crawl_night(folder: Path, number: int) -> int:
    with DemoWeb(night=min(number, 2)) as web:
        proxies = {".test": web.proxy_url}
        crawled = crawl_sites(Home(folder), sites(), contact=CONTACT, proxies=proxies, settings=UNTHROTTLED)
        return crawled.run_id


def _measure(home: Home, number: int, run_id: int) -> Night:
    with closing(open_database(home.database)) as database:
        answers, payload, response_bytes, not_modified = database.execute(STORED, (run_id,)).fetchone()
        (kept_whole,) = database.execute(KEPT_WHOLE, (run_id,)).fetchone()
    files = home.warc.glob(f"*-run{run_id:06d}-*.warc.gz")
    file_bytes = sum(path.stat().st_size for path in files)
    return Night(number, answers, not_modified, payload or 0, file_bytes, response_bytes, kept_whole)
