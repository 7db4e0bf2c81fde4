"""What is printed for each figure of a report, and what a careful reader may make of it.

A `Printed` holds the text of the cell together with the value and state that it gives: the truth about a
page is settled here, where the text is chosen, and never by reading it back.

>>> print_count(3)
Printed(text='3', value=3, state='number')
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from demo.catalogue.model import DemoReport
from parsers.forms import FORMS, Column, Row
from parsers.report import Number, State


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of one cell, the value it gives (in the dictionary's unit) and its state."""

    text: str
    value: Number | None
    state: State


MISSING = Printed("", None, "missing")

Cells = dict[str, Printed]


def print_count(number: int) -> Printed:
    """A number printed as it is."""
    return Printed(str(number), number, "number")


def wan(yuan: int) -> str:
    """Yuan in 万元, without trailing zeros: 363900 is 36.39."""
    amount = Decimal(yuan) / 10_000
    return f"{amount.normalize():f}"


def print_figure(number: int, row: Row, column: Column) -> Printed:
    """A figure as the form asks for it: 万元 where header or row say so, else an amount with its 元."""
    if (row.unit or column.unit) == "count" or number == 0:
        return print_count(number)
    text = wan(number) if "万元" in (row.printed_unit, column.printed_unit) else f"{number}元"
    return Printed(text, number, "number")


def print_report(report: DemoReport) -> Cells:
    """Every cell of the report's tables after its deviations; a table that is cut off has no keys."""
    cells = {
        key: print_figure(report.figures[key], row, column)
        for table, form in report.forms.items()
        for key, _block, row, column in FORMS[form].tables[table].cells()
    }
    for name, deviate in VALUE_DEVIATIONS.items():
        if name in report.deviations:
            cells = deviate(cells)
    return cells


def _changes(cells: Cells, applies: Callable[[int], bool], printed: Callable[[int], Printed]) -> Cells:
    return {
        key: printed(int(cell.value))
        if key.endswith(".items_change") and cell.value is not None and applies(int(cell.value))
        else cell
        for key, cell in cells.items()
    }


def _decrease_in_words(cells: Cells) -> Cells:
    return _changes(cells, lambda n: n < 0, lambda n: Printed(f"减{-n}", n, "word"))


def _plus_sign(cells: Cells) -> Cells:
    return _changes(cells, lambda n: n > 0, lambda n: Printed(f"+{n}", n, "number"))


def _no_change_in_words(cells: Cells) -> Cells:
    return _changes(cells, lambda n: n == 0, lambda n: Printed("未增未减", n, "word"))


def _full_width_minus(cells: Cells) -> Cells:
    return _changes(cells, lambda n: n < 0, lambda n: Printed(f"－{-n}", n, "number"))


AMOUNT = "disclosure.procurement.amount"


def _amount_without_unit(cells: Cells) -> Cells:
    amount = cells[AMOUNT]
    return cells | {AMOUNT: Printed(amount.text.removesuffix("元"), None, "unit_unknown")}


def _amount_in_wan(cells: Cells) -> Cells:
    amount = cells[AMOUNT]
    assert amount.value is not None, "the amount is printed before deviations"
    return cells | {AMOUNT: replace(amount, text=f"{wan(int(amount.value))}万元")}


def _is_zero(cell: Printed) -> bool:
    return cell.state == "number" and cell.value == 0


def _blank_zeros(cells: Cells) -> Cells:
    return {
        key: Printed("", None, "blank")
        if _is_zero(cell) and not key.startswith("disclosure.") and not key.endswith(".total")
        else cell
        for key, cell in cells.items()
    }


DASHES: Mapping[str, str] = {"disclosure": "-", "applications": "—", "remedies": "--"}


def _dash_zeros(cells: Cells) -> Cells:
    return {
        key: Printed(DASHES[key.split(".")[0]], None, "dash") if _is_zero(cell) else cell
        for key, cell in cells.items()
    }


FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def _full_width_digits(cells: Cells) -> Cells:
    return {key: replace(cell, text=cell.text.translate(FULL_WIDTH)) for key, cell in cells.items()}


def _thousands_separators(cells: Cells) -> Cells:
    return {
        key: replace(cell, text=f"{int(cell.text):,}")
        if cell.text.isascii() and cell.text.isdigit()
        else cell
        for key, cell in cells.items()
    }


def _row_missing(cells: Cells) -> Cells:
    return {
        key: MISSING if key.startswith("disclosure.regulations.") else cell for key, cell in cells.items()
    }


def _cut_page(cells: Cells) -> Cells:
    """Nothing from the label of （四）无法提供 2. on is on the page; table four never begins."""
    kept = {key: cell for key, cell in cells.items() if not key.startswith("remedies.")}
    keys = list(kept)
    first = keys.index(f"{CUT_ROW}.natural_person")
    return kept | dict.fromkeys(keys[first:], MISSING)


CUT_ROW = "applications.unavailable.needs_creation"

VALUE_DEVIATIONS: Mapping[str, Callable[[Cells], Cells]] = {
    "decrease_in_words": _decrease_in_words,
    "plus_sign": _plus_sign,
    "no_change_in_words": _no_change_in_words,
    "full_width_minus": _full_width_minus,
    "amount_without_unit": _amount_without_unit,
    "amount_in_wan": _amount_in_wan,
    "blank_zeros": _blank_zeros,
    "dash_zeros": _dash_zeros,
    "full_width_digits": _full_width_digits,
    "thousands_separators": _thousands_separators,
    "row_missing": _row_missing,
    "cut_page": _cut_page,
}
