"""The schema in one place: every table, view and column with its type and its meaning in both languages.

`schema.toml` says what does not depend on the forms, `figure_tables` derives the rest. Creating the
database, the extracts, the documentation and Datasette's descriptions all read it from here.

>>> SCHEMA.tables["disclosure"].columns["fees_amount"].unit
'yuan'
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from archive.figure_tables import FIGURE_TABLES, KEY_LABELS, FigureColumn, FigureTable

# Raise it when a table of schema.toml changes; columns that a new form brings are added without it.
SCHEMA_VERSION = 2
# "GONG" in ASCII, in the header of the file: tells our databases from those of other programs.
APPLICATION_ID = 0x474F4E47

FILE = Path(__file__).with_name("schema.toml")


class ColumnDefinition(BaseModel):
    """One column: type, meaning in both languages, unit where it is a quantity, and constraints."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["text", "integer", "real"]
    zh: str
    en: str
    unit: str = ""
    required: bool = False
    references: str = ""


class TableDefinition(BaseModel):
    """One table: its columns in order, primary key and indexes.

    `derived` says that every row comes from reading the archive, and can be made anew from it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str
    primary_key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    derived: bool = False
    columns: dict[str, ColumnDefinition]


class ViewDefinition(BaseModel):
    """One view: its columns in order; its SQL is in `archive.views`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str
    columns: dict[str, ColumnDefinition]


@dataclass(frozen=True, slots=True)
class Schema:
    """All tables and views, in the order in which they are created and published."""

    tables: Mapping[str, TableDefinition]
    views: Mapping[str, ViewDefinition]


def load_schema(figure_tables: Mapping[str, FigureTable]) -> Schema:
    """The tables of schema.toml with those of the figures set in after `reports`."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    tables: dict[str, TableDefinition] = {}
    for name, table in data["tables"].items():
        if name == "reports":
            table["columns"] = _with_form_columns(table["columns"], figure_tables)
        tables[name] = TableDefinition.model_validate(table)
        if name == "reports":
            tables |= {key: _table_definition(value) for key, value in figure_tables.items()}
    return Schema(tables, _views(data["views"]))


def _views(data: dict[str, Any]) -> dict[str, ViewDefinition]:
    for view in data.values():
        model = view.pop("same_columns_as", None)
        if model:
            view["columns"] = data[model]["columns"]
    return {name: ViewDefinition.model_validate(view) for name, view in data.items()}


def _with_form_columns(columns: dict[str, Any], figure_tables: Mapping[str, FigureTable]) -> dict[str, Any]:
    """The columns of `reports`, with one column a statutory table, naming its form, after `outcome`."""
    forms = {
        f"form_{table.name}": {
            "type": "text",
            "zh": f"“{table.zh}”表所用格式；空为没有该表",
            "en": f"Form of the table {table.name}; empty where the report has none",
        }
        for table in figure_tables.values()
    }
    result: dict[str, Any] = {}
    for name, column in columns.items():
        result[name] = column
        if name == "outcome":
            result |= forms
    return result


def _table_definition(table: FigureTable) -> TableDefinition:
    columns = {"report_id": _report_id_column()}
    if table.key_column:
        columns[table.key_column] = _key_column(table)
    columns |= {name: _figure_column(column) for name, column in table.columns.items()}
    return TableDefinition(
        zh=table.zh,
        en=table.en,
        primary_key=("report_id", table.key_column) if table.key_column else ("report_id",),
        derived=True,
        columns=columns,
    )


def _report_id_column() -> ColumnDefinition:
    return ColumnDefinition(type="text", required=True, references="reports", zh="年报代号", en="The report")


def _key_column(table: FigureTable) -> ColumnDefinition:
    zh, en = KEY_LABELS[str(table.key_column)]
    values = table.key_values.items()
    return ColumnDefinition(
        type="text",
        required=True,
        zh=f"{zh}（{'，'.join(f'{key} {label}' for key, (label, _) in values)}）",
        en=f"{en}: {', '.join(key for key, _ in values)}",
    )


def _figure_column(column: FigureColumn) -> ColumnDefinition:
    kind: Literal["real", "integer"] = "real" if column.unit == "yuan" else "integer"
    return ColumnDefinition(type=kind, unit=column.unit, zh=column.zh, en=column.en)


SCHEMA = load_schema(FIGURE_TABLES)
