"""`gongkai pages` and `gongkai decide`, typed as editors type them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.lock import held
from crawler.cli import main
from tests.archive.collection import OTHER_URL, URL, Collection, page

DOUBTFUL = (
    "<html><body><h1>云州市教育局2021年政府信息公开工作年度报告</h1><img src='1.png'></body></html>".encode()
)


@pytest.fixture
def collected(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(tmp_path / "data")
    collection.crawl({URL: DOUBTFUL, OTHER_URL: page(2022)})
    yield collection
    collection.database.close()


def run(collection: Collection, *arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), env={"GONGKAI_HOME": str(collection.home.path)})


def test_pages_are_counted_by_what_they_are(collected: Collection) -> None:
    lines = [line.split() for line in run(collected, "pages").output.splitlines()]
    assert ["undecided", "not_a_report", "1"] in lines
    assert ["report", "new", "1"] in lines


def test_the_pages_that_wait_are_listed_with_the_reason(collected: Collection) -> None:
    shown = run(collected, "pages", "--undecided").output
    assert URL in shown
    assert "a report's title" in shown
    assert OTHER_URL not in shown
    (record,) = map(json.loads, run(collected, "pages", "--undecided", "--json").output.splitlines())
    assert (record["url"], record["question"]) == (URL, "report")
    assert "没有待判断的页面" in run(collected, "pages", "--undecided", "--site", "qingshan").output


def test_a_decision_is_kept_and_carried_out_at_once(collected: Collection) -> None:
    result = run(collected, "decide", URL, "report", "--who", "李敏", "--why", '表格为图片 "1.png"')
    assert result.exit_code == 0, result.output
    assert collected.rows("SELECT year FROM reports WHERE url = ?", URL) == [(2021,)]
    assert 'why = "表格为图片 \\"1.png\\""' in collected.home.decisions.read_text("utf-8")
    again = run(collected, "decide", URL, "not_a_report", "--who", "李敏", "--why", "再看")
    assert again.exit_code == 2
    assert "decided already" in again.output


def test_a_second_decision_stands_under_the_first(collected: Collection) -> None:
    for url in (URL, OTHER_URL):
        assert run(collected, "decide", url, "not_a_report", "--who", "李敏", "--why", "半年").exit_code == 0
    assert collected.home.decisions.read_text("utf-8").count("[[decision]]") == 2
    assert collected.one("SELECT count(*) FROM reports") == 0


def test_a_file_edited_by_hand_is_carried_out_without_arguments(collected: Collection) -> None:
    run(collected, "decide", URL, "report", "--year", "2020", "--who", "李敏", "--why", "见落款")
    assert collected.rows("SELECT year FROM reports WHERE url = ?", URL) == [(2020,)]
    text = collected.home.decisions.read_text("utf-8")
    collected.home.decisions.write_text(text.replace("2020", "2019", 1), "utf-8")
    assert "1 个页面" in run(collected, "decide").output
    assert collected.rows("SELECT year FROM reports WHERE url = ?", URL) == [(2019,)]


def test_nothing_is_decided_while_a_run_writes(collected: Collection) -> None:
    with held(collected.home, "gongkai nightly"):
        result = run(collected, "decide", URL, "report", "--who", "李敏", "--why", "表格为图片")
    assert result.exit_code == 2
    assert "another run is writing here" in result.output
    assert not collected.home.decisions.exists()


def test_wrong_usage_says_what_is_wrong_and_writes_nothing(collected: Collection, tmp_path: Path) -> None:
    unsigned = run(collected, "decide", URL, "report", "--why", "见落款")
    assert unsigned.exit_code == 2
    assert "who" in unsigned.output
    assert not collected.home.decisions.exists()
    collected.home.decisions.write_text("[[decision]]\n", "utf-8")
    faulty = run(collected, "decide")
    assert faulty.exit_code == 2
    assert "entry 1" in faulty.output
    empty = CliRunner().invoke(main, ["pages"], env={"GONGKAI_HOME": str(tmp_path / "nowhere")})
    assert empty.exit_code == 2
    assert "gongkai crawl" in empty.output
