"""Which form a row of table two is of: what its header says, and what most of the table's rows say."""

from collections import Counter
from collections.abc import Sequence

from parsers.document import Cell
from parsers.recognise.figures import TableResult
from parsers.recognise.headers import LIKE_ENOUGH
from parsers.recognise.item_choices import Choice, Found, choices_of
from parsers.recognise.matrix import is_glued
from parsers.report import Remark


def told_by_header(item: Found) -> Choice | None:
    """The choice whose header the page prints above the row, or None where it resembles none enough."""
    likeness, choice = max(
        ((item.header.likeness(choice.block), choice) for choice in item.choices), key=lambda pair: pair[0]
    )
    return choice if likeness >= LIKE_ENOUGH else None


def majority(told: list[str], found: list[Found]) -> str:
    """The form that most headers tell, or that most rows fit where no header can be read."""
    if told:
        return Counter(told).most_common(1)[0][0]
    # No header can be read: the widths of the rows say which form fits, the earlier one where both do.
    fits = Counter(
        choice.form
        for item in found
        for choice in item.choices
        if len(item.page_row.after(item.anchor.label, len(choice.block.columns))) == len(choice.block.columns)
    )
    return max(sorted(fits), key=lambda form: fits[form]) if fits else found[0].choices[0].form


def is_undecided(item: Found, cells: Sequence[Cell]) -> bool:
    """Whether two forms have this row with as many columns but other meanings, and no header decides.

    Digits run together have the columns of any form.
    """
    if (
        any(is_glued(item.page_row.cells[item.anchor.label], cell, 2) for cell in cells)
        and len({len(c.block.columns) for c in item.choices}) > 1
    ):
        return True
    fitting = {
        tuple(column.key for column in choice.block.columns)
        for choice in item.choices
        if len(choice.block.columns) == len(cells)
    }
    return len(fitting) > 1


def is_of_another_form(item: Found, form: str) -> bool:
    """Whether the header above a row is one that only other forms print."""
    likeness: dict[bool, float] = {True: 0.0, False: 0.0}
    for choices in choices_of(item.choices[0].table.key).values():
        for choice in choices:
            ours = choice.form == form
            likeness[ours] = max(likeness[ours], item.header.likeness(choice.block))
    return likeness[False] >= LIKE_ENOUGH and likeness[False] > likeness[True]


def note_hybrid(result: TableResult, told: list[Choice], form: str) -> None:
    """Remark that some items are of another form than the table."""
    others = sorted({choice.form for choice in told if choice.form != form})
    if others:
        result.remarks.append(
            Remark(
                "hybrid_table", f"table two is of the {form} form with items of the {', '.join(others)} form"
            )
        )
