"""What a form file may say: the types behind `parsers/forms/*.toml`.

A form has tables, a table has blocks, and a block is rows × columns. Table two prints five blocks (one an
item of article 20), the others print one. The key of a figure is always `<table>.<row>.<column>`:

>>> from parsers.forms import FORMS
>>> FORMS["2019"].tables["remedies"].blocks[0].rows[0].zh
'行政复议'
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

BlankPolicy = Literal["unknown", "settled_by_sum"]


class Strict(BaseModel):
    """A record that rejects fields it does not know, so that a typo in a form file is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(Strict):
    """One of the six numbered sections of a report and the wordings agencies use for its heading."""

    number: int = Field(ge=1, le=6)
    zh: str
    en: str
    aliases: tuple[str, ...] = ()


class Group(Strict):
    """A label that stands over several rows, such as （三）不予公开; `parent` nests it in another."""

    key: str
    zh: str
    en: str
    parent: str = ""


class Column(Strict):
    """One column of a block. `meaning` is a template over {row} and {column} (their English names)."""

    key: str
    zh: str
    en: str
    meaning: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    unit: Literal["count", "yuan"] = "count"
    printed_unit: str = ""
    signed: bool = False


class Row(Strict):
    """One row of a block. `note` is what the form prints after the label in brackets.

    Where a form gives each row a unit of its own (`printed_unit`), `unit` stands here, not at the column.
    """

    key: str
    zh: str
    en: str
    group: str = ""
    note: str = ""
    note_en: str = ""
    aliases: tuple[str, ...] = ()
    unit: Literal["count", "yuan"] | None = None
    printed_unit: str = ""
    printed_unit_en: str = ""


class Block(Strict):
    """Rows under one header; `zh` is the line the form prints above the header, where it prints one.

    `columns_zh` is what it prints over all columns; `column_groups_en` the English of the columns' groups.
    """

    zh: str = ""
    en: str = ""
    corner_zh: str = ""
    corner_en: str = ""
    columns_zh: str = ""
    columns_en: str = ""
    column_groups_en: dict[str, str] = Field(default_factory=dict)
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class CheckRule(Strict):
    """An identity that the form states, repeated along its columns or its rows.

    `left` and `right` list the other dimension's keys whose figures are summed; `*` ends a key as in a
    shell pattern. `rule` names the check, with {row} or {column} filled in.

    `blanks` is the policy for figures left blank or struck through with a dash on a side: `unknown` leaves
    the check unassessed; `settled_by_sum` settles it where nothing non-negative in their place could change
    the outcome, that is where the printed numbers already equal the other side or exceed it.
    """

    rule: str
    along: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    blanks: BlankPolicy


class Table(Strict):
    """One statutory table.

    `shape` tells how it prints: items with own headers, a matrix, one line, or a list of rows with a unit and
    one number each. A table without a `section` stands outside the numbered sections.
    """

    key: str
    section: int | None = Field(default=None, ge=1, le=6)
    shape: Literal["items", "matrix", "line", "list"]
    zh: str
    en: str
    note: str = ""
    note_en: str = ""
    groups: tuple[Group, ...] = ()
    blocks: tuple[Block, ...]
    checks: tuple[CheckRule, ...] = ()

    def cells(self) -> Iterator[tuple[str, Block, Row, Column]]:
        """Every cell in the order of print, as (figure key, block, row, column)."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield self.figure_key(row.key, column.key), block, row, column

    def figure_key(self, row: str, column: str) -> str:
        """The key of the figure in one row and column; the one column of a list has no key of its own."""
        return ".".join(filter(None, (self.key, row, column)))

    def row_label(self, row: Row) -> str:
        """The row's label under its groups as figures.csv gives it: 三、（三）不予公开 1.属于国家秘密.

        The rows of a list name themselves; their notes belong to the label.
        """
        if self.shape == "list":
            return row.zh + row.note
        groups = {group.key: group for group in self.groups}
        path = [row.zh]
        key = row.group
        while key:
            path.insert(0, groups[key].zh)
            key = groups[key].parent
        if len(path) > 1 and "、" in path[0]:
            # A numbered outer group contributes its number alone.
            path[:2] = [path[0].split("、")[0] + "、" + path[1]]
        return " ".join(path)


class Form(Strict):
    """One statutory form with its sections and tables, in the order of print."""

    form: str
    zh: str
    en: str
    notice: str
    first_fiscal_year: int
    last_fiscal_year: int | None = None
    sections: tuple[Section, ...] = ()
    tables: dict[str, Table]


class FigureDefinition(Strict):
    """One figure of the dictionary: its key, where the form prints it, what it means and its unit."""

    key: str
    forms: tuple[str, ...]
    section: int | None
    row_zh: str
    column_zh: str
    meaning: str
    unit: Literal["count", "yuan"]
    printed_unit: str = ""
    signed: bool = False

    @property
    def unit_note(self) -> str:
        """The unit as the dictionary prints it, with the form's own unit where it differs."""
        if self.unit == "count":
            return self.printed_unit or self.unit
        return f"{self.unit} (the form prints {self.printed_unit})" if self.printed_unit else self.unit
