"""Which titles read like an annual report, and why the others do not.

Lists mix the report with its picture version, interpretations, notices and work plans. What is left out is
counted under the reason given here, never dropped in silence.

>>> skip_reason("某市财政局2023年政府信息公开工作年度报告") is None
True
>>> skip_reason("一图读懂某市财政局2023年政府信息公开年报")
'picture_version'
"""

import re

# 自然资源和规划局, 卫生和计划生育委员会: what stands in the name of a body says nothing about its report.
BODY = r"[^年度]{0,12}(?:局|委|厅|办|部|署|院|处|所|站|科|馆|会|中心|大队|公司)"
# First match decides, so the specific words stand before the general ones.
OTHER_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"图解|一图|图说|图片版|长图|漫画|动漫|视频"), "picture_version"),
    (re.compile(r"解读|问答|答记者问"), "interpretation"),
    (re.compile(r"网站.{0,8}(?:年度|工作).{0,4}报[表告]|网站.{0,6}报表"), "website_report"),
    (re.compile(rf"要点|方案|(?:计划|规划)(?!{BODY})"), "plan"),
    (re.compile(r"指南|目录|清单|流程图"), "guide"),
    (re.compile(r"依申请公开.{0,8}统计"), "request_statistics"),
    (re.compile(r"(?:报告|年报)的?(?:有关)?说明"), "explanation"),
    (re.compile(r"公告|通知|通告|公示"), "notice"),
    (re.compile(r"总结"), "work_summary"),
)
PUBLICITY = re.compile(r"(?:信息|政务)公开")
REPORT = re.compile(r"报告|年报")
YEARLY_REPORT = re.compile(r"年度.{0,4}报告|年报")
STATISTICS_TABLE = re.compile(r"信息公开.{0,10}统计表")
BARE_YEAR = re.compile(r"\W*(?:19|20)\d{2}\s*(?:年度?)?\W*")
OTHER_SUBJECT = re.compile(
    r"法治|依法行政|财政|预算|决算|审计|信用|统计|绩效|质量|环境|社会责任|公司|人事|执法|招生|就业"
)
CUT = re.compile(r"(?:…|\.{2,}|．{2,}|。{2,})\s*$")


def skip_reason(title: str) -> str | None:
    """None for a title that reads like an annual report, else the reason it is left out."""
    words = "".join(title.split())
    for pattern, reason in OTHER_KINDS:
        if pattern.search(words):
            return reason
    if _reads_like_report(words):
        return None
    return "other_subject" if REPORT.search(words) else "other_title"


def is_about_reports(title: str) -> bool:
    """Whether a title that is no report's speaks of them: what is left out is counted, the rest is a menu."""
    words = "".join(title.split())
    return bool(PUBLICITY.search(words) and REPORT.search(words)) or bool(YEARLY_REPORT.search(words))


def _reads_like_report(words: str) -> bool:
    if PUBLICITY.search(words):
        # A title cut before its last word is fetched rather than lost.
        return bool(REPORT.search(words) or STATISTICS_TABLE.search(words) or is_cut(words))
    if BARE_YEAR.fullmatch(words):
        # Year channels name their one report by its year alone.
        return True
    return bool(YEARLY_REPORT.search(words) and not OTHER_SUBJECT.search(words))


def is_bare_year(title: str) -> bool:
    """Whether a link says a year and nothing else: it leads to that year's list, or to its one report."""
    return bool(BARE_YEAR.fullmatch("".join(title.split())))


def is_cut(title: str) -> bool:
    """Whether a title ends in the dots that templates put where they cut it."""
    return bool(CUT.search(title))
