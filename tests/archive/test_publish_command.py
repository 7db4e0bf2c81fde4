"""`gongkai publish` as an operator meets it: what it prints, and its exit codes."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.cli import main
from tests.archive.collection import OTHER_URL, URL, Collection, page


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["publish", *arguments], env={"GONGKAI_HOME": str(home)})


def test_it_prints_what_was_published(collection: Collection) -> None:
    collection.crawl({URL: page(2019), OTHER_URL: page(2021)})
    result = run(collection.home.path)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == f"已发布 published {collection.home.public.resolve()}"
    assert lines[1].split("·")[0].endswith("reports 2 ")
    assert lines[1].endswith("figures with a value 398")
    (applications,) = [line for line in lines if line.strip().startswith("applications.csv")]
    assert "14 rows" in applications
    assert applications.endswith("kB")


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "gongkai crawl" in result.output
    assert not (tmp_path / "nowhere").exists()


def test_without_reports_it_says_what_to_do(collection: Collection) -> None:
    result = run(collection.home.path)
    assert result.exit_code == 2
    assert "holds no report yet" in result.output


def test_another_version_is_an_error_that_names_the_file(collection: Collection) -> None:
    collection.database.execute("PRAGMA user_version = 7")
    result = run(collection.home.path)
    assert result.exit_code == 2
    assert str(collection.home.database) in result.output
    assert "version 7" in result.output


def test_a_file_that_is_no_database_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "gongkai.db").write_text("not a database", "utf-8")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "is not a SQLite database" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["gongkai.db"]


def test_a_database_that_does_not_hold_together_fails_the_data_check(collection: Collection) -> None:
    collection.crawl({URL: page()})
    collection.database.execute("PRAGMA foreign_keys = OFF")
    collection.database.execute("DELETE FROM agencies")
    result = run(collection.home.path)
    assert result.exit_code == 4
    assert "not published" in result.output


@pytest.mark.parametrize("arguments", [["--no-such-option"], ["extra"]])
def test_wrong_usage_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    assert run(tmp_path, *arguments).exit_code == 2


def test_the_help_has_examples_and_exit_codes(tmp_path: Path) -> None:
    text = run(tmp_path, "--help").output
    assert "gongkai publish && gongkai serve" in text
    assert "Exit codes" in text
