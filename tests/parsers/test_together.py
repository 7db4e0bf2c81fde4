"""Deviations that come together, each harmless alone: what was read wrong, or not at all, where two met."""

from collections.abc import Callable

import pytest

from parsers import Report
from parsers.forms import FORMS
from tests.parsers.deviating import read
from tests.parsers.pages import report_text, table_lines


def given(report: Report) -> set[float]:
    return {figure.value for figure in report.figures.values() if figure.value is not None}


def test_a_table_of_the_agencys_own_with_rows_of_table_two_does_not_stand_in_for_it() -> None:
    own = "事项 | 办件量 | 按时办结 |\n行政许可 | 1203 | 1203 |\n行政处罚 | 77 | 70 |\n行政强制 | 5 | 5 |\n"
    text = report_text("2021", {"disclosure.permits.decisions": "12"})
    heading = "二、主动公开政府信息情况\n"
    assert heading in text
    report = read(text.replace(heading, heading + own))
    assert report.forms["disclosure"] == "2021"
    assert report.figures["disclosure.permits.decisions"].value == 12
    assert report.figures["disclosure.penalties.decisions"].value == 0


def test_lines_that_differ_in_spaces_alone_do_not_hide_that_repeated_ones_were_deleted() -> None:
    rows = FORMS["2014"].tables["statistics"].blocks[0].rows
    cells = {f"statistics.{row.key}": str(10 + number) for number, row in enumerate(rows)}
    cells["statistics.litigation.other"] = f"  {cells['statistics.litigation.total']} "
    lines = report_text("2014", cells, shape="lines").splitlines()
    report = read("\n".join(dict.fromkeys(lines)))
    # 行政诉讼's （三）其他情形 has gone with that of 行政复议: its number would stand below another label.
    assert given(report) == set()


def test_a_blank_total_beside_a_spacer_is_not_made_up_in_table_four_of_a_cell_a_line() -> None:
    text = report_text("2019", shape="piped lines")
    zeros = "\n".join(["0 |"] * 15)
    start = text.rindex(zeros)
    numbers = [*"0027", "", *"0000", "", *"0010", "", ""]
    lines = "\n".join(["|", *(f"{number} |".strip() for number in numbers)])
    report = read(text[:start] + lines + text[start + len(zeros) :])
    remedies = {key: f.value for key, f in report.figures.items() if key.startswith("remedies.")}
    assert remedies["remedies.reconsideration.total"] is None
    assert set(remedies.values()) <= {None}


def test_a_row_printed_blank_and_then_with_a_number_is_ambiguous_one_cell_a_line() -> None:
    key = "statistics.response.interviews"
    text = report_text("2014", {key: ""}, shape="lines")
    row = "2.政府网站在线访谈次数\n次\n"
    assert text.count(row) == 1
    report = read(text.replace(row, f"{row}\n{row}668"))
    assert (report.figures[key].value, report.figures[key].state) == (None, "ambiguous")
    assert report.figures["statistics.response.explanations"].value == 0


def in_two_halves(lines: list[list[str]]) -> list[list[str]]:
    """A list's rows printed in two halves side by side; labels of groups have no cells."""
    header, *rows = lines
    rows = [row if row[1] != "—" else row[:1] for row in rows]
    middle = (len(rows) + 1) // 2
    right = [*rows[middle:], *([[]] * (middle - len(rows[middle:])))]
    return [[*header, *header], *([*a, *b] for a, b in zip(rows[:middle], right, strict=True))]


def a_cell_a_line(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row]


def wide_spaces(rows: list[list[str]]) -> list[str]:
    return ["    ".join(row) for row in rows]


@pytest.mark.parametrize("lines_of", [a_cell_a_line, wide_spaces])
def test_a_list_in_two_halves_is_read_though_blank_cells_beside_its_groups_are_lost(
    lines_of: Callable[[list[list[str]]], list[str]],
) -> None:
    table = FORMS["2014"].tables["statistics"]
    cells = {f"statistics.{row.key}": str(100 + number) for number, row in enumerate(table.blocks[0].rows)}
    rows = lines_of(in_two_halves(table_lines(table, cells)))
    report = read("\n".join(["云州市教育局2016年政府信息公开工作年度报告", *rows, "云州市教育局"]))
    in_wan = ("statistics.fees", "statistics.organisation.budget")
    expected = {key: float(text) * (10_000 if key in in_wan else 1) for key, text in cells.items()}
    assert {key: figure.value for key, figure in report.figures.items()} == expected


def test_a_row_without_a_label_in_two_halves_leaves_the_list_as_it_is_printed() -> None:
    table = FORMS["2014"].tables["statistics"]
    rows = table_lines(table, {"statistics.channel.website": "7", "statistics.litigation.upheld": "8"})
    lines = ["云州市教育局2016年政府信息公开工作年度报告", *a_cell_a_line(in_two_halves(rows))]
    label = lines.index("2.政府网站公开政府信息数")
    report = read("\n".join([*lines[:label], "", *lines[label + 1 :]]))
    assert report.figures["statistics.channel.website"].value is None
    assert 7 not in given(report)


def test_a_row_whose_label_is_a_blank_cell_among_cells_of_a_line_each_is_read_by_its_place() -> None:
    whose = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
    cells = {f"applications.not_processed.publication.{who}": str(n) for n, who in enumerate(whose, 31)}
    cells["applications.not_processed.repeated.total"] = "5"
    text = report_text("2021", cells, shape="piped lines")
    label = "3.要求提供公开出版物 |"
    assert text.count(label) == 1
    report = read(text.replace(label, " |"))
    assert {key: report.figures[key].value for key in cells} == {key: float(cells[key]) for key in cells}
    assert "row_by_place" in {remark.kind for remark in report.remarks}


def total_first(rows: list[list[str]]) -> list[list[str]]:
    """Table three with the total before the applicants, in header and rows."""
    head, _groups, kinds, *body = rows
    return [head, ["总计", "自然人", "法人或其他组织"], kinds, *([*r[:-7], r[-1], *r[-7:-1]] for r in body)]


def test_a_first_row_that_is_not_told_leaves_the_header_above_it_in_force() -> None:
    cells = {"applications.granted.total": "9", "applications.granted.research": "9"}
    rows = total_first(table_lines(FORMS["2021"].tables["applications"], cells))
    received = next(n for n, row in enumerate(rows) if row[0].startswith("一、本年新收"))
    rows[received][0] = "甲乙丙丁戊己庚辛"
    lines = ["云州市教育局2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    report = read("\n".join([*lines, *("    ".join(row) for row in rows)]))
    assert (
        report.figures["applications.granted.total"].value,
        report.figures["applications.granted.research"].value,
    ) == (9, 9)
    assert report.figures["applications.granted.natural_person"].value == 0


def test_markup_with_spaces_parts_no_cells_that_spaces_part() -> None:
    text = report_text("2021", {"applications.received.natural_person": "3"}, shape="spaces")
    label = "一、本年新收政府信息公开申请数量"
    report = read(text.replace(label, f"<!--[if !supportLists]-->{label}<!--[endif]-->"))
    assert report.figures["applications.received.natural_person"].value == 3
    assert report.figures["applications.received.total"].value == 0


def test_the_beginning_of_one_label_is_not_another_label_that_it_resembles() -> None:
    lines = report_text("2014", {"statistics.litigation.upheld": "25"}).splitlines()
    lost = (
        "四、行政复议数量",
        "（一）维持具体行政行为数",
        "五、行政诉讼数量",
        "（二）被依法纠错数",
        "（三）其他情形数",
    )
    begun = "（一）维持具体行政行为或者驳回原告诉讼请求数"
    kept = [line.replace(begun, begun[:12]) for line in lines if not line.startswith(lost)]
    report = read("\n".join(kept))
    assert report.figures["statistics.reconsideration.upheld"].value is None
    assert report.figures["statistics.litigation.upheld"].value in (25, None)


def test_a_line_above_table_two_that_names_one_of_its_rows_is_no_report_of_its_own() -> None:
    text = report_text("2021", {"disclosure.permits.decisions": "94"}, shape="spaces")
    heading = "二、主动公开政府信息情况\n"
    assert heading in text
    report = read(
        text.replace(heading, f"{heading}行政复议 1\n行政处罚：5件\n行政许可 12\n").replace("\n", " ")
    )
    assert report.figures["disclosure.permits.decisions"].value == 94
    assert report.figures["disclosure.regulations.issued"].value == 0
