"""The lists: they lead to every report and to the traps, and announce more than there is."""

import re
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest

from demo.reports import BY_ID, EXPECTED, NEVER_FETCHED, NO_REPORTS, SITES, trap_url
from demo.web import DemoWeb
from tests.demo.client import fetch
from tests.demo.walk import Walk, list_roots, walk_lists

TRAPS = [(site, trap) for site in SITES.values() for trap in site.traps]


@pytest.fixture(scope="module")
def walks(web: DemoWeb) -> dict[str, Walk]:
    return {site: walk_lists(web, site) for site in list_roots()}


def one_document_channels() -> set[str]:
    return {report.url for report in BY_ID.values() if report.year in report.agency.one_document}


def test_every_report_is_on_a_list_with_its_whole_title(web: DemoWeb, walks: dict[str, Walk]) -> None:
    entries = {url: title for walk in walks.values() for url, title in walk.entries.items()}
    for url, truth in EXPECTED.items():
        if truth.site not in walks or url in one_document_channels():
            continue
        assert entries[url] == truth.title
    for url in one_document_channels():
        channel_list = fetch(web, urljoin(url, "../")).body.decode()
        assert f'href="./{url.rstrip("/").rsplit("/", 1)[1]}/"' in channel_list


def test_every_address_on_a_list_is_served_but_for_those_named_as_gone(
    web: DemoWeb, walks: dict[str, Walk]
) -> None:
    gone = {trap_url(site, trap) for site, trap in TRAPS if trap.kind == "gone"}
    for walk in walks.values():
        for url in walk.entries:
            expected = {404} if url in gone else {200, 301, 302}
            assert fetch(web, url).status in expected, url


def test_a_list_holds_nothing_but_reports_and_known_traps(walks: dict[str, Walk]) -> None:
    known = EXPECTED.keys() | NO_REPORTS.keys() | NEVER_FETCHED | {trap_url(s, t) for s, t in TRAPS}
    assert {url for walk in walks.values() for url in walk.entries} <= known


def test_the_pager_announces_a_stub_and_then_a_page_that_is_missing(web: DemoWeb) -> None:
    folder = "http://www.nanfen.test/zwgk/zfxxgknb/bmzfxxgkgzndbg/"
    text = fetch(web, folder).body.decode()
    assert 'createPageHTML(5, 0, "index", "html");' in text
    assert 'createPageHTML(5, 2, "index", "html");' in fetch(web, f"{folder}index_2.html").body.decode()
    stub, missing = fetch(web, f"{folder}index_3.html"), fetch(web, f"{folder}index_4.html")
    assert (stub.status, len(stub.body)) == (200, 350)
    assert missing.status == 404


def test_the_three_hosts_write_their_pagers_in_three_ways(web: DemoWeb) -> None:
    city = fetch(web, "http://www.yunzhou.test/zwgk/zfxxgk/xxgknb/bm/2022n/").body.decode()
    county = fetch(web, "http://www.shilan.test/xxgk/ndbg/").body.decode("gbk")
    assert re.search(r'createPageHTML\(\d+, 3, 0, "index", "html"\);', city)
    assert re.search(r"var countPage = \d;\ncreatePageHTML\(\d, 0, 'index', 'shtml'\);", county)


@pytest.mark.parametrize(
    ("site", "pattern"),
    [
        ("nanfen", r"<span>\[20\d\d-\d\d-\d\d\]</span></li>"),
        ("yunzhou", r'<span class="pchide">20\d\d/\d\d/\d\d</span><span class="mhide">\d\d-\d\d</span></li>'),
        ("shilan", r"<span>\d\d-\d\d</span></li>"),
    ],
)
def test_each_host_dates_its_rows_in_its_own_way(
    web: DemoWeb, walks: dict[str, Walk], site: str, pattern: str
) -> None:
    text = b"".join(fetch(web, page).body for page in walks[site].pages)
    rows = re.findall(r"<li>.*?</li>", text.decode("gbk" if site == "shilan" else "utf-8"))
    assert rows
    assert all(re.search(pattern, row) for row in rows)


def test_long_titles_are_cut_and_whole_only_in_the_attribute(web: DemoWeb) -> None:
    text = fetch(web, "http://www.nanfen.test/zwgk/zfxxgknb/bmzfxxgkgzndbg/").body.decode()
    assert (
        'title="本溪市南芬区教育局2024年政府信息公开工作年度报告">本溪市南芬区教育局2024年政府信息公开工作…</a>'
        in text
    )


def test_rows_that_were_commented_out_lead_nowhere(web: DemoWeb, walks: dict[str, Walk]) -> None:
    dead = [
        urljoin(page, href)
        for page in walks["nanfen"].pages
        for href in re.findall(r'<!--<li><a href="([^"]+)"', fetch(web, page).body.decode())
    ]
    assert len(dead) >= 3
    assert {fetch(web, url).status for url in dead} == {404}


def test_one_channel_writes_its_rows_by_script(web: DemoWeb) -> None:
    text = fetch(web, "http://www.yunzhou.test/zwgk/zfxxgk/xxgknb/qx/qyx/").body.decode()
    assert text.count("<li><script>document.write('<a href=\"./") == 3


def test_an_interpretation_stands_in_the_row_of_its_report(web: DemoWeb) -> None:
    text = fetch(web, "http://www.yunzhou.test/zwgk/zfxxgk/xxgknb/szf/").body.decode()
    (row,) = re.findall(r'<li>[^\n]*class="jd"[^\n]*</li>', text)
    assert "云州市人民政府2022年政府信息公开工作年度报告" in row
    assert 'href="../../../jd/202303/' in row


def test_robots_txt_forbids_the_folder_of_a_listed_report(web: DemoWeb, walks: dict[str, Walk]) -> None:
    robots = RobotFileParser()
    robots.parse(fetch(web, "http://www.nanfen.test/robots.txt").body.decode().splitlines())
    forbidden = [url for url in NEVER_FETCHED if "nanfen" in url]
    assert forbidden
    for url in forbidden:
        assert url in walks["nanfen"].entries
        assert fetch(web, url).status == 200
        assert not robots.can_fetch("reader", url)
    assert all(robots.can_fetch("reader", url) for url in EXPECTED if "nanfen" in url)


def test_every_host_serves_robots_txt(web: DemoWeb) -> None:
    for site in SITES.values():
        reply = fetch(web, f"http://{site.host}/robots.txt")
        assert (reply.status, reply.headers["content-type"]) == (200, "text/plain")


def test_one_entry_moved_within_the_host_and_one_leads_off_the_list(web: DemoWeb) -> None:
    by_kind = {trap.kind: (site, trap) for site, trap in TRAPS}
    moved = fetch(web, trap_url(*by_kind["moved"]))
    assert moved.status == 301
    assert moved.headers["location"] in EXPECTED
    left = fetch(web, trap_url(*by_kind["off_list"]))
    assert left.status == 302
    assert urlsplit(left.headers["location"]).hostname not in {site.host for site in SITES.values()}
    assert left.headers["location"] in NEVER_FETCHED


def test_a_page_that_does_not_exist_may_answer_200(web: DemoWeb) -> None:
    for url in [trap_url(site, trap) for site, trap in TRAPS if trap.kind == "soft_404"]:
        reply = fetch(web, url)
        assert reply.status == 200
        assert "您访问的页面不存在" in reply.body.decode()


def test_the_home_pages_lead_to_the_lists(web: DemoWeb) -> None:
    for root in list_roots().values():
        home = urljoin(root, "/")
        text = fetch(web, home).body
        assert f'href="{urlsplit(root).path}"'.encode() in text
