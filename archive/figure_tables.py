"""Where each figure lives in the database: one table a statutory table, one column a row or figure of it.

The shape of the printed table decides: `items` and `list` give one row a report, `matrix` one row a report
and applicant, `line` one row a report and procedure. A new form file is enough to get its columns here.

>>> FIGURE_TABLES["applications"].place("applications.refused.state_secret.total")
('total', 'refused_state_secret')
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.forms import FORMS, Column, Form, Row, Table

# The column that tells the rows of one report apart, by shape; a report has one row of an `items` table.
KEY_COLUMNS: Mapping[str, str | None] = {
    "items": None,
    "list": None,
    "matrix": "applicant",
    "line": "procedure",
}
KEY_LABELS: Mapping[str, tuple[str, str]] = {
    "applicant": ("申请人类别", "Kind of applicant"),
    "procedure": ("救济程序", "Procedure"),
}


class SchemaError(Exception):
    """Forms that cannot share one table: two shapes for one table, or two figures for one column."""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column of figures: its name, unit and what it means in both languages."""

    name: str
    unit: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table of figures. `places` gives for each figure key its row (None in `items`) and column.

    `keys` gives for each row the keys in the order of the columns, an empty one where it has no such figure.
    """

    name: str
    zh: str
    en: str
    key_column: str | None
    key_values: Mapping[str, tuple[str, str]]
    columns: Mapping[str, FigureColumn]
    places: Mapping[str, tuple[str | None, str]]
    keys: Mapping[str | None, tuple[str, ...]]

    def place(self, key: str) -> tuple[str | None, str]:
        """The row and column that hold one figure."""
        return self.places[key]


def figure_tables(forms: Mapping[str, Form]) -> dict[str, FigureTable]:
    """The tables of figures that these forms need together, in the order of print."""
    keys = dict.fromkeys(key for form in forms.values() for key in form.tables)
    return {key: _figure_table([f.tables[key] for f in forms.values() if key in f.tables]) for key in keys}


def in_order_of_print(sequences: Iterable[Sequence[str]]) -> list[str]:
    """One sequence of all names: a name that only a later sequence has follows its neighbour there."""
    merged: list[str] = []
    for names in sequences:
        position = 0
        for name in names:
            if name not in merged:
                merged.insert(position, name)
            position = merged.index(name) + 1
    return merged


def _figure_table(tables: Sequence[Table]) -> FigureTable:
    name, shape = tables[0].key, tables[0].shape
    if any(table.shape != shape for table in tables):
        raise SchemaError(f"table {name!r} has another shape in another form")
    places = {key: place for table in tables for key, place in _places(table)}
    columns = {column.name: column for table in tables for column in _columns(table)}
    _refuse_shared_cells(name, places)
    ordered = {column: columns[column] for column in _column_order(tables)}
    return FigureTable(
        name=name,
        zh=tables[-1].zh,
        en=tables[-1].en,
        key_column=KEY_COLUMNS[shape],
        key_values={key: label for table in tables for key, label in _key_values(table)},
        columns=ordered,
        places=places,
        keys=_keys(places, list(ordered)),
    )


def _keys(
    places: Mapping[str, tuple[str | None, str]], columns: Sequence[str]
) -> dict[str | None, tuple[str, ...]]:
    keys = {place: key for key, place in places.items()}
    rows = dict.fromkeys(row for row, _ in places.values())
    return {row: tuple(keys.get((row, column), "") for column in columns) for row in rows}


def _column_order(tables: Sequence[Table]) -> list[str]:
    """Rows in order of print, and within a row its columns, so that what belongs together stands together."""
    printed = [[(row.key, _column_name(t, row, column)) for _, _, row, column in t.cells()] for t in tables]
    rows = in_order_of_print([[row for row, _ in cells] for cells in printed])
    by_row = ([[name for key, name in cells if key == row] for cells in printed] for row in rows)
    return list(dict.fromkeys(name for names in by_row for name in in_order_of_print(names)))


def _refuse_shared_cells(name: str, places: Mapping[str, tuple[str | None, str]]) -> None:
    taken: dict[tuple[str | None, str], str] = {}
    for key, place in places.items():
        other = taken.setdefault(place, key)
        if other != key:
            raise SchemaError(f"table {name!r}: {other} and {key} would share column {place[1]!r}")


def _places(table: Table) -> Iterator[tuple[str, tuple[str | None, str]]]:
    for key, _block, row, column in table.cells():
        row_key = {"matrix": column.key, "line": row.key, "items": None, "list": None}[table.shape]
        yield key, (row_key, _column_name(table, row, column))


def _columns(table: Table) -> Iterator[FigureColumn]:
    for _key, _block, row, column in table.cells():
        unit = row.unit or column.unit
        yield FigureColumn(_column_name(table, row, column), unit, *_meaning(table, row, column))


def _column_name(table: Table, row: Row, column: Column) -> str:
    if table.shape in ("list", "matrix"):
        return _slug(row.key)
    return _slug(column.key if table.shape == "line" else f"{row.key}.{column.key}")


def _meaning(table: Table, row: Row, column: Column) -> tuple[str, str]:
    if table.shape in ("list", "matrix"):
        return table.row_label(row), row.en
    if table.shape == "line":
        return column.zh, column.en
    return f"{table.row_label(row)}：{column.zh}", column.meaning.format(row=row.en, column=column.en)


def _key_values(table: Table) -> Iterator[tuple[str, tuple[str, str]]]:
    for _key, _block, row, column in table.cells():
        printed: Row | Column = column if table.shape == "matrix" else row
        if KEY_COLUMNS[table.shape]:
            yield printed.key, (printed.zh, printed.en)


def _slug(key: str) -> str:
    return key.replace(".", "_")


FIGURE_TABLES: Mapping[str, FigureTable] = figure_tables(FORMS)
