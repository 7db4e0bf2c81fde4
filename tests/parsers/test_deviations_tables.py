"""How the tables of real reports deviate: forms, labels, rows, spans and values."""

import re

from parsers.forms import FORMS
from tests.parsers.deviating import page_of, read, rows_html, values
from tests.parsers.pages import report_html, report_text, section_html

RECEIVED = "applications.received.total"
FIFTEEN = [25, 3, 8, 0, 36, 3, 3, 0, 0, 6, 3, 0, 0, 0, 3]


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
