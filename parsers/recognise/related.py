"""Which tables of a page may belong to a form, and which are the site's own: its index card, its frame.

A table none of whose labels has anything of a form's labels is left out: it holds no figure, and what it
says is another thing on every page.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from rapidfuzz import fuzz, process

from parsers.document import Table
from parsers.forms import FORMS
from parsers.labels import fold_label
from parsers.recognise.kinds import LABEL, kind_of
from parsers.remembered import remembered

# Two characters stand in other words as well: there the whole label counts.
SHORTEST_PIECE = 3
# What is less like every label of the forms is never taken for one (`segments.LIKE_ENOUGH` asks more).
LIKE_ENOUGH = 75.0


def related_tables(tables: Iterable[Table]) -> list[Table]:
    """The tables but those that have labels, none of which may be of a form."""
    return [table for table in tables if _is_related(table)]


def _is_related(table: Table) -> bool:
    labels = (cell.text for row in table.rows for cell in row if kind_of(cell.text) == LABEL)
    first = next(labels, None)
    return first is None or _may_be_of_form(first) or any(map(_may_be_of_form, labels))


@remembered
def _may_be_of_form(text: str) -> bool:
    """Whether a label holds one of a form's labels, is a piece of one, or resembles one."""
    folded = fold_label(text)
    if len(folded) < SHORTEST_PIECE:
        return folded in _labels()
    if folded in _together() or _any_label().search(folded):
        return True
    return process.extractOne(folded, _labels(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH) is not None


@cache
def _any_label() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(label) for label in _labels() if len(label) >= SHORTEST_PIECE))


@cache
def _together() -> str:
    return "|".join(_labels())


@cache
def _labels() -> tuple[str, ...]:
    return tuple(sorted(filter(None, map(fold_label, _printed_labels()))))


def _printed_labels() -> Iterator[str]:
    for form in FORMS.values():
        for table in form.tables.values():
            yield from (group.zh for group in table.groups)
            for block in table.blocks:
                yield from (block.zh, block.corner_zh, block.columns_zh)
                yield from (column.group for column in block.columns)
                yield from (spelling for row in block.rows for spelling in (row.zh, *row.aliases))
                yield from (spelling for column in block.columns for spelling in (column.zh, *column.aliases))
