"""Money: in yuan, in 万元, with the unit in the cell, in the header, or nowhere."""

from dataclasses import replace
from decimal import Decimal

from benchmarks.accuracy.draft import Draft, Printed, silent
from benchmarks.accuracy.printing import FEN_PER_WAN, FEN_PER_YUAN, plain, yuan
from benchmarks.accuracy.registry import deviation


def _fen(draft: Draft) -> int:
    return draft.random.choice([draft.random.randint(1, 99_999) * 100, draft.random.randint(10**6, 10**11)])


def _with_unit(draft: Draft, unit: str, size: int) -> None:
    for key in draft.amounts():
        fen = _fen(draft)
        draft.printed[key] = Printed(plain(fen, size) + unit, yuan(fen))


@deviation("cells", "amount")
def amount_in_wan(draft: Draft) -> None:
    """Amounts are printed in 万元, with the unit in the cell: 0.37万元."""
    _with_unit(draft, draft.random.choice(["万元", "万"]), FEN_PER_WAN)


@deviation("cells", "amount")
def amount_in_yuan(draft: Draft) -> None:
    """Amounts are printed in 元, with the unit in the cell: 251000元."""
    _with_unit(draft, "元", FEN_PER_YUAN)


@deviation("cells", "amount")
def amount_in_yi(draft: Draft) -> None:
    """Amounts are printed in 亿元, with the unit in the cell: 1.25亿元."""
    for key in draft.amounts():
        hundredths = draft.random.randint(1, 90_000)
        draft.printed[key] = Printed(f"{Decimal(hundredths) / 100}亿元", hundredths * 1_000_000)


@deviation("cells", "amount digits odd")
def amount_with_separators(draft: Draft) -> None:
    """Amounts have separators and two decimals: 75,394,432.52元."""
    for key in draft.amounts():
        fen = _fen(draft)
        draft.printed[key] = Printed(f"{Decimal(fen) / 100:,.2f}元", yuan(fen))


@deviation("cells", "amount", forms="2019")
def amount_without_unit(draft: Draft) -> None:
    """Amounts are bare numbers, yuan or 万元, nobody knows: 363900."""
    for key in draft.amounts():
        text = draft.random.choice(["363900", "149.673874", "8040", "36.39", "75394432.52"])
        draft.printed[key] = silent(text, "unit_unknown")


@deviation("rows", "amount header.items", forms="2019")
def amount_unit_in_header(draft: Draft) -> None:
    """The header names the unit the form leaves out: 采购总金额(万元)."""
    label = draft.random.choice(["采购总金额(万元)", "采购总金额（单位：万元）", "采购总金额/万元"])
    draft.relabel({"采购总金额": label})
    _reprint_cells(draft, FEN_PER_WAN)


@deviation("rows", "amount header.items", forms="2021")
def amount_unit_lost_from_header(draft: Draft) -> None:
    """The header of the fees has lost its unit: 本年收费金额."""
    draft.relabel({"本年收费金额（单位：万元）": "本年收费金额"})
    for cell in draft.cells():
        if cell.key == "disclosure.fees.amount" and draft.printed[cell.key].value:
            draft.printed[cell.key] = silent(cell.text, "unit_unknown")


@deviation("rows", "amount header.items", forms="2021")
def amount_header_in_yuan(draft: Draft) -> None:
    """The header of the fees says 元 where the form says 万元."""
    draft.relabel({"本年收费金额（单位：万元）": "本年收费金额（单位：元）"})
    _reprint_cells(draft, FEN_PER_YUAN)


def _reprint_cells(draft: Draft, size: int) -> None:
    keys = set(draft.amounts())
    for cell in draft.cells():
        if cell.role == "value" and cell.key in keys:
            fen = _fen(draft)
            cell.text = plain(fen, size)
            draft.printed[cell.key] = Printed(cell.text, yuan(fen))


@deviation("cells", "amount", forms="2021")
def many_decimals(draft: Draft) -> None:
    """Amounts in 万元 have many decimals: 24252.311082."""
    for key in draft.amounts():
        fen = draft.random.randint(10**8, 10**12)
        draft.printed[key] = Printed(plain(fen, FEN_PER_WAN), yuan(fen))


@deviation("cells", "amount")
def zero_amount_with_decimals(draft: Draft) -> None:
    """An amount of nothing is printed 0.00."""
    draft.reprint(draft.amounts(), lambda _p: Printed(draft.random.choice(["0.00", "0.0", "0元"]), 0))


@deviation("cells", "amount odd")
def amount_with_currency(draft: Draft) -> None:
    """Amounts name the currency: 人民币363900元, ￥363900元."""
    before = draft.random.choice(["人民币", "￥", "¥"])
    for key in draft.amounts():
        fen = draft.random.randint(1, 9_999_999) * 100
        text = f"{before}{plain(fen, FEN_PER_YUAN)}元"
        draft.printed[key] = replace(Printed(text, yuan(fen)), readable=True)


@deviation("cells", "amount odd")
def about_an_amount(draft: Draft) -> None:
    """An amount is not exact: 约36万元, 近5000元."""
    for key in draft.amounts():
        text = draft.random.choice(["约36万元", "近5000元", "36万余元", "5000元左右", "3-5万元"])
        draft.printed[key] = silent(text, "text", "ambiguous")
