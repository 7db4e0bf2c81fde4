"""A layout is recognised once, and every page of it is read as if it were the first."""

import pytest

from benchmarks.accuracy.compose import Spec, make_page
from benchmarks.accuracy.deviations import DEVIATIONS
from benchmarks.accuracy.registry import FORMATS
from parsers import Report, parse
from parsers.forms import FORMS
from parsers.recognise.layouts import forget_layouts
from tests.parsers.pages import report_html, table_html

# Every deviation once, in the first form and format that it fits.
SPECS = [
    next(
        Spec(form, page_format, (name,), 0)
        for page_format in FORMATS
        for form in FORMS
        if deviation.fits(form, page_format)
    )
    for name, deviation in DEVIATIONS.items()
]
ROW = "disclosure.regulations"


def read(page: bytes) -> Report:
    forget_layouts()
    return parse(page)


@pytest.mark.parametrize("half", [0, 1])
def test_every_deviation_reads_alike_whether_its_layout_is_known_or_not(half: int) -> None:
    for spec in SPECS[half::2]:
        page = make_page(spec, seed=2).data
        expected = read(page)
        read(make_page(spec, seed=1).data)
        assert parse(page) == expected, spec


def test_a_copy_with_other_numbers_is_noticed_on_the_second_page_of_a_layout() -> None:
    def page(copied: str) -> bytes:
        first = table_html(FORMS["2021"].tables["disclosure"], {f"{ROW}.issued": "3"})
        row = f"<tr><td>规章</td><td>{copied}</td><td>0</td><td>0</td></tr>"
        marker = "<tr><td>行政规范性文件"
        assert marker in first
        return f"<h1>云州市教育局2021年政府信息公开工作年度报告</h1>{first.replace(marker, row + marker)}".encode()

    assert read(page("3")).figures[f"{ROW}.issued"].value == 3
    assert parse(page("4")).figures[f"{ROW}.issued"].state == "ambiguous"


def test_the_numbers_of_the_first_page_are_not_those_of_the_second() -> None:
    read(report_html("2021", {f"{ROW}.issued": "3"}).encode())
    figure = parse(report_html("2021", {f"{ROW}.issued": "1,204"}).encode()).figures[f"{ROW}.issued"]
    assert (figure.value, figure.raw) == (1204, "1,204")


def test_an_index_card_above_the_tables_changes_nothing_in_them() -> None:
    page = report_html(
        "2019", {"applications.received.total": "5", "applications.received.natural_person": "5"}
    )
    card = "<table><tr><td>索引号</td><td>000014349/2020-00012</td><td>发布机构</td><td>云州市教育局</td></tr></table>"
    plain, carded = read(page.encode()), read(page.replace("<body>", f"<body>{card}").encode())
    assert [(f.key, f.value, f.state) for f in carded.figures.values()] == [
        (f.key, f.value, f.state) for f in plain.figures.values()
    ]
    cell = carded.figures["applications.received.total"].cell
    assert cell is not None
    assert cell[0] == 2
