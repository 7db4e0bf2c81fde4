"""Figures that were filled in by another meaning than the form's: kept as printed, and remarked.

They are read right and say something else: many agencies add up last year's items and the change and print
that as the number of decisions.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from parsers.forms import FORMS
from parsers.report import Figure, Remark

LAST_YEAR, CHANGE, DECISIONS = "items_last_year", "items_change", "decisions"
MADE, DISCLOSED = "made", "newly_disclosed"


def odd_meanings(figures: Mapping[str, Figure]) -> Iterator[Remark]:
    """A remark on each row whose numbers cannot mean what their columns say."""
    for table, row in _rows():
        last_year, change, decisions, made, disclosed = (
            figures[key].value if (key := f"{table}.{row}.{column}") in figures else None
            for column in (LAST_YEAR, CHANGE, DECISIONS, MADE, DISCLOSED)
        )
        if last_year and change and decisions == last_year + change:
            message = (
                f"the decisions are last year's items and the change: {last_year} {change:+} = {decisions}"
            )
            yield Remark("decisions_are_a_sum", message, f"{table}.{row}.{DECISIONS}")
        if made and disclosed == 0:
            message = f"{made} were made this year and none disclosed"
            yield Remark("made_but_not_disclosed", message, f"{table}.{row}.{DISCLOSED}")


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    """The rows of the tables of items, of every form, each once."""
    rows = (
        (table.key, row.key)
        for form in FORMS.values()
        for table in form.tables.values()
        if table.shape == "items"
        for block in table.blocks
        for row in block.rows
    )
    return tuple(dict.fromkeys(rows))
