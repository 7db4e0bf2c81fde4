import pytest

from crawler.lists.titles import is_cut, skip_reason


@pytest.mark.parametrize(
    "title",
    [
        "云州市财政局2023年政府信息公开工作年度报告",
        "云州市财政局 2023 年度政府信息公开年度报告",
        "云州市税务局政府信息公开工作2023年度报告",
        "云州市民政局2019年信息公开年报",
        "云州市城管局2023年政务公开工作报告",
        "云州市保税区2023年政府信息公开工作报告（更正）",
        "云州市发改委关于报送2020年政府信息公开年度报告的函",
        "云州市档案馆2022年年度报告",
        "2023年",
        "2023年度",
        "云州市卫生健康委员会2023年政府信息公开…",
        "2016年政府信息公开情况统计表",
        "云州市自然资源和规划局2023年政府信息公开工作年度报告",
        "2021年云州市规划和自然资源局政府信息公开工作年度报告",
        "云州市卫生和计划生育委员会2016年政府信息公开工作年度报告",
        "云州市发展计划委员会2015年政府信息公开年度报告",
    ],
)
def test_titles_that_read_like_a_report(title: str) -> None:
    assert skip_reason(title) is None


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("一图读懂云州市2023年政府信息公开工作年度报告", "picture_version"),
        ("云州市2023年政府信息公开年报（图解）", "picture_version"),
        ("云州市2023年政府信息公开工作年度报告（图片版）", "picture_version"),
        ("云州市2023年政府信息公开工作年度报告解读", "interpretation"),
        ("云州市2023年政府网站工作年度报表", "website_report"),
        ("云州市2024年政务公开工作要点", "plan"),
        ("云州市自然资源和规划局2024年政务公开工作计划", "plan"),
        ("云州市政府信息公开工作三年规划（2024年起）", "plan"),
        ("云州市政府信息公开指南", "guide"),
        ("云州市2023年依申请公开情况统计", "request_statistics"),
        ("关于不编制2023年政府信息公开年度报告的说明", "explanation"),
        ("关于发布2023年政府信息公开工作年度报告的公告", "notice"),
        ("云州市2023年政务公开工作总结", "work_summary"),
        ("云州市2023年法治政府建设年度报告", "other_subject"),
        ("云州市召开全市经济工作会议", "other_title"),
        ("", "other_title"),
    ],
)
def test_titles_that_are_left_out_say_why(title: str, reason: str) -> None:
    assert skip_reason(title) == reason


def test_dots_at_the_end_mean_a_cut_title() -> None:
    assert is_cut("云州市财政局2023年政府…")
    assert is_cut("云州市财政局2023年政府...")
    assert not is_cut("云州市财政局2023年政府信息公开工作年度报告")
