"""The fiscal year and the reporting period: period sentence before title before narrative.

URL dates and publication dates are never used: reports are published late, migrated and republished.
Witnesses that disagree are all kept as remarks.
"""

import re
from dataclasses import dataclass
from datetime import date

from parsers.document import Document
from parsers.labels import fold_text
from parsers.recognise.titles import year_in_title
from parsers.report import Period, Remark

UNTIL = r"(?:起)?(?:至|到|[-—–~－]+)"
PERIOD = re.compile(
    rf"(?P<y1>(?:19|20)\d\d)年(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}})日{UNTIL}"
    r"(?:(?P<y2>(?:19|20)\d\d)年|同年|当年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
PERIOD_WORDS = re.compile(r"期限|统计|数据|起止|时限|报告期|年度报告")
NARRATIVE_YEAR = re.compile(
    r"^(?:一、|总体情况)*(?P<year>(?:19|20)\d\d)年(?:度|来|以来)?(?=[,，]|我|本|全|区|县|市|省)"
)
# Forms exist since the Regulations took effect in 2008; a year outside is a misprint.
FIRST_YEAR, LAST_YEAR = 2008, 2100


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The year with its period, if the report states one, and what its witnesses disagreed on."""

    year: int | None
    period: Period | None
    remarks: tuple[Remark, ...]


def find_year(document: Document, title: str | None, narrative: str) -> FiscalYear:
    """Tell the fiscal year; `narrative` is the text of section one."""
    period = _period(document)
    witnesses = {
        "period": period.start.year if period and period.start else None,
        "title": year_in_title(title) if title else None,
        "narrative": _narrative_year(narrative),
    }
    told = {name: year for name, year in witnesses.items() if year and FIRST_YEAR <= year <= LAST_YEAR}
    if not told:
        return FiscalYear(None, period, (Remark("year_unknown", "no period, title or text tells the year"),))
    source, year = next(iter(told.items()))
    remarks = []
    if len(set(told.values())) > 1:
        witnessed = ", ".join(f"{name} says {said}" for name, said in told.items())
        remarks.append(Remark("year_conflict", f"{witnessed}; {source} was followed"))
    if source == "narrative":
        remarks.append(Remark("year_from_narrative", f"only the text of section one tells the year {year}"))
    if period and _is_partial(period):
        remarks.append(Remark("partial_period", f"the period runs from {period.start} to {period.end}"))
    return FiscalYear(year, period, tuple(remarks))


def _period(document: Document) -> Period | None:
    """The first period that starts with a year or stands in a sentence that says what it is."""
    for text in document.texts:
        folded = fold_text(text.text)
        for found in PERIOD.finditer(folded):
            period = _dates(found)
            starts_year = int(found["m1"]) == int(found["d1"]) == 1
            if period and (starts_year or PERIOD_WORDS.search(folded)):
                return period
    return None


def _dates(found: re.Match[str]) -> Period | None:
    start = _date(found["y1"], found["m1"], found["d1"])
    end = _date(found["y2"] or found["y1"], found["m2"], found["d2"])
    if start is None or end is None or end <= start:
        return None
    return Period(start, end)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _is_partial(period: Period) -> bool:
    if period.start is None or period.end is None:
        return True
    return (period.start.month, period.start.day, period.end.month, period.end.day) != (1, 1, 12, 31)


def _narrative_year(narrative: str) -> int | None:
    for line in narrative.splitlines():
        found = NARRATIVE_YEAR.match(fold_text(line))
        if found:
            return int(found["year"])
    return None
