"""The fiscal year: whom to believe, and what is said where witnesses disagree."""

import pytest

from parsers import Report, parse
from tests.parsers.pages import report_html

NO_YEAR = "云州市教育局政府信息公开工作年度报告"


def titled(year: int) -> str:
    return f"云州市教育局{year}年政府信息公开工作年度报告"


def read(
    *,
    title: str = NO_YEAR,
    before: str = "",
    narrative: str = "",
    form: str = "2021",
    url: str | None = None,
    list_title: str | None = None,
) -> Report:
    page = report_html(form, title=title)
    page = page.replace("</h1>", f"</h1>{before}", 1)
    if narrative:
        page = page.replace("<p>第1部分的正文。</p>", f"<p>{narrative}</p>")
    return parse(page.encode(), url=url, list_title=list_title)


def kinds(report: Report) -> set[str]:
    return {remark.kind for remark in report.remarks}


def said(report: Report) -> dict[str, str]:
    return {evidence.source: evidence.says for evidence in report.evidence if evidence.field == "year"}


def test_every_witness_is_kept_as_evidence_whether_followed_or_not() -> None:
    report = read(
        title=titled(2022),
        before="<p>发布日期：2023-01-20</p><p>现将我局2022年政府信息公开工作情况报告如下：</p>"
        "<p>统计期限自2022年1月1日起至12月31日止。</p>",
        narrative="2022年，我局认真办理。",
        url="http://www.yunzhou.gov.cn/202301/t20230120_1.html",
        list_title="市教育局2022年度报告",
    )
    assert report.year == 2022
    assert said(report) == dict.fromkeys(
        ["period", "title", "lead", "list_title", "metadata", "narrative", "published", "url", "mentions"],
        "2022",
    )
    assert "year_conflict" not in kinds(report)


def test_first_sentence_and_period_disagree() -> None:
    lead = "<p>现向社会公布云州市2014年度政府信息公开工作年度报告。</p>"
    report = read(before=lead + "<p>统计期限自2015年1月1日至2015年12月31日止。</p>")
    assert report.year == 2015
    assert "year_conflict" in kinds(report)


def test_a_period_copied_from_last_year_is_outvoted_and_the_year_left_open() -> None:
    report = read(
        title=titled(2022),
        before="<p>现将我局2022年政府信息公开工作情况报告如下：</p><p>统计期限自2021年1月1日起至12月31日止。</p>",
    )
    assert report.year is None
    assert "year_conflict" in kinds(report)


def test_titles_of_one_cms_have_one_voice_between_them() -> None:
    report = read(
        title=titled(2021), list_title=titled(2021), before="<p>统计期限自2022年1月1日起至12月31日止。</p>"
    )
    assert report.year == 2022
    assert "year_conflict" in kinds(report)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("云州市教育局二〇二一年政府信息公开工作年度报告", 2021),
        ("云州市教育局二O二一年政府信息公开工作年度报告", 2021),
        ("云州市教育局2О21年政府信息公开工作年度报告", 2021),
        ("云州市教育局公元2021年政府信息公开工作年度报告", 2021),
        ("云州市教育局2021年政府信息公开工作年度报告（2022年1月15日）", 2021),
        ("云州市教育局2021年政府信息公开工作年度报告（云教〔2022〕3号）", 2021),
        ("云州市教育局2020-2021年政府信息公开工作年度报告", None),
        ("云州市教育局2109年政府信息公开工作年度报告", None),
    ],
)
def test_a_year_in_the_title_is_mended_only_where_it_can_mean_one(title: str, year: int | None) -> None:
    assert read(title=title).year == year


def test_a_mended_or_misprinted_year_is_remarked() -> None:
    assert "year_repaired" in kinds(read(title="云州市教育局20l9年政府信息公开工作年度报告"))
    assert "year_misprinted" in kinds(read(title="云州市教育局2109年政府信息公开工作年度报告"))


@pytest.mark.parametrize(
    ("lead", "year"),
    [
        ("现将我局2020年政府信息公开工作情况报告如下：", 2020),
        ("编制我单位2021年政府信息公开工作年度报告。", 2021),
        (
            "根据《县政府办公室关于做好2023年年度报告工作的通知》要求，现公布我局2022年度政府信息公开工作年度报告。",
            2022,
        ),
        ("特向社会公布2016年度政府信息公开年度报告。", 2016),
    ],
)
def test_the_announcing_sentence_tells_the_year_where_period_and_title_do_not(lead: str, year: int) -> None:
    report = read(before=f"<p>{lead}</p>")
    assert report.year == year
    assert "year_from_lead" in kinds(report)


def test_the_list_tells_the_year_where_the_page_does_not() -> None:
    report = read(list_title="市教育局2021年政府信息公开年报")
    assert report.year == 2021
    assert "year_from_list_title" in kinds(report)


def test_a_stale_year_beside_the_right_one_in_section_one_decides_nothing() -> None:
    report = read(narrative="2020年本行政区域共发布。2021年，我局认真办理。")
    assert report.year is None


def test_dates_never_decide_alone_for_pages_are_published_late_and_migrated() -> None:
    dated = "<p>发布时间：2022-01-20</p>"
    report = read(before=dated, url="http://www.yunzhou.gov.cn/202201/t20220120_1.html")
    assert report.year is None
    assert "published would make it 2021" in next(
        r.message for r in report.remarks if r.kind == "year_unknown"
    )


def test_date_and_document_number_together_tell_the_year_and_say_that_it_is_inferred() -> None:
    report = read(before="<p>发布时间：2022-01-20</p><p>发文字号：云教发〔2022〕3号</p>")
    assert report.year == 2021
    assert "year_inferred" in kinds(report)


def test_no_year_anywhere() -> None:
    report = read(before="<p>依据《条例》第五十条规定，编制本报告。</p>")
    assert report.year is None
    assert "year_unknown" in kinds(report)


def test_the_year_of_a_folder_in_the_address_is_ignored() -> None:
    report = read(
        title=titled(2020), url="http://www.yunzhou.gov.cn/xxgknb/2019/zbxx/202101/t20210119_1.html"
    )
    assert report.year == 2020
    assert "year_conflict" not in kinds(report)


def test_a_form_that_was_not_that_of_the_year_is_remarked() -> None:
    assert "form_of_another_year" in kinds(read(title=titled(2016)))
    assert "form_of_another_year" in kinds(read(title=titled(2023), form="2019"))
    assert "form_of_another_year" not in kinds(read(title=titled(2021)))


def test_a_date_before_the_year_has_ended_or_long_after_is_remarked() -> None:
    assert "published_early" in kinds(read(title=titled(2022), before="<p>发布时间：2022-12-15</p>"))
    assert "published_late" in kinds(read(title=titled(2021), before="<p>发布时间：2024-07-21</p>"))
    on_time = kinds(read(title=titled(2021), before="<p>发布时间：2022-01-21</p>"))
    assert not on_time & {"published_early", "published_late"}


@pytest.mark.parametrize("heading", ["一、工作概述", "一、政府信息公开工作的基本概况"])
def test_section_one_tells_the_year_under_every_heading_it_has(heading: str) -> None:
    page = report_html("2021", title="政府信息公开工作年度报告")
    page = page.replace("一、总体情况", heading).replace("第1部分的正文。", "2021年，我局公开信息12条。")
    assert parse(page.encode()).year == 2021


def read_one_paragraph(text: str) -> Report:
    page = report_html("2021", title=NO_YEAR)
    page = page.replace("<p>一、总体情况</p><p>第1部分的正文。</p>", f"<p>{text}</p>")
    assert text in page
    return parse(page.encode())


@pytest.mark.parametrize("between", ["", " ", "：", "。"])
def test_section_one_tells_the_year_where_it_stands_in_the_announcements_paragraph(between: str) -> None:
    lead = "根据《中华人民共和国政府信息公开条例》第五十条，编制本报告。"
    report = read_one_paragraph(f"{lead}一、总体情况{between}2022年，我局主动公开政府信息12条。")
    assert report.year == 2022
    assert said(report) == {"narrative": "2022"}


def test_a_list_of_the_sections_in_the_announcement_tells_no_year() -> None:
    report = read_one_paragraph(
        "本报告包括：一、总体情况，二、主动公开政府信息情况等六部分。2021年我局制定了政府信息公开指南。"
    )
    assert report.year is None
