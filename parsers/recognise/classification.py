"""Is it a report? Reports told apart from notices, blank forms, summaries and all that stands beside them.

A page is a report for what it has: statutory tables with numbers, the form's sections with text, or the prose
of the years before there was a form. What else a page can be says `genres.toml`. A page with marks of both,
or with a report's title and nothing of its content, is `undecided` and stays out of the database until an
editor decides.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from parsers.document import Document
from parsers.labels import fold_text, simplified
from parsers.recognise.altered import alterations
from parsers.recognise.figures import TableResult
from parsers.recognise.genres import GENRES, OTHER, UNDECIDED, Condition, Genre
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
from parsers.report import Outcome, Remark

# A line that names an attached report (附件：某局2024年…年度报告.docx), or says that it is there.
ATTACHED = re.compile(r"^附件\d?[:：].*(?:报告|年报)|(?:报告|年报|全文|正文)(?:全文|正文|内容)?[请详]?见附件")
# What the cells of a form hold that nobody has filled in.
EMPTY_STATES = frozenset({"blank", "dash", "missing"})
# A page with so many of the six sections is a report even where its tables are pictures.
MIN_SECTIONS = 3
# Under a report's title, and behind the sentence that announces it, fewer will do: long pages are cut off.
MIN_TITLED = 2
# The matters that reports without a form treat, each in a section of its own.
TOPICS = (
    re.compile(r"主动公开(?:政府)?(?:信息)?"),
    re.compile(r"依申请公开|公开申请(?:情况|办理)|申请公开(?:政府)?信息"),
    re.compile(r"复议|诉讼"),
    re.compile(r"收费|减免|收取(?:任何)?费用"),
    re.compile(r"(?:存在|主要)的?(?:主要)?(?:问题|不足)|改进(?:措施|情况)|下一步"),
)
MIN_TOPICS = 3
# How a report says that it is one.
DECLARES = re.compile(
    r"(?:编制|形成|撰写)(?:了|本|成|完成|而成|.{0,24}(?:年度)?报告)|现(?:将|就).{0,60}(?:报告|公布|公开|总结|汇报)如下"
    r"|(?:现|特)?(?:向|面向)(?:全)?社会.{0,4}(?:公布|公开|发布).{0,60}(?:报告|年报)|现公布.{0,60}(?:报告|年报)"
    r"|本(?:年度|年)?(?:报告|年报).{0,12}(?:根据|依据|按照|由|包括|共分|所列|中所列|数据|统计|全文|从)|年度报告由.{0,60}组成"
)
LEAD_CHARACTERS, LEAD_PARAGRAPHS, SHORTEST_LINE = 1500, 40, 4
FIRST_LINES = 6
# Shorter lines are the site's menu: 政府信息公开指南 is a column, 云州市政府信息公开指南 a title.
SHORTEST_TITLE, LONGEST_TITLE = 9, 80
# Breadcrumbs and sentences are no titles.
NO_TITLE = re.compile(rf"{NAVIGATION.pattern}|[。；;]|{ANNOUNCEMENT.pattern}")
# So many lines that are titles of reports are a list of them.
MIN_TITLES = 5
# A contents page has little beside its headings.
MOST_CHARACTERS_OF_CONTENTS = 600
PAGE_NUMBER = re.compile(r"[.·…\s]*\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the page is: its outcome, the genre where it is no report, and the remark that says why."""

    outcome: Outcome
    genre: str | None = None
    remark: Remark | None = None


ATTACHED_ONLY = Verdict(
    "no_tables", remark=Remark("attachment_only", "the page holds no report but links one as an attachment")
)


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


def classify(subject: Subject) -> Verdict:
    """Tell what the page is."""
    titles = [simplified(fold_text(title)) for title in own_titles(subject)]
    lead = simplified(_lead(subject.document))
    report = _report(subject, lead)
    found = _genre(titles, lead, _features(subject, is_report=report is not None))
    if found and found[0].despite_tables:
        return _none(*found)
    if report and not (found and report.remark and report.outcome == "no_tables"):
        return report
    if report and found:
        genre, marker = found
        said = f"{report.remark.message if report.remark else ''}, but also {genre.en} ({marker})"
        return Verdict("not_a_report", UNDECIDED, Remark(UNDECIDED, f"待编辑判断 · {said}"))
    if found:
        return _none(*found)
    if subject.has_attachments and _is_titled(subject, titles):
        # Nothing on the page speaks against it: what the page announces is in its documents.
        return ATTACHED_ONLY
    return _doubtful(subject, titles, lead)


def decided_verdict(subject: Subject) -> Verdict:
    """The verdict on a page that an editor has decided to be a report: with its tables or without."""
    return (
        Verdict("ok")
        if subject.tables
        else _no_tables("a report by an editor's decision, without its tables")
    )


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
        return
    texts = subject.document.texts
    yield from (text.text for text in texts if text.level == 1)
    lines = [text.text for text in texts if not NO_TITLE.search(text.text)]
    lines = [line for line in lines if SHORTEST_TITLE <= len(fold_text(line)) <= LONGEST_TITLE]
    yield from lines[:FIRST_LINES]
    # A title broken over two lines.
    yield "".join(lines[:2])


def _genre(titles: list[str], lead: str, features: frozenset[str]) -> tuple[Genre, str] | None:
    """The first genre that holds, and the marker that told it."""
    for genre in GENRES.values():
        for condition in genre.when:
            marker = _marker(condition, titles, lead, features)
            if marker:
                return genre, marker
    return None


def _marker(condition: Condition, titles: list[str], lead: str, features: frozenset[str]) -> str | None:
    """What told the genre, in words; None where a condition does not hold."""
    if not features.issuperset(condition.feature):
        return None
    if condition.not_title and any(condition.not_title_pattern.search(title) for title in titles):
        return None
    markers = [name.replace("_", " ") for name in condition.feature if not name.startswith("no_")]
    if condition.title:
        titled = next(filter(None, map(condition.title_pattern.search, titles)), None)
        if not titled:
            return None
        markers.append(f"the title says “{titled[0]}”")
    if condition.lead:
        said = condition.lead_pattern.search(lead)
        if not said:
            return None
        markers.append(f"the text says “{said[0][:40]}”")
    return "; ".join(markers)


def _none(genre: Genre, marker: str) -> Verdict:
    return Verdict(genre.outcome, genre.key, Remark(genre.key, f"{genre.zh} · {genre.en}: {marker}"))


def _report(subject: Subject, lead: str) -> Verdict | None:
    """The verdict that it is a report, with what it lacks; None where nothing makes it one."""
    if subject.tables:
        if _has_values(subject):
            return Verdict("ok")
        return Verdict("ok", remark=Remark("no_values", "the tables hold no number"))
    title = subject.title
    is_titled = title is not None and is_report_title(title)
    if len(subject.sections) >= MIN_SECTIONS and (title is None or is_titled):
        return _no_tables("the sections of a report, but none of its tables")
    if is_titled and any(ATTACHED.search(fold_text(text.text)) for text in subject.document.texts):
        return ATTACHED_ONLY
    if (title is None or is_titled) and DECLARES.search(lead):
        fewest = MIN_TITLED if is_titled else MIN_TOPICS
        if _topics(subject.document) >= fewest or (is_titled and len(subject.sections) >= MIN_TITLED):
            return _no_tables("the prose of a report, but none of its tables")
    return None


def _no_tables(message: str) -> Verdict:
    return Verdict("no_tables", remark=Remark("no_tables", message))


def _doubtful(subject: Subject, titles: list[str], lead: str) -> Verdict:
    """Neither a report nor anything known: whether it might be one."""
    signs = []
    if any(_names_a_report(title) for title in titles):
        signs.append("a report's title")
    if DECLARES.search(lead) and "公开" in lead:
        signs.append("a sentence that announces a report")
    if len(subject.sections) >= MIN_SECTIONS:
        signs.append(f"{len(subject.sections)} of its sections")
    if not signs:
        message = "neither the tables nor the sections of a report"
        return Verdict("not_a_report", OTHER, Remark("not_a_report", f"不是年度报告 · {message}"))
    message = f"it has {' and '.join(signs)}, but neither its tables nor enough of its content"
    return Verdict("not_a_report", UNDECIDED, Remark(UNDECIDED, f"待编辑判断 · {message}"))


def _is_titled(subject: Subject, titles: list[str]) -> bool:
    """Whether a title of the page is a report's."""
    own = subject.title
    return (own is not None and is_report_title(own)) or any(_names_a_report(title) for title in titles)


def _names_a_report(title: str) -> bool:
    """Whether a title names a report of somebody or some year, and not just the column reports stand in."""
    return is_report_title(title) and (year_in_title(title) is not None or agency_in_title(title) is not None)


def _features(subject: Subject, is_report: bool) -> frozenset[str]:
    """What the conditions of a genre may ask for."""
    has_text = any(text.strip() for text in subject.sections.values())
    is_blank = bool(subject.tables) and not _has_values(subject)
    features = {
        "no_tables": not subject.tables,
        "no_report": not is_report,
        "blank_tables": is_blank,
        "no_text": is_blank and _is_unfilled(subject) and not has_text,
        "nameless": subject.year is None and subject.agency is None,
        "school_year": subject.is_school_year,
        "headings_only": not subject.tables and not has_text and _is_contents(subject),
        "titles_of_reports": not is_report and _titles(subject.document) >= MIN_TITLES,
    }
    if is_foreign(subject.url):
        features["foreign_host"] = True
        features["altered_text"] = bool(alterations(_text(subject.document)))
    return frozenset(name for name, holds in features.items() if holds)


def is_foreign(url: str | None) -> bool:
    """Whether an address is outside .gov.cn; `.test` is reserved for trials and exists nowhere."""
    host = urlsplit(url).hostname if url else None
    return bool(host) and not f".{host}".endswith((".gov.cn", ".test"))


def _has_values(subject: Subject) -> bool:
    return any(
        figure.value is not None for table in subject.tables.values() for figure in table.figures.values()
    )


def _is_unfilled(subject: Subject) -> bool:
    states = {figure.state for table in subject.tables.values() for figure in table.figures.values()}
    return states <= EMPTY_STATES


def _is_contents(subject: Subject) -> bool:
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


def _titles(document: Document) -> int:
    """How many different lines are titles of reports."""
    lines = {
        fold_text(text.text)
        for text in document.texts
        if "公开" in text.text and len(text.text) <= LONGEST_TITLE
    }
    return sum(1 for line in lines if REPORT_TITLE.search(line) and _names_a_report(line))


def _topics(document: Document) -> int:
    """How many of a report's matters the text treats."""
    text = fold_text(_text(document))
    return sum(1 for topic in TOPICS if topic.search(text))


def _text(document: Document) -> str:
    return "\n".join(text.text for text in document.texts)


def _lead(document: Document) -> str:
    """The first paragraphs, folded, one behind the other."""
    paragraphs = [text.text for text in document.texts if len(text.text) >= SHORTEST_LINE][:LEAD_PARAGRAPHS]
    return fold_text("".join(paragraphs)[:LEAD_CHARACTERS])
