"""The server: virtual hosts, forward proxy for its own hosts, honest headers, a log of requests."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from demo.reports import BY_ID, EXPECTED, SITES
from demo.web import DemoWeb
from tests.demo.client import fetch, fetch_by_host

SEED = BY_ID["nanfen/fgj/2019"].url
CITY = BY_ID["yunzhou/szf/2021"].url
COUNTY = BY_ID["shilan/tyj/2022"].url


def test_a_host_is_chosen_by_the_host_header_and_by_an_absolute_target_alike(web: DemoWeb) -> None:
    by_proxy, by_host = fetch(web, SEED), fetch_by_host(web, SEED)
    assert by_proxy.status == by_host.status == 200
    assert by_proxy.body == by_host.body
    assert "区发改局关于政府信息公开工作 2019年度报告" in by_proxy.body.decode()


def test_an_absolute_target_wins_over_the_host_header(web: DemoWeb) -> None:
    assert fetch(web, SEED, {"Host": "www.shilan.test"}).body == fetch(web, SEED).body


@pytest.mark.parametrize("host", ["www.example.com", "nowhere.test", "127.0.0.1"])
def test_a_host_that_is_not_its_own_is_answered_with_502(web: DemoWeb, host: str) -> None:
    reply = fetch(web, f"http://{host}/")
    assert reply.status == 502
    assert host in reply.body.decode()


def test_a_tunnel_is_refused(web: DemoWeb) -> None:
    assert fetch(web, "http://www.nanfen.test:443", method="CONNECT").status == 502


def test_each_report_says_its_length_validator_and_date(web: DemoWeb) -> None:
    for url, truth in EXPECTED.items():
        reply = fetch(web, url)
        assert int(reply.headers["content-length"]) == len(reply.body)
        assert reply.headers["etag"] == fetch(web, url).headers["etag"]
        assert f"{truth.published:%d %b %Y}" in reply.headers["last-modified"]


def test_a_page_that_has_not_changed_is_not_sent_again(web: DemoWeb) -> None:
    first = fetch(web, CITY)
    again = fetch(web, CITY, {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_the_city_zips_its_pages_for_those_who_can_read_it(web: DemoWeb) -> None:
    plain, zipped = fetch(web, CITY), fetch(web, CITY, {"Accept-Encoding": "gzip, deflate"})
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < len(plain.body)
    assert zipped.body == plain.body


def test_the_old_county_site_writes_gbk_and_says_so_only_behind_a_kilobyte_of_comments(web: DemoWeb) -> None:
    reply = fetch(web, COUNTY)
    assert reply.headers["content-type"] == "text/html"
    assert reply.body.index(b"charset=gb2312") > 1024
    assert "石澜县退役军人事务局" in reply.body.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        reply.body.decode("utf-8")


def test_the_district_names_its_encoding_on_the_page_alone(web: DemoWeb) -> None:
    reply = fetch(web, SEED)
    assert reply.headers["content-type"] == "text/html"
    assert b'<meta charset="utf-8">' in reply.body[:1024]


def test_a_head_request_gets_the_headers_of_a_get(web: DemoWeb) -> None:
    head, get = fetch(web, SEED, method="HEAD"), fetch(web, SEED)
    assert head.body == b""
    assert head.headers["content-length"] == get.headers["content-length"]


def test_a_path_where_nothing_stands_is_404_with_a_page(web: DemoWeb) -> None:
    reply = fetch(web, "http://www.yunzhou.test/zwgk/no-such-page.html")
    assert reply.status == 404
    assert "没有找到您要的页面" in reply.body.decode()


def test_every_request_is_remembered_with_host_path_time_and_user_agent() -> None:
    with DemoWeb() as web:
        fetch(web, "http://www.nanfen.test/robots.txt", {"User-Agent": "reader/1"})
        fetch(web, "http://example.com/x", {"User-Agent": "reader/2"})
        first, second = web.requests
    assert (first.method, first.host, first.path) == ("GET", "www.nanfen.test", "/robots.txt")
    assert (first.user_agent, second.user_agent) == ("reader/1", "reader/2")
    assert second.host == "example.com"
    assert datetime.now(UTC) - first.time < timedelta(minutes=1)


def test_two_webs_run_side_by_side_on_ports_of_their_own() -> None:
    with DemoWeb() as one, DemoWeb() as two:
        assert one.port != two.port
        assert one.proxy_url == f"http://127.0.0.1:{one.port}"
        assert fetch(one, SEED).body == fetch(two, SEED).body


def test_one_host_sends_whoever_brings_no_cookie_back_for_it(web: DemoWeb) -> None:
    url = BY_ID["yuchuan/czj/2023"].url
    sent_back = fetch(web, url, {"Cookie": ""})
    assert (sent_back.status, sent_back.headers["location"]) == (302, url)
    cookie = sent_back.headers["set-cookie"].partition(";")[0]
    assert fetch(web, url, {"Cookie": cookie}).status == 200


def test_one_host_takes_its_time(web: DemoWeb) -> None:
    host = SITES["yuchuan"]
    begun = time.monotonic()
    fetch(web, f"http://{host.host}/")
    assert time.monotonic() - begun >= host.seconds > 0
