"""A crawl of many hosts in several processes: one run, one archive, each host asked by one of them."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawler.crawling import gongkai, outcomes, rows, start_gongkai
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import Loopback, Reply

HOSTS, REPORTS = 32, 3
# So short that one process could not keep up.
PAUSE = 0.1
PAGES = HOSTS * (2 + REPORTS)

pytestmark = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core has one process")


@pytest.fixture
def web() -> Iterator[Loopback]:
    """A list and three articles a host, each host's articles its own; every answer takes a while."""
    with Loopback() as web:
        for number in range(HOSTS):
            base = f"http://h{number}.test/nb/"
            web.add({base: listing(*(item(n) for n in range(REPORTS)))})
            for n in range(REPORTS):
                body = ARTICLE.replace("<body>", f"<body>{number} {n}").encode()
                web.add({f"{base}202401/t20240119_{n}.html": Reply(body, seconds=0.2)})
        yield web


class Nights:
    """The command on these hosts, with a data folder."""

    def __init__(self, folder: Path, web: Loopback) -> None:
        self.home = folder / "home"
        sites = entries(
            folder / "sites", *(site_at(f"h{number}.test", delay_seconds=PAUSE) for number in range(HOSTS))
        )
        self.arguments = ["nightly", "--sites-folder", str(sites), "--proxy", f".test={web.proxy_url}"]

    def fetched(self) -> int:
        try:
            return int(rows(self.home, "SELECT count(*) FROM pages")[0][0])
        except sqlite3.OperationalError:
            return 0

    def pages_by_file(self) -> list[set[str]]:
        """The sites whose pages are in each WARC file."""
        files: dict[str, set[str]] = {}
        for file, site in rows(
            self.home, "SELECT DISTINCT warc_file, site_id FROM pages WHERE warc_file NOT NULL"
        ):
            files.setdefault(file, set()).add(site)
        return list(files.values())


@pytest.fixture
def nights(tmp_path: Path, web: Loopback) -> Nights:
    return Nights(tmp_path, web)


def wait_for_pages(nights: Nights, number: int) -> None:
    give_up = time.monotonic() + 60
    while nights.fetched() < number:
        assert time.monotonic() < give_up, "nothing is fetched"
        time.sleep(0.05)


def of_children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def crawling(pid: int) -> list[int]:
    """The processes that crawl for this one."""
    return [crawler for server in of_children(pid) for crawler in of_children(server)]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_run_is_one_and_each_host_is_asked_by_one_process(nights: Nights, web: Loopback) -> None:
    done = gongkai(*nights.arguments, home=nights.home)
    assert done.returncode == 0, done.stderr
    assert nights.fetched() == PAGES
    for number in range(HOSTS):
        assert [outcome for _, outcome, _ in outcomes(nights.home, f"h{number}")].count(
            "not_a_report"
        ) == REPORTS
        asked = web.times(f"h{number}.test")
        assert len(asked) == 2 + REPORTS
        assert all(one.finished <= next_one.started for one, next_one in pairwise(asked))
    first, second = nights.pages_by_file()
    assert first | second == {f"h{number}" for number in range(HOSTS)}
    assert not first & second
    (run,) = rows(nights.home, "SELECT * FROM runs")
    assert (run["pages"], run["ended"], run["exit_code"]) == (PAGES, "finished", 0)
    assert {row["state"] for row in rows(nights.home, "SELECT state FROM run_sites")} == {"done"}
    assert gongkai("archive", "verify", home=nights.home).returncode == 0


def test_a_stop_reaches_every_process_and_what_they_had_is_read(nights: Nights) -> None:
    with start_gongkai(*nights.arguments, home=nights.home) as running:
        wait_for_pages(nights, HOSTS + 4)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
    assert running.returncode == 3
    (run,) = rows(nights.home, "SELECT ended, pages FROM runs")
    assert run["ended"] == "interrupted"
    assert HOSTS + 4 <= run["pages"] < PAGES
    assert not list((nights.home / "warc").glob("*.open"))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
def test_killed_all_processes_end_and_the_next_start_goes_on(nights: Nights, web: Loopback) -> None:
    with start_gongkai(*nights.arguments, home=nights.home) as running:
        wait_for_pages(nights, HOSTS + 4)
        children = crawling(running.pid)
        assert len(children) == 2
        running.kill()
        running.communicate(timeout=60)
    give_up = time.monotonic() + 10
    while any(map(is_alive, children)):
        assert time.monotonic() < give_up, "a process outlived the one it worked for"
        time.sleep(0.02)
    done = gongkai(*nights.arguments, home=nights.home)
    assert done.returncode == 0, done.stderr
    (run,) = rows(nights.home, "SELECT ended FROM runs")
    assert run["ended"] == "finished"
    reports = rows(nights.home, "SELECT url FROM pages WHERE kind = 'report' AND outcome = 'not_a_report'")
    assert len({row["url"] for row in reports}) == len(reports) == HOSTS * REPORTS
    # What was under way in each process is asked for again, one address a host at most.
    assert len(web.asked) <= PAGES + HOSTS
    assert gongkai("archive", "verify", home=nights.home).returncode == 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
def test_a_process_that_is_lost_ends_the_run_and_the_next_start_goes_on(nights: Nights) -> None:
    with start_gongkai(*nights.arguments, home=nights.home) as running:
        wait_for_pages(nights, HOSTS + 4)
        os.kill(crawling(running.pid)[0], signal.SIGKILL)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "a process of the crawl failed: it ended with code -9" in told
    assert gongkai(*nights.arguments, home=nights.home).returncode == 0
    (run,) = rows(nights.home, "SELECT ended FROM runs")
    assert run["ended"] == "finished"
    assert (
        rows(nights.home, "SELECT count(DISTINCT url) FROM pages WHERE kind = 'report'")[0][0]
        == HOSTS * REPORTS
    )
