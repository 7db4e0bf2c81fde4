"""The numbers that Word counts by itself: 一、 and （一） of headings stand in no run of text.

>>> chinese(21)
'二十一'
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

from lxml import etree

from parsers.readers.docx_styles import Styles
from parsers.readers.docx_text import WORD, value

DIGITS = "〇一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def chinese(number: int) -> str:
    """A number below 100 in Chinese numerals, as headings are counted."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens % 10]) + "十" + (DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else str(number)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": chinese,
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
}


class Numbering:
    """Counts the numbered paragraphs of a file in the order in which it is asked for them."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {a.get(f"{WORD}abstractNumId"): a for a in root.iter(f"{WORD}abstractNum")}
        for number in root.iter(f"{WORD}num"):
            definition = abstract.get(value(number, "abstractNumId"))
            number_id = number.get(f"{WORD}numId")
            if definition is not None and number_id is not None:
                self._levels[number_id] = dict(map(_level, definition.iter(f"{WORD}lvl")))

    def label(self, paragraph: etree._Element, styles: Styles) -> str:
        """The number before a paragraph as Word shows it, "" where it shows none or another writing."""
        properties = styles.numbering(paragraph)
        number_id = value(properties, "numId") if properties is not None else None
        levels = self._levels.get(number_id or "")
        if properties is None or number_id is None or not levels:
            return ""
        depth = int(value(properties, "ilvl") or 0)
        if depth not in levels:
            return ""
        counts = self._counts[number_id]
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self._written(levels, depth, counts)

    def _written(
        self, levels: Mapping[int, tuple[str, str, int]], depth: int, counts: Mapping[int, int]
    ) -> str:
        text = levels[depth][1]
        for level in range(depth + 1):
            name, _text, start = levels.get(level, ("decimal", "", 1))
            if f"%{level + 1}" not in text:
                continue
            if name not in FORMATS:
                return ""
            text = text.replace(f"%{level + 1}", FORMATS[name](counts.get(level, start)))
        return text if any(character.isalnum() for character in text) else ""


def _level(level: etree._Element) -> tuple[int, tuple[str, str, int]]:
    start = value(level, "start") or "1"
    described = (value(level, "numFmt") or "decimal", value(level, "lvlText") or "", int(start))
    return int(level.get(f"{WORD}ilvl") or 0), described
