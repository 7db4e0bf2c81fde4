"""The six sections told apart where pages name, number or order them otherwise than the form."""

import re

import pytest

from parsers.forms import FORMS
from tests.parsers.deviating import read
from tests.parsers.pages import report_html, section_html

SECTIONS = FORMS["2021"].sections


def page_of(*parts: str) -> str:
    return f"<html><body><h1>云州市教育局2023年政府信息公开工作年度报告</h1>{''.join(parts)}</body></html>"


def sections_of(*numbers: int) -> list[str]:
    return [section_html(FORMS["2021"], number, {}) for number in numbers]


@pytest.mark.parametrize(
    ("number", "renamed"),
    [
        (1, "一、2023年政务公开总体情况"),
        (1, "一、工作基本情况"),
        (1, "一、2023年政府信息公开总体情况"),
        (2, "二、行政机关主动公开政府信息情况"),
        (3, "三、收到的处理政府信息公开申请情况"),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (5, "五、存在问题和改进措施"),
        (5, "五、政府信息公开工作存在的主要问题及改进情况"),
        (6, "六、需要报告的其他事项"),
        (3, "三、依申请公开政府信息情况"),
        (3, "三、政府信息依申请公开办理情况"),
        (3, "三、依申请公开和不予公开政府信息的情况"),
        (4, "四、复议、诉讼的情况"),
        (5, "五、主要问题和改进措施"),
    ],
)
def test_a_renamed_section_is_told_by_its_wording(number: int, renamed: str) -> None:
    official = f"{'一二三四五六'[number - 1]}、{SECTIONS[number - 1].zh}"
    page = report_html("2021")
    assert official in page
    report = read(page.replace(official, renamed))
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
    assert renamed not in "".join(report.sections.values())


def test_headings_one_level_down_in_section_one_are_not_the_sections_of_the_same_name() -> None:
    inner = (
        "<p>（一）主动公开政府信息情况</p><p>公开5条。</p><p>（二）收到和处理政府信息公开申请情况</p>"
        "<p>没有收到。</p><p>（三）存在的主要问题及改进情况</p><p>人手不足。</p>"
    )
    report = read(report_html("2021").replace("<p>第1部分的正文。</p>", inner))
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
    assert "公开5条。" in report.sections["1"]
    assert "人手不足。" in report.sections["1"]
    assert report.sections["5"] == "第5部分的正文。"


def test_a_list_numbered_anew_in_section_one_is_its_text_even_without_tables() -> None:
    inner = "<p>一、加强领导</p><p>二、主动公开政府信息情况</p><p>公开5条。</p><p>五、存在问题及改进情况</p><p>人手不足。</p>"
    pictures = [
        f"<p>{'一二三四五六'[n - 1]}、{SECTIONS[n - 1].zh}</p><p><img src='{n}.png'></p>" for n in (2, 3, 4)
    ]
    first, fifth, sixth = sections_of(1, 5, 6)
    report = read(page_of(first.replace("<p>第1部分的正文。</p>", inner), *pictures, fifth, sixth))
    assert "公开5条。" in report.sections["1"]
    assert "人手不足。" in report.sections["1"]
    assert report.sections["5"] == "第5部分的正文。"


def test_a_number_on_a_line_of_its_own_belongs_to_the_heading_below_it() -> None:
    page = report_html("2021")
    for number, section in enumerate(SECTIONS, start=1):
        numeral = f"{'一二三四五六'[number - 1]}、"
        page = page.replace(f"<p>{numeral}{section.zh}</p>", f"<p>{numeral}</p><p>{section.zh}</p>")
    report = read(page)
    assert report.sections["1"] == "第1部分的正文。"
    assert report.sections["5"] == "第5部分的正文。"


def test_sections_in_another_order_keep_their_own_text() -> None:
    report = read(page_of(*sections_of(1, 2, 3, 5, 4, 6)))
    assert report.sections["5"] == "第5部分的正文。"
    assert report.sections["4"] == ""
    assert report.sections["6"] == "第6部分的正文。"


@pytest.mark.parametrize("missing", [1, 2, 3, 4, 5, 6])
def test_a_section_that_is_not_there_is_not_given(missing: int) -> None:
    numbers = [number for number in range(1, 7) if number != missing]
    report = read(page_of(*sections_of(*numbers)))
    assert list(report.sections) == [str(number) for number in numbers]
    texts = {1: "第1部分的正文。", 5: "第5部分的正文。", 6: "第6部分的正文。"}
    assert {n: report.sections[str(n)] for n in texts if n != missing} == {
        n: text for n, text in texts.items() if n != missing
    }


def test_arabic_numbers_for_every_level_do_not_hide_the_sections() -> None:
    page = report_html("2021").replace("<p>第1部分的正文。</p>", "<p>1、主动公开。</p><p>2、依申请公开。</p>")
    for number, numeral in enumerate("一二三四五六", start=1):
        page = page.replace(f"<p>{numeral}、", f"<p>{number}、 ")
    report = read(page)
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
    assert report.sections["1"] == "1、主动公开。\n2、依申请公开。"


def test_a_report_without_any_heading_has_its_tables_and_no_sections() -> None:
    page = re.sub(
        r"<p>[一二三四五六]、[^<]*</p>", "", report_html("2021", {"applications.received.total": "2"})
    )
    report = read(page)
    assert report.sections == {}
    assert report.outcome == "ok"
    assert report.figures["applications.received.total"].value == 2


@pytest.mark.parametrize(
    "marks",
    [
        ["一、", "三、", "四、", "五、", "六、", "七、"],
        ["一、", "二、", "二、", "四、", "五、", "五、"],
        ["一,、", "二、 ", "三．", "四 、", "五,", "六、"],
        ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"],
        ["第一部分 ", "第二部分 ", "第三部分 ", "第四部分 ", "第五部分 ", "第六部分 "],
    ],
)
def test_numbers_that_are_skipped_doubled_or_written_otherwise_hide_no_section(marks: list[str]) -> None:
    page = report_html("2021")
    for numeral, mark in zip("一二三四五六", marks, strict=True):
        page = page.replace(f"<p>{numeral}、", f"<p>{mark}", 1)
    report = read(page)
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
    assert report.sections["5"] == "第5部分的正文。"


def test_a_number_that_another_matter_bears_is_no_section() -> None:
    own = "<p>二、林业草原生产工作完成情况</p><p>完成造林13项。</p>"
    report = read(report_html("2021").replace("<p>二、主动公开", own + "<p>二、主动公开"))
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
    assert "完成造林13项。" in report.sections["1"]


def test_parts_that_the_preface_announces_are_no_sections() -> None:
    preface = "<p>本报告由总体情况、主动公开政府信息情况、收费及减免情况三部分组成。</p>"
    report = read(report_html("2021").replace("</h1>", "</h1>" + preface))
    assert report.sections["2"] == ""
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]


def test_of_two_reports_on_a_page_the_sections_are_those_of_the_first() -> None:
    first, second = report_html("2021"), report_html("2021").replace("部分的正文", "部分的另一正文")
    report = read(
        first.replace("</body>", second[second.index("<h1>") : second.index("</body>")] + "</body>")
    )
    assert report.sections["5"] == "第5部分的正文。"


def test_the_sections_of_a_narrative_report_of_before_2019_are_told_and_its_fees_are_none_of_them() -> None:
    headings = [
        "一、主要工作概述",
        "二、主动公开情况",
        "三、依申请公开政府信息情况",
        "四、依申请公开政府信息收费及减免情况",
        "五、行政复议、行政诉讼情况",
        "六、存在的主要问题及下步工作安排",
        "七、其他需要说明的事项",
    ]
    report = read(page_of(*(f"<p>{heading}</p><p>正文{n}。</p>" for n, heading in enumerate(headings, 1))))
    assert {number: text.splitlines()[0] for number, text in report.sections.items()} == {
        "1": "正文1。",
        "2": "正文2。",
        "3": "正文3。",
        "4": "正文5。",
        "5": "正文6。",
        "6": "正文7。",
    }


def test_section_one_named_like_section_two_is_told_by_its_place() -> None:
    first, *others = sections_of(1, 2, 3, 4, 5, 6)
    report = read(page_of(first.replace("一、总体情况", "一、主动公开情况"), *others))
    assert list(report.sections) == ["1", "2", "3", "4", "5", "6"]
    assert report.sections["1"] == "第1部分的正文。"
