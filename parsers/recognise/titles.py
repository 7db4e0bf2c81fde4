"""The report's title, and the agency and year that stand in it.

>>> agency_in_title("2019年黑龙江省商务厅政府信息公开工作年度报告")
'黑龙江省商务厅'
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from parsers.document import Document
from parsers.labels import fold_text, simplified
from parsers.recognise.dates import (
    CHINESE_DIGIT_CLASS,
    DATE,
    MISTAKEN_ONES,
    MISTAKEN_ZEROS,
    YEAR,
    YEAR_APART,
    Legible,
    is_plausible,
    legible,
)

SUBJECT = r"(?:政府信息公开|政务信息公开|信息公开|政务公开)"
# What agencies call the report: 政府信息公开工作年度报告 and its common shortenings.
REPORT_TITLE = re.compile(rf"{SUBJECT}.{{0,20}}?(?:报告|年报)")
# Look-alikes that are about the report, or about something else altogether.
NOT_REPORT = re.compile(r"图解|解读|一图|读懂|通知|公告|指南|说明|工作要点|报表|格式|模板|函$")
WRAPPED = re.compile(r"《([^》]*(?:报告|年报))》?")
ABOUT = re.compile(r"^.{0,30}?关于(?:印发|公布|报送|发布|公开)")
# 关于印发2025年政府信息公开工作年度报告的通知: the report itself, issued with a notice.
ISSUED = re.compile(
    r"关于(?:印发|公布|发布|报送|公开)《?([^《》]*(?:报告|年报))》?的(?:通知|公告|函|报告)(?:\(.*\))?$"
)
ISSUES = re.compile(r"关于(?:印发|公布|报送|发布|公开)")
HAS_DIGIT = re.compile(r"\d")
MISPRINTED_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)(?:年度?)?")
YEAR_WORDS = re.compile(rf"\(?(?<!\d){YEAR}(?!\d)\)?(?:年度|年)?\)?")
YEAR_ALONE = re.compile(rf"({YEAR_APART})(?!\d)")
# Beginning with 年, and only then looking back, lets a search pass over all other characters.
ANY_YEAR = re.compile(r"年(?<=(?<!\d)(\d{4})年)")
NOTICE = re.compile(r"的(?:通知|公告|函|报告)$")
# What is left around a name without its year, and the characters that a name has.
AROUND_A_NAME = re.compile(r"^(?:关于|年度|年|的)+|(?:关于|年度|的)+$")
OF_A_NAME = re.compile(r"[一-鿿（）()、•·〇]+")
AFTER_AGENCY = re.compile(rf"(?:关于)?(?:{YEAR_WORDS.pattern})*(?:年度)?{SUBJECT}")
# The number of the document the report was issued with: 某政办发〔2020〕12号.
NUMBERED = re.compile(r"\(\d{4}\)\d{1,4}号")
SUFFIX = re.compile(r"(?:\(文字版\)|\.docx?|\.pdf|\.wps)$")
# A sentence that announces the report may be as short as a title.
ANNOUNCEMENT = re.compile(
    r"现将|现公布|现予|现就|特向|特此|如下[:：]?$|^(?:根据|按照|依据|为了?|遵照)|向社会公"
)
# Breadcrumbs and menus name the column the report stands in.
NAVIGATION = re.compile(r"首页|位置|导航|[>»＞]")
SENTENCE = re.compile("[。；;]")
# A notice that asks for reports names them as they do themselves.
CALLS_FOR_REPORTS = re.compile("关于.{0,4}做好")
ANY_OTHER = re.compile(
    "|".join(other.pattern for other in (CALLS_FOR_REPORTS, SENTENCE, NAVIGATION, ANNOUNCEMENT))
)
# What a site puts behind the title; the line between two years is none of its.
SITE_SUFFIX = re.compile(r"(?:[_|·]|(?<!\d)[-—]|[-—](?!\d)).*$")
# 二O一八云州市…: a year in numerals or letters at the head of a title, its 年 left out.
BARE_YEAR = re.compile(rf"^([二2][{CHINESE_DIGIT_CLASS}{MISTAKEN_ZEROS}{MISTAKEN_ONES}0-9]{{3}})(?![年0-9])")
# What stands before a title, or in the cell before it, where the page lists its metadata.
TITLE_LABEL = re.compile(
    r"[\s•]*(?:标\s*题|名\s*称|中文名称?|公报标题|信息名称|文件名称|文件标题|信息标题)\s*[:：]?\s*"
)
METADATA_ROWS = 8
# 我局, 本级政府, and what a sentence says around a name.
NO_AGENCY = re.compile(r"我[局委办厅镇乡县区市旗处街院]|本[局机单级部区县市镇乡]|附件|关于|.*(?:报告|年报)")
# The last character of a line that can be an agency's, or a year's or 关于's.
MAY_END_AN_AGENCY = re.compile(
    r"(?:海关|机关)$|[局委办厅部院署府处站所会社镇乡道队馆校司区县市旗省心室年度于)0-9]$"
)
# Title lines are short; a sentence that mentions the report is not one.
MAX_TITLE_LENGTH = 80
TITLE_LINES = 14
# An extract of one line begins with the title.
RUN_ON = re.compile(r"^([^，,。；;：:《》]{8,70}?(?:年度报告|年报))\s")
# The score of a title that names year and agency.
FULLEST = 5
LEAD_TEXTS = 25
# 现公布《云州市水务局2020年政府信息公开工作年度报告》.
QUOTED = re.compile(r"(?:现|公布|公开|发布|报送|编制)[^《》。；]{0,12}《([^《》]{8,60}(?:报告|年报))》")


def find_title(document: Document) -> str | None:
    """The fullest title on the page, or None where nothing reads like a report's title."""
    return _best(_candidates(document)) or _best(_quoted(document))


def _best(candidates: Iterable[str]) -> str | None:
    best: tuple[int, str] | None = None
    scored: set[str] = set()
    # One after the other: where the first heading names all, nothing else is looked at.
    for text in candidates:
        if text in scored:
            continue
        scored.add(text)
        score = _score(text)
        if score and (best is None or score > best[0]):
            best = (score, text)
            if score == FULLEST:
                break
    return best[1] if best else None


def _quoted(document: Document) -> Iterator[str]:
    """Titles that stand nowhere but in the sentence that announces the report, as in many extracts."""
    return (found[1] for text in document.texts[:LEAD_TEXTS] for found in QUOTED.finditer(text.text))


def _candidates(document: Document) -> Iterator[str]:
    """Where titles stand, the most trustworthy first: headings, the first lines, metadata, `<title>`."""
    yield from (text for text, level in document.texts if 1 <= level <= 3)
    lines = [_without_label(text.text) for text in document.texts[:TITLE_LINES]]
    yield from lines
    yield from (found[1] for line in lines if len(line) > MAX_TITLE_LENGTH and (found := RUN_ON.match(line)))
    yield from _joined(lines)
    yield from _labelled(document)
    if "articletitle" in document.metadata:
        yield document.metadata["articletitle"]
    if "title" in document.metadata:
        yield SITE_SUFFIX.sub("", document.metadata["title"])


def _without_label(line: str) -> str:
    label = TITLE_LABEL.match(line)
    return line[label.end() :] if label else line


def _labelled(document: Document) -> Iterator[str]:
    """The title in the table of the page's metadata: 标题 | 某局2020年政府信息公开工作年度报告."""
    for table in document.tables[:1]:
        for row in table.rows[:METADATA_ROWS]:
            for cell, value in pairwise(row):
                if TITLE_LABEL.fullmatch(cell.text):
                    yield value.text


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Titles broken over two or three lines; an entry of the menu before a title is no part of it."""
    for size in (2, 3):
        for start in range(len(lines) - size + 1):
            first, *rest = lines[start : start + size]
            text = " ".join((first, *rest))
            if not _may_be_title(text):
                continue
            has_title = REPORT_TITLE.search(simplified(fold_text("".join(rest))))
            if not has_title or MAY_END_AN_AGENCY.search(fold_text(first)):
                yield text


def _score(text: str) -> int:
    """0 for no title; more for one that also names a year and an agency."""
    if not _may_be_title(text):
        return 0
    folded = simplified(fold_text(text))
    if len(folded) > MAX_TITLE_LENGTH or not REPORT_TITLE.search(folded):
        return 0
    if ANY_OTHER.search(folded):
        return 0
    return 1 + 2 * (year_in_title(text) is not None) + 2 * (agency_in_title(text) is not None)


def _may_be_title(text: str) -> bool:
    # Folding makes 公 and 开 of no other characters and leaves 。 as it is: looking for them first saves it.
    return "公" in text and ("开" in text or "開" in text) and "。" not in text


def is_report_title(text: str) -> bool:
    """Whether a title names such a report and not something about one."""
    folded = simplified(fold_text(text))
    # A notice that issues the report carries it, so the title inside it decides.
    issued = None
    if "关于" in folded:
        issued = ISSUED.search(folded) or (WRAPPED.search(folded) if ABOUT.search(folded) else None)
    inner = issued[1] if issued else folded
    return bool(REPORT_TITLE.search(inner)) and not NOT_REPORT.search(inner)


@lru_cache(maxsize=1_000)
def _legible_title(title: str) -> Legible:
    return legible(BARE_YEAR.sub(r"\1年", simplified(fold_text(title))))


@lru_cache(maxsize=1_000)
def year_in_title(title: str) -> int | None:
    """The one year a title names; None where it names none or several (2019-2020年, 2019-2020学年)."""
    text = DATE.sub("", _without_number(_legible_title(title).text))
    years = {int(found) for found in YEAR_ALONE.findall(text)}
    return years.pop() if len(years) == 1 else None


def _without_number(title: str) -> str:
    # Hardly a title has one.
    return NUMBERED.sub("", title) if "号" in title else title


def title_repairs(title: str) -> tuple[str, ...]:
    """The years in a title that had to be mended, each as written and as read."""
    return _legible_title(title).repairs


def implausible_years(title: str) -> tuple[str, ...]:
    """Years in a title that no report can be for, such as 2109年: which digit is wrong cannot be told."""
    found = ANY_YEAR.findall(_legible_title(title).text)
    return tuple(year for year in found if not is_plausible(int(year)))


@lru_cache(maxsize=1_000)
def agency_in_title(title: str) -> str | None:
    """The agency a title names, as written there without spaces; None where it names none."""
    folded = _without_number(SUFFIX.sub("", _legible_title(title).text))
    wrapped = WRAPPED.search(folded) if "《" in folded else None
    issued = ABOUT.search(folded) if "关于" in folded else None
    inner = wrapped[1] if wrapped else NOTICE.sub("", folded[issued.end() :] if issued else folded)
    named = _agency_before_subject(inner)
    if named is None and issued:
        # 某局关于印发2025年政府信息公开工作年度报告的通知: who issues it reports.
        issuer = _without_years(ISSUES.split(folded, maxsplit=1)[0])
        return issuer if is_agency_name(issuer) else None
    return named


def _agency_before_subject(title: str) -> str | None:
    subject = AFTER_AGENCY.search(title)
    if subject is None:
        return None
    agency = _without_years(title[: subject.start()])
    if agency.endswith("人民") and subject[0].endswith("政府信息公开"):
        # 某县人民政府信息公开年报: 政府 is the agency's as well as the subject's.
        agency += "政府"
    return agency if is_agency_name(agency) else None


def _without_years(text: str) -> str:
    """A name without the year before or behind it, whether there were reports in that year or not."""
    # A name alone has no digit to look for.
    bare = MISPRINTED_YEAR.sub("", YEAR_WORDS.sub("", text)) if HAS_DIGIT.search(text) else text
    return AROUND_A_NAME.sub("", bare).strip("《》<>:：、,，-—_·•.")


def is_agency_name(name: str) -> bool:
    """Whether a text could be an agency's name: Chinese characters, of a name's length, not 我局."""
    return 2 <= len(name) <= 40 and bool(OF_A_NAME.fullmatch(name)) and not NO_AGENCY.match(name)
