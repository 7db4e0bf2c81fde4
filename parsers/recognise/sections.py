"""The six sections of a report and their text, told by the wording of their headings.

Headings are renamed, unnumbered or numbered anew inside another section, so the wording decides, and the
sections must come in the order of the form.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from parsers.document import Document, Table, Text
from parsers.labels import fold_label, fold_text
from parsers.spellings import section_titles

# A heading is a short line; a sentence that begins like one is not.
MAX_HEADING_LENGTH = 40
LIKE_ENOUGH = 85.0
# What stands on the page below the report: sharing, printing, navigation, the site's own footer.
BELOW_THE_REPORT = re.compile(
    r"^(?:扫一扫|用微信扫|微信扫|分享到|分享：|【?打印|【?关闭|上一[篇条]|下一[篇条]|相关(?:阅读|链接|文章)|附件[:：1]|主办|承办|版权所有"
    r"|网站标识码|政府网站标识码|网站地图|责任编辑|信息来源|来源[:：]|浏览次数|点击|返回顶部)|ICP备|公网安备"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A block that reads like the heading of a section."""

    block: int
    number: int


def find_sections(document: Document) -> dict[str, str]:
    """The text of each section found, tables left out, by its number; an empty section has an empty text."""
    headings = _in_order(_headings(document))
    if not headings:
        return {}
    ends = [heading.block for heading in headings[1:]] + [_end_of_report(document, headings[-1])]
    return {
        str(heading.number): "\n".join(
            block.text for block in document.blocks[heading.block + 1 : end] if isinstance(block, Text)
        )
        for heading, end in zip(headings, ends, strict=True)
    }


def _end_of_report(document: Document, last: Heading) -> int:
    """The first block below the last heading that belongs to the site, not to the report."""
    for position in range(last.block + 1, len(document.blocks)):
        block = document.blocks[position]
        if isinstance(block, Text) and BELOW_THE_REPORT.search(fold_text(block.text)):
            return position
    return len(document.blocks)


def _headings(document: Document) -> list[Heading]:
    found = []
    for position, block in enumerate(document.blocks):
        if isinstance(block, Text) and len(block.text) <= MAX_HEADING_LENGTH:
            number = section_number(block.text)
            if number:
                found.append(Heading(position, number))
    return _before_tables(found, document)


@lru_cache(maxsize=20_000)
def section_number(text: str) -> int | None:
    """Which section a heading names, or None."""
    folded = fold_label(text)
    titles = section_titles()
    if folded in titles:
        return titles[folded]
    if len(folded) < 6:
        return None
    alike = process.extract(folded, titles.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=None)
    return max(((score, titles[title]) for title, score, _key in alike), default=(0.0, None))[1]


def _before_tables(headings: Sequence[Heading], document: Document) -> list[Heading]:
    """Where a heading occurs twice, keep the one followed by a table before the next heading, if one is."""
    kept: dict[int, Heading] = {}
    for position, heading in enumerate(headings):
        end = headings[position + 1].block if position + 1 < len(headings) else len(document.blocks)
        has_table = any(isinstance(block, Table) for block in document.blocks[heading.block : end])
        if heading.number not in kept or (has_table and heading.number in (2, 3, 4)):
            kept[heading.number] = heading
    return sorted(kept.values(), key=lambda heading: heading.block)


def _in_order(headings: Sequence[Heading]) -> list[Heading]:
    """The longest run of headings whose numbers rise."""
    best: list[list[Heading]] = []
    for heading in headings:
        earlier = [run for run in best if run[-1].number < heading.number]
        best.append([*max(earlier, key=len, default=[]), heading])
    return max(best, key=len, default=[])
