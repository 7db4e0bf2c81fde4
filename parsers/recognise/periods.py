"""The reporting period: 自2020年1月1日起至2020年12月31日止, in every way agencies write and damage it.

A period that contradicts itself (ends before it begins, or spans two years) tells no year. One of which
characters are lost is mended where the whole year is the only reading.

>>> period = find_period(["本报告数据统计期限自2020年1月1日起至12月31日止。"])
>>> period.start, period.end, period.year
(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31), 2020)
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from parsers.recognise.dates import MAY_BE_DIGIT, YEAR, calendar_day, is_plausible, legible

UNTIL = r"(?:至|到|截至|截止到?|[-—–─－~～∼―]+)"
FROM_MARK = r"(?:起|开始|始)?[,，]?"
DAY = r"(?:日|号)?"
SAME_YEAR = r"(?:同年|当年|本年|该年|次年|翌年)"
# What stands in a sentence that says what the figures cover.
PERIOD_WORDS = re.compile(
    r"期限|统计|数据|起止|时限|时段|报告期|时间范围|年度报告.{0,12}(?:自|从|为)|自.{4,20}(?:至|到).{4,20}止"
)
# Every period names a year, perhaps in numerals or with letters among its digits.
MAY_HAVE_YEAR = re.compile(rf"[12二贰][\d{MAY_BE_DIGIT}]{{3}}")
# And it has one of these: what stands before its end, or says that it is a period (期限, 时段, 报告期).
MAY_SAY_PERIOD = re.compile("[至到截止期时—–─－~～∼―-]")
# 期限2019年.
SHORTEST_PERIOD = 7
# 自2019年3月25日(挂牌之日)起: remarks in brackets stand between the parts.
NOTES = re.compile(r"\([^()]{0,30}\)")

_START = (
    rf"(?P<y1>{YEAR})(?:年(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}}){DAY}"
    r"|(?P<s>[-/.])(?P<m1s>\d{1,2})(?P=s)(?P<d1s>\d{1,2}))"
)
_END_YEAR = rf"(?:(?P<y2>{YEAR})(?:年|[-/.])|(?P<same>{SAME_YEAR}))?"
FULL = re.compile(
    rf"{_START}{FROM_MARK}{UNTIL}{_END_YEAR}(?P<m2>\d{{1,2}})(?:月|[-/.])(?:(?P<d2>\d{{1,2}}){DAY}|(?P<last>底|末))"
)
# 2019年1月至12月, 2019年1-12月, 2019年1月—2019年12月.
MONTHS = re.compile(
    rf"(?P<y1>{YEAR})年(?P<m1>\d{{1,2}})(?:月(?:份)?)?{FROM_MARK}{UNTIL}(?:(?P<y2>{YEAR})年)?(?P<m2>\d{{1,2}})月(?!\d)(?:份|底|末)?"
)
# 统计期限为2019年度, 数据统计时间为2019年全年.
WHOLE_YEAR = re.compile(
    rf"(?:期限|时限|时段|统计时间|时间范围|报告期|起止时间)(?:均|都)?(?:为|是|[:：])?(?P<year>{YEAR})年(?:度|全年)?(?=[,，。;；、]|$)"
)
# 截至2019年12月31日: an end without a beginning.
END_ONLY = re.compile(
    rf"(?:截至|截止到?|截止至|止于)(?P<y2>{YEAR})年(?P<m2>\d{{1,2}})月(?P<d2>\d{{1,2}}){DAY}"
)
# 201811日 … 20181231日, 20201月1日 … 202012月31日, 20211月1日至12月31日, 202191日至2022831日.
DAMAGED = re.compile(
    rf"(?P<y1>2(?<!\d2)0\d\d)年?0?1月?0?1日?{FROM_MARK}{UNTIL}(?:(?P<y2>20\d\d)年?)?12月?31日?(?!\d)"
)
DAMAGED_SCHOOL_YEAR = re.compile(
    rf"(?P<y1>2(?<!\d2)0\d\d)年?0?9月?0?1日?{FROM_MARK}{UNTIL}(?P<y2>20\d\d)年?0?8月?31日?(?!\d)"
)
# A reporting period of more days covers parts of two years.
LONGEST = 400
# How much a wording tells: most a whole year in a sentence about the figures, least an end alone.
SURE, LIKELY, PARTIAL, BROKEN, AS_OF = 5, 4, 3, 2, 1
SCHOOL_MONTHS = (8, 9, 10)


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """A period as stated. `year` is the fiscal year it tells, None where it contradicts itself.

    `problem` says how it contradicts itself, `repair` what had to be mended to read it; both may be empty.
    """

    start: date | None
    end: date | None
    year: int | None
    written: str
    problem: str = ""
    repair: str = ""

    @property
    def is_whole_year(self) -> bool:
        """Whether it runs from 1 January to 31 December of one year."""
        if self.start is None or self.end is None:
            return False
        first = (self.start.month, self.start.day) == (1, 1)
        return first and self.end == date(self.start.year, 12, 31)

    @property
    def is_school_year(self) -> bool:
        """Whether it runs from autumn to the next summer or autumn, as school reports do."""
        if self.start is None or self.end is None:
            return False
        return _is_school_year(self.start, self.end)


def find_period(texts: Iterable[str]) -> StatedPeriod | None:
    """The period in folded texts that reads most like a reporting period, the first of several alike."""
    best: tuple[int, StatedPeriod] | None = None
    for text in texts:
        if not may_state_period(text):
            continue
        for weight, period in _read(text):
            if weight == SURE:
                # The first of them: none weighs more.
                return period
            if best is None or weight > best[0]:
                best = (weight, period)
    return best[1] if best else None


def may_state_period(text: str) -> bool:
    """Whether a line may state a period: most name no year, and most others say nothing of a period."""
    return bool(MAY_HAVE_YEAR.search(text) and MAY_SAY_PERIOD.search(text))


def _read(text: str) -> Iterator[tuple[int, StatedPeriod]]:
    """The periods in one paragraph, each with its weight."""
    mended = legible(text)
    plain = NOTES.sub("", mended.text)
    is_about_figures = bool(PERIOD_WORDS.search(plain))
    for pattern in (FULL, MONTHS):
        for found in pattern.finditer(plain):
            period = _full(found, mended.repairs)
            if period.is_whole_year:
                yield SURE if is_about_figures else LIKELY, period
            elif is_about_figures:
                # What a sentence of the narrative counts up to some day is no reporting period.
                yield PARTIAL if period.year else BROKEN, period
    yield from _damaged(plain)
    if is_about_figures:
        yield from _whole_year(plain)
        yield from _end_only(plain)


def _full(found: re.Match[str], repairs: tuple[str, ...]) -> StatedPeriod:
    parts = found.groupdict()
    start_year = int(parts["y1"])
    end_year = int(parts["y2"] or start_year)
    if parts.get("same") in ("次年", "翌年"):
        end_year = start_year + 1
    month = parts["m1"] or parts.get("m1s") or ""
    start = calendar_day(parts["y1"], month, parts.get("d1") or parts.get("d1s") or "1")
    end = _end(end_year, parts["m2"], parts.get("d2"))
    return _judged(start, end, found[0], ", ".join(repairs))


def _end(year: int, month: str, day: str | None) -> date | None:
    """The last day: of the month where no day is named."""
    if day is not None:
        return calendar_day(str(year), month, day)
    if not 1 <= int(month) <= 12:
        return None
    return date.fromordinal(
        (date(year + 1, 1, 1) if int(month) == 12 else date(year, int(month) + 1, 1)).toordinal() - 1
    )


def _damaged(plain: str) -> Iterator[tuple[int, StatedPeriod]]:
    for pattern, first, last in ((DAMAGED, (1, 1), (12, 31)), (DAMAGED_SCHOOL_YEAR, (9, 1), (8, 31))):
        found = pattern.search(plain)
        # What stands there undamaged has been read already.
        if found and not FULL.search(found[0]):
            start = date(int(found["y1"]), *first)
            end = date(int(found["y2"] or found["y1"]), *last)
            yield SURE, _judged(start, end, found[0], f"{found[0]} read as {start} to {end}")


def _whole_year(plain: str) -> Iterator[tuple[int, StatedPeriod]]:
    found = WHOLE_YEAR.search(plain)
    if found:
        year = int(found["year"])
        yield SURE, _judged(date(year, 1, 1), date(year, 12, 31), found[0], "")


def _end_only(plain: str) -> Iterator[tuple[int, StatedPeriod]]:
    found = END_ONLY.search(plain)
    end = calendar_day(found["y2"], found["m2"], found["d2"]) if found else None
    if found and end:
        # 截至 names when the figures were counted; only the end of a year says which year they cover.
        year = end.year if (end.month, end.day) == (12, 31) and is_plausible(end.year) else None
        yield AS_OF, StatedPeriod(None, end, year, found[0])


def _is_school_year(start: date, end: date) -> bool:
    months = start.month in SCHOOL_MONTHS and end.month in (7, *SCHOOL_MONTHS)
    return months and end.year == start.year + 1


def _judged(start: date | None, end: date | None, written: str, repair: str) -> StatedPeriod:
    if start is None or end is None:
        return StatedPeriod(None, None, None, written, "it names a day that the calendar does not have")
    if end <= start:
        return StatedPeriod(start, end, None, written, "it ends before it begins", repair)
    if _is_school_year(start, end):
        return StatedPeriod(start, end, None, written, "it is a school year", repair)
    if (end - start).days > LONGEST:
        return StatedPeriod(start, end, None, written, "it is longer than a year", repair)
    if not is_plausible(start.year):
        return StatedPeriod(start, end, None, written, f"there were no such reports in {start.year}", repair)
    return StatedPeriod(start, end, start.year, written, "", repair)
