"""Dates and years as agencies write them: in any digits, and where a few characters are lost or mistaken.

Every function takes text that `fold_text` has folded. What can only mean one thing is read; what can mean
two is left alone.

>>> legible("二〇二〇年十二月三十一日").text
'2020年12月31日'
>>> legible("2О19年").repairs
('2О19 read as 2019',)
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from parsers.remembered import remembered

# Reports exist since the Regulations took effect in 2008; a year outside is a misprint.
FIRST_YEAR, LAST_YEAR = 2008, 2035

# Zeros that are written in Chinese numerals, and the letters and signs that stand for them by mistake.
CHINESE_ZEROS = "〇零○◯"
MISTAKEN_ZEROS = "OoОо〇○◯Οο"
MISTAKEN_ONES = "lIІі|"
CHINESE_DIGITS = {
    **dict.fromkeys(CHINESE_ZEROS, "0"),
    **dict(zip("一二三四五六七八九", "123456789", strict=True)),
}
FORMAL_DIGITS = dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True))

# All that `legible` may turn into a digit, as the inside of a class of characters.
MAY_BE_DIGIT = "".join((*CHINESE_DIGITS, *FORMAL_DIGITS, MISTAKEN_ZEROS, MISTAKEN_ONES))
CHINESE_DIGIT_CLASS = "〇零○◯一二三四五六七八九"
_ZERO = CHINESE_ZEROS + "OoОоΟο0"
# 二〇一九年, 二O一九年, 二0一九年: four Chinese digits before 年, the zero in any form.
CHINESE_YEAR = re.compile(
    rf"(?<![{_ZERO}一二三四五六七八九])([二贰][{_ZERO}一二三四五六七八九壹贰叁肆伍陆柒捌玖]{{3}})(?=年)"
)
# 2О19年, 20l9年, 2O2O年: Arabic digits with letters among them.
MIXED_YEAR = re.compile(
    rf"2(?<![0-9A-Za-z]2)(?![0-9]{{3}})[0-9{MISTAKEN_ZEROS}{MISTAKEN_ONES}]{{3}}(?=年|\.|-\d)"
)
CHINESE_DAY = re.compile(r"([一二三四五六七八九十廿卅]{1,3})(?=[月日])")
ERA = re.compile(r"(?:公元|西元)(?=[12二])")

YEAR = r"(?:19|20)\d\d"
# The same with no digit before it. That it begins with a digit, and only then looks back, lets a search pass
# over all other characters.
YEAR_APART = r"(?:1(?<!\d1)9|2(?<!\d2)0)\d\d"
# 2019年1月1日, 2019-01-01, 2019/1/1, 2019.1.1.
# Folding glues the time to the day (2021-01-2010:11), so two digits make a day whatever follows.
DATE = re.compile(
    rf"({YEAR_APART})(?:年(\d{{1,2}})月(\d{{1,2}})(?:日|号)?|([-/.])(\d{{1,2}})\4(\d{{2}}|\d(?!\d)))"
)


class Legible(NamedTuple):
    """Text with its years and days in plain digits, and what had to be mended for it."""

    text: str
    repairs: tuple[str, ...] = ()


@remembered
def legible(folded: str) -> Legible:
    """Years, months and days in plain digits. Chinese numerals are no damage; a letter among digits is."""
    # Most lines have nothing to replace: looking for the character that it takes is a hundred times faster.
    text = ERA.sub("", folded) if "元" in folded else folded
    if "年" in text and ("二" in text or "贰" in text):
        text = CHINESE_YEAR.sub(_year_in_digits, text)
    mixed = MIXED_YEAR.findall(text)
    if mixed:
        text = MIXED_YEAR.sub(_year_in_digits, text)
    if "月" in text or "日" in text:
        text = CHINESE_DAY.sub(_day_in_digits, text)
    if not mixed:
        return Legible(text)
    return Legible(
        text, tuple(f"{written} read as {_in_digits(written)}" for written in dict.fromkeys(mixed))
    )


def _year_in_digits(found: re.Match[str]) -> str:
    return _in_digits(found[0])


def _day_in_digits(found: re.Match[str]) -> str:
    return _number(found[1]) or found[1]


def _in_digits(year: str) -> str:
    return "".join(map(_digit, year))


def _digit(character: str) -> str:
    if character in MISTAKEN_ZEROS:
        return "0"
    if character in MISTAKEN_ONES:
        return "1"
    return CHINESE_DIGITS.get(character) or FORMAL_DIGITS.get(character) or character


def _number(numeral: str) -> str | None:
    """A day or month in Chinese numerals (三十一, 廿五); None for what is no such number."""
    written = numeral.replace("廿", "二十").replace("卅", "三十")
    tens, ten, units = written.rpartition("十")
    if (len(tens) > 1) or len(units) > 1:
        return None
    value = (int(CHINESE_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(CHINESE_DIGITS.get(units, "0"))
    return str(value) if 1 <= value <= 31 else None


def dates(text: str) -> Iterator[tuple[date, re.Match[str]]]:
    """The whole dates in a legible text, in order; what is no day of the calendar is passed over."""
    for found in DATE.finditer(text):
        day = _day(found)
        if day:
            yield day, found


def day_at(text: str, position: int) -> date | None:
    """The whole date that begins at a position of a legible text, if one does."""
    found = DATE.match(text, position)
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    return calendar_day(found[1], found[2] or found[5], found[3] or found[6])


def calendar_day(year: str, month: str, day: str) -> date | None:
    """The day of these digits, or None where the calendar has none."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_plausible(year: int) -> bool:
    """Whether a year can be a fiscal year of such a report."""
    return FIRST_YEAR <= year <= LAST_YEAR
