"""`gongkai crawl` and `gongkai sites` as a user types them."""

import hashlib
import os
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import Result

from archive.warc import read_response
from tests.crawler.crawling import COMMAND, ROOT, environment, gongkai, rows, start_gongkai, type_in
from tests.crawler.entries import entries, entry, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import Loopback, Reply

LIST = "http://yunzhou.test/nb/"


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as web:
        web.add({LIST: listing(item(1)), f"{LIST}202401/t20240119_1.html": ARTICLE})
        web.add({"http://closed.test/nb/": Reply(b"no", 403)})
        yield web


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    asleep = site_at("asleep.test", enabled=False, reason="moved away in 2024")
    return entries(tmp_path / "sites", site_at("yunzhou.test"), site_at("closed.test"), asleep)


def crawl(web: Loopback, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = ["--sites-folder", str(folder), "--proxy", f".test={web.proxy_url}"]
    return gongkai("crawl", *arguments, *options, home=folder.parent / "home")


def refused(folder: Path, *arguments: str) -> Result:
    """A crawl that must not begin."""
    home = folder.parent / "home"
    result = type_in("crawl", *arguments, "--sites-folder", str(folder), home=home)
    assert result.exit_code == 2, result.output
    assert not home.exists()
    return result


def test_a_crawl_reports_progress_line_by_line_and_ends_with_a_table(web: Loopback, folder: Path) -> None:
    finished = crawl(web, folder, "yunzhou")
    assert finished.returncode == 0, finished.stderr
    assert f"yunzhou list ok {LIST}" in finished.stderr.splitlines()
    assert finished.stdout.startswith("Run 1 采集 ")
    header, line = finished.stdout.splitlines()[2:4]
    assert header.split()[::2][:2] == ["site", "pages"]
    assert line.split() == ["yunzhou", "3", "1", "0", "0", "0", "0"]
    assert "yunzhou: other outcomes 其他结果: gone_404 1, not_a_report 1" in finished.stdout
    (run,) = rows(folder.parent / "home", "SELECT command, exit_code, finished_at FROM runs")
    assert (run["command"], run["exit_code"]) == ("gongkai crawl yunzhou", 0)


def everything_on(terminal: int) -> str:
    """What was written to a terminal whose other end is closed."""
    parts = []
    # Linux says EIO where there is nothing left and nobody to write more.
    with suppress(OSError):
        while part := os.read(terminal, 65536):
            parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode("utf-8", "replace")


def test_a_terminal_gets_a_bar_that_counts_pages_and_then_reports(web: Loopback, folder: Path) -> None:
    terminal, other_end = os.openpty()
    termios.tcsetwinsize(other_end, (24, 100))
    options = ["--sites-folder", str(folder), "--proxy", f".test={web.proxy_url}"]
    home = folder.parent / "home"
    with subprocess.Popen(
        [*COMMAND, "crawl", "yunzhou", *options],
        stdout=subprocess.DEVNULL,
        stderr=other_end,
        cwd=ROOT,
        env=environment(home),
    ) as process:
        assert process.wait(timeout=60) == 0
    os.close(other_end)
    shown = everything_on(terminal)
    assert " pages" in shown
    assert "1/1" in shown
    assert "reports" in shown
    assert "Warning" not in shown


def test_a_crawl_of_which_a_part_failed_is_partial(web: Loopback, folder: Path) -> None:
    finished = crawl(web, folder, "--all")
    assert finished.returncode == 3, finished.stderr
    assert "total 合计" in finished.stdout
    assert {asked.host for asked in web.asked} == {"yunzhou.test", "closed.test"}


def test_a_crawl_that_every_site_refused_is_blocked(web: Loopback, folder: Path) -> None:
    assert crawl(web, folder, "closed").returncode == 5


def test_an_unknown_site_is_told_with_near_names(folder: Path) -> None:
    message = "There is no site 'yunzou'. Did you mean yunzhou? `gongkai sites` lists all."
    assert message in refused(folder, "yunzou").stderr


def test_a_list_without_an_enabled_site_says_so(tmp_path: Path) -> None:
    folder = entries(tmp_path / "sites", entry(enabled=False, reason="moved"))
    assert "No site is enabled." in refused(folder, "--all").stderr


def test_a_disabled_site_says_why(folder: Path) -> None:
    assert "Site 'asleep' is disabled: moved away in 2024" in refused(folder, "asleep").stderr


@pytest.mark.parametrize("arguments", [(), ("yunzhou", "--all")])
def test_sites_are_named_or_all_are_meant(folder: Path, arguments: tuple[str, ...]) -> None:
    assert "Name the sites to crawl, or say --all." in refused(folder, *arguments).stderr


def test_a_crawl_without_a_contact_is_refused(tmp_path: Path) -> None:
    result = type_in("crawl", "mva", home=tmp_path / "home", contact=None)
    assert result.exit_code == 2
    assert "GONGKAI_CONTACT is not set" in result.stderr
    assert not (tmp_path / "home").exists()


def test_a_proxy_is_given_as_suffix_and_address(folder: Path) -> None:
    assert "write SUFFIX=URL" in refused(folder, "yunzhou", "--proxy", "http://127.0.0.1:1").stderr


def test_bad_entries_are_named_and_nothing_is_fetched(tmp_path: Path) -> None:
    folder = entries(tmp_path / "sites", entry(delay_seconds="soon"))
    message = f"{folder}/sites.toml: site \"yunzhou\": delay_seconds: 'soon' is no number"
    assert message in refused(folder, "yunzhou").stderr


def test_a_site_that_is_switched_off_says_why(tmp_path: Path) -> None:
    off = entry(enabled=False, reason="robots.txt forbids the list")
    result = refused(entries(tmp_path / "sites", off), "yunzhou")
    assert "robots.txt forbids the list" in result.stderr


def test_help_shows_examples(tmp_path: Path) -> None:
    result = type_in("crawl", "--help", home=tmp_path)
    assert result.exit_code == 0
    assert "gongkai crawl --all" in result.stdout


def test_sites_are_listed_with_what_matters(folder: Path, tmp_path: Path) -> None:
    result = type_in("sites", "--sites-folder", str(folder), home=tmp_path)
    assert result.exit_code == 0
    province, header, *lines = result.stdout.splitlines()
    assert province == "云州市"
    assert header.startswith("id ")
    assert [line.split()[0] for line in lines[:3]] == ["yunzhou", "closed", "asleep"]
    assert lines[-1] == "3 sites 站点, 2 enabled 启用"
    assert "no 否: moved away in 2024" in lines[2]
    assert "880100" in lines[0]


def test_entries_are_checked_without_a_crawl(folder: Path, tmp_path: Path) -> None:
    good = type_in("sites", "--sites-folder", str(folder), "check", home=tmp_path)
    assert (good.exit_code, good.stdout) == (0, "3 sites are valid, 2 of them enabled. 条目均有效。\n")
    entries(folder, entry("name", id="other"), file="more.toml")
    bad = type_in("sites", "check", "--sites-folder", str(folder), home=tmp_path)
    assert bad.exit_code == 2
    assert f'{folder}/more.toml: site "other": name: required, but not there' in bad.stderr
    assert type_in("sites", "check", home=tmp_path).exit_code == 0


def slow_crawl(web: Loopback, folder: Path, signal_number: int) -> tuple[int, str]:
    """A crawl of a slow site that gets a signal while its list is being followed."""
    articles = {f"{LIST}202401/t20240119_{n}.html": Reply(ARTICLE.encode(), seconds=0.5) for n in range(9)}
    web.add({LIST: listing(*(item(number) for number in range(9))), **articles})
    options = ["--sites-folder", str(folder), "--proxy", f".test={web.proxy_url}"]
    with start_gongkai("crawl", "yunzhou", *options, home=folder.parent / "home") as process:
        assert process.stderr is not None
        assert any("report ok" in line for line in process.stderr)
        process.send_signal(signal_number)
        output, _ = process.communicate(timeout=60)
    return process.returncode, output


def test_a_crawl_that_is_stopped_keeps_what_it_has_and_says_so(web: Loopback, folder: Path) -> None:
    code, output = slow_crawl(web, folder, signal.SIGINT)
    assert code == 3
    assert "The crawl was stopped before its end" in output
    home = folder.parent / "home"
    (run,) = rows(home, "SELECT exit_code, finished_at FROM runs")
    assert run["exit_code"] == 3
    assert list((home / "warc").glob("*.open")) == []
    assert len(web.urls("yunzhou.test")) < 11


def test_a_crawl_that_is_killed_loses_no_page_that_was_entered(web: Loopback, folder: Path) -> None:
    code, _ = slow_crawl(web, folder, signal.SIGKILL)
    assert code == -signal.SIGKILL
    finished = crawl(web, folder, "closed")
    assert "recovered from an earlier run" in finished.stdout
    home = folder.parent / "home"
    pages = rows(home, "SELECT * FROM pages WHERE run_id = 1")
    assert len(pages) >= 3
    for page in pages:
        stored = read_response(home / "warc", page["warc_file"], page["warc_offset"])
        assert hashlib.sha256(stored.payload).hexdigest() == page["sha256"]


def test_an_adapter_runs_under_plain_scrapy_and_is_archived_too(web: Loopback, folder: Path) -> None:
    home = folder.parent / "home"
    proxies = f'{{".test": "{web.proxy_url}"}}'
    arguments = ["-a", "site=yunzhou", "-a", f"sites_folder={folder}", "-s", f"GONGKAI_PROXIES={proxies}"]
    finished = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "trs_wcm", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(home),
        timeout=120,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    pages = rows(home, "SELECT kind, outcome FROM pages ORDER BY id")
    assert [tuple(page) for page in pages] == [("robots", "gone_404"), ("list", "ok"), ("report", "ok")]
    (run,) = rows(home, "SELECT command, exit_code FROM runs")
    assert tuple(run) == ("scrapy crawl trs_wcm -a site=yunzhou", 0)
    assert len(list((home / "warc").glob("*.warc.gz"))) == 1
