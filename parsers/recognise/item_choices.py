"""What a row of table two can be: each form's row with the block it stands in."""

from dataclasses import dataclass
from functools import lru_cache

from parsers.forms import FORMS, Block, Row, Table
from parsers.labels import fold_label
from parsers.recognise.anchors import Anchor
from parsers.recognise.headers import Header
from parsers.recognise.row_labels import RowLabels, spellings_of
from parsers.recognise.rows import PageRow


@dataclass(frozen=True, slots=True)
class Choice:
    """What a row of a form could be in one form: the block it stands in and the row itself."""

    form: str
    table: Table
    block: Block
    row: Row


@dataclass(frozen=True, slots=True)
class Found:
    """One row on the page with its header and what it could be."""

    anchor: Anchor
    page_row: PageRow
    header: Header
    choices: tuple[Choice, ...]


@lru_cache
def choices_of(table_key: str) -> dict[str, tuple[Choice, ...]]:
    """By row key, what each form prints for it, in the order of the form that has most rows."""
    choices: dict[str, tuple[Choice, ...]] = {}
    tables = [(form.form, form.tables[table_key]) for form in FORMS.values() if table_key in form.tables]
    for form, table in sorted(tables, key=lambda pair: -sum(len(b.rows) for b in pair[1].blocks)):
        for block in table.blocks:
            for row in block.rows:
                choices[row.key] = (*choices.get(row.key, ()), Choice(form, table, block, row))
    return choices


@lru_cache
def row_labels(table_key: str) -> RowLabels:
    """The labels of every row that some form prints in this table."""
    choices = choices_of(table_key)
    return RowLabels(
        spellings=spellings_of(
            (number, label)
            for number, of_row in enumerate(choices.values())
            for choice in of_row
            for label in (choice.row.zh, *choice.row.aliases)
        ),
        official=tuple(fold_label(of_row[0].row.zh) for of_row in choices.values()),
        widths=tuple(frozenset(len(c.block.columns) for c in of_row) for of_row in choices.values()),
    )


@lru_cache
def titles_of(table_key: str) -> frozenset[str]:
    """What stands in a header beside the columns: the items' own titles and the corner."""
    return frozenset(
        fold_label(text)
        for of_row in choices_of(table_key).values()
        for choice in of_row
        for text in (choice.block.zh, choice.block.corner_zh)
    )
