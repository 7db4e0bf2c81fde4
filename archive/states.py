"""The states of a figure in words, in Chinese and English."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateText:
    """One state in both languages: its badge, and what it says about the cell."""

    badge_zh: str
    badge_en: str
    zh: str
    en: str


STATE_TEXTS: Mapping[str, StateText] = {
    "number": StateText("数字", "number", "单元格里是数字", "the cell holds a number"),
    "word": StateText(
        "文字数", "word", "用词语写明的数，如“减1”“无”", "a number in words, such as 减1 or 无"
    ),
    "blank": StateText("空白", "blank", "单元格是空的，不等于零", "the cell is empty, which is not zero"),
    "dash": StateText(
        "横线", "dash", "单元格里只有横线或斜线，不等于零", "only a dash or slash, which is not zero"
    ),
    "text": StateText("文字", "text", "单元格里的文字读不出数", "text that gives no number"),
    "unit_unknown": StateText(
        "单位不明",
        "unit unknown",
        "有金额而没有单位，可能是元，也可能是万元",
        "an amount without a unit: yuan or 10,000 yuan",
    ),
    "ambiguous": StateText("有歧义", "ambiguous", "可以有不止一种读法", "can be read in more than one way"),
    "missing": StateText("缺", "missing", "页面上没有这一行或这一格", "the page has no such row or cell"),
    # A number of more than 63 bits, such as cells run together: kept as text, beyond what the database holds.
    "out_of_range": StateText(
        "超出范围", "out of range", "数字过大，无法存储", "a number too large to be stored"
    ),
}
