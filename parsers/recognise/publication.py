"""When the report was published: the date the page prints as such, apart from every other date around it.

`witnesses.toml` says in which order the dates are believed. The date in an address and the time a page was
generated are evidence, never the answer; that hundreds of pages of a site have one and the same date, as
after a migration, only the archive can see.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from parsers.document import Document
from parsers.labels import fold_text
from parsers.recognise.dates import DATE, MAY_BE_DIGIT, calendar_day, dates, day_at, legible
from parsers.recognise.witnesses import PUBLICATION_WITNESSES
from parsers.report import Evidence, Remark

# 发布日期: 2021-01-20. What stands between is a colon, a bracket or nothing.
PUBLISHED = "|".join(
    word + day for word in ("发布", "公开", "公布", "发表", "发稿", "信息") for day in ("日期", "时间")
)
OTHER_DAYS = "生成|更新|修改|打印|访问|当前|成文|发文|印发|生效|截止|截至|统计|填报"
LABELS: Mapping[str, re.Pattern[str]] = {
    "labelled": re.compile(
        # Written out, so that a search looks for the first characters alone.
        rf"(?:{PUBLISHED}|发布于"
        # 来源：办公室 时间：2022-01-20, but not 成文时间.
        rf"|时间(?<!(?:{OTHER_DAYS})时间)(?=[:：])|日期(?<!(?:{OTHER_DAYS})日期)(?=[:：]))[:：\])]{{0,2}}"
    ),
    "written": re.compile(r"(?:(?:成文|发文|印发|生效)(?:日期|时间)|生成日期)[:：\])]{0,2}"),
    "generated": re.compile(
        r"(?:页面生成时间|生成时间|更新日期|更新时间|最后更新|修改时间|打印时间|打印日期|今天是|当前时间|访问时间)[:：\])]{0,2}"
    ),
}
# A label and a date have so many characters, most entries of a menu fewer.
SHORTEST_LABELLED = 10
# One of these stands in every label.
LABEL_WORD = re.compile("日期|时间|发布于|今天是|最后更新")
# One of these characters does, however it is spaced.
OF_A_LABEL = "日时于今最"
# 2022-01-24 09:05 来源：教育局, or the same on two lines.
SOURCE_LINE = (
    r"[•·|｜\[【]*(?:(?:信息|文章|稿件)?来源|作者|发布者|发布人|责任编辑|浏览|点击|访问|阅读|字号|字体)"
)
STAMP = re.compile(
    rf"[•·|]*{DATE.pattern}(?:~?\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?(?P<beside>{SOURCE_LINE})?"
)
BESIDE = re.compile(SOURCE_LINE)
# Between a day and the time behind it.
BEFORE_TIME = re.compile(r"\s(?<=\d\s)\s*(?=\d{1,2}[:：时])")
MAY_BE_STAMP = re.compile("[•·|]*(?:[公西]元)?[12二贰].{3}(?:年.{1,3}月|[-/.])")
# The first characters of these lines.
STAMP_BEGINS = frozenset("•·|公西12二贰")
# The first two characters of a year as written: folding and `legible` make digits of them.
MAY_DATE = re.compile(rf"[12１２二贰]\s*[\d{MAY_BE_DIGIT}ＯｏＩｌ｜]")
SIGNATURE_LINES = 6
# Title and source stand at the head of the page, below its menus.
HEAD_LINES = 40
URL_DATES = re.compile(
    r"t(20\d\d)([01]\d)([0-3]\d)_|/(20\d\d)[-/](\d{1,2})[-/](\d{1,2})/|/(20\d\d)(\d\d)/t?(\d\d)(?=/)|/(20\d\d)([01]\d)([0-3]\d)/"
)


@dataclass(frozen=True, slots=True)
class Publication:
    """The date of publication, if the page gives one, with every date found and what there is to remark."""

    date: date | None
    evidence: tuple[Evidence, ...] = ()
    remarks: tuple[Remark, ...] = ()


def find_publication(document: Document, url: str | None = None) -> Publication:
    """The date of the most trusted witness, and what the others say."""
    text = "\n".join(_texts(document))
    found: dict[str, date | None] = {source: _labelled(label, text) for source, label in LABELS.items()}
    found["metadata"], generated = _metadata(document)
    found["generated"] = found["generated"] or generated
    found["beside_source"] = _beside_source(document)
    found["signature"] = _signature(document)
    found["url"] = date_in_address(url)
    told = {w.source: day for w in PUBLICATION_WITNESSES if (day := found[w.source])}
    may_decide = [w.source for w in PUBLICATION_WITNESSES if not w.never and w.source in told]
    return Publication(
        told[may_decide[0]] if may_decide else None,
        tuple(Evidence("published", source, day.isoformat()) for source, day in told.items()),
        _conflict(told),
    )


def timing_remarks(published: date | None, year: int | None) -> tuple[Remark, ...]:
    """Whether the date of publication fits the year reported on: neither before its end nor years after."""
    if published is None or year is None:
        return ()
    if published <= date(year, 12, 31):
        message = f"the date of publication, {published}, is before the end of {year}"
        return (Remark("published_early", message),)
    if published.year > year + 1:
        message = (
            f"dated {published}, more than a year after {year}: published late, or the day of a migration"
        )
        return (Remark("published_late", message),)
    return ()


def date_in_address(url: str | None) -> date | None:
    """The day in a page's address: t20210120_1.html, /2021/1/20/, /202101/20/."""
    found = URL_DATES.search(urlsplit(url).path) if url else None
    if not found:
        return None
    year, month, day = [group for group in found.groups() if group]
    return calendar_day(year, month, day)


def _conflict(told: Mapping[str, date]) -> tuple[Remark, ...]:
    """Two dates that both claim to be that of publication."""
    labelled, metadata = told.get("labelled"), told.get("metadata")
    if labelled is None or metadata is None or labelled == metadata:
        return ()
    message = f"the page says {labelled}, its metadata {metadata}; the page was followed"
    return (Remark("publication_conflict", message),)


def _texts(document: Document) -> Iterator[str]:
    """Paragraphs, cells and cells with their right neighbours, those alone that may hold a labelled date."""
    for number, folded in enumerate(document.folded):
        if len(folded) >= SHORTEST_LABELLED and LABEL_WORD.search(folded):
            text = document.texts[number].text
            if MAY_DATE.search(text):
                yield _fold(text)
    if not _may_hold_label("".join(document.first_cells)):
        return
    for row in document.first_rows:
        for start, cell in enumerate(row):
            if _may_hold_label(cell.text):
                yield _fold(" ".join([cell.text for cell in row[start : start + 2]]))


def _may_hold_label(text: str) -> bool:
    return any(map(text.__contains__, OF_A_LABEL))


def _fold(text: str) -> str:
    """Folded, but a day and the time behind it stay apart: 2021-1-5 10:11."""
    return legible(fold_text(BEFORE_TIME.sub("~", text))).text


def _labelled(label: re.Pattern[str], text: str) -> date | None:
    """The first date right behind one of these labels."""
    days = (day_at(text, found.end()) for found in label.finditer(text))
    return next(filter(None, days), None)


def _metadata(document: Document) -> tuple[date | None, date | None]:
    """`PubDate`, as a date of publication or as the time the page was generated."""
    written = document.metadata.get("pubdate", "")
    day = day_at(_fold(written), 0)
    if day and written in document.metadata.get("others", ""):
        return None, day
    return day, None


def _beside_source(document: Document) -> date | None:
    """A date without a label in the line of the source, or alone in the line before or after it."""
    head = document.folded[:HEAD_LINES]
    for number in [number for number, folded in enumerate(head) if folded[:1] in STAMP_BEGINS]:
        line = _fold(document.texts[number].text) if MAY_BE_STAMP.match(head[number]) else ""
        stamp = STAMP.match(line)
        if not stamp:
            continue
        neighbours = head[max(number - 1, 0) : number + 2]
        alone = stamp.end() == len(line)
        if stamp["beside"] or (alone and any(map(BESIDE.match, neighbours))):
            return calendar_day(stamp[1], stamp[2] or stamp[5], stamp[3] or stamp[6])
    return None


def _signature(document: Document) -> date | None:
    """A date alone on one of the last lines."""
    last = zip(document.texts[-SIGNATURE_LINES:], document.folded[-SIGNATURE_LINES:], strict=True)
    for (text, _level), folded in reversed(list(last)):
        if folded[:1] not in STAMP_BEGINS or not MAY_DATE.search(text):
            continue
        line = _fold(text)
        for day, found in dates(line):
            if found[0] == line:
                return day
    return None
