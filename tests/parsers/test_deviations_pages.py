"""How the pages around the tables deviate: nested, doubled, cut off, printed as text, or no report at all."""

import re

import pytest

from parsers import parse
from parsers.forms import FORMS
from tests.parsers.deviating import page_of, read, values
from tests.parsers.pages import report_html, report_text, table_html

RECEIVED = "applications.received.total"


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


def test_struck_out_numbers_and_footnote_marks_are_no_part_of_a_number() -> None:
    page = report_html("2021", {RECEIVED: "34"})
    struck = page.replace("<td>34</td>", "<td><s>12</s>34<sup>1</sup></td>")
    assert read(struck).figures[RECEIVED].value == 34
    assert read(page.replace("<td>34</td>", "<td>34①</td>")).figures[RECEIVED].value == 34
    assert read(page.replace("<td>34</td>", "<td>34²</td>")).figures[RECEIVED].value == 34


def test_of_two_copies_the_first_counts_though_its_labels_are_worse() -> None:
    page = report_html("2021", {RECEIVED: "8"})
    start = page.index("<table>", page.index("三、"))
    last_year = page[start : page.index("</table>", start)].replace("<td>8</td>", "<td>99</td>")
    worse = page.replace("4.保护第三方合法权益", "4.保护").replace("</body>", last_year + "</table></body>")
    assert read(worse).figures[RECEIVED].value == 8


def test_tables_printed_as_lines_of_text_are_read_without_cells() -> None:
    text = report_text("2021", {RECEIVED: "6"})
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>"
    report = read(page)
    assert (report.figures[RECEIVED].value, report.figures[RECEIVED].cell) == (6, None)
    assert "tables_as_text" in {remark.kind for remark in report.remarks}


def test_a_whole_report_in_one_line_is_read() -> None:
    text = " ".join(report_text("2021", {RECEIVED: "6"}, shape="spaces").splitlines())
    assert read(text).figures[RECEIVED].value == 6
