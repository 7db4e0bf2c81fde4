"""When a report was published: the printed date, apart from every other date around it."""

from datetime import date

import pytest

from parsers import Report, parse
from tests.parsers.pages import report_html

TITLE = "云州市教育局2021年政府信息公开工作年度报告"


def read(*, before: str = "", after: str = "", head: str = "", url: str | None = None) -> Report:
    page = report_html("2021", title=TITLE)
    page = page.replace("</h1>", f"</h1>{before}", 1).replace("</body>", f"{after}</body>")
    return parse(page.replace("<head>", f"<head>{head}", 1).encode(), url=url)


def said(report: Report) -> dict[str, str]:
    return {evidence.source: evidence.says for evidence in report.evidence if evidence.field == "published"}


def kinds(report: Report) -> set[str]:
    return {remark.kind for remark in report.remarks}


@pytest.mark.parametrize(
    "printed",
    [
        "发布时间：2022-01-20 10:11",
        "发布日期：2022年1月20日",
        "公开日期: 2022/1/20",
        "[发布时间]2022.01.20",
        "发布时间：2022-1-20 9:05",
        "来源：办公室 时间：2022-01-20 浏览：12",
        "发布日期：二〇二二年一月二十日",
        "发布日期：2o22年1月20日",
    ],
)
def test_the_date_that_the_page_labels_is_that_of_publication(printed: str) -> None:
    assert read(before=f"<p>{printed}</p>").published == date(2022, 1, 20)


@pytest.mark.parametrize(
    "printed",
    [
        "<p>2022-01-20 09:05</p><p>来源：云州市教育局</p>",
        "<p>• 2022-01-20</p><p>• 来源：云州市教育局</p>",
        "<p>来源：云州市教育局</p><p>2022年1月20日</p>",
        "<p>2022-01-20 10:11 来源：云州市教育局</p>",
        "<p>2022/1/20</p><p>浏览次数：12</p>",
    ],
)
def test_a_date_beside_the_source_line_needs_no_label(printed: str) -> None:
    report = read(before=printed)
    assert (report.published, said(report)) == (date(2022, 1, 20), {"beside_source": "2022-01-20"})


@pytest.mark.parametrize(
    "printed",
    [
        "<p>2018年08月31日 星期五</p><p>来源：云州市教育局</p>",
        "<p>2022-01-20</p><p>云州市教育局</p>",
        "<p>2022-01-20 召开会议</p><p>来源：云州市教育局</p>",
    ],
)
def test_a_date_that_stands_elsewhere_or_for_today_is_none_of_publication(printed: str) -> None:
    assert read(before=printed).published is None


def test_a_day_of_one_digit_is_not_glued_to_the_time() -> None:
    assert read(before="<p>发布时间：2022-1-5 10:11</p>").published == date(2022, 1, 5)


def test_the_page_date_beats_those_of_writing_and_of_the_address() -> None:
    report = read(
        before="<p>成文日期：2022-01-10</p><p>发布日期：2022-01-29</p>",
        url="http://www.yunzhou.gov.cn/202202/t20220218_1.html",
    )
    assert report.published == date(2022, 1, 29)
    assert said(report) == {"labelled": "2022-01-29", "written": "2022-01-10", "url": "2022-02-18"}


def test_the_date_in_an_address_is_evidence_and_never_the_answer() -> None:
    report = read(url="http://www.yunzhou.gov.cn/art/2023/8/21/art_1_2.html")
    assert report.published is None
    assert said(report) == {"url": "2023-08-21"}


@pytest.mark.parametrize("label", ["页面生成时间", "更新时间", "今天是", "打印时间"])
def test_the_time_of_the_page_itself_is_never_that_of_publication(label: str) -> None:
    report = read(before=f"<p>{label}：2026-09-28 15:35</p>")
    assert report.published is None
    assert said(report) == {"generated": "2026-09-28"}


def test_metadata_that_hold_the_time_of_generation_are_told_apart() -> None:
    generated = '<meta name="PubDate" content="2026-09-28 15:35:13">' + (
        '<meta name="others" content="页面生成时间 2026-09-28 15:35:13">'
    )
    assert read(head=generated).published is None
    assert said(read(head=generated)) == {"generated": "2026-09-28"}


def test_page_and_metadata_that_disagree_are_remarked() -> None:
    head = '<meta name="PubDate" content="2022-03-28 15:35:13">'
    report = read(head=head, before="<p>发布日期：2022-01-29</p>")
    assert report.published == date(2022, 1, 29)
    assert "publication_conflict" in kinds(report)


def test_digits_glued_into_a_date_that_can_be_two_days_give_none() -> None:
    assert read(after="<p>云州市教育局</p><p>202615</p>").published is None


def test_a_date_under_the_report_is_the_last_resort() -> None:
    assert read(after="<p>云州市教育局</p><p>二○二二年一月十日</p>").published == date(2022, 1, 10)


@pytest.mark.parametrize("label", ["发布日期", "发布日 期：", "公开时间", "发布于"])
def test_the_date_beside_its_label_in_the_index_card_is_that_of_publication(label: str) -> None:
    card = f"<table><tr><td>索 引 号</td><td>11/2022-1</td><td>{label}</td><td>2022-01-20</td></tr></table>"
    assert read(before=card).published == date(2022, 1, 20)
