"""How hosts are asked: one request at a time, with a pause, as robots.txt says, and by an honest name."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawler.crawling import CONTACT, crawl, outcomes, reason_of
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import Asked, Loopback, Pages, Reply

PAUSE = 0.3
# Clocks of two processes and the time a request needs to arrive.
TOLERANCE = 0.05

Crawled = tuple[Loopback, Path]


def site_pages(host: str, reports: int = 3, folder: str = "/nb/") -> Pages:
    base = f"http://{host}{folder}"
    articles = {
        f"{base}202401/t20240119_{n}.html": Reply(ARTICLE.encode(), seconds=0.1) for n in range(reports)
    }
    return {base: listing(*(item(number) for number in range(reports))), **articles}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("politeness")
    sites = [
        site_at("slow.test", delay_seconds=PAUSE),
        site_at("shared.test", "first", "/nb/", delay_seconds=PAUSE),
        site_at("shared.test", "second", "/other/"),
        site_at("delayed.test"),
        site_at("forbidden.test"),
        site_at("partly.test"),
        site_at("broken.test"),
        site_at("busy.test"),
    ]
    rules: Pages = {
        "http://delayed.test/robots.txt": f"User-agent: *\nCrawl-delay: {PAUSE}\n",
        "http://forbidden.test/robots.txt": "User-agent: Gongkai\nDisallow: /\n",
        "http://partly.test/robots.txt": "User-agent: *\nDisallow: /nb/202401/t20240119_1\n",
        "http://broken.test/robots.txt": Reply(b"down", 503),
    }
    with Loopback() as web:
        for host in ("slow", "shared", "delayed", "forbidden", "partly", "broken", "busy"):
            web.add(site_pages(f"{host}.test"))
        web.add(site_pages("shared.test", folder="/other/"))
        web.add(rules)
        busy = Reply(b"wait", 429, [("Retry-After", "1"), ("Content-Type", "text/html")])
        web.add({"http://busy.test/nb/202401/t20240119_1.html": [busy, Reply(ARTICLE.encode())]})
        crawl(web, folder / "home", entries(folder / "sites", *sites))
        yield web, folder / "home"


def gaps(asked: list[Asked]) -> list[float]:
    return [after.started - before.started for before, after in pairwise(asked)]


def test_a_host_is_asked_no_more_often_than_its_entry_says(crawled: Crawled) -> None:
    asked = crawled[0].times("slow.test")
    assert len(asked) == 5
    assert min(gaps(asked)) >= PAUSE - TOLERANCE


@pytest.mark.parametrize("host", ["slow.test", "shared.test", "delayed.test", "partly.test"])
def test_a_host_is_asked_one_request_at_a_time(crawled: Crawled, host: str) -> None:
    asked = crawled[0].times(host)
    assert all(after.started >= before.finished for before, after in pairwise(asked))


def test_sites_that_share_a_host_share_its_longest_pause_and_its_robots_file(crawled: Crawled) -> None:
    asked = crawled[0].times("shared.test")
    assert len(asked) == 9
    assert min(gaps(asked)) >= PAUSE - TOLERANCE
    assert crawled[0].urls("shared.test").count("/robots.txt") == 1


def test_different_hosts_are_asked_at_the_same_time(crawled: Crawled) -> None:
    asked = crawled[0].asked
    assert any(one.host != two.host and two.started < one.finished for one, two in pairwise(asked))


def test_a_crawl_delay_of_robots_txt_is_kept(crawled: Crawled) -> None:
    asked = crawled[0].times("delayed.test")
    assert len(asked) == 5
    assert min(gaps(asked)[1:]) >= PAUSE - TOLERANCE


def test_robots_txt_is_asked_for_before_anything_else(crawled: Crawled) -> None:
    for host in ("slow.test", "shared.test", "partly.test"):
        assert crawled[0].urls(host)[0] == "/robots.txt"


def test_what_robots_txt_forbids_is_not_asked_and_recorded(crawled: Crawled) -> None:
    web, home = crawled
    assert web.urls("forbidden.test") == ["/robots.txt"]
    assert outcomes(home, "forbidden")[-1] == ("list", "robots_disallowed", "http://forbidden.test/nb/")
    forbidden = "/nb/202401/t20240119_1.html"
    assert forbidden not in web.urls("partly.test")
    assert ("report", "robots_disallowed", f"http://partly.test{forbidden}") in outcomes(home, "partly")
    assert "/nb/202401/t20240119_2.html" in web.urls("partly.test")


def test_a_host_whose_robots_txt_cannot_be_had_is_left_alone(crawled: Crawled) -> None:
    web, home = crawled
    assert set(web.urls("broken.test")) == {"/robots.txt"}
    assert outcomes(home, "broken")[-1][:2] == ("list", "server_error")
    assert "robots.txt: status 503" in reason_of(home, "http://broken.test/nb/")


def test_a_host_that_asks_for_a_pause_gets_it(crawled: Crawled) -> None:
    web, home = crawled
    busy = [asked for asked in web.times("busy.test") if asked.url.endswith("_1.html")]
    assert len(busy) == 2
    before = web.times("busy.test").index(busy[0])
    following = web.times("busy.test")[before + 1]
    assert following.started - busy[0].finished >= 1 - TOLERANCE
    assert ("report", "rate_limited", busy[0].url) in outcomes(home, "busy")
    assert ("report", "not_a_report", busy[0].url) in outcomes(home, "busy")


def test_every_request_says_who_asks(crawled: Crawled) -> None:
    agents = {asked.headers["user-agent"] for asked in crawled[0].asked}
    assert len(agents) == 1
    assert agents.pop().endswith(f"contact: {CONTACT})")
