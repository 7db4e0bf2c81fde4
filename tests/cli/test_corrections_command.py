"""`gongkai corrections`, typed as editors type it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.cli import main
from tests.archive.collection import URL, Collection, page

RECEIVED = "applications.received.total"
SAID = ("--who", "李敏", "--why", "数字颠倒，见回函", "--source", "电话核实, 2026-11-20")


@pytest.fixture
def collected(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(tmp_path / "data")
    collection.crawl({URL: page(2021, {RECEIVED: "12"})})
    yield collection
    collection.database.close()


def run(collection: Collection, *arguments: str) -> Result:
    environment = {"GONGKAI_HOME": str(collection.home.path)}
    return CliRunner().invoke(main, ["corrections", *arguments], env=environment)


def report(collection: Collection) -> str:
    return str(collection.one("SELECT id FROM reports"))


def test_a_correction_is_added_applied_and_listed(collected: Collection) -> None:
    result = run(collected, "add", report(collected), RECEIVED, "21", *SAID)
    assert result.exit_code == 0, result.output
    assert "「12」 → 更正 corrected 21" in result.output
    assert collected.home.corrections.read_bytes().startswith(b"\xef\xbb\xbfreport_id,")
    listed = run(collected)
    assert listed.exit_code == 0
    assert "1 项已采用 applied, 0 项待复核 reopened" in listed.output
    assert "电话核实, 2026-11-20" in listed.output
    (record,) = map(json.loads, run(collected, "--json").output.splitlines())
    assert (record["status"], record["corrected"]) == ("applied", 21)
    again = run(collected, "add", report(collected), RECEIVED, "22", *SAID)
    assert again.exit_code == 2
    assert "corrected already" in again.output


def test_a_line_is_added_in_the_encoding_of_the_file(collected: Collection) -> None:
    head = "年报代号,数据项,原文,更正为,经手人,原因,出处,日期"
    collected.home.corrections.write_bytes(head.encode("gbk"))
    assert run(collected, "add", report(collected), RECEIVED, "21", *SAID).exit_code == 0
    text = collected.home.corrections.read_bytes().decode("gbk")
    assert text.splitlines()[0] == head
    assert "数字颠倒，见回函" in text


def test_a_reopened_correction_is_listed_and_makes_it_partial(collected: Collection) -> None:
    run(collected, "add", report(collected), RECEIVED, "21", *SAID)
    collected.crawl({URL: page(2021, {RECEIVED: "13"})})
    result = run(collected, "--reopened")
    assert result.exit_code == 3
    assert "REOPENED" in result.output
    assert "no longer prints what was corrected: 13" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing-2021", RECEIVED, "21", *SAID), "no such report"),
        (("REPORT", "applications.recieved.total", "21", *SAID), "did you mean"),
        (("REPORT", RECEIVED, "einundzwanzig", *SAID), "is not a number"),
        (("REPORT", RECEIVED, "21", "--as-printed", "11", *SAID), "read there: 12"),
        (("REPORT", RECEIVED, "21"), "who: "),
        (("REPORT", "statistics.applications.received.total", "21", *SAID), "no figure"),
    ],
)
def test_what_cannot_be_corrected_says_why(
    collected: Collection, arguments: tuple[str, ...], message: str
) -> None:
    result = run(collected, "add", *(report(collected) if a == "REPORT" else a for a in arguments))
    assert result.exit_code == 2
    assert message in result.output
    assert not collected.home.corrections.exists()


def test_a_fault_in_the_file_is_wrong_usage(collected: Collection) -> None:
    collected.home.corrections.write_text("report,figure\n", "utf-8")
    result = run(collected)
    assert result.exit_code == 2
    assert "line 1: unknown heading: report" in result.output
