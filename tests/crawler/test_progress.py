"""A crawl says how far it is: on a terminal beside a bar, elsewhere in plain lines."""

import io
from pathlib import Path

import pytest
from tqdm import tqdm

from archive.frontier import Wanted, want
from archive.runs import now, start_run
from crawler.cli.progress import Bar, PlainLines
from crawler.progress import CrawlStatus, ShowsStatus, read_status
from crawler.sites import Site
from tests.archive.collection import OTHER_SITE, SITE, URL, Collection, page
from tests.crawler.entries import FIELDS

STATUS = CrawlStatus(sites=3, sites_done=1, pages=60, reports=45, waiting=40, seconds_left=80)
WORDS = "1/3 sites done 站点完成, 45 reports 年报, 40 waiting 待取, ≥ 1 min left 尚需"


def site(site_id: str, delay: float) -> Site:
    return Site.model_validate({**FIELDS, "id": site_id, "delay_seconds": delay})


def test_what_waits_at_the_slowest_site_tells_how_long_it_takes_at_least(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "home")
    collection.fetch({URL: page()})
    run_id = start_run(collection.database, "crawl", [SITE.id, OTHER_SITE.id])
    here = [Wanted(SITE.id, f"{URL}?{number}", "report") for number in range(3)]
    there = [Wanted(OTHER_SITE.id, f"http://www.qingshan.test/nb/{number}", "report") for number in range(2)]
    want(collection.database, run_id, here + there, now())
    collection.database.execute("UPDATE urls SET state = 'answered' WHERE site_id = ?", (OTHER_SITE.id,))
    collection.database.execute("UPDATE pages SET run_id = ?", (run_id,))
    sites = {SITE.id: site(SITE.id, 4), OTHER_SITE.id: site(OTHER_SITE.id, 100)}
    status = read_status(collection.database, run_id, sites)
    collection.database.close()
    assert status == CrawlStatus(sites=2, sites_done=1, pages=1, reports=1, waiting=3, seconds_left=12)


def test_without_a_terminal_a_line_says_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    lines = PlainLines()
    assert isinstance(lines, ShowsStatus)
    lines("yunzhou report ok http://yunzhou.test/nb/1.html")
    lines.status(STATUS)
    assert capsys.readouterr().err.splitlines() == [
        "yunzhou report ok http://yunzhou.test/nb/1.html",
        f"progress 进度: 60 pages 页面 (2.0/s), {WORDS}",
    ]


def test_on_a_terminal_the_bar_runs_over_what_is_known_and_then_over_what_is_read() -> None:
    shown = io.StringIO()
    with tqdm(unit=" pages", file=shown, ncols=200, mininterval=0) as bar:
        display = Bar(bar)
        for number in range(60):
            display(f"yunzhou report ok http://yunzhou.test/nb/{number}.html")
        display.status(STATUS)
        assert bar.total == 100
        bar.refresh()
        display("1/45 new 990100-x-2019 http://yunzhou.test/nb/1.html")
        assert (bar.n, bar.total) == (1, 45)
    assert "60/100" in shown.getvalue()
    assert WORDS in shown.getvalue()
