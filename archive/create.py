"""Creating the schema in a new database, and adding what a new form brings to one that exists.

Each runs in one transaction, so that a database is never found half made. Columns are only ever added
here: a change to what exists raises `SCHEMA_VERSION` instead.
"""

import sqlite3
from collections.abc import Iterator

import sqlite_utils

from archive.schema import APPLICATION_ID, SCHEMA, SCHEMA_VERSION, TableDefinition
from archive.views import VIEW_SQL
from parsers.forms import FIGURES

# `pages.report_id` and `reports.page_id` point at each other, so this one is declared after both tables.
LATER_REFERENCES = (("pages", "report_id"),)

FigureRow = tuple[str, str, int | None, str, str, str, str, str, str | None]


def create_schema(database: sqlite3.Connection) -> None:
    """Create all tables, views and the dictionary; the caller holds the transaction."""
    tables = _tables(database)
    for name, definition in SCHEMA.tables.items():
        _create_table(tables, name, definition)
    for table, column in LATER_REFERENCES:
        tables.table(table).add_foreign_key(column, *_target(SCHEMA.tables[table], column))
    _create_views(tables)
    _store_figures(database)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def extend_schema(database: sqlite3.Connection) -> None:
    """Add the tables, columns and indexes that the database lacks; write nothing if it has all."""
    missing = _missing_columns(database)
    unindexed = _missing_indexes(database)
    if not missing and not unindexed and _views_are_current(database) and _figures_are_current(database):
        return
    tables = _tables(database)
    with tables.atomic():
        for name, columns in missing.items():
            _add(tables, name, columns)
        for name, index in unindexed:
            tables.table(name).create_index(index, if_not_exists=True)
        _create_views(tables)
        _store_figures(database)


def figure_rows() -> Iterator[FigureRow]:
    """The dictionary as rows of the table `figures`."""
    for figure in FIGURES.values():
        table = figure.key.split(".")[0]
        yield (
            figure.key,
            " ".join(figure.forms),
            figure.section,
            table,
            figure.row_zh,
            figure.column_zh,
            figure.meaning,
            figure.unit,
            figure.printed_unit or None,
        )


def _tables(database: sqlite3.Connection) -> sqlite_utils.Database:
    # Plugins of the user's own sqlite-utils have no business in this file.
    return sqlite_utils.Database(database, execute_plugins=False)


def _create_table(tables: sqlite_utils.Database, name: str, definition: TableDefinition) -> None:
    later = {column for table, column in LATER_REFERENCES if table == name}
    table = tables.table(name).create(
        {column: value.type for column, value in definition.columns.items()},
        pk=definition.primary_key if len(definition.primary_key) > 1 else definition.primary_key[0],
        not_null=[column for column, value in definition.columns.items() if value.required],
        foreign_keys=[
            (column, *_target(definition, column))
            for column, value in definition.columns.items()
            if value.references and column not in later
        ],
    )
    for index in definition.indexes:
        table.create_index(index)


def _target(definition: TableDefinition, column: str) -> tuple[str, str]:
    """The table and column that a column points to: the other table's primary key."""
    other = definition.columns[column].references
    return other, SCHEMA.tables[other].primary_key[0]


def _add(tables: sqlite_utils.Database, name: str, columns: list[str]) -> None:
    definition = SCHEMA.tables[name]
    if len(columns) == len(definition.columns):
        _create_table(tables, name, definition)
        return
    for column in columns:
        tables.table(name).add_column(column, definition.columns[column].type)


def _missing_columns(database: sqlite3.Connection) -> dict[str, list[str]]:
    missing: dict[str, list[str]] = {}
    for name, definition in SCHEMA.tables.items():
        present = {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')}
        lacking = [column for column in definition.columns if column not in present]
        if lacking:
            missing[name] = lacking
    return missing


def _missing_indexes(database: sqlite3.Connection) -> list[tuple[str, tuple[str, ...]]]:
    present = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    return [
        (name, columns)
        for name, definition in SCHEMA.tables.items()
        for columns in definition.indexes
        # As sqlite-utils names them.
        if f"idx_{name}_{'_'.join(columns)}" not in present
    ]


def _create_views(tables: sqlite_utils.Database) -> None:
    for name in reversed(tuple(VIEW_SQL)):
        tables.execute(f'DROP VIEW IF EXISTS "{name}"')
    for name, sql in VIEW_SQL.items():
        tables.create_view(name, sql)


def _views_are_current(database: sqlite3.Connection) -> bool:
    stored = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
    return all(stored.get(name, "").endswith(f" AS {sql}") for name, sql in VIEW_SQL.items())


def _figures_are_current(database: sqlite3.Connection) -> bool:
    stored = {tuple(row) for row in database.execute("SELECT * FROM figures")}
    return set(figure_rows()) <= stored


def _store_figures(database: sqlite3.Connection) -> None:
    # Never deleted: remarks of reports on a form that has been withdrawn still point to their figure.
    marks = ", ".join("?" * len(SCHEMA.tables["figures"].columns))
    database.executemany(f"INSERT OR REPLACE INTO figures VALUES ({marks})", figure_rows())
