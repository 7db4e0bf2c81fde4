"""The CSV extracts: one file a table and view for Excel, with a twin without byte order mark for programs.

Tables about reports repeat the agency's name, area, place and year, so that each file stands alone. Rows are
streamed from the database in the order of their keys.
"""

import csv
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.csv_cells import csv_cell
from archive.figure_tables import FIGURE_TABLES
from archive.schema import SCHEMA, TableDefinition

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # tells Excel that the file is UTF-8

# JSON for programs, which a spreadsheet has no use for; both are in the database that is published beside.
WITHOUT_TABLES = frozenset({"provenance"})
WITHOUT_COLUMNS = frozenset(
    {("revisions", "record"), ("reports", "agency_evidence"), ("reports", "evidence")}
)

# How many figures of the report an editor has corrected: the table itself has what the report prints.
CORRECTED = "SELECT count(*) FROM corrections c WHERE c.report_id = t.report_id AND c.status = 'applied'"

AGENCY_COLUMNS = ("g.name AS agency", "g.area", "g.place")


@dataclass(frozen=True, slots=True)
class Extract:
    """One extract: its table, how many rows it has, and how large its CSV file is."""

    table: str
    rows: int
    size: int

    @property
    def file(self) -> str:
        """The name of the file for spreadsheets."""
        return f"{self.table}.csv"


def extract_names() -> list[str]:
    """The tables and views that are extracted."""
    return [name for name in (*SCHEMA.tables, *SCHEMA.views) if name not in WITHOUT_TABLES]


def extract_sql(name: str) -> str:
    """The query behind one extract."""
    if name in SCHEMA.views:
        first = next(iter(SCHEMA.views[name].columns))
        return f'SELECT * FROM "{name}" ORDER BY "{first}"'
    definition = SCHEMA.tables[name]
    order = ", ".join(f't."{column}"' for column in definition.primary_key)
    columns = [f't."{column}"' for column in definition.columns if (name, column) not in WITHOUT_COLUMNS]
    joins = ""
    if name == "reports":
        columns[2:2] = AGENCY_COLUMNS
        joins = "JOIN agencies g ON g.id = t.agency_id"
    elif _belongs_to_report(definition):
        after = columns.index('t."report_id"') + 1
        columns[after:after] = (*AGENCY_COLUMNS, "r.year")
        # A correction may outlive the report that it was made for.
        joins = "LEFT JOIN reports r ON r.id = t.report_id LEFT JOIN agencies g ON g.id = r.agency_id"
        if name in FIGURE_TABLES:
            columns.append(f"({CORRECTED}) AS corrections")
    return f'SELECT {", ".join(columns)} FROM "{name}" t {joins} ORDER BY {order}'


def write_extracts(database: sqlite3.Connection, folder: Path) -> list[Extract]:
    """Write all extracts of a database into `folder`."""
    return [_write_extract(database, folder, name) for name in extract_names()]


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write one CSV file in UTF-8 with CRLF line ends (RFC 4180), and count its rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([csv_cell(value) for value in row])
            count += 1
    return count


def _write_extract(database: sqlite3.Connection, folder: Path, name: str) -> Extract:
    plain, marked = folder / f"{name}.utf8.csv", folder / f"{name}.csv"
    cursor = database.execute(extract_sql(name))
    rows = write_csv(plain, [column[0] for column in cursor.description], cursor)
    with plain.open("rb") as source, marked.open("wb") as target:
        target.write(BYTE_ORDER_MARK)
        shutil.copyfileobj(source, target)
    return Extract(name, rows, marked.stat().st_size)


def _belongs_to_report(definition: TableDefinition) -> bool:
    column = definition.columns.get("report_id")
    return column is not None and column.required
