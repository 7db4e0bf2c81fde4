"""From a cell's text to a value and a state. Only a number, or an unmistakable word, gives a value.

>>> read_value("减1", signed=True)
Value(value=-1, state='word', note=None)
>>> read_value("363900", unit="yuan").state
'unit_unknown'
"""

import re
from decimal import Decimal
from typing import NamedTuple

from parsers.labels import fold_text, simplified
from parsers.remembered import remembered
from parsers.report import Number, State

DASHES = frozenset({"-", "--", "---", "—", "——", "–", "―", "/", "\\", "*", "−", "─", "~"})
# Words that state zero in so many words.
ZERO_WORDS = frozenset({"无", "無", "没有", "未发生", "零", "〇", "○"})
UNCHANGED_WORDS = frozenset(
    {"未增未减", "无增减", "不增不减", "无变化", "没有变化", "未变", "不变", "持平", "无增无减", "未增减"}
)
# 007 is no count anyone writes: it is a code, a date or two glued cells.
BEGINS_WITH_ZERO = re.compile(r"0\d")
CHINESE_MINUS = "减减少下降少"

# Digits alone, as most cells have them; longer ones have been run together.
PLAIN_COUNT = re.compile(r"^(?:0|[1-9][0-9]{0,14})\Z")
NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
MINUS = "[-－−—–]"
SIGNED_NUMBER = re.compile(rf"^(?P<sign>\+|{MINUS}{{1,2}})?(?P<number>{NUMBER})(?P<rest>.*)$", re.S)
WORD_NUMBER = re.compile(
    rf"^(?P<word>减少|下降|减|增加|增长|上升|增)(?:了|为)?(?P<number>{NUMBER})(?P<rest>.*)$"
)

COUNT_UNITS = frozenset(
    {
        "",
        "件",
        "项",
        "个",
        "条",
        "次",
        "起",
        "份",
        "例",
        "人",
        "宗",
        "篇",
        "人次",
        "部",
        "件次",
        "批",
        "批次",
        "笔",
        "家",
    }
)
# What one unit is in yuan.
MONEY_UNITS = {
    "元": Decimal(1),
    "圆": Decimal(1),
    "元人民币": Decimal(1),
    "人民币": Decimal(1),
    "千元": Decimal(1000),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "万元人民币": Decimal(10_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}
CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|[¥￥])", re.I)
# No count or amount in yuan has more digits; more have been run together.
MAX_DIGITS = 15
# A reader writes this where it cannot tell whether more belongs to a cell; broken encodings leave it, too.
UNTOLD = "\ufffd"
# Two numbers in one cell: a broken number or two glued cells, and nothing says which.
APART = re.compile(r"[\d.]\s+[-+－−]?\d")
UNIT_IN_LABEL = re.compile(r"(亿元|万元|千元|(?<![万千亿])元)")


class Value(NamedTuple):
    """What a cell says: a value or None, the state, and a note where an editor would make one."""

    value: Number | None
    state: State
    note: str | None = None


def unit_in_label(label: str) -> str:
    """The unit of money that a header names, or "": 采购总金额(万元) gives 万元."""
    found = UNIT_IN_LABEL.search(simplified(fold_text(label)))
    return found.group(1) if found else ""


def read_value(text: str, unit: str = "count", printed_unit: str = "", signed: bool = False) -> Value:
    """Read one cell.

    Args:
        text: the cell as written.
        unit: "count", or "yuan" for an amount, which is returned in yuan.
        printed_unit: the unit of money the column's header names, if it names one.
        signed: whether the figure is a change and may be negative.
    """
    if unit == "count" and PLAIN_COUNT.match(text):
        # Most cells by far.
        return Value(int(text), "number")
    return _read_folded(text, simplified(fold_text(text)), unit, printed_unit, signed)


def _read_folded(text: str, folded: str, unit: str, printed_unit: str, signed: bool) -> Value:
    if not folded or folded in DASHES:
        return Value(None, "dash" if folded else "blank")
    if UNTOLD in text or APART.search(text):
        untold = "characters of the cell that cannot be told"
        return Value(None, "ambiguous", untold if UNTOLD in text else "numbers that stand apart in one cell")
    match = SIGNED_NUMBER.match(CURRENCY.sub("", folded) if unit == "yuan" else folded)
    if match is None:
        return _words(folded, signed)
    odd = _no_number(match["number"])
    if odd:
        return odd
    number = _number(match["number"])
    if unit == "yuan":
        return _amount(match["sign"] or "", number, match["rest"], printed_unit)
    return _count(match["sign"] or "", number, match["rest"], signed)


def _words(folded: str, signed: bool) -> Value:
    """无, and in a column of changes 未增未减 or 减1; anything else is text."""
    if folded in ZERO_WORDS or (signed and folded in UNCHANGED_WORDS):
        return Value(0, "word")
    match = WORD_NUMBER.match(folded)
    if match and signed and match["rest"] in COUNT_UNITS and not _is_run_together(match["number"]):
        number = _number(match["number"])
        return Value(_plain(-number if match["word"][0] in CHINESE_MINUS else number), "word")
    return Value(None, "text")


def is_unit(text: str) -> bool:
    """Whether a cell holds nothing but a unit: 件, 人次, 万元."""
    folded = simplified(fold_text(text)).strip("()")
    return bool(folded) and (folded in COUNT_UNITS or folded in MONEY_UNITS)


@remembered
def is_value(text: str) -> bool:
    """Whether a cell's text could be a value of some figure (a blank cell is none)."""
    return read_value(text, unit="yuan", printed_unit="元", signed=True).state not in ("blank", "text") or (
        read_value(text, signed=True).state not in ("blank", "text")
    )


def _count(sign: str, number: Decimal, rest: str, signed: bool) -> Value:
    if rest not in COUNT_UNITS or number != number.to_integral_value():
        return Value(None, "text")
    if sign in ("", "+") or number == 0:
        return Value(_plain(number), "number")
    if not signed:
        return Value(None, "text", "a count cannot be negative")
    # Two minus signs may be a dash before a number or a doubled sign.
    if len(sign) > 1:
        return Value(None, "ambiguous", "two signs before the number")
    return Value(_plain(-number), "number")


def _amount(sign: str, number: Decimal, rest: str, printed_unit: str) -> Value:
    """An amount in yuan. Zero is zero in any unit; any other number needs its unit from the page."""
    if rest and rest not in MONEY_UNITS:
        return Value(None, "text")
    if number == 0:
        return Value(0, "number")
    if sign not in ("", "+"):
        return Value(None, "text", "an amount cannot be negative")
    named = rest or printed_unit
    if not named:
        return Value(None, "unit_unknown", "the page prints no unit")
    note = (
        f"the header says {printed_unit}, the cell {rest}"
        if rest and printed_unit and rest != printed_unit
        else None
    )
    return Value(_plain(number * MONEY_UNITS[named]), "number", note)


def _no_number(digits: str) -> Value | None:
    """What digits are that are no number anyone writes; None for a number."""
    if BEGINS_WITH_ZERO.match(digits):
        return Value(None, "text", "a number does not begin with 0")
    if _is_run_together(digits):
        return Value(None, "ambiguous", "more digits than a number has")
    return None


def _is_run_together(number: str) -> bool:
    return sum(map(str.isdigit, number.partition(".")[0])) > MAX_DIGITS or len(number) > 2 * MAX_DIGITS


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("，", ""))


def _plain(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else float(number)
