"""The reporting period in every way it is written, damaged or contradictory."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.labels import fold_text
from parsers.recognise.periods import StatedPeriod, find_period


def period_in(sentence: str) -> StatedPeriod | None:
    return find_period([fold_text(sentence)])


SEPARATORS = ["至", "到", "起至", "起到", "-", "—", "——", "----", "～", "－", "起，至"]


@given(
    st.integers(2008, 2035),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["{0}年12月31日", "12月31日", "同年12月31日", "{0}年12月31日止", "{0}年12月底"]),
    st.sampled_from(
        ["本报告所列数据的统计期限自{0}年1月1日", "统计时限：{0}年1月1日", "数据自 {0} 年 1 月 1 日"]
    ),
)
def test_a_whole_year_is_read_in_every_wording(year: int, until: str, end: str, start: str) -> None:
    period = period_in(f"{start}{until}{end}。".format(year))
    assert period is not None
    assert (period.start, period.end, period.year) == (date(year, 1, 1), date(year, 12, 31), year)
    assert not period.problem
    assert not period.repair


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("统计数据自201811日起至20181231日止。", 2018),
        ("本报告数据自20201月1日起至202012月31日止。", 2020),
        ("统计期限20211月1日至12月31日。", 2021),
        ("统计期限自2О20年1月1日至2О20年12月31日。", 2020),
    ],
)
def test_lost_characters_are_mended_where_the_whole_year_is_the_only_reading(
    sentence: str, year: int
) -> None:
    period = period_in(sentence)
    assert period is not None
    assert (period.start, period.end, period.year) == (date(year, 1, 1), date(year, 12, 31), year)
    assert period.repair


@pytest.mark.parametrize(
    ("sentence", "start", "end", "year"),
    [
        ("统计期限为2018年1月1日至2018年12月14日止。", date(2018, 1, 1), date(2018, 12, 14), 2018),
        ("数据统计自2014年1月1日至2015年1月1日止。", date(2014, 1, 1), date(2015, 1, 1), 2014),
        (
            "统计期限自2019年3月25日（挂牌之日）起至2019年12月31日止。",
            date(2019, 3, 25),
            date(2019, 12, 31),
            2019,
        ),
        ("统计期限自2019年1月1日至3月20日机构撤销之日止。", date(2019, 1, 1), date(2019, 3, 20), 2019),
        ("统计数据截至2019年12月31日。", None, date(2019, 12, 31), 2019),
        ("统计数据截至2019年12月20日。", None, date(2019, 12, 20), None),
    ],
)
def test_part_of_a_year_is_kept_as_written(
    sentence: str, start: date | None, end: date, year: int | None
) -> None:
    period = period_in(sentence)
    assert period is not None
    assert (period.start, period.end, period.year) == (start, end, year)
    assert not period.is_whole_year


@pytest.mark.parametrize(
    ("sentence", "year"),
    [("统计期限为2019年度。", 2019), ("统计时间为2019年1-12月。", 2019), ("统计时段：2019年1月至12月", 2019)],
)
def test_a_year_or_its_months_are_a_period(sentence: str, year: int) -> None:
    period = period_in(sentence)
    assert period is not None
    assert (period.start, period.end, period.year) == (date(year, 1, 1), date(year, 12, 31), year)


@pytest.mark.parametrize(
    "sentence",
    [
        "统计期限自2020年1月1日至2019年12月31日止。",
        "统计期限自2019年1月1日至2020年12月31日止。",
        "统计期限自2020年9月1日至2021年8月31日止。",
        "统计期限自2019年9月1日至2020年10月31日止。",
        "所列数据统计期限为202191日至2022831日。",
        "统计期限自2019年2月30日至2019年12月31日止。",
    ],
)
def test_a_period_that_contradicts_itself_or_is_a_school_year_tells_no_year(sentence: str) -> None:
    period = period_in(sentence)
    assert period is not None
    assert period.year is None
    assert period.problem


def test_days_counted_in_passing_are_no_reporting_period() -> None:
    assert period_in("2019年3月1日至2019年3月31日，我局开展宣传月活动。") is None


def test_the_sentence_about_the_figures_beats_a_period_in_passing() -> None:
    period = find_period(
        ["2018年1月1日至12月31日，全市共举办活动。", "本报告所列数据的统计期限自2019年1月1日起至12月31日止。"]
    )
    assert period is not None
    assert period.year == 2019
