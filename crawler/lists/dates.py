"""The date a list prints beside an entry, in any of the forms that templates use.

A date without a year is completed from the article's own address, and only where the two agree within a
month: articles that were moved carry the date of the move.

>>> read_date("[2024-01-05]", "http://www.x.gov.cn/nb/202401/t20240105_1.html")
'2024-01-05'
>>> read_date("01-05", "http://www.x.gov.cn/nb/202401/t20240105_1.html")
'2024-01-05'
"""

import re
from datetime import date

FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?")
COMPACT_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
MONTH_AND_DAY = re.compile(r"(?<![\d年/.-])(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?![\d/.-])\s*日?")
ADDRESS_DATE = re.compile(r"/t((?:19|20)\d{2})(\d{2})(\d{2})_\d+\.", re.I)
# How far the printed day may lie from the one in the address for both to mean the same year.
MAX_DAYS_APART = 31


def read_date(text: str, url: str) -> str | None:
    """The first date in `text` as YYYY-MM-DD; one with a year is preferred to one without."""
    for pattern in (FULL_DATE, COMPACT_DATE):
        for match in pattern.finditer(text):
            found = _day(*match.groups())
            if found:
                return found.isoformat()
    month_and_day = MONTH_AND_DAY.search(text)
    return _complete(month_and_day[1], month_and_day[2], url) if month_and_day else None


def strip_dates(text: str) -> str:
    """A title without the date that some templates put inside its link."""
    date_at_either_end = rf"[\[(（【]?{FULL_DATE.pattern}[\])）】]?$|^[\[(（【]?{FULL_DATE.pattern}[\])）】]?"
    return re.sub(date_at_either_end, "", text).strip()


def _complete(month: str, day: str, url: str) -> str | None:
    address = ADDRESS_DATE.search(url)
    published = _day(*address.groups()) if address else None
    if not published:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    days = [found for year in years if (found := _day(str(year), month, day))]
    nearest = min(days, key=lambda found: abs(found - published), default=None)
    if nearest is None or abs(nearest - published).days > MAX_DAYS_APART:
        return None
    return nearest.isoformat()


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
