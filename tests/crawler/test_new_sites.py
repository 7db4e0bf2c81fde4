"""From a list page to a site entry: which system it is, what the adapter makes of it, and the files to begin with."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.adapters import ADAPTERS
from crawler.cli import main
from crawler.identify import identify, load_marks
from crawler.sites import load_sites
from demo.reports import SITES
from demo.web import SITES_FOLDER, DemoWeb
from parsers.decode import decode
from tests.crawler.crawling import ROOT
from tests.demo.client import fetch

YUNZHOU = "http://www.yunzhou.test/zwgk/zfxxgk/xxgknb/bm/2019n/"
pytestmark = pytest.mark.xdist_group("new_sites")


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as running:
        yield running


def sites(web: DemoWeb, *arguments: str, contact: str = "editor@example.test") -> Result:
    proxy = ["--proxy", f".test={web.proxy_url}"]
    return CliRunner(env={"GONGKAI_CONTACT": contact}).invoke(main, ["sites", *arguments, *proxy])


def test_every_mark_is_of_an_adapter_that_is_built() -> None:
    assert {mark.adapter for mark in load_marks()} <= ADAPTERS.keys()


@pytest.mark.parametrize("site", SITES)
def test_the_family_of_every_host_is_told_from_its_list(web: DemoWeb, site: str) -> None:
    entry = load_sites([SITES_FOLDER])[site]
    told = set()
    for url in entry.lists:
        html = decode(fetch(web, url).body, None).text
        told.add(identify(html, url).adapter)
    assert entry.adapter in told


def test_an_entry_is_printed_with_what_the_page_says_and_what_the_adapter_reads(web: DemoWeb) -> None:
    result = sites(web, "identify", YUNZHOU)
    assert result.exit_code == 0, result.output
    assert "trs_wcm: createPageHTML(pages, page" in result.output
    assert "the adapter finds here: 2 reports" in result.output
    assert "next page: http://www.yunzhou.test/zwgk/zfxxgk/xxgknb/bm/2019n/index_1.html" in result.output
    entry = tomllib.loads(result.output)["site"][0]
    assert (entry["id"], entry["name"], entry["area"]) == ("yunzhou", "云州市人民政府", "880100")
    assert entry["lists"] == [YUNZHOU]
    assert entry["place"] == "?"


def test_a_saved_list_page_is_identified_without_asking_anybody(web: DemoWeb, tmp_path: Path) -> None:
    saved = tmp_path / "list.html"
    saved.write_bytes(fetch(web, YUNZHOU).body)
    asked = len(web.requests)
    result = sites(web, "identify", str(saved), "--url", YUNZHOU, contact="")
    assert result.exit_code == 0
    assert 'adapter = "trs_wcm"' in result.output
    assert len(web.requests) == asked
    assert "--url" in sites(web, "identify", str(saved)).output


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://closed.test/zwgk/nb/", "forbidden by http://closed.test/robots.txt"),
        ("http://gone-home.test/nb/", "leads to http://gone-home.test/"),
        ("http://forbidden.test/nb/", "status 403"),
    ],
)
def test_a_page_that_may_not_or_cannot_be_had_is_said_so(web: DemoWeb, url: str, message: str) -> None:
    result = sites(web, "identify", url)
    assert result.exit_code == 3
    assert message in result.output


@pytest.mark.parametrize("url", ["http://www.example.com/nb/", "www.yunzhou.test/nb/", "ftp://www.x.gov.cn/"])
def test_an_address_that_no_entry_could_list_is_wrong_usage(web: DemoWeb, tmp_path: Path, url: str) -> None:
    saved = tmp_path / "list.html"
    saved.write_text("<html></html>", "utf-8")
    result = sites(web, "identify", str(saved), "--url", url)
    assert result.exit_code == 2
    assert f"{url}: no http address under .gov.cn" in result.output


def test_a_page_without_reports_makes_one_ask_whether_it_is_the_list(web: DemoWeb, tmp_path: Path) -> None:
    saved = tmp_path / "list.html"
    saved.write_text("<html><body>新闻</body></html>", "utf-8")
    result = sites(web, "identify", str(saved), "--url", "http://www.x.gov.cn/nb/")
    assert result.exit_code == 0
    assert "is this the list of annual reports itself?" in result.output
    assert 'fill in what stands as "?"' in result.output
    assert tomllib.loads(result.output)["site"][0]["adapter"] == "generic"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("level=town", "level: Input should be 'central'"),
        ("area=520399", "area: 520399 is no GB/T 2260 code in force since 2008"),
        ("adapter=wordpress", "adapter: unknown adapter 'wordpress'"),
        ("levelcity", "write FIELD=VALUE"),
    ],
)
def test_a_field_that_is_given_wrongly_is_named(
    web: DemoWeb, tmp_path: Path, given: str, message: str
) -> None:
    folder = ["--sites-folder", str(tmp_path / "my"), "--tests-folder", str(tmp_path / "tests")]
    result = sites(web, "new", YUNZHOU, *folder, "--set", "place=云州市", "--set", given)
    assert result.exit_code == 2
    assert message in result.output
    assert "validation error" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_nobody_is_asked_without_a_contact(web: DemoWeb) -> None:
    result = sites(web, "identify", YUNZHOU, contact="")
    assert result.exit_code == 2
    assert "GONGKAI_CONTACT" in result.output


def test_a_new_site_begins_with_a_valid_entry_and_a_test_that_passes(web: DemoWeb, tmp_path: Path) -> None:
    folder, tests = tmp_path / "my", tmp_path / "tests"
    given = ["--sites-folder", str(folder), "--tests-folder", str(tests), "--set", "place=云州市"]
    result = sites(web, "new", YUNZHOU, *given)
    assert result.exit_code == 0, result.output
    assert load_sites([folder])["yunzhou"].lists == (YUNZHOU,)
    passed = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-o", "addopts=", str(tests)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert passed.returncode == 0, passed.stdout
    assert "1 passed" in passed.stdout
    assert "is there already; nothing was written" in sites(web, "new", YUNZHOU, *given).output


def test_what_the_page_does_not_say_must_be_given(web: DemoWeb, tmp_path: Path) -> None:
    result = sites(web, "new", YUNZHOU, "--sites-folder", str(tmp_path / "my"))
    assert result.exit_code == 2
    assert "the page does not say: place" in result.output
    assert not (tmp_path / "my").exists()


def test_sites_are_listed_by_province_family_and_health(tmp_path: Path) -> None:
    runner = CliRunner(env={"GONGKAI_HOME": str(tmp_path)})
    by_province = runner.invoke(main, ["sites", "list", "--province", "贵州省"])
    assert "guiyang" in by_province.output
    assert "mva" not in by_province.output
    by_family = runner.invoke(main, ["sites", "list", "--family", "content_id"])
    assert "benxi_nanfen" in by_family.output
    assert "guiyang" not in by_family.output
    assert "0 sites" in runner.invoke(main, ["sites", "list", "--health", "failing"]).output
    assert "guiyang" in runner.invoke(main, ["sites", "list", "--province", "贵州"]).output


def test_a_province_or_family_that_there_is_not_is_told_with_those_there_are(tmp_path: Path) -> None:
    runner = CliRunner(env={"GONGKAI_HOME": str(tmp_path)})
    nowhere = runner.invoke(main, ["sites", "list", "--province", "广东县"])
    assert nowhere.exit_code == 2
    assert "no site is in 广东县; there are sites in 中央, 北京市" in nowhere.output
    no_family = runner.invoke(main, ["sites", "list", "--family", "trs_wmc"])
    assert no_family.exit_code == 2
    assert "trs_wcm" in no_family.output
