"""Whatever the bytes, reading ends with a report or a reason; no page makes it fail."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from parsers.forms import FORMS
from parsers.report import OUTCOMES
from tests.fuzz.targets import TARGETS
from tests.parsers.hostile_pages import PAGES
from tests.parsers.pages import SHAPES, report_html, report_text, table_html
from tests.parsers.sound import assert_sound

# No page takes a reader longer; those of hostile_pages.py take a second at most.
MAX_SECONDS = 20
MARKS = "0123456789 |\t\n.,，-－+（）()%万元件减增无/~"
LABELS = [
    "规章",
    "行政许可",
    "一、本年新收政府信息公开申请数量",
    "（七）总计",
    "结果维持",
    "信息内容",
    "本年新",
    "总计",
]


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert_sound(parse(data))


@given(st.text(max_size=300), st.sampled_from(["", "<table>", "<html><td>"]))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail(text: str, start: str) -> None:
    assert_sound(parse((start + text).encode("utf-8", "ignore")))


@given(
    st.lists(
        st.lists(st.one_of(st.sampled_from(LABELS), st.text(MARKS, max_size=12)), max_size=9), max_size=30
    ),
    st.sampled_from([" | ", "\n", " ", "", " |\n", "\t"]),
)
@settings(max_examples=150, deadline=None)
def test_no_rows_of_labels_and_marks_make_an_extract_say_what_it_does_not(
    rows: list[list[str]], between: str
) -> None:
    assert_sound(parse("\n".join(between.join(row) for row in rows).encode()))


@given(
    st.sampled_from(sorted(FORMS)),
    st.lists(st.text(MARKS, max_size=20), min_size=1, max_size=40),
    st.randoms(),
)
@settings(max_examples=60, deadline=None)
def test_nothing_in_the_cells_of_a_form_makes_it_say_what_is_not_there(
    form: str, texts: Sequence[str], chance: random.Random
) -> None:
    tables = FORMS[form].tables.values()
    cells = {key: chance.choice(texts) for table in tables for key, *_ in table.cells()}
    assert_sound(parse("".join(table_html(table, cells) for table in tables).encode()))


@pytest.mark.parametrize("kind", sorted(TARGETS))
def test_what_the_fuzzer_begins_with_is_read_and_sound(kind: str) -> None:
    reports = [TARGETS[kind].read(seed) for seed in TARGETS[kind].seeds()]
    assert reports
    for report in reports:
        assert report is not None
        assert report.figures
        assert_sound(report)


@pytest.mark.parametrize("seed", range(40))
def test_no_damaged_page_makes_it_fail(seed: int) -> None:
    chance = random.Random(seed)
    page = chance.choice(
        [report_html("2019"), report_html("2021"), *(report_text("2021", shape=s) for s in SHAPES)]
    )
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(page))
        end = min(start + chance.randrange(200), len(page))
        page = page[:start] + chance.choice(["", page[start:end] * 2, "<td>", "</table>", "|"]) + page[end:]
    assert_sound(parse(page.encode()))


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td colspan=1000000 rowspan=1000000>规章<td>1</table>",
        "<table>" + "<tr><td rowspan=65000>规章<td>1" * 300 + "</table>",
        "<span>" * 2_000 + "规章",
        "<div>" * 100_000 + "规章",
        "<div>" * 100_000 + "规章" + "</div>" * 100_000,
        "<div><p>" * 60_000 + "规章",
        "<div></p></nothing>" * 60_000 + "规章",
        "<table>" * 20_000,
        "<table><tr><td>" * 200 + "规章",
        "\x00" * 500 + "<p>规章</p>",
    ],
)
def test_absurd_markup_is_read_in_bounded_time(page: str) -> None:
    assert parse(page.encode()).outcome in OUTCOMES


class Reading(NamedTuple):
    """What became of one hostile page."""

    outcome: str
    reason: str
    seconds: float


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """Every hostile page read within a limit of memory, in a process of its own."""
    command = [sys.executable, "-m", "tests.parsers.hostile_pages"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: Reading(*rest) for name, *rest in lines}


@pytest.mark.xdist_group("hostile pages")
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_or_refused_in_bounded_time_and_memory(
    name: str, readings: dict[str, Reading]
) -> None:
    assert readings[name].outcome in ("unreadable", "not_a_report")
    assert readings[name].seconds < MAX_SECONDS


@pytest.mark.xdist_group("hostile pages")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("more than fifty megabytes", "50000003 bytes are more than a report has (at most 50000000)"),
        ("fifty megabytes of cells", "9999999 tags are more than a report has (at most 200000)"),
        (
            "fifty megabytes of text",
            "15000000 characters of text are more than a report has (at most 300000)",
        ),
        (
            "an extract of fifty megabytes",
            "27000000 characters of text are more than a report has (at most 300000)",
        ),
        ("a hundred thousand nested tags", "more than 10000 elements are nested in each other"),
        ("nothing but NUL", "binary data: 1000000 control characters in 1000003 bytes"),
        ("an encoding that nothing is in", "no encoding fits: 2000 of 65023 characters are damaged"),
    ],
)
def test_what_is_no_report_by_its_size_is_unreadable_with_the_reason(
    name: str, reason: str, readings: dict[str, Reading]
) -> None:
    assert readings[name][:2] == ("unreadable", reason)


@pytest.mark.parametrize(
    "digits", ["1" * 5_000, "减" + "9" * 5_000, "1." + "1" * 5_000, "0" * 5_000, "3" * 17]
)
def test_more_digits_than_a_number_has_are_no_value(digits: str) -> None:
    for key in (
        "disclosure.permits.items_change",
        "disclosure.procurement.amount",
        "applications.received.total",
    ):
        report = parse(report_html("2019", {key: digits}).encode())
        assert_sound(report)
        assert report.figures[key].value is None
