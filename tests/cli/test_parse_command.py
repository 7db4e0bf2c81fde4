"""`gongkai parse`, typed as its users type it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from parsers.forms import FORMS
from tests.parsers.pages import report_html

FIRST_REPORT = Path(__file__).parents[1] / "parsers" / "fixtures" / "nanfen_2019.txt"
FIELDS = [
    "source",
    "outcome",
    "genre",
    "title",
    "agency",
    "agency_as_printed",
    "agency_bodies",
    "area",
    "place",
    "level",
    "kind",
    "scope",
    "agency_evidence",
    "year",
    "published",
    "period",
    "forms",
    "figures",
    "sections",
    "checks",
    "remarks",
    "evidence",
    "parser_version",
]


def gongkai(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crawler", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def records(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_record_a_file_in_order_with_the_fields_of_the_contract(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(report_html("2021"), "utf-8")
    result = gongkai("parse", FIRST_REPORT, page)
    assert result.returncode == 0
    first, second = records(result)
    assert list(first) == FIELDS
    assert (first["source"], second["source"]) == (str(FIRST_REPORT), str(page))
    assert first["figures"]["disclosure.permits.items_change"] == {
        "value": -1,
        "state": "word",
        "raw": "减1",
        "cell": [0, 6, 2],
    }
    assert list(second["figures"]) == [key for t in FORMS["2021"].tables.values() for key, *_ in t.cells()]
    assert second["checks"][0] == {
        "rule": "applications.balance.natural_person",
        "passed": True,
        "left": 0,
        "right": 0,
    }


def test_a_page_that_is_no_report_is_a_result(tmp_path: Path) -> None:
    page = tmp_path / "notice.html"
    page.write_text("<html><body><p>关于召开会议的通知</p></body></html>", "utf-8")
    result = gongkai("parse", page)
    assert result.returncode == 0
    record = records(result)[0]
    assert record["outcome"] == "not_a_report"
    assert record["forms"] == dict.fromkeys(["disclosure", "applications", "remedies", "statistics"])
    assert record["figures"] == {}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.html", b"", "the file is empty"),
        ("rubbish.html", bytes(range(256)) * 50, "binary data"),
        ("torn.pdf", b"%PDF-1.4 and more", "a PDF file, but it is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = gongkai("parse", path, FIRST_REPORT)
    assert result.returncode == 3
    assert [record["outcome"] for record in records(result)] == ["unreadable", "ok"]
    assert str(path) in result.stderr
    assert reason in result.stderr


BROKEN = {
    "scan.pdf": (b"%PDF-1.4\n%%EOF", "a PDF file, but it is damaged"),
    "report.docx": (b"PK\x03\x04" + b"word/document.xml" * 9, "damaged"),
    "sheet.xlsx": (b"PK\x03\x04" + b"xl/workbook.xml" * 9, "damaged"),
    "sheet.xls": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 40,
        "a spreadsheet, but it is damaged",
    ),
    "packed.zip": (b"PK\x05\x06" + b"\0" * 18, "an archive of other files"),
    "report.ofd": (b"PK\x03\x04" + b"\0" * 26 + b"OFD.xml", ""),
    "photo.png": (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    "page.gz": (b"\x1f\x8b\x08", "a gzip archive of other files"),
    "page.mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", ""),
    "page.html": (b"<p>" + b"\x81\xff" * 200, "no encoding fits"),
    "nested.html": (b"<div>" * 20_000, "elements are nested in each other"),
    "empty.txt": (b"", "the file is empty"),
}


def test_a_broken_file_of_each_kind_has_its_record_and_its_reason(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in BROKEN]
    for path, (content, _reason) in zip(paths, BROKEN.values(), strict=True):
        path.write_bytes(content)
    result = gongkai("parse", *paths)
    assert result.returncode == 3
    assert "Traceback" not in result.stderr
    found = records(result)
    assert [record["source"] for record in found] == [str(path) for path in paths]
    for record, (_content, reason) in zip(found, BROKEN.values(), strict=True):
        assert list(record) == FIELDS
        assert record["outcome"] == "unreadable"
        assert reason in record["remarks"][0]["message"]
        assert (record["figures"], record["sections"], record["checks"]) == ({}, {}, [])
        assert f"{record['source']}: " in result.stderr


def test_a_missing_path_says_what_to_do(tmp_path: Path) -> None:
    result = gongkai("parse", tmp_path / "nowhere.html", FIRST_REPORT)
    assert result.returncode == 3
    assert "there is no such file; check the path" in result.stderr
    assert [record["outcome"] for record in records(result)] == ["unreadable", "ok"]


def test_a_folder_stands_for_its_files_and_any_number_of_processes_print_the_same(tmp_path: Path) -> None:
    for number in range(30):
        path = tmp_path / f"{number % 3}" / f"{number:02}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(report_html("2021", {"applications.received.total": str(number)}), "utf-8")
    (tmp_path / ".hidden.html").write_text("x", "utf-8")
    one, two = gongkai("parse", tmp_path), gongkai("parse", tmp_path, "--jobs", "2")
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    assert [record["source"] for record in records(one)] == sorted(str(p) for p in tmp_path.glob("*/*.html"))


def test_the_site_completes_the_name_of_the_agency() -> None:
    without, on_site = (
        gongkai("parse", FIRST_REPORT),
        gongkai("parse", "--site", "benxi_nanfen", FIRST_REPORT),
    )
    assert records(without)[0]["agency"] == "区发改局"
    record = records(on_site)[0]
    assert (record["agency"], record["agency_as_printed"]) == ("本溪市南芬区发展和改革局", "区发改局")
    assert (record["area"], record["level"], record["kind"]) == ("210505", "county", "department")


def test_no_file_and_an_unknown_site_are_wrong_usage() -> None:
    assert gongkai("parse").returncode == 2
    result = gongkai("parse", "--site", "nowhere", FIRST_REPORT)
    assert result.returncode == 2
    assert "gongkai sites" in result.stderr
    assert result.stdout == ""


def test_help_shows_examples_and_exit_codes() -> None:
    shown = gongkai("parse", "--help").stdout
    assert "gongkai parse report.html" in shown
    assert "Exit codes" in shown
