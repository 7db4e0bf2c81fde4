"""Whatever the bytes, reading ends with a report or a reason; no page makes it fail."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from parsers.report import OUTCOMES
from tests.parsers.pages import SHAPES, report_html, report_text


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert parse(data).outcome in OUTCOMES


@given(st.text(max_size=300), st.sampled_from(["", "<table>", "<html><td>"]))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail(text: str, start: str) -> None:
    assert parse((start + text).encode("utf-8", "ignore")).outcome in OUTCOMES


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
    report = parse(page.encode())
    assert report.outcome in OUTCOMES
    for figure in report.figures.values():
        assert (figure.value is not None) == (figure.state in ("number", "word"))


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


def test_markup_nested_absurdly_deep_is_unreadable_with_the_reason() -> None:
    report = parse(("<div>" * 100_000 + "规章" + "</div>" * 100_000).encode())
    assert report.outcome == "unreadable"
    assert report.remarks[0].message == "more than 10000 elements are nested in each other"


def test_a_page_of_fifty_megabytes_is_refused_with_its_size() -> None:
    report = parse(b"<p>" + b"x" * 50_000_001)
    assert report.outcome == "unreadable"
    assert "50000004 bytes" in report.remarks[0].message
