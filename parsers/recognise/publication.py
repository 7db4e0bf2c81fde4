"""The publication date that the page prints, apart from URL dates and page-generation times."""

import re
from datetime import date

from parsers.document import Document
from parsers.labels import fold_text

DATE = r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
LABELLED = re.compile(rf"(?:发布日期|发布时间|公开日期|公开时间|发表日期|发稿时间)[:：]?{DATE}")
WRITTEN = re.compile(rf"(?:成文日期|发文日期|生成日期)[:：]?{DATE}")
MAY_DATE = re.compile(r"[12１２]\D?\d")
ANY_DATE = re.compile(rf"^{DATE}")
WHOLE_DATE = re.compile(rf"^{DATE}$")


def find_published(document: Document) -> date | None:
    """The date labelled as publication, else `PubDate`, else the date written, else the signature's."""
    # Folding every menu entry of a page takes longer than reading its tables.
    texts = [fold_text(text.text) for text in document.texts if MAY_DATE.search(text.text)]
    pairs = [
        fold_text("".join(cell.text for cell in row[start : start + 2]))
        for table in document.tables[:2]
        for row in table.rows
        for start in range(len(row) - 1)
        if "日" in row[start].text or "时" in row[start].text
    ]
    for pattern in (LABELLED, None, WRITTEN):
        found = _first(pattern, [*texts, *pairs]) if pattern else _meta_date(document)
        if found:
            return found
    return _first(WHOLE_DATE, list(reversed(texts[-6:])))


def _first(pattern: re.Pattern[str], texts: list[str]) -> date | None:
    for text in texts:
        for found in pattern.finditer(text):
            day = _day(found)
            if day:
                return day
    return None


def _meta_date(document: Document) -> date | None:
    """`PubDate`, unless the page says that it is the time the page was generated."""
    written = document.metadata.get("pubdate", "")
    generated = document.metadata.get("others", "")
    if not written or written in generated:
        return None
    found = ANY_DATE.match(fold_text(written))
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
