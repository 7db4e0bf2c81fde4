"""What there is to classify: a page, what has been recognised in it, and what can be seen on it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from parsers.document import Document
from parsers.labels import fold_text
from parsers.recognise.figures import TableResult
from parsers.recognise.sections import MAX_HEADING_LENGTH, section_number
from parsers.recognise.titles import (
    ANNOUNCEMENT,
    NAVIGATION,
    REPORT_TITLE,
    SITE_SUFFIX,
    agency_in_title,
    is_report_title,
    year_in_title,
)

# What the cells of a form hold that nobody has filled in.
EMPTY_STATES = frozenset({"blank", "dash", "missing"})
# A page with so many of the six sections is a report even where its tables are pictures.
MIN_SECTIONS = 3
# The matters that reports without a form treat, each in a section of its own.
TOPICS = (
    re.compile(r"主动公开(?:政府)?(?:信息)?"),
    re.compile(r"依申请公开|公开申请(?:情况|办理)|申请公开(?:政府)?信息"),
    re.compile(r"复议|诉讼"),
    re.compile(r"收费|减免|收取(?:任何)?费用"),
    re.compile(r"(?:存在|主要)的?(?:主要)?(?:问题|不足)|改进(?:措施|情况)|下一步"),
)
LEAD_CHARACTERS, LEAD_PARAGRAPHS, SHORTEST_LINE = 1500, 40, 4
FIRST_LINES = 6
# Shorter lines are the site's menu: 政府信息公开指南 is a column, 云州市政府信息公开指南 a title.
SHORTEST_TITLE, LONGEST_TITLE = 9, 80
# Breadcrumbs, sentences and headings of sections are no titles.
NO_TITLE = re.compile(
    rf"{NAVIGATION.pattern}|[。；;]|{ANNOUNCEMENT.pattern}|^\s*(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十])"
)
LABELLED = re.compile("[:：|]")
# A contents page has little beside its headings.
MOST_CHARACTERS_OF_CONTENTS = 600
PAGE_NUMBER = re.compile(r"[.·…\s]*\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Subject:
    """What there is to classify: the document and what has been recognised in it."""

    document: Document
    title: str | None
    agency: str | None
    year: int | None
    tables: Mapping[str, TableResult]
    sections: Mapping[str, str]
    is_school_year: bool = False
    url: str | None = None
    list_title: str | None = None
    has_attachments: bool = False


def own_titles(subject: Subject) -> Iterator[str]:
    """The titles that are the page's own, not those of its menus and neighbours."""
    metadata = subject.document.metadata
    if "articletitle" in metadata:
        yield metadata["articletitle"]
    if subject.list_title:
        yield subject.list_title
    if "title" in metadata:
        yield SITE_SUFFIX.sub("", metadata["title"])
    if subject.title:
        yield subject.title
        if not names_a_report(subject.title):
            # 政府信息公开年报 may be the column's name in a menu, the title of a guide a line below it.
            lines = _first_lines(subject.document)
            yield from (line for line in lines if "公开" in line and not LABELLED.search(line))
        return
    yield from (text.text for text in subject.document.texts if text.level == 1)
    lines = _first_lines(subject.document)
    yield from lines
    # A title broken over two lines.
    yield "".join(lines[:2])


def _first_lines(document: Document) -> list[str]:
    """The first lines that may be titles: neither menu entries nor sentences."""
    lines = (text.text for text in document.texts if not NO_TITLE.search(text.text))
    return list(
        islice((s for s in lines if SHORTEST_TITLE <= len(fold_text(s)) <= LONGEST_TITLE), FIRST_LINES)
    )


def is_titled_report(subject: Subject, titles: list[str]) -> bool:
    """Whether a title of the page is a report's."""
    own = subject.title
    return (own is not None and is_report_title(own)) or any(names_a_report(title) for title in titles)


def names_a_report(title: str) -> bool:
    """Whether a title names a report of somebody or some year, and not just the column reports stand in."""
    return is_report_title(title) and (year_in_title(title) is not None or agency_in_title(title) is not None)


def is_foreign(url: str | None) -> bool:
    """Whether an address is outside .gov.cn; `.test` is reserved for trials and exists nowhere."""
    host = urlsplit(url).hostname if url else None
    return bool(host) and not f".{host}".endswith((".gov.cn", ".test"))


def has_values(subject: Subject) -> bool:
    """Whether any cell of the statutory tables holds a value."""
    return any(
        figure.value is not None for table in subject.tables.values() for figure in table.figures.values()
    )


def is_unfilled(subject: Subject) -> bool:
    """Whether nothing was written into the statutory tables."""
    states = {figure.state for table in subject.tables.values() for figure in table.figures.values()}
    return states <= EMPTY_STATES


def is_contents(subject: Subject) -> bool:
    """Whether the page has the headings of a report and little else."""
    texts = subject.document.texts
    if sum(len(text.text) for text in texts) > MOST_CHARACTERS_OF_CONTENTS:
        return False
    headings = {
        section_number(PAGE_NUMBER.sub("", text.text))
        for text in texts
        if len(text.text) <= MAX_HEADING_LENGTH
    }
    return len(headings - {None}) >= MIN_SECTIONS


def titles_of_reports(document: Document) -> int:
    """How many different lines are titles of reports."""
    lines = {
        fold_text(text.text)
        for text in document.texts
        if "公开" in text.text and len(text.text) <= LONGEST_TITLE
    }
    return sum(1 for line in lines if REPORT_TITLE.search(line) and names_a_report(line))


def topics(document: Document) -> int:
    """How many of a report's matters the text treats."""
    text = fold_text(text_of(document))
    return sum(1 for topic in TOPICS if topic.search(text))


def text_of(document: Document) -> str:
    """The whole text, one paragraph a line."""
    return "\n".join(text.text for text in document.texts)


def lead_of(document: Document) -> str:
    """The first paragraphs, folded, one behind the other."""
    paragraphs = [folded for folded in document.folded if len(folded) >= SHORTEST_LINE][:LEAD_PARAGRAPHS]
    return "".join(paragraphs)[:LEAD_CHARACTERS]
