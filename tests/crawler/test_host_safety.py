"""No request leaves for an address inside the operator's network, and no host is asked without end."""

import asyncio
import socket
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from scrapy.resolver import CachingThreadedResolver

from crawler.addresses import first_private, pin_public_address
from crawler.look import LookError, look
from tests.crawler.crawling import crawl, rows
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import Loopback

if TYPE_CHECKING:
    from twisted.internet.base import ReactorBase

PUBLIC = "202.97.1.1"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1"],
)
def test_an_address_that_is_not_public_is_told(address: str) -> None:
    assert first_private(["202.97.1.1", address]) == address


def test_public_addresses_pass() -> None:
    assert first_private(["202.97.1.1", "8.8.8.8"]) is None


def test_a_listed_host_that_leads_to_a_private_address_is_not_asked(tmp_path: Path) -> None:
    with Loopback() as web:
        port = web.server_address[1]
        sites = entries(tmp_path / "sites", site_at(f"inside.test:{port}", "inside", hosts=["inside.test"]))
        crawl(web, tmp_path / "home", sites, names={"inside.test": "127.0.0.1"})
        assert web.asked == []
    found = rows(tmp_path / "home", "SELECT outcome, reason FROM pages WHERE kind = 'list'")
    assert [row["outcome"] for row in found] == ["private_address"]
    assert "inside.test leads to 127.0.0.1" in found[0]["reason"]


def test_a_setting_lets_an_operator_try_a_host_of_their_own(tmp_path: Path) -> None:
    with Loopback() as web:
        port = web.server_address[1]
        sites = entries(tmp_path / "sites", site_at(f"inside.test:{port}", "inside", hosts=["inside.test"]))
        settings = {"GONGKAI_PRIVATE_HOSTS": [".test"]}
        crawl(web, tmp_path / "home", sites, settings, names={"inside.test": "127.0.0.1"})
        assert [asked.url for asked in web.asked] == ["/robots.txt", "/nb/"]


class Rebinding:
    """A resolver that answers a public address once and one of this machine ever after."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        self.asked += 1
        return [(2, 1, 6, "", (PUBLIC if self.asked == 1 else "127.0.0.1", 0))]


def test_a_crawl_connects_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Rebinding()
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    asyncio.run(pin_public_address("rebound.test", []))
    # What Scrapy asks where a name leads before it connects.
    scrapys = CachingThreadedResolver(cast("ReactorBase", None), cache_size=10, timeout=1.0)
    connected: list[str] = []
    scrapys.getHostByName("rebound.test").addCallback(connected.append)
    assert (connected, resolver.asked) == ([PUBLIC], 1)
    asyncio.run(pin_public_address("rebound.test", []))
    assert resolver.asked == 1


def test_a_look_at_a_page_connects_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[str] = []

    def refuse(address: tuple[str, int], *_: object, **__: object) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", Rebinding())
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(LookError, match="ConnectError"):
        look("https://rebound.test/nb/", "editor@example.test", {})
    assert connected == [PUBLIC]


def test_a_look_at_a_host_inside_the_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(2, 1, 6, "", ("10.1.2.3", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    with pytest.raises(LookError, match=r"inside\.test leads to 10\.1\.2\.3, which is no public address"):
        look("http://inside.test/nb/", "editor@example.test", {})


def test_a_host_is_asked_no_more_often_than_a_run_allows(tmp_path: Path) -> None:
    list_url = "http://many.test/nb/"
    articles = {f"{list_url}202401/t20240119_{number}.html": ARTICLE for number in range(9)}
    with Loopback() as web:
        web.add({list_url: listing(*(item(number) for number in range(9))), **articles})
        sites = entries(tmp_path / "sites", site_at("many.test"))
        crawl(web, tmp_path / "home", sites, {"GONGKAI_REQUESTS_PER_HOST": 5})
        assert len(web.urls("many.test")) == 5
    found = rows(tmp_path / "home", "SELECT reason FROM pages WHERE outcome = 'budget_spent'")
    assert len(found) == 9 - 3
    assert "GONGKAI_REQUESTS_PER_HOST" in found[0]["reason"]
