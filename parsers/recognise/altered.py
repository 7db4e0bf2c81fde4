"""Text that a copying site has altered: glosses behind characters, a brand for the agency, words starred out.

>>> bool(alterations("統(tǒng)計(jì)項(xiàng)目情(qíng)況(kuàng)如下"))
True
"""

import re

GLOSS = re.compile(r"[一-鿿][(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}[)）]")
STARRED = re.compile(r"[一-鿿]\*{3}[一-鿿]")
DOUBLED = re.compile(r"[一-鿿\d][，,][、，]|[、，][,，]、")
CHINESE = re.compile(r"[一-鿿]")
BRANDS = re.compile(
    r"(?i)凯发|博彩|娱乐城|娱乐平台|国际登录|彩票|棋牌|无码|精品国产|视频app|万博|亚洲.{0,4}(?:综合|国产)|体育(?:官网|app|直播|平台|亚洲版)"
    r"|太阳城|赌城|娱乐场|百家乐|葡京|澳门(?:金沙|威尼斯|银河)|足球网|投注官网|备用网址|太阳集成|\d{3}体育|[a-z]bet体育"
    r"|真人|hga0\d\d|bet(?:官网|体育|网站)|比分直播|365bet"
)
# One of these may be an accident of the page, so many are not.
FEWEST = 3
# A page of which so many characters are none of the simplified ones has been converted.
TRADITIONAL_SHARE = 0.12
FEWEST_CHARACTERS = 80


def alterations(text: str) -> tuple[str, ...]:
    """What was done to the text, in words; empty where nothing shows."""
    found = {
        "glosses behind characters": len(GLOSS.findall(text)) >= FEWEST,
        "words starred out": len(STARRED.findall(text)) >= FEWEST,
        "doubled punctuation": len(DOUBLED.findall(text)) >= FEWEST,
        "the name of a brand": bool(BRANDS.search(text)),
        "traditional characters": _is_converted(text),
    }
    return tuple(what for what, is_there in found.items() if is_there)


def _is_converted(text: str) -> bool:
    characters = "".join(CHINESE.findall(text))
    if len(characters) < FEWEST_CHARACTERS:
        return False
    simplified = len(characters.encode("gb2312", "ignore")) // 2
    return 1 - simplified / len(characters) >= TRADITIONAL_SHARE
