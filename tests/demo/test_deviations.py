"""Deviations: each named in one table, each visible on its pages and gone without it."""

from dataclasses import replace

import pytest

from demo.catalogue.deviations import DEVIATIONS
from demo.catalogue.reports import form_of_year
from demo.hosts.themes import THEMES
from demo.render.article import STUBS
from demo.render.report_page import report_page
from demo.reports import BY_ID, EXPECTED, DemoReport, truth_of
from demo.web import DemoWeb
from tests.demo.client import fetch
from tests.demo.walk import ENCODINGS

# These are in the figures, the form or the title, which are settled before a page is made.
SETTLED_BEFORE = {
    "totals_do_not_add_up",
    "hybrid_form",
    "form_off_its_year",
    "year_first_title",
    "title_with_about",
    "listed_as_pdf",
}
CASES = [(name, report) for name, deviation in DEVIATIONS.items() for report in deviation.reports]
ON_PAGE = [case for case in CASES if case[0] not in SETTLED_BEFORE]


def page_of(report: DemoReport) -> bytes:
    return report_page(THEMES[report.site.id], report, (), 1)


def text_of(web: DemoWeb, report_id: str) -> str:
    report = BY_ID[report_id]
    return fetch(web, report.url).body.decode(ENCODINGS.get(report.site.id, "utf-8"))


def test_at_least_ten_reports_deviate_and_every_name_is_of_a_report() -> None:
    named = {report for _name, report in CASES}
    assert named <= BY_ID.keys()
    assert len(named) >= 10


@pytest.mark.parametrize(("name", "report_id"), ON_PAGE)
def test_a_page_without_its_deviation_would_be_another(name: str, report_id: str) -> None:
    report = BY_ID[report_id]
    without = replace(report, deviations=report.deviations - {name})
    assert page_of(report) != page_of(without)


# What a reader sees of each deviation, in the words of the page.
SEEN = {
    "header_cut": '本年新</span></p></td><td><p class="MsoNormal" align="center">'
    '<span style="font-family: 宋体">本年新</span>',
    "decrease_in_words": ">减1<",
    "plus_sign": ">+",
    "no_change_in_words": ">未增未减<",
    "full_width_minus": ">－",
    "amount_in_wan": "万元</span>",
    "dash_zeros": ">--<",
    "thousands_separators": ">1,410<",
    "split_digits": "&nbsp;&nbsp;<SPAN>",
    "label_typos": "2.其他法律行政止公开",
    "year_in_label": "本年（2023）制发件数",
    "split_headers": "商业<br>企业",
    "group_label_by_character": "<span>三</span><br>\n<span>、</span>",
    "title_with_about": "关于政府信息公开工作 2019年度报告",
    "title_broken": "政府信息公开工作<br>年度报告</h1>",
    "agency_in_contact_only": "请与石澜县苇塘镇人民政府联系",
    "upper_case_unclosed": "<TD colspan=",
    "layout_table": '<table class="layout"',
    "tables_as_images": '<img src="./W1.png"',
}


@pytest.mark.parametrize(("name", "shown"), SEEN.items(), ids=SEEN)
def test_a_deviation_is_to_be_seen_on_the_page(web: DemoWeb, name: str, shown: str) -> None:
    assert any(shown in text_of(web, report) for report in DEVIATIONS[name].reports)


def test_blank_cells_stand_for_zeros_and_give_no_value() -> None:
    truth = EXPECTED[BY_ID["yunzhou/mzj/2022"].url]
    states = [state for key, (_value, state) in truth.figures.items() if key.startswith("applications.")]
    assert states.count("blank") > 80
    assert "missing" not in states
    assert truth.figures["applications.carried_in.total"] == (0, "number")


def test_a_row_left_out_is_missing_and_not_zero(web: DemoWeb) -> None:
    report = BY_ID["shilan/ncj/2023"]
    assert '<span style="font-family: 宋体">规章</span>' not in text_of(web, report.id)
    truth = EXPECTED[report.url]
    missing = {key for key, (_value, state) in truth.figures.items() if state == "missing"}
    assert missing == {f"disclosure.regulations.{column}" for column in ("issued", "repealed", "in_force")}


def test_the_broken_page_ends_inside_a_label_and_its_truth_ends_with_it(web: DemoWeb) -> None:
    report = BY_ID["shilan/xzf/2024"]
    text = text_of(web, report.id)
    assert text.endswith("2.没有现成信")
    assert "</html>" not in text
    truth = EXPECTED[report.url]
    assert truth.forms["remedies"] is None
    assert not any(key.startswith("remedies.") for key in truth.figures)
    assert truth.figures["applications.unavailable.not_held.total"][1] == "number"
    assert truth.figures["applications.unavailable.needs_creation.natural_person"] == (None, "missing")
    assert truth.figures["applications.handled_total.total"] == (None, "missing")


def test_a_form_may_be_off_its_year_or_mixed() -> None:
    off, mixed = BY_ID["shilan/ncj/2021"], BY_ID["yunzhou/whq/2021"]
    assert form_of_year(2021) == "2021"
    assert set(truth_of(off).forms.values()) == {"2019"}
    assert dict(truth_of(mixed).forms) == {"disclosure": "2019", "applications": "2021", "remedies": "2021"}


def test_pages_without_tables_have_no_figures() -> None:
    for name in ("tables_as_images", "tables_in_workbook", *STUBS):
        for report in DEVIATIONS[name].reports:
            truth = EXPECTED[BY_ID[report].url]
            assert (truth.outcome, truth.figures, truth.failed_checks) == ("no_tables", {}, ())


def test_the_repeated_group_label_stands_twice(web: DemoWeb) -> None:
    assert text_of(web, "yunzhou/zrj/2021").count("三、本年度办理结果") == 2
    assert text_of(web, "yunzhou/szf/2021").count("三、本年度办理结果") == 1


def test_section_headings_may_lack_their_numbers(web: DemoWeb) -> None:
    text = text_of(web, "yunzhou/scj/2022")
    assert ">总体情况</span>" in text
    assert "一、总体情况" not in text
