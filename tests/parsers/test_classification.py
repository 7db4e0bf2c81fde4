"""Is it a report? Each kind of page that stands beside reports, told apart with its reason."""

from collections.abc import Mapping

import pytest

from parsers import Report, parse
from parsers.recognise.altered import alterations
from parsers.recognise.genres import GENRE_KEYS, GENRES
from tests.parsers.pages import report_html

SECTIONS = (
    "<p>一、总体情况</p><p>2021年，我局认真办理。</p><p>二、主动公开政府信息情况</p><p>共公开12条。</p>"
    "<p>三、收到和处理政府信息公开申请情况</p><p>没有收到申请。</p>"
)
PROSE = (
    "<p>根据《条例》要求，特向社会公布2016年度政府信息公开年度报告。</p><p>一、主动公开的情况。全年公开信息12条。</p>"
    "<p>依申请公开情况：没有收到申请。</p><p>没有发生行政复议、诉讼。</p><p>没有收取任何费用。</p>"
)


def read(
    title: str,
    *body: str,
    url: str | None = None,
    list_title: str | None = None,
    has_attachments: bool = False,
) -> Report:
    paragraphs = "".join(text if text.startswith("<") else f"<p>{text}</p>" for text in body)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>"
    return parse(page.encode(), url=url, list_title=list_title, has_attachments=has_attachments)


def with_tables(title: str, cells: Mapping[str, str] | None = None) -> Report:
    return parse(report_html("2021", cells or {}, title=title).encode())


def kinds(report: Report) -> set[str]:
    return {remark.kind for remark in report.remarks}


@pytest.mark.parametrize(
    ("genre", "title", "body"),
    [
        ("notice", "云州市政务公开办关于做好2021年政府信息公开工作年度报告编制发布工作的通知", "各县区：现就有关事项通知如下。"),
        ("notice", "云州市人民政府办公室关于2020年政府信息公开工作年度报告编制公布情况的通报", "现将有关情况通报如下。"),
        ("notice", "关于2014年政府信息公开工作要点落实情况的函", "市政府办公室：现将情况函告如下。"),
        ("notice", "2018年政府信息公开工作年度报告报送通知", "云州市政务公开办关于做好2018年政府信息公开工作年度报告编制公布工作的"),
        ("rules", "关于印发《云州市政府信息公开工作年度报告格式》的通知", "现印发给你们，请认真贯彻执行。"),
        ("rules", "云州市政府信息公开工作年度报告制度（试行）", "第一条 为规范工作，制定本制度。"),
        ("work_summary", "云州市教育局2019年政务公开工作总结", "一年来，我局加强领导，完善机制。"),
        ("work_summary", "云州市水务局政府信息公开工作情况汇报", "我局高度重视。"),
        ("plan", "云州市2022年政务公开工作要点", "为做好今年工作，制定本要点。"),
        ("half_year", "云州市2022年上半年政府信息公开工作情况", "上半年，全市共公开信息12条。"),
        ("half_year", "云州市教育局政府信息公开工作2021年第三季度统计表", "第三季度共公开信息12条。"),
        ("guide", "云州市教育局政府信息公开指南", "为方便公众获取信息，编制本指南。"),
        ("digest", "一图读懂云州市2023年政府信息公开工作年度报告", "请看图。"),
        ("press", "云州市晒出政府信息公开年报", "本报讯 全市各部门公布了年报，比去年早了十天。"),
        ("press", "云州市召开政府信息公开工作会议", "12月18日下午，会议传达了文件精神。"),
        ("press", "云州市2023年度政府信息公开工作年度报告发布会召开", "日前，发布会召开。"),
        ("work_summary", "2022年云州市政府信息公开第三方评估报告", "评估组对各部门进行了评估。"),
        ("guide", "云州市政府信息公开年报专栏", "请选择年份。"),
        ("rules", "政府信息公开情况统计调查制度", "本制度规定了填报要求。"),
        ("sample", "政府信息公开工作年度报告（模板）", "XX局20XX年政府信息公开工作年度报告。"),
        ("other_report", "云州市教育局2023年部门预算公开", "收支总表。"),
        ("other_report", "云州市卫生健康委2023年度绩效任务完成情况", "一、总体情况 46项绩效任务全部完成。"),
        ("other", "云州市2022年政府信息公开申请办理情况", "2022年，全市共收到政府信息公开申请1499件。"),
        ("website_report", "云州市教育局政府网站工作年度报表（2022年度）", "独立用户访问总量 1200"),
        ("other_report", "云州市教育局2022年法治政府建设年度报告", "2022年，我局推进法治建设。"),
        ("sample", "xx县供销社20政府信息公开度报告", "现将我社情况报告如下。"),
        ("sample", "政务公开年度工作总结（汇编12篇）", "20xx年，我局公开信息12条。"),
        ("other", "关于召开防汛会议的通知", "请各单位准时参加。"),
    ],
)  # fmt: skip
def test_what_stands_beside_reports_is_told_apart_with_its_reason(genre: str, title: str, body: str) -> None:
    report = read(title, body)
    assert (report.outcome, report.genre) == ("not_a_report", genre)
    assert report.figures == {}
    assert any(len(remark.message) > 10 for remark in report.remarks)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("云州大学2021-2022学年信息公开工作年度报告", "一、概述 2021-2022学年，学校坚持公开。"),
        ("云州大学信息公开工作报告", "根据《高等学校信息公开办法》（教育部令第29号），编制本报告。"),
        ("信息公开工作年度报告", "本报告所列数据的统计期限为2020年9月1日到2021年8月31日止。"),
        ("信息公开工作年度报告", "统计时间为202191日至2022831日。"),
        ("云州市第一中学2021年信息公开年度报告", "一、主动公开情况。"),
    ],
)
def test_a_school_reports_on_another_form(title: str, body: str) -> None:
    report = read(title, body)
    assert (report.outcome, report.genre) == ("other_form", "school_report")


def test_a_bureau_of_education_is_no_school() -> None:
    report = with_tables("云州市教育局2021年政府信息公开工作年度报告")
    assert (report.outcome, report.genre) == ("ok", None)


def test_a_college_on_the_statutory_form_reports_as_agencies_do() -> None:
    assert with_tables("云州职业学院2021年政府信息公开工作年度报告").outcome == "ok"


def test_half_a_year_on_the_statutory_form_is_no_annual_report() -> None:
    report = with_tables("云州市教育局2022年上半年政府信息公开工作报告", {"applications.received.total": "3"})
    assert (report.outcome, report.genre) == ("not_a_report", "half_year")


def test_the_form_without_figures_is_blank_unless_somebody_has_filed_it() -> None:
    blank = dict.fromkeys(FILLED, "")
    assert with_tables("政府信息公开工作年度报告", blank).genre == "blank_form"
    assert with_tables("云州市教育局政府信息公开工作年度报告格式", blank).genre == "blank_form"
    filed = with_tables("云州市残联2020年政府信息公开工作年度报告", blank)
    assert filed.outcome == "ok"
    assert "no_values" in kinds(filed)


FILLED = list(parse(report_html("2021").encode()).figures)


def test_a_statistical_return_to_be_filled_in_is_a_blank_form() -> None:
    report = read(
        "云州市政府信息公开情况统计报表",
        "单位名称：",
        "单位负责人：",
        "填 报 人：",
        "联系电话：",
        "报出日期：  年  月  日",
    )
    assert report.genre == "blank_form"


def test_a_table_of_contents_is_no_report() -> None:
    headings = ["总体情况…………1", "主动公开政府信息情况…………2", "收到和处理政府信息公开申请情况…………4"]
    report = read("云州市教育局2021年政府信息公开工作年度报告", *headings)
    assert (report.outcome, report.genre) == ("not_a_report", "contents_page")


def test_a_collection_of_links_is_no_report() -> None:
    links = [
        f"<p><a href='{n}.html'>云州市{n}局2021年政府信息公开工作年度报告</a></p>" for n in "甲乙丙丁戊己"
    ]
    report = read("云州市部门年报", *links)
    assert (report.outcome, report.genre) == ("not_a_report", "link_collection")


ALTERED = [
    "云州市統(tǒng)計(jì)局公開(kāi)情況(kuàng)如下。",
    "準確發佈信息，建議與資訊統計，" * 10,
    "主动***息共三条，政府***息，公开***息。",
    "免费视频app下载",
    "切实做好太阳城赌城官网工作。",
    "投注官网平台水务局认真办理。",
]


@pytest.mark.parametrize("altered", ALTERED)
def test_a_mirror_with_altered_text_on_a_foreign_host_is_no_report(altered: str) -> None:
    page = report_html("2021", title="云州市教育局2021年政府信息公开工作年度报告")
    page = page.replace("第1部分的正文。", altered)
    copy = parse(page.encode(), url="http://www.copy.example/t1.html")
    assert (copy.outcome, copy.genre) == ("not_a_report", "mirror")
    assert {"mirror", "foreign_host", "altered_text"} <= kinds(copy)
    # Without an address nothing says that it is a copy, so its figures stand with a remark.
    unknown = parse(page.encode())
    assert unknown.outcome == "ok"
    assert "altered_text" in kinds(unknown)
    assert parse(page.encode(), url="http://www.yunzhou.gov.cn/t1.html").outcome == "ok"


def test_a_faithful_copy_on_a_foreign_host_is_a_report_with_a_remark() -> None:
    page = report_html("2021", title="云州市教育局2021年政府信息公开工作年度报告")
    copy = parse(page.encode(), url="http://www.copy.example/t1.html")
    assert copy.outcome == "ok"
    assert "foreign_host" in kinds(copy)


def test_plain_text_shows_no_alterations() -> None:
    assert alterations("云州市教育局（以下简称我局）2021年公开信息12条，1.主动公开（含网站）。" * 5) == ()


@pytest.mark.parametrize(
    "title",
    [
        "云州市教育局关于印发2025年政府信息公开工作年度报告的通知",
        "云州市教育局关于印发《云州市教育局2025年政府信息公开工作年度报告》的通知",
        "关于公布云州市教育局2025年政府信息公开年报的公告",
        "市安监局2015年政府信息公开任务情况报告",
        "云州市教育局2015年政务信息公开工作开展年度报告",
    ],
)
def test_a_report_issued_with_a_notice_or_under_another_name_is_one(title: str) -> None:
    report = read(title, SECTIONS)
    assert (report.outcome, report.genre) == ("no_tables", None)


def test_the_prose_of_the_years_before_the_form_is_a_report() -> None:
    assert read("长皋乡2016年政府信息公开工作年度报告", PROSE).outcome == "no_tables"
    assert parse(f"<html><body>{PROSE}</body></html>".encode()).outcome == "no_tables"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("云州市教育局2021年政府信息公开工作年度报告", "<p><img src='1.png'></p>"),
        ("云州市教育局2016年政务公开工作总结", PROSE),
        ("云州市教育局2021年政务公开工作总结", SECTIONS),
        ("云州市教育局", "现将我局2021年政府信息公开工作情况报告如下："),
    ],
)
def test_what_may_be_a_report_is_left_for_an_editor(title: str, body: str) -> None:
    report = read(title, body)
    assert (report.outcome, report.genre) == ("not_a_report", "undecided")
    assert "undecided" in kinds(report)


def test_the_list_may_know_the_page_by_a_reports_title() -> None:
    assert read("云州市教育局", "请看附件。").genre == "other"
    listed = read("云州市教育局", "请看附件。", list_title="云州市教育局2021年政府信息公开工作年度报告")
    assert listed.genre == "undecided"


@pytest.mark.parametrize("list_title", [None, "云州市教育局2021年政府信息公开工作年度报告"])
def test_a_page_with_a_reports_title_and_documents_attached_has_its_tables_there(
    list_title: str | None,
) -> None:
    title = "云州市教育局" if list_title else "云州市教育局2021年政府信息公开工作年度报告"
    assert read(title, "点击下载。", list_title=list_title).genre == "undecided"
    report = read(title, "点击下载。", list_title=list_title, has_attachments=True)
    assert (report.outcome, report.year, report.genre) == ("no_tables", 2021, None)
    assert "attachment_only" in kinds(report)


@pytest.mark.parametrize("words", ["报告全文见附件。", "年报详见附件", "（全文请见附件）"])
def test_a_page_that_says_that_the_report_is_attached_has_its_tables_there(words: str) -> None:
    report = read("云州市教育局2021年政府信息公开工作年度报告", words)
    assert (report.outcome, report.year) == ("no_tables", 2021)
    assert "attachment_only" in kinds(report)


def test_documents_attached_make_no_report_of_a_notice() -> None:
    title = "云州市政务公开办关于做好2021年政府信息公开工作年度报告编制发布工作的通知"
    assert read(title, "现就有关事项通知如下。", has_attachments=True).genre == "notice"


def test_documents_attached_to_prose_take_nothing_from_it() -> None:
    report = read("云州市教育局2016年政府信息公开工作年度报告", PROSE, has_attachments=True)
    assert report.outcome == "no_tables"
    assert "attachment_only" not in kinds(report)


def test_the_name_of_the_column_alone_makes_no_page_doubtful() -> None:
    assert read("政府信息公开年报", "首页", "请选择部门").genre == "other"


def test_the_name_of_the_column_above_a_guide_makes_no_report_of_it() -> None:
    guide = (
        "<p>政府信息公开年报</p><p>第六师五家渠市政务信息公开指南</p><p>根据《条例》，特编制了本指南，向社会公布主动公开的信息和年报。</p>"
        "<p>一、主动公开</p><p>二、依申请公开</p><p>三、收费标准</p><p>四、行政复议</p>"
    )
    report = parse(f"<html><body>{guide}</body></html>".encode())
    assert report.outcome == "not_a_report"


def test_a_heading_of_the_report_is_not_taken_for_the_title_of_an_article() -> None:
    headings = "<p>二、组织领导和制度建设情况</p><p>三、重点领域政府信息公开工作推进情况</p>"
    page = f"<html><body>{PROSE.replace('</p>', '</p>' + headings, 1)}</body></html>"
    assert parse(page.encode()).outcome == "no_tables"


def test_an_editors_word_beats_every_mark() -> None:
    page = f"<html><body><h1>云州市教育局2021年政务公开工作总结</h1>{SECTIONS}</body></html>".encode()
    assert parse(page).outcome == "not_a_report"
    decided = parse(page, is_report=True)
    assert (decided.outcome, decided.genre) == ("no_tables", None)
    assert decided.sections["1"]


def test_every_genre_has_a_reason_in_both_languages() -> None:
    for genre in GENRES.values():
        assert genre.zh
        assert genre.en
    assert len(set(GENRE_KEYS)) == len(GENRE_KEYS)
