"""Labels made comparable: what is left of a label when everything that varies without meaning is gone.

Width, spaces, brackets and what stands in them, numbering and punctuation differ from page to page; the
words do not. Folding is for matching alone: what is stored is always the text as written.

>>> fold_label("（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
'部分公开'
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import filterfalse

from opencc import OpenCC

from parsers.remembered import Remembered, remembered

# Brackets that NFKC leaves alone; NFKC turns （） into ().
BRACKETS = dict(zip("〔〕﹝﹞【】［］｛｝〈〉", "()()()[]{}()", strict=True))
RARE_BRACKET = re.compile(f"[{''.join(BRACKETS)}]")
# What NFKC does to the wide punctuation of every sentence; done beforehand it has nothing left to do there.
WIDE_PUNCTUATION = {wide: unicodedata.normalize("NFKC", wide) for wide in "，：；（）？！\u3000"}
# Footnote marks that NFKC would turn into digits of the number they stand at.
FOOTNOTE_MARKS = re.compile("[\u00b9\u00b2\u00b3\u2070-\u209c\u2460-\u2473\u24ea-\u24ff\u2776-\u2793]")
# What is invisible beside white space.
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
# Folding keeps it, and hardly a line has it.
LINE_END = "\0"
NUMERAL = r"[一二三四五六七八九十0-9]{1,3}"
# A number before a label: （一） / 一、 / 1. / 1、 / (1) — never a bare digit, which may be a value.
NUMBERING = re.compile(rf"^(?:\({NUMERAL}\)[.、,:。]*|{NUMERAL}[.、,．)）:。]+|\({NUMERAL}(?=[^\d)]))+")
BRACKETED = re.compile(r"\([^()]*\)")
UNCLOSED = re.compile(r"\([^()]*$")
NOT_WORD = re.compile(r"[^\w/]+|_")


def fold_text(text: str) -> str:
    """NFKC without white space, invisible characters or footnote marks, brackets unified."""
    return _FOLDED[text]


def _fold(text: str) -> str:
    return str(text) if text.isascii() and text.isdigit() else _folded(text)


_FOLDED = Remembered(_fold)


def _folded(text: str) -> str:
    plain = FOOTNOTE_MARKS.sub("", text)
    for wide, narrow in WIDE_PUNCTUATION.items():
        plain = plain.replace(wide, narrow)
    plain = unicodedata.normalize("NFKC", plain)
    plain = RARE_BRACKET.sub(lambda found: BRACKETS[found[0]], plain)
    # White space is what `split` takes for such: a pattern of all that is invisible takes five times as long.
    plain = "".join(plain.split())
    for invisible in INVISIBLE:
        plain = plain.replace(invisible, "")
    return plain


def fold_lines(lines: Sequence[str]) -> list[str]:
    """What `fold_text` makes of each line: for the many lines of a page done at once it takes a quarter."""
    new = list(filterfalse(_FOLDED.__contains__, lines))
    together = LINE_END.join(new)
    if new and together.count(LINE_END) + 1 == len(new):
        _FOLDED.remember(dict(zip(new, _folded(together).split(LINE_END), strict=True)))
    return list(map(_FOLDED.__getitem__, lines))


def simplified(text: str) -> str:
    """Text in simplified characters. Mirrors convert whole pages, table labels included."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return str(_converter().convert(text))
    return text


@cache
def _converter() -> OpenCC:
    # Loading its dictionaries takes longer than reading a page, and few pages need them.
    # With the words that Taiwan uses for others: 資訊 for 信息, 檔案 for 文件.
    return OpenCC("tw2sp")


@remembered
def fold_label(text: str) -> str:
    """A label's words alone: no numbering, no bracketed notes, no punctuation. Empty for a bare number."""
    folded = NUMBERING.sub("", simplified(fold_text(text)))
    without_notes = folded
    while BRACKETED.search(without_notes):
        # Glosses stand inside notes: brackets go from the inside out.
        without_notes = BRACKETED.sub("", without_notes)
    without_notes = UNCLOSED.sub("", without_notes)
    return NOT_WORD.sub("", without_notes or folded)
