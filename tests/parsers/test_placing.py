"""Figures whose place is not plain: told by the whole table, its sums and its header, or not at all."""

import re
from collections.abc import Callable

import pytest

from parsers import parse
from parsers.forms import FORMS
from tests.parsers.deviating import read, values
from tests.parsers.pages import report_text

GRANTED = "applications.granted"
LINE = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持"


def with_line(numbers: str, header_end: str = "") -> str:
    """A report whose table four has this line of numbers, and blank cells after its header."""
    text = report_text("2021")
    zeros = " | ".join(["0"] * 15) + " |"
    assert text.count(zeros) == 1
    results = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    return text.replace(zeros, numbers).replace(
        f"{results} | {results} |", f"{results} | {results} |{header_end}"
    )


def test_blank_figures_beside_a_spacer_column_stay_in_their_place() -> None:
    numbers = " |  |  | 7 | 7 |  |  |  |  |  |  | 2 |  |  | 2 |  |"
    assert values(read(with_line(numbers)), "remedies") == [
        *(None, None, None, 7, 7),
        *(None, None, None, None, None),
        *(None, 2, None, None, 2),
    ]


def test_a_line_that_begins_with_a_blank_figure_has_no_pipe_before_it() -> None:
    report = read(with_line(" |  |  |  | 0 |  |  |  |  | 0 |  |  |  |  | 0 | |", " |"))
    assert report.figures["remedies.reconsideration.total"].value == 0
    assert report.figures["remedies.reconsideration.pending"].value is None


def test_totals_left_blank_in_the_lines_of_a_cell_each_are_not_made_up_by_labels() -> None:
    text = report_text("2021", shape="lines")
    zeros = "\n".join(["0"] * 15)
    start = text.rindex(zeros)
    damaged = text[:start] + "\n".join(["3", "0", "0", "1"] * 3) + text[start + len(zeros) :]
    damaged = damaged.replace("总计\n3", "总\n计\n3")
    assert set(values(read(damaged), "remedies")) == {None}


def spans_in_place(text: str) -> str:
    """Pipes between cells, with a blank cell for every column that a label spans."""
    wide = re.sub(r"^([一二四]、[^|\n]*数量|四、结转[^|\n]*) \|", r"\1 |  |  |", text, flags=re.M)
    wide = re.sub(r"(（[一二七]）[^|\n]*) \|", r"\1 |  |", wide)
    return re.sub(r" \|$", "", wide, flags=re.M)


def test_totals_left_blank_after_spans_written_as_blank_cells_shift_nothing() -> None:
    cells = {
        f"{GRANTED}.{column}": value for column, value in (("business", "8"), ("other", "3"), ("total", ""))
    }
    report = read(spans_in_place(report_text("2021", cells)))
    assert values(report, GRANTED) == [0, 8, 0, 0, 0, 3, None]
    assert values(report, "applications.received") == [0] * 7


def test_the_second_of_two_reports_does_not_stand_in_for_a_broken_line_of_the_first() -> None:
    first = with_line("3 | 0 | 0 | 0 | 3 | 0 | 0 | 0 | 0 | 0 | 0 |  |")
    second = with_line("9 | 0 | 0 | 0 | 9 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |").replace(
        "云州市", "石澜县"
    )
    assert set(values(read(f"{first}\n{second}"), "remedies")) == {None}


def test_two_dashes_in_a_cell_are_no_rule_of_markdown() -> None:
    text = report_text("2019", {"disclosure.procurement.projects": "--"}, shape="piped lines")
    report = read(text)
    assert report.figures["disclosure.procurement.projects"].state == "dash"
    assert report.figures["disclosure.procurement.amount"].value == 0


def test_a_spanning_cell_that_markdown_repeats_counts_once() -> None:
    text = report_text("2019", {"disclosure.procurement.projects": ""}, shape="markdown")
    repeated = text.replace(
        "采购项目数量 | 采购总金额 |", "采购项目数量 | 采购总金额 | 采购总金额 |"
    ).replace("政府集中采购 |  | 0 |", "政府集中采购 |  | 0 | 0 |")
    assert repeated != text
    report = read(repeated)
    assert report.figures["disclosure.procurement.projects"].value is None
    assert report.figures["disclosure.procurement.amount"].value == 0


def test_a_label_goes_to_the_row_it_resembles_most() -> None:
    text = report_text("2014", {"statistics.channel.wechat": "153"})
    damaged = text.replace("3.政务微博公开政府信息数 | 条 | 0", "3.政务微博公开政府信息数 | 条 | 见网站说明")
    report = read(damaged.replace("4.政务微信公开政府信息数", "4 政务微信公开政府信息数"))
    assert report.figures["statistics.channel.weibo"].value is None
    assert report.figures["statistics.channel.wechat"].value == 153


def test_of_two_rows_with_one_label_none_is_told_where_those_between_are_lost() -> None:
    text = report_text("2014", {"statistics.reconsideration.corrected": "9"})
    start = text.index("（二）被依法纠错数")
    again = text.index("（二）被依法纠错数", start + 1)
    lost = re.sub(r"^[^|\n]+ \|", "?? |", text[start:again], flags=re.M)
    fewer = lost[: lost.rstrip().rindex("\n") + 1]
    report = read(text[:start] + fewer + text[again:])
    assert report.figures["statistics.reconsideration.corrected"].value is None


def test_digits_before_a_number_of_the_next_label_end_there() -> None:
    lines = report_text("2014", {"statistics.applications.received": "50"}).splitlines()
    table = [line for line in lines if line.endswith("|")]
    glued = "".join(re.sub(r"^(\d)\.", r"\1、", line).replace(" | ", "").removesuffix(" |") for line in table)
    report = read("\n".join([*(line for line in lines if line not in table), glued]))
    assert report.figures["statistics.applications.received"].value == 50


@pytest.mark.parametrize(
    "reshape",
    [
        lambda cells: "\n".join(f"{cell} |" if cell else "|" for cell in cells),
        lambda cells: "\n".join(line for cell in cells for line in ((cell, "|") if cell else ("|",))),
        lambda cells: "".join(f" {cell} |" if cell else "\n|" for cell in cells).strip(" "),
    ],
    ids=["a cell a line, piped", "pipes on lines of their own", "lines broken at blank cells"],
)
def test_blank_cells_that_are_only_pipes_keep_their_place(reshape: Callable[[list[str]], str]) -> None:
    middle = ("business", "research", "nonprofit", "legal_service", "other")
    rows = [row.key for row in FORMS["2021"].tables["applications"].blocks[0].rows]
    cells = {f"applications.{row}.{column}": "" for row in rows for column in middle}
    cells |= {f"{GRANTED}.research": "4", f"{GRANTED}.total": "4"}
    lines = report_text("2021", cells).splitlines()
    reshaped = [
        reshape([cell.strip() for cell in line.removesuffix("|").split("|")]) if line.endswith("|") else line
        for line in lines
    ]
    report = read("\n".join(reshaped))
    assert values(report, GRANTED) == [0, None, 4, None, None, None, 4]
    assert values(report, "remedies") == [0] * 15


def test_numbers_that_do_not_begin_with_zero_are_cut_in_one_way() -> None:
    text = report_text("2019", shape="spaces")
    assert values(read(text.replace("行政许可 0 0 0", "行政许可001372")), "disclosure.permits") == [
        0,
        0,
        1372,
    ]
    assert set(values(read(text.replace("行政许可 0 0 0", "行政许可53242")), "disclosure.permits")) == {None}


def test_the_total_read_before_the_columns_of_a_group_without_its_label_moves_nothing() -> None:
    cells = {f"{GRANTED}.{column}": "5" for column in ("natural_person", "total")}
    text = report_text("2021", cells).replace("法人或其他组织", "组 织")
    assert values(read(text), GRANTED) == [5, 0, 0, 0, 0, 0, 5]


def test_the_pages_of_a_printed_report_are_no_figures() -> None:
    lines = report_text("2019", shape="lines").splitlines()
    fees, all_rows = lines.index("行政事业性收费"), lines.index("一、本年新收政府信息公开申请数量")
    pages = [*lines[:fees], "2/9", *lines[fees:all_rows], "3/9", *lines[all_rows:]]
    report = read("\n".join(pages))
    assert values(report, "disclosure.fees") == [0, 0]
    assert values(report, "applications.received") == [0] * 7


def test_the_second_of_two_reports_lends_no_numbers_to_a_table_of_the_first_that_has_lost_rows() -> None:
    rows = [row for row in report_text("2021", {"disclosure.regulations.in_force": "6"}).splitlines() if row]
    lost = [row for row in rows if not row.startswith(("行政强制", "行政事业性收费", "行政处罚"))]
    second = report_text(
        "2021", {"disclosure.penalties.decisions": "8", "disclosure.regulations.in_force": "7"}
    )
    report = parse("\n".join([*lost, second]).encode())
    assert report.figures["disclosure.regulations.in_force"].value == 6
    assert report.figures["disclosure.penalties.decisions"].value is None


def test_table_four_of_the_first_report_counts_though_few_of_its_numbers_are_printed() -> None:
    header = ["行政复议 行政诉讼", "结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉"]
    header.append(" ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 2))
    title, section = "云州市教育局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"
    few, all_of_them = "14 14 15 15 106 106", "21 0 3 3 27 0 0 3 0 3 0 0 3 0 3"
    lines = [
        title,
        section,
        *header,
        few,
        "五、存在的主要问题及改进情况",
        title,
        section,
        *header,
        all_of_them,
    ]
    report = parse("\n".join(lines).encode())
    assert {f.value for key, f in report.figures.items() if key.startswith("remedies.")} <= {None}


def test_digits_that_may_end_in_the_number_of_the_next_label_are_no_value() -> None:
    line = "（二）通过不同渠道和方式公开政府信息的情况1 政府公报公开政府信息数条02 政府网站公开政府信息数条1283 政务微博公开政府信息数条64 政务微信公开政府信息数条95 其他方式公开政府信息数条0"
    report = parse(f"云州市教育局2016年政府信息公开工作年度报告\n{line}\n".encode())
    given = {key: figure.value for key, figure in report.figures.items() if figure.value is not None}
    assert set(given.values()) <= {0}
