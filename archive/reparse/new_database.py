"""The database that is built beside the old one, and takes its place in one step when it is whole.

Until the swap the old file is only read, and it is kept locked so that nobody writes what would be lost. The
swap is a rename: a process killed at any moment leaves the old database or the new one, never a mixture.
"""

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archive.create import create_schema
from archive.database import Database, DatabaseError, open_database
from archive.schema import SCHEMA, TableDefinition
from archive.warc_files import sync_folder

SUFFIX = ".reparse"
# What reading entered beside a page, and so is forgotten before it is read again.
READ_COLUMNS = frozenset({"result", "report_id", "parser_version", "genre", "decision", "reason"})
LOCK_SECONDS = 2
# How long the swap waits for those who still look at the old database.
SWAP_SECONDS = 600
# Another process could write between the end of our lock and the swap; then nothing is swapped.
WRITTEN = """
SELECT max(id), count(*), count(result), count(decision),
  (SELECT max(id) FROM runs), (SELECT count(*) FROM sites)
FROM pages
"""


class RebuildError(Exception):
    """The new database cannot take the old one's place; the old one is as it was."""


def beside(path: Path) -> Path:
    """Where the new database is built."""
    return path.with_name(path.name + SUFFIX)


@contextmanager
def locked(path: Path) -> Iterator[Database]:
    """The old database, which nobody else writes to as long as it is open."""
    with closing(open_database(path)) as old:
        try:
            old.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}")
            old.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise DatabaseError(
                f"{path}: another process writes to it ({error}); wait until it has ended. "
                f"另一进程正在写入数据库，请等它结束。"
            ) from error
        yield old


@contextmanager
def building(path: Path) -> Iterator[Database]:
    """A new, empty database beside `path`, in place of what a kill left; removed unless it was swapped in."""
    new = beside(path)
    _remove(new)
    database = sqlite3.connect(new.resolve().as_uri(), isolation_level=None, uri=True)
    try:
        with closing(database):
            database.row_factory = sqlite3.Row
            # Nothing of it is needed after a crash; it is written out as a whole before the swap.
            for setting in ("journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = OFF"):
                database.execute(f"PRAGMA {setting}")
            create_schema(database)
            yield database
    finally:
        _remove(new)


def _remove(new: Path) -> None:
    for path in (new, new.with_name(f"{new.name}-journal")):
        path.unlink(missing_ok=True)


def copy_fetched(database: Database, old: Path, sites: Collection[str] | None = None) -> None:
    """Copy from the old database what was fetched, with nothing that was read from it.

    With `sites`, only what was read from their pages is left out; see `archive.reparse.sites`.
    """
    database.execute("ATTACH ? AS old", (f"{old.resolve().as_uri()}?mode=ro",))
    database.execute("CREATE TEMP TABLE chosen_sites (id TEXT PRIMARY KEY)")
    chosen = sites if sites is not None else [row[0] for row in database.execute("SELECT id FROM old.sites")]
    database.executemany("INSERT INTO chosen_sites VALUES (?)", [(site,) for site in sorted(chosen)])
    database.execute("BEGIN")
    for name, table in SCHEMA.tables.items():
        names = ", ".join(f'"{column}"' for column in table.columns)
        values = ", ".join(_copied(name, column) for column in table.columns)
        # The dictionary is there from the start; the old one may have more.
        database.execute(f'DELETE FROM main."{name}"')
        database.execute(
            f'INSERT INTO main."{name}" ({names}) SELECT {values} FROM old."{name}" AS t '
            f"WHERE {_kept(name, table)} ORDER BY t.rowid"
        )
    database.execute("COMMIT")
    database.execute("DROP TABLE chosen_sites")


def _copied(table: str, column: str) -> str:
    """SQL for one column of a copied row."""
    if table != "pages" or column not in READ_COLUMNS | {"outcome"}:
        return f't."{column}"'
    # Only what was fetched as `ok` is ever read; what reading made of it is entered in the same column.
    forgotten = "'ok'" if column == "outcome" else "NULL"
    chosen = "t.result IS NOT NULL AND t.site_id IN chosen_sites"
    return f'CASE WHEN {chosen} THEN {forgotten} ELSE t."{column}" END'


def _kept(name: str, table: TableDefinition) -> str:
    """SQL for the rows that are copied: all that were fetched, and what was read of sites not chosen."""
    if not table.derived:
        return "true"
    kept_agency = (
        "EXISTS (SELECT 1 FROM old.reports r JOIN old.pages p ON p.id = r.page_id "
        "WHERE r.agency_id = {agency} AND p.site_id NOT IN chosen_sites)"
    )
    if name == "agencies":
        return kept_agency.format(agency="t.id")
    if name == "reports":
        return kept_agency.format(agency="t.agency_id")
    # The reports come before what belongs to them.
    return "t.report_id IN (SELECT id FROM main.reports)"


def swap_in(database: Database, old: Database, path: Path) -> None:
    """Let the new database take the place of the old one, which `locked` gave. Both are closed by the caller.

    Raises RebuildError where the new one does not hold together, or the old one was written to.
    """
    _check(database)
    known = old.execute(WRITTEN).fetchall()
    database.execute("DETACH old")
    _sync(beside(path))
    old.rollback()
    try:
        old.execute(f"PRAGMA busy_timeout = {SWAP_SECONDS * 1000}")
        # The old file is whole without its journal then, and none is left for the new one to trip over.
        old.execute("PRAGMA journal_mode = DELETE")
        old.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        raise RebuildError(
            f"{path}: another process has it open ({error}); end it and start again. "
            f"另一进程占用数据库，请将其结束后重来。"
        ) from error
    if old.execute(WRITTEN).fetchall() != known:
        raise RebuildError(
            f"{path}: another process wrote to it meanwhile; nothing was changed, start again. "
            f"其间数据库已有改动，未作替换，请重来。"
        )
    beside(path).chmod(path.stat().st_mode)
    beside(path).replace(path)
    sync_folder(path.parent)


def _check(database: Database) -> None:
    loose = database.execute("PRAGMA main.foreign_key_check").fetchall()
    found = database.execute("PRAGMA main.quick_check(1)").fetchone()[0]
    if loose or found != "ok":
        table = loose[0]["table"] if loose else found
        raise RebuildError(
            f"the rebuilt database does not hold together ({len(loose)} rows point nowhere, the first in "
            f"{table}); the old one was kept. 重建的数据库不完整，已保留原库。"
        )


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
