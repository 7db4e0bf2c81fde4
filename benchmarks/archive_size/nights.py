"""Crawling the imitation web night after night into one archive, and what each night added to it."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.database import open_database
from archive.home import Home
from crawler.sites import Site, load_sites
from demo.web import SITES_FOLDER, DemoWeb

CONTACT = "benchmark@gongkai.test"
# Hosts that only refuse or answer late say nothing about size, and take long.
REFUSING_AREA = "8899"
CRAWL = """
import json, sys
from pathlib import Path
from archive.home import Home
from benchmarks.archive_size.nights import CONTACT, sites
from crawler.run import crawl_sites
home, proxy = sys.argv[1:]
summary = crawl_sites(Home(Path(home)), sites(), contact=CONTACT, proxies={".test": proxy})
print(summary.run_id)
"""
STORED = """
SELECT count(*), sum(length), sum(warc_length) FROM pages WHERE run_id = ? AND warc_file IS NOT NULL
"""
# What the same answers would take if each were kept whole: the record of the first with the same payload.
KEPT_WHOLE = """
SELECT sum(first.warc_length) FROM pages p
JOIN pages first ON first.id = (SELECT min(id) FROM pages o WHERE o.sha256 = p.sha256 AND o.warc_file IS NOT NULL)
WHERE p.run_id = ? AND p.warc_file IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Night:
    """One night: its answers, their payload, its WARC bytes, and those of the responses if kept whole."""

    number: int
    answers: int
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
        with DemoWeb(night=min(number, 2)) as web:
            command = [sys.executable, "-c", CRAWL, str(folder), web.proxy_url]
            finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode:
            raise RuntimeError(f"night {number}: {finished.stderr}")
        night = _measure(Home(folder), number, json.loads(finished.stdout))
        measured.append(night)
        progress(night)
    return measured


def _measure(home: Home, number: int, run_id: int) -> Night:
    with closing(open_database(home.database)) as database:
        answers, payload, response_bytes = database.execute(STORED, (run_id,)).fetchone()
        (kept_whole,) = database.execute(KEPT_WHOLE, (run_id,)).fetchone()
    files = home.warc.glob(f"*-run{run_id:06d}-*.warc.gz")
    file_bytes = sum(path.stat().st_size for path in files)
    return Night(number, answers, payload or 0, file_bytes, response_bytes, kept_whole)
