"""How real reports deviate, one test a deviation, each with what a careful editor would record."""

import re
from collections.abc import Sequence

import pytest

from parsers import Report, parse
from parsers.forms import FORMS
from tests.parsers.pages import report_html, report_text, section_html, table_html

RECEIVED = "applications.received.total"


def read(page: str) -> Report:
    return parse(page.encode())


def values(report: Report, prefix: str) -> list[float | None]:
    return [figure.value for key, figure in report.figures.items() if key.startswith(prefix + ".")]


def page_of(*parts: str, title: str = "云州市教育局2019年政府信息公开工作年度报告") -> str:
    return f"<html><body><h1>{title}</h1>{''.join(parts)}</body></html>"


def test_a_hybrid_is_read_table_by_table() -> None:
    new, old = FORMS["2021"], FORMS["2019"]
    page = page_of(*(section_html(new, n, {}) for n in (1, 2)), *(section_html(old, n, {}) for n in (3, 4)))
    report = read(page)
    assert report.forms == {
        "disclosure": "2021",
        "applications": "2019",
        "remedies": "2019",
        "statistics": None,
    }
    assert "applications.other_handling.all.total" in report.figures
    assert "disclosure.regulations.issued" in report.figures


def test_a_form_off_its_year_is_told_by_its_labels() -> None:
    report = read(report_html("2019", title="云州市教育局2021年政府信息公开工作年度报告"))
    assert report.year == 2021
    assert set(filter(None, report.forms.values())) == {"2019"}


def test_items_of_another_form_inside_table_two_are_read_and_remarked() -> None:
    page = report_html("2019", {"disclosure.fees.items_last_year": "8"})
    own = '<td>上一年项目数量</td><td colspan="2">本年增/减</td></tr><tr><td>行政事业性收费</td><td>8</td><td colspan="2">0</td>'
    new = '<td colspan="3">本年收费金额（单位：万元）</td></tr><tr><td>行政事业性收费</td><td colspan="3">1.5</td>'
    assert own in page
    report = read(page.replace(own, new))
    assert report.forms["disclosure"] == "2019"
    assert report.figures["disclosure.fees.amount"].value == 15000
    assert report.figures["disclosure.fees.items_last_year"].state == "missing"
    assert any(remark.kind == "hybrid_table" for remark in report.remarks)


def test_the_old_name_of_a_row_in_the_new_form_is_the_same_row() -> None:
    page = report_html("2021", {"disclosure.normative_documents.issued": "7"})
    report = read(page.replace("行政规范性文件", "规范性文件"))
    assert report.figures["disclosure.normative_documents.issued"].value == 7


def test_header_words_split_by_spaces_and_breaks_are_joined() -> None:
    page = report_html("2021", {"applications.received.business": "3"})
    split = page.replace("商业企业", "商业 <br>企业").replace("本年制发件数", "本年<p>制发</p>件数")
    assert values(read(split), "applications.received") == values(read(page), "applications.received")
    assert read(split).forms == read(page).forms


def test_years_and_notes_inside_labels_are_not_values() -> None:
    page = report_html("2021", {"disclosure.regulations.issued": "4"})
    noted = page.replace("本年制发件数", "本年（2023）制发件数", 1)
    assert values(read(noted), "disclosure.regulations") == [4, 0, 0]
    page = report_html("2019", {"disclosure.permits.items_change": "-8"})
    noted = page.replace("上一年项目数量", "上一年项目数量 (指2019年事项数)").replace(
        "本年增/减", "本年增/减（减用负值表示，如 -8）"
    )
    assert values(read(noted), "disclosure.permits") == [0, -8, 0]


def test_a_mistyped_row_label_is_found_by_its_likeness_and_remarked() -> None:
    page = report_html("2019", {"applications.refused.prohibited_by_law.total": "2"})
    report = read(page.replace("2.其他法律行政法规禁止公开", "2.其他法律行政规禁公开"))
    assert report.figures["applications.refused.prohibited_by_law.total"].value == 2
    assert "row_by_likeness" in {remark.kind for remark in report.remarks}


def test_a_destroyed_row_label_is_found_by_its_place_and_remarked() -> None:
    page = report_html("2019", {"applications.not_processed.repeated.total": "6"})
    report = read(page.replace("2.重复申请", "2.复"))
    assert report.figures["applications.not_processed.repeated.total"].value == 6
    assert "row_by_place" in {remark.kind for remark in report.remarks}


def test_an_own_row_in_the_place_of_a_statutory_one_lends_it_no_numbers() -> None:
    page = report_html("2019", {"applications.not_processed.repeated.total": "6"})
    report = read(page.replace("2.重复申请", "2.其中网络渠道收到的申请"))
    assert report.figures["applications.not_processed.repeated.total"].state == "missing"


def test_a_missing_row_is_missing_and_never_zero() -> None:
    page = report_html("2019")
    report = read(re.sub(r"<tr><td>其他对外管理服务事项</td>.*?</tr>", "", page))
    assert {f.state for k, f in report.figures.items() if k.startswith("disclosure.other_services.")} == {
        "missing"
    }
    assert report.figures["disclosure.permits.decisions"].value == 0


def test_a_group_label_repeated_after_a_page_break_shifts_nothing() -> None:
    page = report_html("2019", {"applications.unavailable.not_held.natural_person": "9"})
    again = re.sub(
        r"<tr>(<td[^>]*>（四）无法提供</td>)", r'<tr><td rowspan="12">三、本年度办理结果</td>\1', page
    )
    assert again != page
    assert values(read(again), "applications.unavailable.not_held") == [9, 0, 0, 0, 0, 0, 0]


def test_rowspans_replaced_by_blank_cells_shift_nothing() -> None:
    page = report_html("2019", {"applications.refused.enforcement_files.business": "5"})
    blank = page.replace(
        "<tr><td>7.属于行政执法案卷</td>", "<tr><td></td><td></td><td>7.属于行政执法案卷</td>"
    )
    assert blank != page
    assert values(read(blank), "applications.refused.enforcement_files") == [0, 5, 0, 0, 0, 0, 0]


def test_misaligned_spans_do_not_move_values() -> None:
    page = report_html(
        "2019", {"disclosure.permits.items_last_year": "219", "disclosure.permits.decisions": "89"}
    )
    header = page.replace(
        "<td>本年增/减</td><td>处理决定数量</td>", '<td colspan="2">本年增/减</td><td>处理决定数量</td>', 1
    )
    shifted = header.replace("<td>行政许可</td><td>219</td>", '<td>行政许可</td><td colspan="2">219</td>')
    assert shifted != page
    assert values(read(shifted), "disclosure.permits") == [219, 0, 89]


def test_an_item_under_a_wrong_header_is_read_by_position_and_remarked() -> None:
    page = report_html("2019", {"disclosure.procurement.projects": "4"})
    wrong = page.replace("采购项目数量", "上一年项目数量").replace("采购总金额", "本年增/减")
    report = read(wrong)
    assert report.figures["disclosure.procurement.projects"].value == 4
    assert "header_wrong" in {remark.kind for remark in report.remarks}


def test_a_row_with_a_cell_too_few_is_ambiguous() -> None:
    page = report_html("2019").replace("<td>行政许可</td><td>0</td><td>0</td>", "<td>行政许可</td><td>5</td>")
    report = read(page)
    assert {report.figures[f"disclosure.permits.{c}"].state for c in ("items_last_year", "decisions")} == {
        "ambiguous"
    }
    assert report.figures["disclosure.penalties.decisions"].value == 0


def test_blank_cells_are_blank_and_checks_say_what_the_totals_settle() -> None:
    cells = {
        f"applications.{row}.{who}": ""
        for row in ("received", "carried_in")
        for who in ("business", "research", "nonprofit", "legal_service", "other")
    }
    cells |= {"applications.received.natural_person": "7", "applications.received.total": "7"}
    cells |= {"applications.carried_in.natural_person": "3", "applications.carried_in.total": "5"}
    report = read(report_html("2021", cells))
    assert report.figures["applications.received.business"].value is None
    assert report.figures["applications.received.business"].state == "blank"
    checks = {check.rule: check.passed for check in report.checks}
    assert checks["applications.row_total.received"] is True
    assert checks["applications.row_total.carried_in"] is None


def test_a_failed_check_shows_both_sides_and_alters_no_figure() -> None:
    cells = {"applications.received.natural_person": "20", "applications.received.total": "21"}
    report = read(report_html("2021", cells))
    failed = {check.rule: (check.left, check.right) for check in report.checks if check.passed is False}
    assert failed["applications.row_total.received"] == (20, 21)
    assert report.figures[RECEIVED].value == 21


def test_three_tables_nested_in_a_layout_table_are_read() -> None:
    page = report_html("2021", {RECEIVED: "2"})
    nested = page.replace("<body>", "<body><table><tr><td>菜单</td><td>").replace(
        "</body>", "</td></tr></table></body>"
    )
    report = read(nested)
    assert report.figures[RECEIVED].value == 2
    assert report.figures[RECEIVED].cell == (2, 3, 7)


def test_a_second_copy_of_the_tables_counts_once() -> None:
    page = report_html("2021", {RECEIVED: "2"})
    copies = page.replace("</body>", page[page.index("<p>一、") : page.index("</body>")] + "</body>")
    report = read(copies)
    assert report.figures[RECEIVED].cell == read(page).figures[RECEIVED].cell
    assert len(report.figures) == 200


def test_all_tables_in_one_and_each_item_in_its_own_are_read_alike() -> None:
    page = report_html("2019", {"disclosure.penalties.decisions": "12"})
    split = re.sub(r'<tr><td colspan="4">第二十条', r"</table><table>\g<0>", page)
    assert read(split).figures["disclosure.penalties.decisions"].value == 12
    joined = page.replace("</table>", "", 2)
    assert values(read(split), "remedies") == values(read(page), "remedies")
    assert values(read(joined.replace("<table>", "<TABLE>")), "disclosure") == values(
        read(page), "disclosure"
    )


def test_traditional_widths_and_full_width_digits_are_numbers() -> None:
    report = read(report_html("2021", {RECEIVED: "１２"}))
    assert (report.figures[RECEIVED].value, report.figures[RECEIVED].raw) == (12, "１２")


def test_sections_without_numbers_are_told_by_their_wording() -> None:
    page = re.sub(r"<p>[一二三四五六]、", "<p>", report_html("2021"))
    assert list(read(page).sections) == ["1", "2", "3", "4", "5", "6"]


def test_a_series_that_restarts_inside_section_one_does_not_take_its_place() -> None:
    page = report_html("2021").replace(
        "<p>第1部分的正文。</p>",
        "<p>一、加强领导</p><p>三、收到和处理政府信息公开申请情况</p><p>收到3件。</p>",
    )
    assert read(page).sections["3"] == ""


def test_a_report_whose_tables_are_pictures_has_no_tables() -> None:
    page = re.sub(r"<table>.*?</table>", '<img src="2.PNG">', report_html("2021"))
    report = read(page)
    assert report.outcome == "no_tables"
    assert (report.year, report.figures) == (2019, {})


def test_what_the_site_prints_below_the_report_is_not_its_text() -> None:
    chrome = "<p>扫一扫在手机打开当前页</p><p>主办：云州市人民政府</p></body>"
    report = read(report_html("2021").replace("</body>", chrome))
    assert report.sections["6"] == "第6部分的正文。"


def test_a_page_that_only_links_the_report_has_no_tables() -> None:
    report = read(page_of("<p>附件：云州市教育局2019年政府信息公开工作年度报告.docx</p>"))
    assert (report.outcome, report.agency, report.year) == ("no_tables", "云州市教育局", 2019)
    assert "attachment_only" in {remark.kind for remark in report.remarks}


def test_a_table_cut_off_before_the_forms_differ_is_of_the_form_of_its_neighbour() -> None:
    page = report_html("2021", {RECEIVED: "3"})
    report = read(page[: page.index("（四）无法提供")])
    assert report.forms["applications"] == "2021"
    assert report.figures[RECEIVED].value == 3
    assert report.figures["applications.handled_total.total"].state == "missing"


def test_labels_of_a_table_before_the_report_are_no_headers() -> None:
    metadata = "<table><tr><td>索 引 号：</td><td></td><td>发文机构：</td><td>云州市教育局</td></tr></table>"
    page = report_html("2021", {"disclosure.regulations.issued": "2"})
    assert values(read(page.replace("</h1>", "</h1>" + metadata)), "disclosure.regulations") == [2, 0, 0]


def test_the_form_itself_without_numbers_is_not_a_report() -> None:
    empty = {key: "" for t in FORMS["2021"].tables.values() for key, *_ in t.cells()}
    page = (
        "<html><body>"
        + "".join(table_html(t, empty) for t in FORMS["2021"].tables.values())
        + "</body></html>"
    )
    assert read(page).outcome == "not_a_report"


@pytest.mark.parametrize("page", ["<html><body><p>通知</p></body></html>", "只是一段话。", "a,b\n1,2\n" * 20])
def test_other_pages_are_not_reports(page: str) -> None:
    assert read(page).outcome == "not_a_report"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"  \n", "the file is empty"),
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "an archive of other files"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_what_is_no_text_is_unreadable_with_the_reason(data: bytes, reason: str) -> None:
    report = parse(data)
    assert report.outcome == "unreadable"
    assert reason in report.remarks[0].message


def test_a_text_extract_and_its_page_give_the_same_figures() -> None:
    cells = {RECEIVED: "31", "remedies.reconsideration.upheld": "2"}
    page, text = read(report_html("2019", cells)), read(report_text("2019", cells))
    assert {k: f.value for k, f in page.figures.items()} == {k: f.value for k, f in text.figures.items()}


def test_a_host_outside_gov_cn_is_remarked() -> None:
    page = report_html("2021", title="云州市教育局2022年政府信息公开工作年度报告").encode()
    copied, original = (
        {remark.kind for remark in parse(page, url=url).remarks}
        for url in ("http://www.copy.example/t1.html", "https://nf.benxi.gov.cn/content_1")
    )
    assert copied - original == {"foreign_host"}


def remedies_page(*tables: str) -> str:
    page = report_html("2021")
    start = page.index("<table>", page.index("四、"))
    return page[:start] + "".join(tables) + page[page.index("</table>", start) + len("</table>") :]


def rows_html(*rows: Sequence[object]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )


RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
PROCEDURES = ("行政复议", "未经复议直接起诉", "复议后起诉")
FIFTEEN = [25, 3, 8, 0, 36, 3, 3, 0, 0, 6, 3, 0, 0, 0, 3]


def test_table_four_on_its_side_is_read_by_both_labels() -> None:
    turned = rows_html(
        ("", "行政复议", "行政诉讼"),
        ("", *PROCEDURES[1:]),
        *((result, *FIFTEEN[n::5]) for n, result in enumerate(RESULTS)),
    )
    assert values(read(remedies_page(turned)), "remedies") == FIFTEEN


def test_table_four_with_a_row_for_each_procedure_is_read() -> None:
    lines = rows_html(("", *RESULTS), *((p, *FIFTEEN[n * 5 : n * 5 + 5]) for n, p in enumerate(PROCEDURES)))
    assert values(read(remedies_page(lines)), "remedies") == FIFTEEN


def test_table_four_with_a_row_for_each_number_is_read() -> None:
    numbers = [
        ((p,) if n == 0 else ()) + (r, FIFTEEN[m * 5 + n])
        for m, p in enumerate(PROCEDURES)
        for n, r in enumerate(RESULTS)
    ]
    assert values(read(remedies_page(rows_html(*numbers))), "remedies") == FIFTEEN


def test_table_four_in_two_tables_is_read() -> None:
    first = rows_html(("行政复议",), RESULTS, tuple(FIFTEEN[:5]))
    second = rows_html(("行政诉讼",), PROCEDURES[1:], (*RESULTS, *RESULTS), tuple(FIFTEEN[5:]))
    assert values(read(remedies_page(first, second)), "remedies") == FIFTEEN


def test_glued_numbers_are_split_where_the_sums_allow_one_reading() -> None:
    text = report_text("2021").replace(" | ".join(["0"] * 15), "".join(map(str, FIFTEEN)))
    report = read(text)
    assert values(report, "remedies") == FIFTEEN
    assert {f.raw for k, f in report.figures.items() if k.startswith("remedies.")} == {"25380363300630003"}
    assert "glued" in {remark.kind for remark in report.remarks}


def test_glued_numbers_that_can_be_read_in_several_ways_are_ambiguous() -> None:
    page = report_html("2019").replace(
        "<td>行政许可</td><td>0</td><td>0</td><td>0</td>", "<td>行政许可396442278</td>"
    )
    report = read(page)
    figure = report.figures["disclosure.permits.items_last_year"]
    assert (figure.value, figure.state, figure.raw) == (None, "ambiguous", "396442278")
    line = " | ".join(["0"] * 15)
    report = read(report_text("2021").replace(line, "111111111111111"))
    assert report.figures["remedies.reconsideration.total"].state == "ambiguous"


def test_nothing_between_cells_of_a_text_extract_is_read_where_the_sums_tell() -> None:
    text = report_text("2021", {"applications.received.natural_person": "12", RECEIVED: "12"})
    glued = re.sub(r" \|$", "", text, flags=re.M).replace(" | ", "")
    report = read(glued)
    assert values(report, "applications.received") == [12, 0, 0, 0, 0, 0, 12]
    assert values(report, "applications.granted") == [0] * 7
    assert values(report, "disclosure.regulations") == [0, 0, 0]
    assert values(report, "remedies") == [0] * 15


def test_an_extract_whose_repeated_lines_were_deleted_gives_no_figures() -> None:
    counts = {key: str(n) for n, (key, *_) in enumerate(FORMS["2021"].tables["applications"].cells())}
    lines = dict.fromkeys(report_text("2021", counts, shape="lines").splitlines())
    report = read("\n".join(lines))
    assert {figure.value for figure in report.figures.values()} == {None}
    assert "repeated_lines_deleted" in {remark.kind for remark in report.remarks}


def test_page_numbers_between_rows_are_not_cells() -> None:
    text = report_text("2021", {RECEIVED: "5"}, shape="lines")
    broken = text.replace("二、上年结转", "- 3 -\n二、上年结转").replace(
        "（四）无法提供", "第4页 共6页\n（四）无法提供"
    )
    assert values(read(broken), "applications") == values(read(text), "applications")


def test_labels_broken_at_line_ends_are_joined() -> None:
    text = report_text("2021", {"applications.not_processed.confirmation.total": "4"}, shape="lines")
    broken = text.replace("要求行政机关确认或重新出具", "要求行政机关确认\n或重新出具")
    assert read(broken).figures["applications.not_processed.confirmation.total"].value == 4


def test_traditional_characters_and_glosses_in_labels_are_matched_and_kept_in_raw() -> None:
    page = report_html(
        "2019", {"disclosure.permits.items_last_year": "6", "disclosure.regulations.made": "無"}
    )
    turned = (
        page.replace("项目", "項(xiàng)目")
        .replace("规章", "規章")
        .replace("许可", "許可")
        .replace("处理", "處(chǔ)理")
    )
    report = read(turned)
    assert report.figures["disclosure.permits.items_last_year"].value == 6
    assert (
        report.figures["disclosure.regulations.made"].value,
        report.figures["disclosure.regulations.made"].raw,
    ) == (0, "無")


def test_one_element_a_character_is_one_text() -> None:
    page = report_html("2021", {RECEIVED: "1024"})
    spelled = re.sub(
        r"(<td[^>]*>)([^<]+)(</td>)",
        lambda m: m[1] + "<p>" + "".join(f"<span>{c}</span>" for c in m[2]) + "</p>" + m[3],
        page,
    )
    assert {k: f.value for k, f in read(spelled).figures.items()} == {
        k: f.value for k, f in read(page).figures.items()
    }


def test_a_number_in_a_table_inside_its_cell_is_the_cells() -> None:
    page = report_html("2021", {RECEIVED: "77"})
    nested = page.replace("<td>77</td>", "<td><table><tr><td>77</td></tr></table></td>")
    report = read(nested)
    assert report.figures[RECEIVED].value == 77
    assert report.figures[RECEIVED].cell == (1, 3, 7)


def test_columns_that_an_agency_left_out_are_missing_and_the_others_told_by_their_headers() -> None:
    page = report_html("2019")
    own = page.replace(
        "<td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td>", "<td>处理决定数量</td>"
    ).replace("<td>行政许可</td><td>0</td><td>0</td><td>0</td>", "<td>行政许可</td><td>31</td>")
    report = read(own)
    assert report.figures["disclosure.permits.decisions"].value == 31
    assert report.figures["disclosure.permits.items_last_year"].state == "missing"


def test_sub_rows_beside_a_statutory_row_do_not_change_it() -> None:
    page = report_html("2019", {"disclosure.other_services.decisions": "9"})
    own = "<tr><td>行政检查</td><td>1</td><td>2</td><td>3</td></tr><tr><td>行政确认</td><td>4</td><td>5</td><td>6</td></tr>"
    report = read(page.replace("<tr><td>其他对外管理服务事项", own + "<tr><td>其他对外管理服务事项"))
    assert values(report, "disclosure.other_services") == [0, 0, 9]
    assert values(report, "disclosure.permits") == [0, 0, 0]


def statistics_page(*rows: tuple[str | int, ...]) -> str:
    title = "云州市教育局2016年政府信息公开工作年度报告"
    return f"<html><body><h1>{title}</h1>{rows_html(*rows)}</body></html>"


PROVINCIAL = [
    ("1、主动公开政府信息数", "条"),
    ("2、政府网站公开政府信息数", "条"),
    ("收到申请数", "件"),
    ("1.当面申请数", "件"),
    ("2.传真申请数", "件"),
]


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


def test_struck_out_numbers_and_footnote_marks_are_no_part_of_a_number() -> None:
    page = report_html("2021", {RECEIVED: "34"})
    struck = page.replace("<td>34</td>", "<td><s>12</s>34<sup>1</sup></td>")
    assert read(struck).figures[RECEIVED].value == 34
    assert read(page.replace("<td>34</td>", "<td>34①</td>")).figures[RECEIVED].value == 34
    assert read(page.replace("<td>34</td>", "<td>34²</td>")).figures[RECEIVED].value == 34


def test_applicants_in_another_order_are_told_by_the_header() -> None:
    page = report_html("2021", {"applications.received.research": "5"})
    turned = page.replace("<td>商业企业</td><td>科研机构</td>", "<td>科研机构</td><td>商业企业</td>")
    report = read(turned)
    assert report.figures["applications.received.business"].value == 5
    assert "columns_reordered" in {remark.kind for remark in report.remarks}


def test_merged_applicants_leave_those_that_are_named() -> None:
    rows = [("", "自然人", "法人或其他组织", "总计")]
    rows += [(row.zh, "1", "2", "3") for row in FORMS["2021"].tables["applications"].blocks[0].rows]
    report = read(page_of("<p>三、收到和处理政府信息公开申请情况</p>", rows_html(*rows)))
    assert report.figures[RECEIVED].value == 3
    assert report.figures["applications.received.natural_person"].value == 1
    assert report.figures["applications.received.business"].state == "missing"


def test_of_two_copies_the_first_counts_though_its_labels_are_worse() -> None:
    page = report_html("2021", {RECEIVED: "8"})
    start = page.index("<table>", page.index("三、"))
    last_year = page[start : page.index("</table>", start)].replace("<td>8</td>", "<td>99</td>")
    worse = page.replace("4.保护第三方合法权益", "4.保护").replace("</body>", last_year + "</table></body>")
    assert read(worse).figures[RECEIVED].value == 8


def test_a_row_printed_twice_with_other_numbers_is_ambiguous() -> None:
    page = report_html("2021", {"applications.granted.total": "4"})
    row = re.search(r"<td[^>]*>（二）部分公开.*?</tr>", page)
    assert row is not None
    doubled = page.replace(row[0], row[0] + "<tr>" + row[0].replace("<td>0</td>", "<td>7</td>"))
    report = read(doubled)
    assert report.figures["applications.partly_granted.total"].state == "ambiguous"
    assert report.figures["applications.granted.total"].value == 4


def test_amounts_under_a_traditional_unit_are_in_yuan() -> None:
    page = report_html("2021", {"disclosure.fees.amount": "22.21"}).replace("单位：万元", "單位：萬元")
    assert read(page).figures["disclosure.fees.amount"].value == 222100


def test_tables_printed_as_lines_of_text_are_read_without_cells() -> None:
    text = report_text("2021", {RECEIVED: "6"})
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>"
    report = read(page)
    assert (report.figures[RECEIVED].value, report.figures[RECEIVED].cell) == (6, None)
    assert "tables_as_text" in {remark.kind for remark in report.remarks}


def test_a_whole_report_in_one_line_is_read() -> None:
    text = " ".join(report_text("2021", {RECEIVED: "6"}, shape="spaces").splitlines())
    assert read(text).figures[RECEIVED].value == 6


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


def test_table_four_on_its_side_is_read_beside_a_sentence_and_a_column_of_spacers() -> None:
    numbers = [[str(n) for n in FIFTEEN[start::5]] for start in range(5)]
    numbers[1][1] = "其中涉及办理许可的12件，其余由市级办理"
    turned = rows_html(
        ("", *PROCEDURES, ""), *((result, *row, "") for result, row in zip(RESULTS, numbers, strict=True))
    )
    read_values = values(read(remedies_page(turned)), "remedies")
    assert read_values == [None if place == 6 else number for place, number in enumerate(FIFTEEN)]
