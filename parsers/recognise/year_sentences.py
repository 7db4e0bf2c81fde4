"""Where a report's prose and addresses name its year: its announcement, section one, its number.

Each function takes folded texts and gives the one year it finds, or None where it finds none or several.

>>> year_of_lead(["现将我局2020年政府信息公开工作情况报告如下。"])
2020
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import unquote, urlsplit

from parsers.labels import fold_text, simplified
from parsers.recognise.dates import MAY_BE_DIGIT, YEAR, YEAR_APART, is_plausible, legible
from parsers.recognise.titles import REPORT_TITLE, SUBJECT, year_in_title
from parsers.spellings import section_titles

# The announcement stands at the head of the report.
LEAD_PARAGRAPHS, SHORTEST_LEAD = 14, 12
ANNOUNCES = re.compile(r"现将|现公布|现就|现予|特向|向社会|公布|发布|编制|如下|汇报|本报告|本年度报告")
SENTENCE_ENDS = re.compile("[。;；]")
LEAD_YEAR = re.compile(
    rf"(?P<year>{YEAR_APART})年(?:度)?(?=[^。;；]{{0,40}}?{SUBJECT}(?!.?作?(?:要点|任务|安排|考核|计划|方案|重点)))"
)
# Rules and notices that the sentence cites carry years of their own.
CITED = re.compile(
    r"《[^《》\n]*(?:通知|意见|办法|条例|规定|格式|要点|方案|函|细则)[^《》\n]{0,8}》|\([^()\n]*号\)"
)
# 2019年，我局…: a sentence that begins with the year, after the heading of its paragraph if it has one.
NARRATIVE_YEAR = re.compile(
    rf"(?:^|[。;；:：])(?:[(（]?[一二三四五六七八九十\d]{{1,3}}[)）、.．]+)?(?:[^。,，\d]{{2,14}}[。:：])?"
    rf"(?P<year>{YEAR})年(?:度|来|以来|全年)?(?=[,，]|我|本|全|区|县|市|省|镇|乡|街|通过|共|累计|主动)"
)
ANY_YEAR = re.compile(rf"{YEAR}年")
# The same before its digits have been made legible.
MAY_END_A_YEAR = re.compile(rf"年(?<=[\d{MAY_BE_DIGIT}]年)")
DOCUMENT_NUMBER = re.compile(
    rf"(?:发文字号|发文文号|文件编号|文件号|文号)[:：]?[^:：\d]{{0,12}}\(({YEAR})\)\d{{1,4}}号"
)
ANY_NUMBER = re.compile(rf"\({YEAR}\)\d{{1,4}}号")
NUMBER_LINE = re.compile(rf"^[一-鿿]{{2,12}}\(({YEAR})\)\d{{1,4}}号$")
# Beginning with 年, and only then looking back, lets a search pass over all other characters.
MENTION = re.compile(rf"年(?<=({YEAR_APART})年)")
# t20200120_123.html, /2020/01/20/, /art/2020/1/20/, /202001/.
URL_DATE = re.compile(
    r"t(?P<y1>20\d\d)(?P<m1>[01]\d)[0-3]\d_|/(?P<y2>20\d\d)[-/](?P<m2>\d{1,2})[-/]|/(?P<y3>20\d\d)(?P<m3>[01]\d)(?:[0-3]\d)?/"
)
# Reports are due by the end of March; what is dated later may be a migrated page.
LAST_MONTH = 6
# Fewer mentions than this are in passing.
MIN_MENTIONS = 3


def year_of_lead(texts: Sequence[str]) -> int | None:
    """The year in the sentence that announces the report, at the head of it."""
    for text in texts[:LEAD_PARAGRAPHS]:
        if len(text) < SHORTEST_LEAD:
            continue
        plain = simplified(text)
        # Both stand in every announcement: looking for them first saves taking most lines apart.
        if "年" not in plain or "开" not in plain:
            continue
        for sentence in SENTENCE_ENDS.split(CITED.sub("", legible(plain).text)):
            found = LEAD_YEAR.search(sentence)
            if found and ANNOUNCES.search(sentence):
                return int(found["year"])
    return None


def year_of_narrative(narrative: str) -> int | None:
    """The year with which most sentences of section one begin; None where two years have as many."""
    years: list[int] = []
    for line in narrative.splitlines():
        folded = fold_text(line)
        # Most lines name no year, and looking for where one may stand takes long.
        if MAY_END_A_YEAR.search(folded) and ANY_YEAR.search(text := legible(folded).text):
            years += [int(found["year"]) for found in NARRATIVE_YEAR.finditer(text)]
    return _most_common(years, at_least=1)


def narrative_within(texts: Sequence[str]) -> str:
    """Section one where its title stands within the announcement's paragraph: from there to the next title.

    >>> narrative_within(["现将情况报告如下:一、总体情况2020年,我局认真办理。二、主动公开政府信息情况"])
    '2020年,我局认真办理。'
    """
    found = next(filter(None, map(_first_title().search, texts[:LEAD_PARAGRAPHS])), None)
    return found["narrative"].split("二、", 1)[0] if found else ""


@cache
def _first_title() -> re.Pattern[str]:
    titles = [re.escape(title) for title, number in section_titles().items() if number == 1]
    return re.compile(
        rf"[。;；:：]一、(?:{'|'.join(sorted(titles, key=len, reverse=True))})[。:：]?(?P<narrative>.+)"
    )


def year_of_number(texts: Sequence[str]) -> int | None:
    """The year of the document's own number, less one: it is written after the year it reports on."""
    # Hardly a page has one: a search through all lines at once tells.
    if not ANY_NUMBER.search("\n".join(texts)):
        return None
    for text in texts:
        if "号" not in text or len(text) > 400:
            continue
        found = DOCUMENT_NUMBER.search(text) or NUMBER_LINE.match(text)
        if found:
            return int(found[1]) - 1
    return None


def year_of_mentions(texts: Iterable[str]) -> int | None:
    """The year that the text names most: three times at least, and twice as often as any other."""
    dated = "\n".join([text for text in texts if "年" in text])
    years = list(map(int, MENTION.findall(CITED.sub("", dated))))
    return _most_common(years, at_least=MIN_MENTIONS, times=2)


def year_of_address(url: str | None) -> int | None:
    """The year of the date in an address, less one, where the month is one in which reports appear."""
    found = URL_DATE.search(urlsplit(url).path) if url else None
    if not found:
        return None
    year, month = next((found[f"y{n}"], found[f"m{n}"]) for n in "123" if found[f"y{n}"])
    return int(year) - 1 if 1 <= int(month) <= LAST_MONTH else None


def year_of_file_name(url: str | None) -> int | None:
    """The year in the file's own name, where that is the title of a report."""
    name = unquote(urlsplit(url).path).rsplit("/", 1)[-1] if url else ""
    # Most files have no Chinese name.
    is_title = not name.isascii() and REPORT_TITLE.search(fold_text(name))
    return year_in_title(name) if is_title else None


def _most_common(years: Sequence[int], at_least: int, times: int = 1) -> int | None:
    """The year that is there so often, more often than any other and so many times as often."""
    ranked = sorted([(years.count(year), year) for year in set(years) if is_plausible(year)], reverse=True)
    if not ranked or ranked[0][0] < at_least:
        return None
    if len(ranked) > 1 and (ranked[0][0] == ranked[1][0] or ranked[0][0] < times * ranked[1][0]):
        return None
    return ranked[0][1]
