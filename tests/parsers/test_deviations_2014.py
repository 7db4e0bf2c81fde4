"""How the statistics table of 2014 deviates: cumulative columns, units, labels, halves."""

import re

from parsers.forms import FORMS
from tests.parsers.deviating import read, rows_html
from tests.parsers.pages import report_html

PROVINCIAL = [
    ("1、主动公开政府信息数", "条"),
    ("2、政府网站公开政府信息数", "条"),
    ("收到申请数", "件"),
    ("1.当面申请数", "件"),
    ("2.传真申请数", "件"),
]


def statistics_page(*rows: tuple[str | int, ...]) -> str:
    title = "云州市教育局2016年政府信息公开工作年度报告"
    return f"<html><body><h1>{title}</h1>{rows_html(*rows)}</body></html>"


def test_of_a_years_number_and_a_cumulative_one_the_years_is_taken() -> None:
    rows = [(*label, 10 + n, 700 + n) for n, label in enumerate(PROVINCIAL)]
    report = read(statistics_page(("指标名称", "计量单位", "2016年度", "历年累计"), *rows))
    assert report.figures["statistics.disclosure.items"].value == 10
    assert report.figures["statistics.applications.received"].value == 12
    turned = [(*label, 700 + n, 10 + n) for n, label in enumerate(PROVINCIAL)]
    report = read(statistics_page(("指标名称", "计量单位", "历年累计", "2016年度"), *turned))
    assert report.figures["statistics.disclosure.items"].value == 10


def test_two_numbers_without_a_header_are_ambiguous() -> None:
    report = read(statistics_page(*[(*label, 10 + n, 700 + n) for n, label in enumerate(PROVINCIAL)]))
    assert report.figures["statistics.disclosure.items"].state == "ambiguous"


def test_labels_of_the_2014_table_are_read_without_numbers_and_with_the_unit_anywhere() -> None:
    rows = [
        (str(n), re.sub(r"^\d[、.]", "", label), 10 + n, unit) for n, (label, unit) in enumerate(PROVINCIAL)
    ]
    report = read(statistics_page(("序号", "统计指标", "统计数", "单位"), *rows))
    assert report.figures["statistics.disclosure.items"].value == 10
    assert report.figures["statistics.applications.received_by_fax"].value == 14


def test_indicators_with_the_same_label_are_told_by_their_order() -> None:
    cells = {"statistics.reconsideration.corrected": "3", "statistics.litigation.corrected": "8"}
    report = read(report_html("2014", cells))
    assert report.figures["statistics.reconsideration.corrected"].value == 3
    assert report.figures["statistics.litigation.corrected"].value == 8


def test_a_list_in_two_halves_is_read_down_the_left_and_then_the_right() -> None:
    rows = [
        (row.zh, row.printed_unit, n)
        for n, row in enumerate(FORMS["2014"].tables["statistics"].blocks[0].rows)
    ]
    halves = [(*left, *right) for left, right in zip(rows[:29], rows[29:], strict=True)]
    report = read(statistics_page(("统计指标", "单位", "统计数") * 2, *halves))
    counts = [
        f.value
        for f in report.figures.values()
        if f.state == "number" and not f.key.endswith(("fees", "budget"))
    ]
    assert counts == [n for n, (label, *_) in enumerate(rows) if "费" not in label]
