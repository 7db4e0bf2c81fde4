"""Numbers printed otherwise than as digits: signs, words, separators, units of counting."""

from dataclasses import replace

from benchmarks.accuracy.draft import WORD, Draft, Printed, silent
from benchmarks.accuracy.registry import deviation

FULL_WIDTH = str.maketrans("0123456789.-+,", "０１２３４５６７８９．－＋，")
UNITS = {"permits": "件", "penalties": "件", "coercive_measures": "项", "received": "件"}


def _word(text: str, printed: Printed) -> Printed:
    return replace(printed, text=text, states=WORD)


def _need_changes(draft: Draft, sign: int) -> None:
    """See to it that some change has this sign."""
    for key in draft.some(draft.signed(), 2):
        number = sign * draft.random.randint(1, 400)
        draft.printed[key] = Printed(str(number), number)


@deviation("cells", "change odd", forms="2019")
def decrease_in_words(draft: Draft) -> None:
    """A decrease is printed as a word: 减1."""
    _need_changes(draft, -1)
    word = draft.random.choice(["减", "减少", "下降", "减少了"])
    draft.reprint(draft.signed(lambda n: n < 0), lambda p: _word(f"{word}{p.text[1:]}", p))


@deviation("cells", "change odd", forms="2019")
def increase_in_words(draft: Draft) -> None:
    """An increase is printed as a word: 增加2."""
    _need_changes(draft, 1)
    word = draft.random.choice(["增", "增加", "增长", "上升"])
    draft.reprint(draft.signed(lambda n: n > 0), lambda p: _word(f"{word}{p.text}", p))


@deviation("cells", "change odd", forms="2019")
def no_change_in_words(draft: Draft) -> None:
    """No change is printed in words: 未增未减."""
    word = draft.random.choice(["未增未减", "不增不减", "持平", "无变化", "无增减"])
    draft.reprint(draft.signed(lambda n: n == 0), lambda p: _word(word, p))


@deviation("cells", "change odd", forms="2019")
def change_without_its_number(draft: Draft) -> None:
    """A change says which way and not how much: 减."""
    word = draft.random.choice(["减", "增", "减少", "增加"])
    draft.reprint(draft.some(draft.signed(), 3), lambda _p: silent(word, "text"))


@deviation("cells", "change odd", forms="2019")
def plus_sign(draft: Draft) -> None:
    """An increase is printed with its sign: +19."""
    _need_changes(draft, 1)
    sign = draft.random.choice("+＋")
    draft.reprint(draft.signed(lambda n: n > 0), lambda p: _word(f"{sign}{p.text}", p))


@deviation("cells", "change odd", forms="2019")
def typographic_minus(draft: Draft) -> None:
    """A decrease is printed with another minus sign: －3, −3, –3 or —3."""
    _need_changes(draft, -1)
    sign = draft.random.choice("－−–—")
    draft.reprint(draft.signed(lambda n: n < 0), lambda p: _word(f"{sign}{p.text[1:]}", p))


@deviation("cells", "change odd", forms="2019")
def double_minus(draft: Draft) -> None:
    """A decrease is printed with two minus signs, --253: a sign doubled, or a dash before a number."""
    _need_changes(draft, -1)
    draft.reprint(draft.signed(lambda n: n < 0), lambda p: silent(f"-{p.text}", "ambiguous", "text"))


@deviation("cells", "change", forms="2019")
def sign_left_out(draft: Draft) -> None:
    """A decrease is printed without its sign, 16: what the page says is 16."""
    _need_changes(draft, -1)
    draft.reprint(draft.signed(lambda n: n < 0), lambda p: Printed(p.text.replace("-", ""), -(p.value or 0)))


@deviation("cells", "decisions", forms="2019")
def decisions_are_a_sum(draft: Draft) -> None:
    """处理决定数量 is filled with last year's items and the change added up: as printed."""
    for row in ("permits", "other_services", "penalties", "coercive_measures"):
        keys = [f"disclosure.{row}.{column}" for column in ("items_last_year", "items_change", "decisions")]
        last, change, _ = (draft.printed[key].value for key in keys)
        if all(map(draft.is_plain, keys)) and last is not None and change is not None:
            total = int(last + change)
            if total >= 0:
                draft.printed[keys[2]] = Printed(str(total), total)


@deviation("cells", "zero odd")
def zero_in_words(draft: Draft) -> None:
    """Some zeros are printed as a word: 无, 無, 没有."""
    word = draft.random.choice(["无", "無", "没有", "零"])
    keys = draft.some(draft.numbers(lambda n: n == 0), 30)
    draft.reprint(keys, lambda p: _word(word, p))


@deviation("cells", "odd digits")
def unit_in_cell(draft: Draft) -> None:
    """Counts carry a unit: 201件, 6项."""
    unit = draft.random.choice(["件", "项", "个", "条", "次", "批次"])
    keys = draft.some(draft.numbers(lambda n: n >= 0), 40)
    draft.reprint(keys, lambda p: replace(p, text=p.text + unit))


@deviation("cells", "digits odd")
def thousands_separators(draft: Draft) -> None:
    """Numbers from a thousand on have separators: 1,113."""
    for key in draft.some(draft.numbers(), 6):
        draft.printed[key] = _count(draft.random.randint(1_000, 3_000_000))
    comma = draft.random.choice(",，")
    keys = draft.numbers(lambda n: abs(n) >= 1000)
    draft.reprint(keys, lambda p: replace(p, text=f"{int(p.value or 0):,}".replace(",", comma)))


@deviation("cells", "digits odd")
def full_width_digits(draft: Draft) -> None:
    """All digits are full-width: １２３."""
    draft.reprint(list(draft.printed), lambda p: replace(p, text=p.text.translate(FULL_WIDTH)))


@deviation("cells", "sums")
def huge_and_round(draft: Draft) -> None:
    """Some counts are very large or very round: 46209, 11398889."""
    for key in draft.some(draft.numbers(), 5):
        draft.printed[key] = _count(draft.random.choice([18_000, 46_209, 11_398_889, 20_190_101]))


@deviation("cells", "sums")
def totals_do_not_add_up(draft: Draft) -> None:
    """Printed totals are not the sums of their parts: a failed check alters no figure."""
    keys = [key for key in draft.numbers() if key.endswith(".total") or ".handled_total." in key]
    for key in draft.some(keys, 12):
        number = int(draft.printed[key].value or 0) + draft.random.randint(1, 30)
        draft.printed[key] = _count(number)


@deviation("cells", "sums")
def totals_left_zero(draft: Draft) -> None:
    """Totals stay at 0 beside parts that are not: as printed."""
    keys = [key for key in draft.numbers() if key.endswith(".total")]
    draft.reprint(draft.some(keys, 30), lambda _p: Printed("0", 0))


@deviation("cells", "sums")
def parts_do_not_balance(draft: Draft) -> None:
    """Counts were mistyped, so that no sum holds: as printed."""
    for key in draft.some(draft.numbers(), 15):
        draft.printed[key] = _count(draft.random.randint(0, 99))


def _count(number: int) -> Printed:
    return Printed(str(number), number)
