"""Is it a report? Reports told apart from notices, blank forms, summaries and all that stands beside them.

A page is a report for what it has: statutory tables with numbers, the form's sections with text, or the prose
of the years before there was a form. What else a page can be says `genres.toml`. A page with marks of both,
or with a report's title and nothing of its content, is `undecided` and stays out of the database until an
editor decides.
"""

import re
from dataclasses import dataclass

from parsers.labels import fold_text, simplified
from parsers.recognise.altered import alterations
from parsers.recognise.genres import DESPITE_TABLES, GENRES, OTHER, UNDECIDED, Condition, Genre
from parsers.recognise.subject import (
    MIN_SECTIONS,
    Subject,
    has_values,
    is_contents,
    is_foreign,
    is_titled_report,
    is_unfilled,
    lead_of,
    names_a_report,
    own_titles,
    text_of,
    titles_of_reports,
    topics,
)
from parsers.recognise.titles import is_report_title
from parsers.report import Outcome, Remark

# A line that names an attached report, or says so: 附件：某局2024年政府信息公开工作年度报告.docx
ATTACHED = re.compile(r"^附件\d?[:：].*(?:报告|年报)|(?:报告|年报|全文|正文)(?:全文|正文|内容)?[请详]?见附件")
# Under a report's title, and behind the sentence that announces it, fewer will do: long pages are cut off.
MIN_TITLED = 2
# Without such a title it takes so many of a report's matters.
MIN_TOPICS = 3
# So many lines that are titles of reports are a list of them.
MIN_TITLES = 5
# How a report says that it is one.
DECLARES = re.compile(
    r"(?:编制|形成|撰写)(?:了|本|成|完成|而成|.{0,24}(?:年度)?报告)|现(?:将|就).{0,60}(?:报告|公布|公开|总结|汇报)如下"
    r"|(?:现|特)?(?:向|面向)(?:全)?社会.{0,4}(?:公布|公开|发布).{0,60}(?:报告|年报)|现公布.{0,60}(?:报告|年报)"
    r"|本(?:年度|年)?(?:报告|年报).{0,12}(?:根据|依据|按照|由|包括|共分|所列|中所列|数据|统计|全文|从)|年度报告由.{0,60}组成"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the page is: its outcome, the genre where it is no report, and the remark that says why."""

    outcome: Outcome
    genre: str | None = None
    remark: Remark | None = None


ATTACHED_ONLY = Verdict(
    "no_tables", remark=Remark("attachment_only", "the page holds no report but links one as an attachment")
)


def classify(subject: Subject) -> Verdict:
    """Tell what the page is."""
    # Heading and metadata mostly say the same.
    titles = list(dict.fromkeys(simplified(fold_text(title)) for title in own_titles(subject)))
    lead = simplified(lead_of(subject.document))
    report = _report(subject, lead)
    found = _genre(titles, lead, _features(subject, is_report=report is not None), report)
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
    if subject.has_attachments and is_titled_report(subject, titles):
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


def _genre(
    titles: list[str], lead: str, features: frozenset[str], report: Verdict | None
) -> tuple[Genre, str] | None:
    """The first genre that holds, and the marker that told it."""
    # All others give way to a report with its tables, and stand last.
    has_tables = report is not None and report.outcome == "ok"
    for genre in DESPITE_TABLES if has_tables else GENRES.values():
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
        if condition.lead_has and not any(map(lead.__contains__, condition.lead_has)):
            return None
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
        if has_values(subject):
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
        if topics(subject.document) >= fewest or (is_titled and len(subject.sections) >= MIN_TITLED):
            return _no_tables("the prose of a report, but none of its tables")
    return None


def _no_tables(message: str) -> Verdict:
    return Verdict("no_tables", remark=Remark("no_tables", message))


def _doubtful(subject: Subject, titles: list[str], lead: str) -> Verdict:
    """Neither a report nor anything known: whether it might be one."""
    signs = []
    if any(names_a_report(title) for title in titles):
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


def _features(subject: Subject, is_report: bool) -> frozenset[str]:
    """What the conditions of a genre may ask for."""
    has_text = any(text.strip() for text in subject.sections.values())
    is_blank = bool(subject.tables) and not has_values(subject)
    features = {
        "no_tables": not subject.tables,
        "no_report": not is_report,
        "blank_tables": is_blank,
        "no_text": is_blank and is_unfilled(subject) and not has_text,
        "nameless": subject.year is None and subject.agency is None,
        "school_year": subject.is_school_year,
        "headings_only": not subject.tables and not has_text and is_contents(subject),
        "titles_of_reports": not is_report and titles_of_reports(subject.document) >= MIN_TITLES,
    }
    if is_foreign(subject.url):
        features["foreign_host"] = True
        features["altered_text"] = bool(alterations(text_of(subject.document)))
    return frozenset(name for name, holds in features.items() if holds)
