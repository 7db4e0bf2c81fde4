"""Dates and years in any digits: Chinese numerals, letters among digits, days that do not exist."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.labels import fold_text
from parsers.recognise.dates import dates, legible

DIGITS = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """A number from 1 to 31 as Chinese write days: 三十一."""
    tens, units = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{DIGITS[tens]}十")
    return ten + (DIGITS[units] if units else "")


def read(text: str) -> list[date]:
    return [day for day, _found in dates(legible(fold_text(text)).text)]


@given(st.dates(date(2008, 1, 1), date(2035, 12, 31)), st.sampled_from("〇○零Oo0О"))
def test_every_day_in_chinese_numerals_is_read_whatever_stands_for_zero(day: date, zero: str) -> None:
    year = "".join(DIGITS[int(digit)] for digit in str(day.year)).replace("〇", zero)
    assert read(f"{year}年{numeral(day.month)}月{numeral(day.day)}日") == [day]


@given(
    st.dates(date(2008, 1, 1), date(2035, 12, 31)),
    st.sampled_from(
        ["{0}年{1}月{2}日", "{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}.{1}.{2}", " {0} 年 {1} 月 {2} 日 "]
    ),
)
def test_every_day_is_read_in_every_way_of_writing_it(day: date, form: str) -> None:
    assert read(form.format(day.year, day.month, day.day)) == [day]


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    legible(fold_text(text))
    read(text)


@pytest.mark.parametrize("written", ["20l9年", "2O19年", "2О19年", "２０l９年"])
def test_a_letter_among_the_digits_of_a_year_is_mended_and_said(written: str) -> None:
    mended = legible(fold_text(written))
    assert mended.text == "2019年"
    assert mended.repairs


@pytest.mark.parametrize("written", ["二〇一九年", "二0一九年", "公元2019年", "贰零壹玖年"])
def test_chinese_numerals_are_no_damage(written: str) -> None:
    assert legible(fold_text(written)) == ("2019年", ())


@pytest.mark.parametrize("written", ["2019年2月30日", "2019-13-01", "2019年0月1日", "202615"])
def test_what_is_no_day_or_two_days_is_not_read(written: str) -> None:
    assert read(written) == []
