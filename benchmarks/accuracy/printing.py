"""What is printed for a figure before any deviation, and amounts of money in the units pages use."""

from decimal import Decimal

from benchmarks.accuracy.draft import Draft, Number, Printed, Slot
from benchmarks.accuracy.invent import invent_table
from parsers.forms import FORMS

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000


def print_figures(draft: Draft) -> None:
    """Invent and print the figures of every table the draft has."""
    for key, form in draft.forms.items():
        table = FORMS[form].tables[key]
        numbers = invent_table(table, draft.random)
        for slot in draft.slots():
            if slot.key in numbers:
                draft.printed[slot.key] = print_number(numbers[slot.key], slot)


def print_number(number: int, slot: Slot) -> Printed:
    """A count as it is; an amount, given in fen, as the form asks for it."""
    if slot.unit == "count":
        return Printed(str(number), number)
    if number == 0:
        return Printed("0", 0)
    text = plain(number, FEN_PER_WAN) if slot.printed_unit else plain(number, FEN_PER_YUAN) + "元"
    return Printed(text, yuan(number))


def plain(fen: int, unit: int) -> str:
    """An amount in a unit, without zeros at its end: 36.39."""
    return f"{(Decimal(fen) / unit).normalize():f}"


def yuan(fen: int) -> Number:
    """Fen as yuan, whole where they are."""
    return fen // FEN_PER_YUAN if fen % FEN_PER_YUAN == 0 else fen / FEN_PER_YUAN
