"""Text that a copying site has altered: glosses behind characters, a brand for the agency, words starred out.

>>> bool(alterations("統(tǒng)計(jì)項(xiàng)目情(qíng)況(kuàng)如下"))
True
"""

import re

# The bracket first: it is rare, and what stands before it is looked at only there.
GLOSS = re.compile(r"[(（](?<=[一-鿿].)[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}[)）]")
STARRED = re.compile(r"[一-鿿]\*{3}[一-鿿]")
DOUBLED_MARKS = ("，、", "，，", ",、", ",，")
DOUBLED = re.compile(r"[一-鿿\d][，,][、，]|[、，][,，]、")
# The bytes of UTF-16 that begin a Chinese character, and those of GB2312 that begin a simplified one.
CHINESE, SIMPLIFIED = bytes(range(0x4E, 0xA0)), bytes(range(0xB0, 0xF8))
ASCII = bytes(range(0x80))
BRANDS = re.compile(
    r"(?i)凯发|博彩|娱乐城|娱乐平台|国际登录|彩票|棋牌|无码|精品国产|视频app|万博|亚洲.{0,4}(?:综合|国产)|体育(?:官网|app|直播|平台|亚洲版)"
    r"|太阳城|赌城|娱乐场|百家乐|葡京|澳门(?:金沙|威尼斯|银河)|足球网|投注官网|备用网址|太阳集成|\d{3}体育|[a-z]bet体育"
    r"|真人|hga0\d\d|bet(?:官网|体育|网站)|比分直播|365bet"
)
# How they begin, or what they hold: looking for plain words takes a tenth of the time.
BRAND_WORDS = re.compile(
    "凯发|博彩|娱乐|国际登录|彩票|棋牌|无码|精品国产|视频|万博|亚洲|体育|太阳|赌城|百家乐|葡京|澳门|足球网|投注官网|备用网址|真人|比分直播"
)
BRAND_LETTERS = re.compile("[bBhH](?:[eE][tT]|[gG][aA]0)")
# One of these may be an accident of the page, so many are not.
FEWEST = 3
# A page of which so many characters are none of the simplified ones has been converted.
TRADITIONAL_SHARE = 0.12
FEWEST_CHARACTERS = 80


def alterations(text: str) -> tuple[str, ...]:
    """What was done to the text, in words; empty where nothing shows."""
    found = {
        "glosses behind characters": len(GLOSS.findall(text)) >= FEWEST,
        "words starred out": "***" in text and len(STARRED.findall(text)) >= FEWEST,
        "doubled punctuation": _may_double(text) and len(DOUBLED.findall(text)) >= FEWEST,
        "the name of a brand": _may_name_brand(text) and bool(BRANDS.search(text)),
        "traditional characters": _is_converted(text),
    }
    return tuple(what for what, is_there in found.items() if is_there)


def _may_name_brand(text: str) -> bool:
    return bool(BRAND_WORDS.search(text) or BRAND_LETTERS.search(text))


def _may_double(text: str) -> bool:
    # Looking for the marks themselves takes a tenth of the time.
    return any(marks in text for marks in DOUBLED_MARKS)


def _is_converted(text: str) -> bool:
    characters = _count(text.encode("utf-16-le", "replace")[1::2], CHINESE)
    if characters < FEWEST_CHARACTERS:
        return False
    simplified = _count(text.encode("gb2312", "ignore").translate(None, ASCII)[::2], SIMPLIFIED)
    return 1 - simplified / characters >= TRADITIONAL_SHARE


def _count(text: bytes, counted: bytes) -> int:
    return len(text) - len(text.translate(None, counted))
