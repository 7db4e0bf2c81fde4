"""The six sections of a report and their text, told by the wording of their headings.

Headings are renamed, unnumbered or numbered anew inside another section, so the wording decides, and the
sections must come in the order of the form.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from parsers.document import Block, Document, Table, Text
from parsers.labels import fold_label, fold_text
from parsers.remembered import remembered
from parsers.spellings import section_titles

# A heading is a short line; a sentence that begins like one is not.
MAX_HEADING_LENGTH = 40
LIKE_ENOUGH = 85.0
# As a line that is like a title shares 85 % of both with it, so many of its characters are a title's: the two
# lengths differ by no more than 0.85 / (2 - 0.85).
FEWEST_OF_THEM = 0.73
# Sections two to four hold the tables.
NUMBERS, WITH_TABLES = (1, 2, 3, 4, 5, 6), (2, 3, 4)
# How headings are numbered; so many of one level tell that it is the sections'.
TOP, INNER = "一、", "（一）"
STYLES = {
    TOP: re.compile(r"^[一二三四五六七八九十]+[、.,]"),
    INNER: re.compile(r"^\([一二三四五六七八九十]+\)"),
    "1、": re.compile(r"^\d+[、.,]"),
}
MIN_OF_LEVEL = 3
NUMBER_ALONE = re.compile(r"^(?:[一二三四五六]|\d)[、.,]?$|^\([一二三四五六]\)$")
# Fees have a section of their own before 2019, worded like that of applications: 依申请公开政府信息收费情况.
OF_FEES = re.compile("费|减免")
# 第二部分 主动公开政府信息情况, 2023年政务公开总体情况
BEFORE_TITLE = re.compile(r"^(?:第[一二三四五六七八]部分)?(?:(?:19|20)\d\d年度?)?")
# What stands on the page below the report: sharing, printing, navigation, the site's own footer.
BELOW_THE_REPORT = re.compile(
    r"^(?:扫一扫|用微信扫|微信扫|分享到|分享：|【?打印|【?关闭|上一[篇条]|下一[篇条]|相关(?:阅读|链接|文章)|附件[:：1]|主办|承办|版权所有"
    r"|网站标识码|政府网站标识码|网站地图|责任编辑|信息来源|来源[:：]|浏览次数|点击|返回顶部)|ICP备|公网安备"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A block that reads like a section's heading, and how it is numbered: 一、, （一） or otherwise."""

    block: int
    number: int
    style: str
    has_table: bool = False


def find_sections(document: Document) -> dict[str, str]:
    """The text of each section found, tables left out, by its number; an empty section has an empty text."""
    headings = _in_order(_once_each(_with_section_one(_one_series(_one_level(_headings(document))))))
    if not headings:
        return {}
    ends = [_above(document, heading) for heading in headings[1:]] + [_end_of_report(document, headings[-1])]
    texts = {
        heading.number: "\n".join(
            block.text for block in document.blocks[heading.block + 1 : end] if isinstance(block, Text)
        )
        for heading, end in zip(headings, ends, strict=True)
    }
    return {str(number): texts[number] for number in sorted(texts)}


def _above(document: Document, heading: Heading) -> int:
    """Where the section before a heading ends: above its number where that has a line of its own."""
    above = document.blocks[heading.block - 1]
    is_number = isinstance(above, Text) and NUMBER_ALONE.match(fold_text(above.text))
    return heading.block - 1 if is_number else heading.block


def _end_of_report(document: Document, last: Heading) -> int:
    """The first block below the last heading that belongs to the site, not to the report."""
    for position in range(last.block + 1, len(document.blocks)):
        block = document.blocks[position]
        if isinstance(block, Text) and BELOW_THE_REPORT.search(fold_text(block.text)):
            return position
    return len(document.blocks)


def _headings(document: Document) -> list[Heading]:
    found = [
        (position, block.text, number)
        for position, block in enumerate(document.blocks)
        if isinstance(block, Text)
        and len(block.text) <= MAX_HEADING_LENGTH
        and (number := section_number(block.text))
    ]
    ends = [*(position for position, _text, _number in found[1:]), len(document.blocks)]
    return [
        Heading(start, number, _style(text), _has_table(document.blocks[start:end]))
        for (start, text, number), end in zip(found, ends, strict=False)  # without headings there is one end
    ]


def _has_table(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Table) for block in blocks)


def _style(text: str) -> str:
    folded = fold_text(text)
    return next((style for style, pattern in STYLES.items() if pattern.match(folded)), "")


@remembered
def section_number(text: str) -> int | None:
    """Which section a heading names, or None."""
    folded = BEFORE_TITLE.sub("", fold_label(text))
    titles = section_titles()
    if folded in titles:
        return titles[folded]
    if len(folded) < 6 or OF_FEES.search(folded):
        return None
    if sum(map(_characters().__contains__, folded)) < FEWEST_OF_THEM * len(folded):
        return None
    alike = process.extract(folded, titles.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=None)
    return max(((score, titles[title]) for title, score, _key in alike), default=(0.0, None))[1]


@cache
def _characters() -> frozenset[str]:
    """Every character of the sections' titles."""
    return frozenset("".join(section_titles()))


def _one_level(headings: Sequence[Heading]) -> list[Heading]:
    """Where the sections are numbered 一、 what is numbered （一） stands inside one of them."""
    top = {heading.number for heading in headings if heading.style == TOP}
    if len(top) < MIN_OF_LEVEL:
        return list(headings)
    return [heading for heading in headings if heading.style != INNER]


def _one_series(headings: Sequence[Heading]) -> list[Heading]:
    """The first of the fullest series: another report on the page begins with section one again.

    A series that begins again at section two stands in section one, if all it has comes once more.
    """
    starts = [n for n, heading in enumerate(headings) if n and heading.number == 1]
    every = [headings[a:b] for a, b in pairwise([0, *starts, len(headings)])]
    series = max(every, key=lambda part: len({heading.number for heading in part}), default=[])
    for place in range(len(series) - 1, 0, -1):
        before = {heading.number for heading in series[:place] if heading.number > 1}
        again = {heading.number for heading in series[place:]}
        if series[place].number < series[place - 1].number and series[place].number in before <= again:
            return [*(heading for heading in series[:place] if heading.number == 1), *series[place:]]
    return list(series)


def _with_section_one(headings: Sequence[Heading]) -> list[Heading]:
    """Where section two comes twice and section one never, the first is that one: 一、主动公开情况."""
    numbers = [heading.number for heading in headings]
    if numbers[:2] == [2, 2] and 1 not in numbers and not headings[0].has_table:
        return [replace(headings[0], number=1), *headings[1:]]
    return list(headings)


def _once_each(headings: Sequence[Heading]) -> list[Heading]:
    """Where a heading occurs twice, the one followed by a table before the next heading, if one is."""
    kept: dict[int, Heading] = {}
    for heading in headings:
        if heading.number not in kept or (heading.has_table and heading.number in WITH_TABLES):
            kept[heading.number] = heading
    return sorted(kept.values(), key=lambda heading: heading.block)


def _in_order(headings: Sequence[Heading]) -> list[Heading]:
    """The longest run of headings whose numbers rise; all where each section is there with its table."""
    tables = {heading.has_table for heading in headings if heading.number in WITH_TABLES}
    if len(headings) == len(NUMBERS) and len({heading.style for heading in headings}) == len(tables) == 1:
        return list(headings)
    best: list[list[Heading]] = []
    for heading in headings:
        earlier = [run for run in best if run[-1].number < heading.number]
        best.append([*max(earlier, key=len, default=[]), heading])
    return max(best, key=len, default=[])
