"""A site of no family: behind a link that says a year alone may be that year's list or its one report."""

from pathlib import Path

import pytest

from demo.hosts.themes import THEMES
from demo.render.report_page import report_page
from demo.reports import BY_ID
from tests.crawler.crawling import crawl, outcomes, rows
from tests.crawler.entries import entries, site_at
from tests.crawler.loopback import Loopback, Reply

ROOT = "http://years.test/nb/"
REPORT = next(report for report in BY_ID.values() if report.site.id == "donghe" and report.year == 2021)
ROW = '<li><a href="a.html">东河区财政局2022年政府信息公开工作年度报告</a><span>2023-01-19</span></li>'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    page = Reply(report_page(THEMES["donghe"], REPORT, (), 1))
    years = '<a href="2022/">2022年</a> <a href="2021.html">2021年度</a>'
    with Loopback() as web:
        web.add({ROOT: years, f"{ROOT}2022/": ROW, f"{ROOT}2021.html": page, f"{ROOT}2022/a.html": page})
        crawl(web, folder / "home", entries(folder / "sites", site_at("years.test", adapter="generic")))
    return folder / "home"


def test_a_year_s_list_is_read_and_a_year_s_report_is_kept_as_one(home: Path) -> None:
    assert sorted(outcomes(home, "years")[2:]) == [
        ("list", "ok", f"{ROOT}2022/"),
        ("report", "ok", f"{ROOT}2021.html"),
        ("report", "ok", f"{ROOT}2022/a.html"),
    ]


def test_the_report_behind_a_year_is_read(home: Path) -> None:
    found = rows(home, "SELECT year FROM reports WHERE url = ?", f"{ROOT}2021.html")
    assert [row["year"] for row in found] == [2021]
