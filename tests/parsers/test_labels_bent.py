"""Headers and labels as agencies, copies and extracts bend them: the figures below them stay where they are."""

import re

import pytest

from tests.parsers.deviating import read
from tests.parsers.pages import report_html, report_text

OLD = {
    "disclosure.regulations.made": "4",
    "disclosure.regulations.newly_disclosed": "7",
    "disclosure.permits.items_change": "3",
    "disclosure.fees.items_change": "2",
    "applications.received.research": "5",
    "applications.granted.total": "6",
    "applications.other_handling.all.total": "9",
}
NEW = {
    "disclosure.regulations.issued": "4",
    "disclosure.regulations.in_force": "7",
    "disclosure.normative_documents.issued": "8",
    "applications.received.research": "5",
    "applications.granted.total": "6",
    "applications.unavailable.needs_creation.total": "2",
}
PERMITS = ("items_last_year", "items_change", "decisions")


@pytest.mark.parametrize(
    ("official", "bent"),
    [
        ("本年新制作数量</td><td>本年新公开数量", "本年新</td><td>本年新"),
        ("本年新制作数量</td><td>本年新公开数量", "本年新制作数量</td><td>本年新"),
        ("对外公开总数量", "对外公开"),
        ("本年增/减", "本年增/"),
        ("本年增/减", "本年增\\减"),
        ("采购总金额", "采购总金额(万元)"),
        ("科研机构", "科研企业"),
        ("（六）其他处理", "(六) 其他"),
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("5.属于三类内部事务信息", "5.属于三类内容事务信息"),
        ("（一）予以公开", "﹝一﹞予以公开"),
        ("（一）予以公开", "【一】予以公开"),
        ("（一）予以公开", "一）予以公开"),
        ("第二十条第（一）项", "第二十条第 (一) 项"),
        ("三、本年度办理结果", "三<br>、<br>本<br>年<br>度<br>办<br>理<br>结<br>果"),
        ("规章", "规章（设区的市、自治州人民政府填写）"),
        ("本年增/减", "本年增/减(指2020年增加或减少的事项数,减用负值表示,如-8)"),
    ],
)
def test_a_label_of_the_2019_form_may_be_cut_mistyped_noted_or_bracketed_otherwise(
    official: str, bent: str
) -> None:
    page = report_html("2019", OLD)
    assert official in page
    report = read(page.replace(official, bent))
    assert {key: report.figures[key].value for key in OLD} == {key: int(text) for key, text in OLD.items()}
    assert set(filter(None, report.forms.values())) == {"2019"}


@pytest.mark.parametrize(
    ("official", "bent"),
    [
        ("本年制发件数", "本年发件"),
        ("本年制发件数", "本年(2023)制发件数"),
        ("现行有效件数", "现行有效件"),
        ("行政规范性文件", "规范性文件"),
        ("商业企业</td><td>科研机构", "商业 企业</td><td>科研<br/>机构"),
        ("自然人", "自然 人"),
        ("2.没有现成信息需要另行制作", "2.没有现成信息需另行制作"),
        ("三、本年度办理结果", "三、本年度办 理结果"),
    ],
)
def test_a_label_of_the_2021_form_may_be_cut_spaced_or_dated(official: str, bent: str) -> None:
    page = report_html("2021", NEW)
    assert official in page
    report = read(page.replace(official, bent))
    assert {key: report.figures[key].value for key in NEW} == {key: int(text) for key, text in NEW.items()}
    assert set(filter(None, report.forms.values())) == {"2021"}


def test_an_own_row_between_statutory_ones_lends_them_nothing() -> None:
    own = "<tr><td>其他主动公开文件（含以办公室名义印发的）</td><td>186</td><td>86</td><td>255</td></tr>"
    page = report_html("2019", OLD)
    item = '<tr><td colspan="4">第二十条第（五）项'
    assert item in page
    report = read(page.replace(item, own + item))
    assert [
        report.figures[f"disclosure.normative_documents.{c}"].value
        for c in ("made", "newly_disclosed", "disclosed_total")
    ] == [0, 0, 0]
    assert report.figures["disclosure.permits.items_change"].value == 3


def test_a_header_that_a_copy_invents_on_the_next_page_moves_nothing() -> None:
    invented = "| 项目 | 本年新收件数 | 上年结转件数 | 予以公开 | 部分公开 | 不予公开 | 无法提供 |\n|---|---|---|---|---|---|---|\n"
    cells = {"applications.other_handling.other.total": "9", "applications.handled_total.total": "9"}
    text = report_text("2021", cells, shape="markdown")
    report = read(text.replace("| 3.其他", invented + "| 3.其他"))
    assert {key: report.figures[key].value for key in cells} == dict.fromkeys(cells, 9)
    assert report.figures["applications.received.total"].value == 0


def test_titles_in_angle_brackets_and_comments_of_word_are_text() -> None:
    page = report_html("2021", NEW).replace(
        "第1部分的正文。", "全文包括 <中华人民共和国政府信息公开工作年度报告格式>各部分。"
    )
    assert read(page).figures["disclosure.regulations.in_force"].value == 7
    text = report_text("2021", NEW).replace("规章", "<!--[if !supportLists]-->规章<!--[endif]-->")
    assert read(text).figures["disclosure.regulations.in_force"].value == 7


def test_sentences_of_the_2014_table_in_the_narrative_are_no_figures() -> None:
    narrative = "举办新闻发布会0次，组织政府网站在线访谈3次，发布政策解读稿件5篇，通过微博微信回应事件7次。"
    report = read(report_html("2021", NEW).replace("第1部分的正文。", narrative))
    assert report.forms["statistics"] is None
    assert not [key for key in report.figures if key.startswith("statistics.")]


def test_decisions_that_are_last_years_items_and_the_change_are_kept_and_remarked() -> None:
    cells = {"items_last_year": "8249", "items_change": "-1942", "decisions": "6307"}
    report = read(
        report_html("2019", {f"disclosure.permits.{column}": text for column, text in cells.items()})
    )
    assert report.figures["disclosure.permits.decisions"].value == 6307
    remarks = {remark.kind: remark for remark in report.remarks}
    assert remarks["decisions_are_a_sum"].figure == "disclosure.permits.decisions"
    assert remarks["decisions_are_a_sum"].message.endswith("8249 -1942 = 6307")


def test_documents_made_and_not_disclosed_are_kept_and_remarked() -> None:
    report = read(report_html("2019", {"disclosure.normative_documents.made": "65"}))
    assert report.figures["disclosure.normative_documents.newly_disclosed"].value == 0
    assert "made_but_not_disclosed" in {remark.kind for remark in report.remarks}
    assert "made_but_not_disclosed" not in {remark.kind for remark in read(report_html("2019", OLD)).remarks}


def test_blank_cells_for_spans_stand_at_the_end_of_rows_of_any_width() -> None:
    text = report_text("2019", OLD)
    widest = max(line.count("|") for line in text.splitlines())
    padded = re.sub(r"^.*\|$", lambda line: line[0] + " |" * (widest - line[0].count("|")), text, flags=re.M)
    report = read(padded)
    assert {key: report.figures[key].value for key in OLD} == {key: int(value) for key, value in OLD.items()}


@pytest.mark.parametrize("blanks", ["", "<td></td>", "<td></td><td></td>"])
def test_a_column_of_the_agencys_own_lends_its_numbers_to_none_of_the_form(blanks: str) -> None:
    official = "<td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td>"
    page = report_html("2019").replace(official, "<td>项目数量</td><td>处理决定数量</td>" + blanks)
    cells = "<td>行政许可</td><td>0</td><td>0</td><td>0</td>"
    assert cells in page
    report = read(page.replace(cells, "<td>行政许可</td><td>4</td><td>142</td>" + blanks))
    permits = {column: report.figures[f"disclosure.permits.{column}"].value for column in PERMITS}
    assert permits == {"items_last_year": None, "items_change": None, "decisions": 142}
    nothing = read(
        page.replace("处理决定数量", "办结数量").replace(
            cells, "<td>行政许可</td><td>4</td><td>142</td>" + blanks
        )
    )
    assert {nothing.figures[f"disclosure.permits.{column}"].value for column in PERMITS} == {None}


def test_a_change_that_says_which_way_and_not_how_much_is_text() -> None:
    text = report_text(
        "2019",
        {"disclosure.permits.items_last_year": "990", "disclosure.permits.decisions": "711"},
        shape="spaced",
    )
    report = read(text.replace("\n990\n\n0\n", "\n990\n\n减\n"))
    figures = {column: report.figures[f"disclosure.permits.{column}"] for column in PERMITS}
    assert [figures[column].value for column in PERMITS] == [990, None, 711]
    assert (figures["items_change"].state, figures["items_change"].raw) == ("text", "减")


def test_digits_run_together_under_columns_of_the_agencys_own_are_not_split() -> None:
    official = "<td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td>"
    page = report_html("2019").replace(official, "<td>项目数量</td><td>办结数量</td>")
    report = read(page.replace("<td>行政许可</td><td>0</td><td>0</td><td>0</td>", "<td>行政许可4142</td>"))
    assert {report.figures[f"disclosure.permits.{column}"].value for column in PERMITS} == {None}
