"""Text extracts in the shapes in which third parties hand reports over, in which cells and rows are told apart otherwise."""

from collections.abc import Callable

import pytest

from parsers.forms import FORMS
from tests.parsers.deviating import read
from tests.parsers.pages import table_lines

CELLS = {
    "disclosure.regulations.in_force": "6",
    "disclosure.normative_documents.issued": "3",
    "disclosure.permits.decisions": "2910",
    "disclosure.fees.amount": "0.092",
    "applications.received.natural_person": "4",
    "applications.received.total": "4",
    "applications.granted.total": "1",
}
VALUES = {key: float(text) for key, text in CELLS.items()} | {"disclosure.fees.amount": 920}
TITLE = "云州市教育局2023年政府信息公开工作年度报告"


Shape = Callable[[list[str], int], list[str]]


def cell_a_line(row: list[str], _width: int) -> list[str]:
    return row


def extract(lines_of: Shape = cell_a_line) -> str:
    """Tables two and three in one shape: a row of cells and how many columns the table has, as lines."""
    lines = [TITLE, "二、主动公开政府信息情况"]
    for key, heading in (
        ("disclosure", "三、收到和处理政府信息公开申请情况"),
        ("applications", "五、存在的主要问题及改进情况"),
    ):
        rows = table_lines(FORMS["2021"].tables[key], CELLS)
        width = max(map(len, rows))
        for row in rows:
            lines.extend(lines_of(row, width))
        lines.append(heading)
    return "\n".join(lines)


SHAPES: dict[str, Shape] = {
    "a cell a line, a pipe alone after each, one of several pipes for a span": lambda row, width: [
        *(part for cell in row[:-1] for part in (cell, "|")),
        row[-1],
        "|",
        "|" * (width - len(row) + 1),
    ],
    "a cell a line, a pipe alone between": lambda row, _width: [part for cell in row for part in (cell, "|")],
    "a cell a line that ends in a pipe, those of a span below": lambda row, width: [
        *(f"{cell} |" for cell in row),
        *(["|" * (width - len(row))] if len(row) < width else []),
    ],
    "a row begins with a pipe alone": lambda row, width: [
        "|",
        *(f"{cell} |" for cell in row[:-1]),
        f"{row[-1]} | {'|' * (width - len(row))}",
    ],
    "a cell a line below a pipe that opens the row": lambda row, width: [
        "| ",
        *(f" {cell}  | " for cell in row[:-1]),
        f" {row[-1]}  | {'|' * (width - len(row))}",
    ],
    "pipes between and one for each column of a span": lambda row, width: [
        " | ".join(row) + " | " + "|" * (width - len(row))
    ],
    "tabs": lambda row, _width: ["\t".join(row)],
    "wide spaces": lambda row, _width: ["    ".join(row)],
    "a cell a line with blank lines between and spaces before numbers": lambda row, _width: [
        part for cell in row for part in (f" {cell}", "")
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_extract_is_read_in_its_shape(shape: str) -> None:
    report = read(extract(SHAPES[shape]))
    assert {key: report.figures[key].value for key in VALUES} == VALUES
    assert (report.title, report.year) == (TITLE, 2023)
    others = {f.value for key, f in report.figures.items() if key not in VALUES and f.state != "missing"}
    assert others == {0}


def test_a_row_whose_label_is_gone_does_not_take_the_header_from_the_next() -> None:
    text = extract().replace("规章\n", "  \n")
    report = read(text)
    assert report.figures["disclosure.normative_documents.issued"].value == 3
    assert report.figures["disclosure.regulations.in_force"].value is None


def test_an_extract_cut_off_after_two_rows_of_table_three_has_these_rows() -> None:
    text = extract()
    report = read(text[: text.index("三、本年度办理结果")])
    assert report.figures["applications.received.total"].value == 4
    assert report.figures["applications.carried_in.total"].value == 0
    assert report.figures["applications.granted.total"].state == "missing"


def test_blank_cells_left_out_of_an_extract_leave_no_number_in_another_column() -> None:
    text = extract(lambda row, _width: [cell for cell in row if cell != "0"])
    report = read(text)
    given = {key: figure.value for key, figure in report.figures.items() if figure.value is not None}
    assert given.items() <= VALUES.items()


def test_the_unit_of_a_list_may_stand_behind_its_number() -> None:
    rows = table_lines(FORMS["2014"].tables["statistics"], {"statistics.disclosure.items": "23"})
    lines = ["\t".join([label, number, unit]) for label, unit, number in rows]
    report = read("\n".join(["云州市教育局2016年政府信息公开工作年度报告", "六、附表", *lines]))
    assert report.figures["statistics.disclosure.items"].value == 23
    assert report.figures["statistics.training.participants"].value == 0


def test_counts_are_told_with_the_units_that_agencies_give_them() -> None:
    text = extract().replace("\n2910\n", "\n2910批次\n")
    assert read(text).figures["disclosure.permits.decisions"].value == 2910


def test_a_report_that_a_copy_has_put_into_traditional_characters_is_whose_it_is() -> None:
    text = extract().replace(TITLE, "雲州市教育局2023年政府信息公開工作年度報告")
    report = read(text)
    assert report.title == "雲州市教育局2023年政府信息公開工作年度報告"
    assert (report.agency, report.year) == ("云州市教育局", 2023)


def test_a_title_that_stands_in_the_announcing_sentence_alone_is_the_title() -> None:
    sentence = f"省政府办公厅:\n根据要求,现报送《{TITLE}》,请审核。"
    report = read(extract().replace(TITLE, sentence))
    assert (report.title, report.agency, report.year) == (TITLE, "云州市教育局", 2023)


@pytest.mark.parametrize("verb", ["现公开", "现将", "现向社会公开", "现予以公布"])
def test_the_words_that_announce_a_report_are_no_part_of_the_name(verb: str) -> None:
    lead = f"根据条例的规定和关于做好年度报告工作的通知的要求,{verb}石澜县茅坪回族镇2023年度政府信息公开工作报告如下:"
    metadata = "发布机构 | 石澜县政府 |\n"
    report = read(extract().replace(TITLE, metadata + lead))
    assert report.agency_details is not None
    assert report.agency_details.printed == "石澜县茅坪回族镇"


@pytest.mark.parametrize("label", ["公报标题", "标题: ", "标 题：", "名称 "])
def test_what_labels_a_title_is_no_part_of_it(label: str) -> None:
    report = read(extract().replace(TITLE, label + TITLE))
    assert (report.title, report.agency) == (TITLE, "云州市教育局")


def test_a_report_in_one_line_begins_with_its_title() -> None:
    report = read(extract(lambda row, _width: [" ".join(row)]).replace("\n", " "))
    assert (report.title, report.agency, report.year) == (TITLE, "云州市教育局", 2023)


def test_an_extract_cut_off_in_its_first_rows_has_these_rows() -> None:
    text = extract(lambda row, _width: [part for cell in row for part in (cell, "")])
    report = read(text[: text.index("第二十条第（五）项")])
    assert report.figures["disclosure.regulations.in_force"].value == 6
    assert report.figures["disclosure.normative_documents.issued"].value == 3
    assert report.figures["disclosure.permits.decisions"].state == "missing"


def test_an_extract_without_its_repeated_lines_gives_no_figure_though_few_values_are_left() -> None:
    cells = {
        "permits.items_last_year": "6",
        "permits.items_change": "减3",
        "permits.decisions": "3",
        "procurement.projects": "4",
    }
    rows = table_lines(
        FORMS["2019"].tables["disclosure"], {f"disclosure.{key}": text for key, text in cells.items()}
    )
    lines = dict.fromkeys([TITLE, "二、主动公开政府信息情况", *(cell for row in rows for cell in row)])
    report = read("\n".join(lines))
    assert {figure.value for figure in report.figures.values()} == {None}
    assert "repeated_lines_deleted" in {remark.kind for remark in report.remarks}


def filled_up(row: list[str], width: int) -> list[str]:
    """A row of a tool that leaves blank cells out and fills the row up with pipes in one line."""
    written = [cell for cell in row if cell]
    pipes = "|" * (width - len(written))
    return [*(f"{cell} |" for cell in written), *([pipes] if pipes else [])]


def filled_up_in_one_line(row: list[str], width: int) -> list[str]:
    written = [cell for cell in row if cell]
    return [" | ".join(written) + " | " + "|" * (width - len(written))]


@pytest.mark.parametrize("lines_of", [filled_up, filled_up_in_one_line])
def test_pipes_that_fill_a_row_up_are_no_cells_of_the_columns_left_blank(lines_of: Shape) -> None:
    blank = {f"applications.received.{who}": "" for who in ("business", "research", "nonprofit", "other")}
    lines = [TITLE, "三、收到和处理政府信息公开申请情况"]
    # The natural person's 4 and the total's 4 are all that is left of the row.
    cells = CELLS | blank | {"applications.received.legal_service": ""}
    rows = table_lines(FORMS["2021"].tables["applications"], cells)
    for row in rows:
        lines.extend(lines_of(row, 10))
    report = read("\n".join(lines))
    received = [
        report.figures[f"applications.received.{who}"] for who in ("natural_person", "business", "total")
    ]
    assert [(figure.value, figure.state) for figure in received] == [(None, "ambiguous")] * 3
    assert report.figures["applications.granted.total"].value == 1


def test_headers_that_notes_or_glosses_make_long_are_headers_where_spaces_part_cells() -> None:
    text = extract(SHAPES["wide spaces"])
    noted = text.replace("本年制发件数", "本年制发件数（指2023年以本机关名义制发的件数，含联合制发的）")
    noted = noted.replace("现行有效件数", "现行有效件数（截至2023年12月31日仍然有效的件数，含往年制发的）")
    assert noted != text
    report = read(noted)
    assert report.figures["disclosure.regulations.in_force"].value == 6
    table = "    ".join(
        ["結(jié)果維持", "結(jié)果糾正", "其他結(jié)果", "尚未審結(jié)", "總(zǒng)計(jì)"] * 3
    )
    numbers = "    ".join("100230000040004")
    report = read(f"{text}\n四、政府信息公开行政复议、行政诉讼情况\n{table}\n{numbers}\n")
    assert report.figures["remedies.reconsideration.pending"].value == 2
    assert report.figures["remedies.litigation_after_reconsideration.total"].value == 4
