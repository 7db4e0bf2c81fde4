"""What the published tables and columns are called and mean, in Chinese and English.

Meanings come from `archive.schema` (and through it from the forms); titles, notes and the way Datasette
presents a table come from `tables.toml` beside this file.

>>> column_text("disclosure", "fees_amount").unit_en
'yuan'
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from archive.figure_tables import FIGURE_TABLES
from archive.schema import SCHEMA, TableDefinition, ViewDefinition

FILE = Path(__file__).with_name("tables.toml")

# Every unit a column may have, as (Chinese, English).
UNITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "count": ("件（个、项）", "count"),
        "yuan": ("元", "yuan"),
        "bytes": ("字节", "bytes"),
        "share": ("比例，0 至 1", "share, 0 to 1"),
        "seconds": ("秒", "seconds"),
    }
)
# A column's Chinese meaning up to its first explanation is its heading; a figure's whole label is.
HEADING_END = re.compile(r"：?[（；，]")


class UndescribedError(Exception):
    """A published table or column that nothing describes; the message names it and the file to amend."""


class Presentation(BaseModel):
    """How Datasette presents one table: titles, notes, facets, order, label and page size."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title_zh: str
    title_en: str
    note_zh: str = ""
    note_en: str = ""
    facets: tuple[str, ...] = ()
    sort: str = ""
    sort_desc: str = ""
    label: str = ""
    headings: dict[str, str] = Field(default_factory=dict)
    size: int


@dataclass(frozen=True, slots=True)
class ColumnText:
    """One column in both languages; `heading` is its short Chinese name."""

    heading: str
    zh: str
    en: str
    unit_zh: str = ""
    unit_en: str = ""

    @property
    def description(self) -> str:
        """Both languages and the unit on one line, as Datasette's metadata wants it."""
        zh = f"{self.zh}［单位：{self.unit_zh}］" if self.unit_zh else self.zh
        en = f"{self.en} [unit: {self.unit_en}]" if self.unit_en else self.en
        return f"{zh} / {en}"


def load_presentations() -> dict[str, Presentation]:
    """The presentation of every table and view, in the order of the site's menu."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    return {name: Presentation.model_validate(table) for name, table in data.items()}


PRESENTATIONS: Mapping[str, Presentation] = MappingProxyType(load_presentations())


def table_definition(table: str) -> TableDefinition | ViewDefinition:
    """What the schema says of one table or view."""
    definition = SCHEMA.tables.get(table) or SCHEMA.views.get(table)
    if definition is None:
        raise UndescribedError(f"table {table!r} is not described: add it to archive/schema.toml")
    return definition


def presentation(table: str) -> Presentation:
    """How one table or view is presented."""
    if table not in PRESENTATIONS:
        raise UndescribedError(f"table {table!r} has no title: add it to {FILE}")
    return PRESENTATIONS[table]


@cache
def column_text(table: str, column: str) -> ColumnText:
    """What one column is called and means."""
    columns = table_definition(table).columns
    if column not in columns:
        raise UndescribedError(f"column {table}.{column} is not described: add it to archive/schema.toml")
    definition = columns[column]
    unit_zh, unit_en = UNITS[definition.unit] if definition.unit else ("", "")
    return ColumnText(_heading(table, column), definition.zh, definition.en, unit_zh, unit_en)


def _heading(table: str, column: str) -> str:
    meaning = table_definition(table).columns[column].zh
    if table in FIGURE_TABLES and column in FIGURE_TABLES[table].columns:
        return meaning
    return presentation(table).headings.get(column) or HEADING_END.split(meaning)[0]
