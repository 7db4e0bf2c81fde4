"""The reverse proxy's configuration, tried with a real nginx before two real Datasette processes."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from archive.home import Home
from archive.publish import publish
from tests.archive.collection import Collection, page
from tests.archive.site.published import LOOPBACK
from tests.deploy.proxied import Proxy, proxied, served_on_sockets

pytestmark = [pytest.mark.nginx, pytest.mark.xdist_group("nginx")]

READERS = 4


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    collection = Collection(tmp_path_factory.mktemp("proxied") / "home")
    collection.crawl({f"http://www.yunzhou.test/nb/{year}.html": page(year) for year in (2019, 2020, 2021)})
    collection.database.close()
    publish(collection.home)
    return collection.home


@pytest.fixture(scope="module")
def sockets(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("s")
    with served_on_sockets(home.path, folder):
        yield folder


@pytest.fixture(scope="module")
def proxy(home: Home, sockets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with proxied(tmp_path_factory.mktemp("nginx") / "prefix", home.path, sockets, rate="1000r/s") as running:
        yield running


def test_a_page_comes_over_https_compressed_and_with_its_security_headers(proxy: Proxy) -> None:
    response = proxy.get("/")
    assert response.status_code == 200
    assert "政府信息公开年报" in response.text
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["strict-transport-security"] == "max-age=31536000"
    assert "frame-ancestors 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["server"] == "nginx"


def test_plain_http_leads_to_https(proxy: Proxy) -> None:
    response = httpx.get(f"http://{LOOPBACK}:{proxy.http}/status", trust_env=False)
    assert response.status_code == 301
    assert response.headers["location"].startswith("https://")


def test_a_page_that_was_asked_before_comes_from_the_cache(proxy: Proxy) -> None:
    states = [proxy.get("/gongkai/reports?_sort=year").headers["x-cache"] for _ in range(2)]
    assert states == ["MISS", "HIT"]


def test_an_extract_is_sent_from_the_disk(proxy: Proxy, home: Home) -> None:
    response = proxy.get("/extracts/reports.csv")
    assert response.content == (home.public / "extracts" / "reports.csv").read_bytes()
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "x-cache" not in response.headers
    part = proxy.get("/extracts/reports.csv", Range="bytes=0-2", **{"Accept-Encoding": "identity"})
    assert (part.status_code, part.content) == (206, b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/-/versions.json", 404),
        ("/-/databases", 404),
        ("/gongkai.db", 404),
        ("/extracts/../gongkai.db", 404),
        ("/extracts/..%2f..%2fgongkai.db", 400),
        ("/gongkai/reports?_size=max", 400),
        ("/gongkai/reports?_size=5000", 400),
        ("/gongkai/reports.json?_size=max", 200),
        ("/gongkai/reports?_size=200", 200),
        ("/gongkai?sql=select+1", 403),
    ],
)
def test_what_is_nobody_elses_business_or_too_much_is_refused(proxy: Proxy, path: str, status: int) -> None:
    assert proxy.get(path).status_code == status


def test_nothing_can_be_posted(proxy: Proxy) -> None:
    assert proxy.client().post("/gongkai/reports").status_code == 405


def test_addresses_in_answers_are_those_of_the_public_site(proxy: Proxy) -> None:
    rows = proxy.get("/gongkai/figures.json?_size=5").json()
    assert rows["next_url"].startswith("https://")


def test_who_asks_too_often_is_told_so(
    home: Home, sockets: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def ask(proxy: Proxy, count: int) -> Counter[int]:
        address = f"https://{LOOPBACK}:{proxy.https}/extracts/sites.csv"
        async with httpx.AsyncClient(verify=False, trust_env=False, timeout=30) as client:
            answers = await asyncio.gather(*(client.get(address) for _ in range(count)))
        return Counter(answer.status_code for answer in answers)

    with proxied(tmp_path_factory.mktemp("nginx") / "limited", home.path, sockets) as limited:
        assert asyncio.run(ask(limited, 8)) == {200: 8}
        many = asyncio.run(ask(limited, 150))
    assert set(many) == {200, 429}
    assert many[200] >= 10


def test_no_request_fails_while_publications_take_over(
    proxy: Proxy, home: Home, sockets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop, lock, statuses = threading.Event(), threading.Lock(), Counter[str]()

    def read(reader: int) -> None:
        with proxy.client() as client:
            number = 0
            while not stop.is_set():
                number += 1
                try:
                    # An address of its own each time: nothing of it comes from the cache.
                    answer = str(
                        client.get(f"/gongkai/reports?year__gt={reader * 1000 + number}").status_code
                    )
                except httpx.TransportError as error:
                    answer = type(error).__name__
                with lock:
                    statuses[answer] += 1

    readers = [threading.Thread(target=read, args=[reader]) for reader in range(READERS)]
    for thread in readers:
        thread.start()
    colours = []
    for _ in range(2):
        before = (sockets / "current.sock").readlink()
        publish(home)
        while (sockets / "current.sock").readlink() == before:
            stop.wait(0.2)
        colours.append(str((sockets / "current.sock").readlink()))
        stop.wait(3)
    stop.set()
    for thread in readers:
        thread.join()
    with capsys.disabled():
        print(f"\n{statuses.total()} requests during two publications: {dict(statuses)}")  # noqa: T201
    assert colours == ["green.sock", "blue.sock"]
    assert set(statuses) == {"200"}
    assert "failed" not in proxy.log.read_text("utf-8")


def test_the_service_manager_is_told_when_the_site_answers(
    home: Home, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("n")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(folder / "notify"))
        manager.settimeout(60)
        with served_on_sockets(home.path, folder, {"NOTIFY_SOCKET": str(folder / "notify")}):
            assert manager.recv(64) == b"READY=1"
            with httpx.Client(transport=httpx.HTTPTransport(uds=str(folder / "current.sock"))) as client:
                assert client.get("http://localhost/").status_code == 200


def test_a_folder_that_another_server_uses_is_refused(home: Home, sockets: Path) -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "crawler", "serve", "--sockets", str(sockets)],
        env=os.environ | {"GONGKAI_HOME": str(home.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert refused.returncode == 2
    assert "another `gongkai serve` uses it" in refused.stderr
