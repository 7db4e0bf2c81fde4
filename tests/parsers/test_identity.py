"""Whose report it is, for which year, published when: what the page says, and what it leaves open."""

from datetime import date

import pytest

from parsers import Report, SiteContext, parse, with_site
from parsers.recognise.titles import agency_in_title, is_report_title, year_in_title
from tests.parsers.pages import report_html


def read(*, title: str = "政府信息公开工作年度报告", before: str = "", after: str = "") -> Report:
    page = report_html("2021", title=title)
    page = page.replace("</h1>", f"</h1>{before}", 1).replace("</body>", f"{after}</body>")
    return parse(page.encode())


def kinds(report: Report) -> set[str]:
    return {remark.kind for remark in report.remarks}


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("重庆市武隆区统计局2020年政府信息公开工作年度报告", "重庆市武隆区统计局", 2020),
        ("2019年黑龙江省商务厅政府信息公开工作年度报告", "黑龙江省商务厅", 2019),
        ("2018上海市公安局普陀分局政府信息公开工作年度报告", "上海市公安局普陀分局", 2018),
        ("退役军人事务局 政府信息公开工作年度报告 （2019年度）", "退役军人事务局", 2019),
        ("区发改局关于政府信息公开工作 2019年度报告", "区发改局", 2019),
        ("固阳县民政局 2021年信息公开工作年度报告", "固阳县民政局", 2021),
        ("西藏自治区审计厅2025年政务信息公开工作开展年度报告", "西藏自治区审计厅", 2025),
        ("云州市教育局关于印发《云州市教育局2025年政府信息公开工作年度报告》的通知", "云州市教育局", 2025),
        ("海盐县商务局（粮食局）2020年政府信息公开年度报告", "海盐县商务局(粮食局)", 2020),
        ("云州市财政局2022年政府信息公开工作年度报告(文字版)", "云州市财政局", 2022),
        ("北票市长皋乡2020年政府信息公开工作年度报告", "北票市长皋乡", 2020),
        ("2015年政府信息公开工作年度报告", None, 2015),
        ("驼峰路街道办事处政府信息公开工作年度报告", "驼峰路街道办事处", None),
        ("我局2016年政府信息公开工作年度报告", None, 2016),
        ("云州市水务局关于印发2025年政府信息公开工作年度报告的通知（2026年1月10日）", "云州市水务局", 2025),
        ("云州市水务局2109年度政府信息公开工作年度报告", "云州市水务局", None),
        ("二O一八云州市水务局政府信息公开工作年度报告", "云州市水务局", 2018),
        ("云州市人民政府信息公开工作年度报告", "云州市人民政府", None),
    ],
)
def test_agency_and_year_stand_in_the_title(title: str, agency: str | None, year: int | None) -> None:
    assert agency_in_title(title) == agency
    assert year_in_title(title) == year


@pytest.mark.parametrize(
    ("title", "is_report"),
    [
        ("某市教育局2023年政府信息公开工作年度报告", True),
        ("某市教育局2023年政府信息公开年报", True),
        ("关于印发《某市教育局2023年政府信息公开工作年度报告》的通知", True),
        ("一图读懂某市2023年政府信息公开工作年度报告", False),
        ("关于编制2023年政府信息公开工作年度报告的通知", False),
        ("某市政府信息公开指南", False),
    ],
)
def test_titles_about_a_report_are_no_titles_of_one(title: str, is_report: bool) -> None:
    assert is_report_title(title) is is_report


def test_a_title_broken_over_lines_is_joined() -> None:
    page = report_html("2021", title="云州门户").replace(
        "</h1>", "</h1><p>云州市档案局</p><p>2022年政府信息公开</p><p>工作年度报告</p>", 1
    )
    report = parse(page.encode())
    assert (report.agency, report.year) == ("云州市档案局", 2022)


def test_a_title_broken_behind_a_customs_house_is_joined() -> None:
    page = report_html("2021", title="云州门户").replace(
        "</h1>", "</h1><p>云州海关</p><p>2022年政府信息公开工作年度报告</p>", 1
    )
    assert parse(page.encode()).agency == "云州海关"


def test_a_whole_report_in_one_line_keeps_its_title_and_announcement() -> None:
    title = "云州市教育局2021年政府信息公开工作年度报告"
    line = (
        f"{title}根据《条例》的规定，现公布{title}。一、总体情况2021年，我局公开信息12条。二、主动公开政府信息情况"
        "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件111"
        "第二十条第（五）项信息内容本年处理决定数量行政许可5第二十条第（六）项信息内容本年处理决定数量行政处罚2行政强制1"
    )
    report = parse(line.encode())
    assert (report.agency, report.year) == ("云州市教育局", 2021)
    assert report.figures["disclosure.permits.decisions"].value == 5


@pytest.mark.parametrize(
    "metadata",
    [
        "<table><tr><td>索引号</td><td>1</td></tr><tr><td>标&nbsp; 题</td><td>云州市档案局2022年政府信息公开工作年度报告</td></tr></table>",
        "<p>名 称：云州市档案局2022年政府信息公开工作年度报告</p>",
    ],
)
def test_the_title_may_stand_among_the_metadata_of_the_page(metadata: str) -> None:
    page = report_html("2021", title="云州门户").replace("</h1>", f"</h1>{metadata}", 1)
    report = parse(page.encode())
    assert report.title == "云州市档案局2022年政府信息公开工作年度报告"
    assert (report.agency, report.year) == ("云州市档案局", 2022)


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("统计期限为2020年1月1日起至2020年12月31日止。", date(2020, 1, 1), date(2020, 12, 31)),
        ("本报告数据自2017年1月1日起至12月31日止。", date(2017, 1, 1), date(2017, 12, 31)),
        ("统计时限：2016年1月1日----2016年12月31日", date(2016, 1, 1), date(2016, 12, 31)),
        ("统计时限：２０２２年１月１日——２０２２年１２月３１日", date(2022, 1, 1), date(2022, 12, 31)),
        ("所列数据自 2021 年 1 月 1 日 至 同年 12 月 31 日。", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_the_period_sentence_tells_the_year(sentence: str, start: date, end: date) -> None:
    report = read(before=f"<p>{sentence}</p>")
    assert report.period is not None
    assert (report.period.start, report.period.end) == (start, end)
    assert report.year == start.year


def test_the_period_beats_the_title_and_the_conflict_is_remarked() -> None:
    report = read(
        title="云州市教育局2014年政府信息公开工作年度报告",
        before="<p>统计期限自2015年1月1日至2015年12月31日。</p>",
    )
    assert report.year == 2015
    assert "year_conflict" in kinds(report)


def test_a_partial_period_is_kept_as_written_and_remarked() -> None:
    report = read(before="<p>统计期限为2018年1月1日至2018年12月14日止。</p>")
    assert report.period is not None
    assert (report.year, report.period.end) == (2018, date(2018, 12, 14))
    assert "partial_period" in kinds(report)


def test_the_text_of_section_one_tells_the_year_where_nothing_else_does() -> None:
    page = report_html("2021", title="云州市教育局政府信息公开工作年度报告")
    report = parse(page.replace("<p>第1部分的正文。</p>", "<p>2022年，我局认真办理。</p>").encode())
    assert report.year == 2022
    assert "year_from_narrative" in kinds(report)


def test_a_year_mentioned_in_passing_decides_nothing() -> None:
    page = report_html("2021", title="云州市教育局政府信息公开工作年度报告")
    report = parse(page.replace("第5部分的正文。", "2016年，我们将采取以下措施。").encode())
    assert report.year is None
    assert "year_unknown" in kinds(report)


def test_the_publisher_named_on_the_page_is_taken_where_the_title_names_none() -> None:
    table = "<table><tr><td>索 引 号：</td><td>1</td><td>发布机构：</td><td>云州市水务局</td></tr></table>"
    report = read(before=table)
    assert report.agency == "云州市水务局"
    assert "agency_from_publisher" in kinds(report)


def test_the_contact_sentence_names_the_agency_only_where_nothing_else_does() -> None:
    contact = "<p>如有疑问，请与云州市应急管理局联系。</p>"
    assert read(before=contact).agency == "云州市应急管理局"
    assert read(title="云州市水务局2020年政府信息公开工作年度报告", before=contact).agency == "云州市水务局"


def test_an_agency_that_is_nowhere_named_is_not_invented() -> None:
    report = read()
    assert report.agency is None
    assert "agency_unknown" in kinds(report)


def test_the_site_lends_its_agency_to_a_report_that_names_none() -> None:
    site = SiteContext(agency="云州市人民政府")
    report = with_site(read(), site)
    assert report.agency == "云州市人民政府"
    assert "agency_from_site" in kinds(report)
    assert "agency_unknown" not in kinds(report)
    named = read(title="云州市水务局2020年政府信息公开工作年度报告")
    assert with_site(named, site).agency == "云州市水务局"


@pytest.mark.parametrize(
    ("page_part", "published"),
    [
        ("<p>发布时间：2021-01-20 10:11</p>", date(2021, 1, 20)),
        ("<table><tr><td>发布日期：</td><td>2021年3月8日</td></tr></table>", date(2021, 3, 8)),
        ("<table><tr><td>成文日期：</td><td>2021/03/07</td></tr></table>", date(2021, 3, 7)),
        ("", None),
    ],
)
def test_the_publication_date_is_the_printed_one(page_part: str, published: date | None) -> None:
    assert read(before=page_part).published == published


def test_a_signature_dates_the_report_where_the_page_does_not() -> None:
    assert read(after="<p>云州市水务局</p><p>2021年1月15日</p>").published == date(2021, 1, 15)


def test_the_time_a_page_was_generated_is_no_publication_date() -> None:
    page = report_html("2021").replace(
        "<head>",
        '<head><meta name="PubDate" content="2026-09-28 15:35:13">'
        '<meta name="others" content="页面生成时间 2026-09-28 15:35:13">',
    )
    assert parse(page.encode()).published is None
    page = report_html("2021").replace("<head>", '<head><meta name="PubDate" content="2021-01-28 15:35">')
    assert parse(page.encode()).published == date(2021, 1, 28)


def test_the_label_before_a_title_is_neither_title_nor_agency() -> None:
    page = "2010年度政府信息公开年度报告\n• 中文名:2010年度政府信息公开年度报告\n一、概述\n正文。\n二、主动公开情况\n正文。\n三、依申请公开办理情况\n正文。\n"
    report = parse(page.encode())
    assert (report.title, report.agency, report.year) == ("2010年度政府信息公开年度报告", None, 2010)
