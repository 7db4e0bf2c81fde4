"""`gongkai runs`: the crawls listed, and one explained so that an operator knows what to do."""

import json
from pathlib import Path

import pytest

from archive.database import open_database
from archive.runs import start_run
from tests.crawler.crawling import gongkai, type_in
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import item, listing
from tests.crawler.loopback import Loopback, Reply
from tests.parsers.pages import report_html

LIST = "http://yunzhou.test/nb/"
CLOSED = "http://closed.test/nb/"
REPORT = report_html("2021", {}, title="云州市教育局2023年政府信息公开工作年度报告")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs over a site that lists two reports, one of them gone, and a site that refuses."""
    path = tmp_path_factory.mktemp("runs")
    folder = entries(path / "sites", site_at("yunzhou.test"), site_at("closed.test"))
    with Loopback() as web:
        web.add({LIST: listing(item(1), item(2)), f"{LIST}202401/t20240119_1.html": REPORT})
        web.add({CLOSED: Reply(b"no", 403)})
        options = ["--sites-folder", str(folder), "--proxy", f".test={web.proxy_url}"]
        for _ in range(2):
            assert gongkai("crawl", "--all", *options, home=path / "home").returncode == 3
    return path / "home"


def shown(home: Path, *arguments: str) -> str:
    result = type_in("runs", *arguments, home=home)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_runs_are_listed_from_the_newest(home: Path) -> None:
    header, *lines = shown(home).splitlines()
    assert header.split()[0] == "run"
    assert [line.split()[0] for line in lines] == ["2", "1"]
    assert lines[1].split()[-5:] == ["3", "partial", "gongkai", "crawl", "--all"]
    assert [json.loads(line)["alerts_opened"] for line in shown(home, "--json").splitlines()] == [0, 1]
    assert len(shown(home, "--limit", "1").splitlines()) == 2


def test_a_run_is_explained_site_by_site(home: Path) -> None:
    text = shown(home, "show", "2")
    assert text.startswith("Run 2 采集: gongkai crawl --all\n")
    assert "3 partial" in text
    assert "done, but some sources failed · 完成，但有些来源失败" in text
    (line,) = [line for line in text.splitlines() if line.startswith("yunzhou ")]
    # Reports, what is usual, new, changed, unread.
    assert line.split()[-5:] == ["1", "1", "0", "0", "0"]


def test_what_failed_is_named_with_its_address_its_reason_and_what_to_do(home: Path) -> None:
    text = shown(home, "show", "last")
    assert "yunzhou: gone_404 × 1: not there (404 or 410) · 页面不存在" in text
    assert f"    report {LIST}202401/t20240119_2.html (status 404)" in text
    assert "→ A list: find its new address." in text


def test_an_alert_shows_its_numbers_and_what_to_do(home: Path) -> None:
    first, second = shown(home, "show", "1"), shown(home, "show", "2")
    assert "alert opened 新警示 [alarm] closed: 1 of 1 wanted pages were refused" in first
    assert "alert still open 警示未解除 [alarm] closed" in second
    assert "    refused_share 1.0, wanted 1, refused 1" in second
    assert "    → Where it limits: a longer delay_seconds." in second


def test_the_stored_summary_is_printed_for_programs(home: Path) -> None:
    summary = json.loads(shown(home, "show", "1", "--json"))
    assert summary == json.loads((home / "runs" / "1.json").read_text("utf-8"))
    assert [alert["rule"] for alert in summary["alerts"]] == ["refused"]


def test_a_run_that_was_killed_says_so(tmp_path: Path) -> None:
    database = open_database(tmp_path / "gongkai.db")
    start_run(database, "gongkai nightly", [])
    database.close()
    assert "no end yet: running, or killed" in shown(tmp_path)
    text = shown(tmp_path, "show", "1")
    assert "There is no summary of this run" in text
    assert type_in("runs", "show", "1", "--json", home=tmp_path).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("show", "99"), "There is no run 99."), (("show", "first"), "'first' is no number of a run")],
)
def test_a_run_that_is_not_there_is_refused(home: Path, arguments: tuple[str, ...], message: str) -> None:
    result = type_in("runs", *arguments, home=home)
    assert result.exit_code == 2
    assert message in result.stderr


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    result = type_in("runs", home=tmp_path)
    assert result.exit_code == 2
    assert "nothing was collected yet" in result.stderr


def test_a_summary_that_is_damaged_is_named(home: Path) -> None:
    path = home / "runs" / "1.json"
    kept = path.read_text("utf-8")
    path.write_text(kept[:50], "utf-8")
    result = type_in("runs", "show", "1", home=home)
    path.write_text(kept, "utf-8")
    assert result.exit_code == 2
    assert str(path) in result.stderr
