"""The tables as printed: every figure in the order of the form, spans that fill a rectangle."""

from itertools import product

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from demo.reports import EXPECTED, REPORTS, DemoReport
from demo.reports.truth import NO_TABLES
from demo.web import DemoWeb
from parsers.forms import FORMS
from tests.demo.client import fetch
from tests.demo.walk import ENCODINGS

PLAIN = [report for report in REPORTS if not report.deviations and report.url in EXPECTED]
WITH_TABLES = [
    report
    for report in REPORTS
    if report.url in EXPECTED and not report.deviations & (NO_TABLES | {"cut_page", "listed_as_pdf"})
]


def printed_tables(web: DemoWeb, report: DemoReport) -> list[LexborNode]:
    text = fetch(web, report.url).body.decode(ENCODINGS.get(report.site.id, "utf-8"))
    return LexborHTMLParser(text).css("table.form")


def as_printed(report: DemoReport, table: str) -> list[str]:
    """The texts of a table's figures from the figures alone: yuan as 元, or in 万元 where the header says so."""
    texts = []
    for key, _block, row, column in FORMS[report.forms[table]].tables[table].cells():
        number = report.figures[key]
        is_count = (row.unit or column.unit) == "count" or number == 0
        text = f"{number}" if is_count else f"{number}元"
        if not is_count and (row.printed_unit or column.printed_unit):
            text = f"{number // 10_000}.{number % 10_000:04}".rstrip("0").rstrip(".")
        texts.append(text)
    return texts


def test_most_reports_have_no_deviation_and_many_have_one() -> None:
    assert len(PLAIN) >= 20
    assert sum(bool(truth.deviations) for truth in EXPECTED.values()) >= 10


@pytest.mark.parametrize("report", PLAIN, ids=lambda report: report.id)
def test_a_plain_report_prints_each_figure_in_the_order_of_the_form(web: DemoWeb, report: DemoReport) -> None:
    nodes = printed_tables(web, report)
    assert len(nodes) == len(report.forms)
    for node, table in zip(nodes, report.forms, strict=True):
        labels = {
            label
            for block in FORMS[report.forms[table]].tables[table].blocks
            for label in (block.zh, *(c.zh for c in block.columns), *(f"{r.zh}{r.note}" for r in block.rows))
        }
        cells = [cell.text(strip=True) for cell in node.css("td")]
        assert labels - {""} <= set(cells)
        figures = [text for text in cells if text.lstrip("-").rstrip("元").replace(".", "").isdigit()]
        assert figures == as_printed(report, table)


@pytest.mark.parametrize("report", WITH_TABLES, ids=lambda report: report.id)
def test_the_spans_of_a_table_fill_a_rectangle(web: DemoWeb, report: DemoReport) -> None:
    for node in printed_tables(web, report):
        taken: set[tuple[int, int]] = set()
        rows = node.css("tr")
        for y, row in enumerate(rows):
            x = 0
            for cell in row.css("td"):
                while (y, x) in taken:
                    x += 1
                wide, high = (int(cell.attributes.get(name) or 1) for name in ("colspan", "rowspan"))
                spot = set(product(range(y, y + high), range(x, x + wide)))
                assert not spot & taken
                taken |= spot
        width = max(x for _y, x in taken) + 1
        assert taken == set(product(range(len(rows)), range(width))), report.id


def test_the_narrative_speaks_of_the_numbers_in_the_tables(web: DemoWeb) -> None:
    report = next(r for r in PLAIN if r.id == "yunzhou/szf/2021")
    text = fetch(web, report.url).body.decode()
    received = report.figures["applications.received.total"]
    assert f"申请{received}件" in text
    assert f"行政复议{report.figures['remedies.reconsideration.total']}件" in text
