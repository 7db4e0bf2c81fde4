"""Opening the working database: created on first use, refused when it is not ours or of another version.

Connections are in autocommit mode; what belongs together goes into one `transaction`. The schema itself is
in `archive.schema`.

>>> database = open_database(Path("data/gongkai.db"))  # doctest: +SKIP
>>> with transaction(database):                        # doctest: +SKIP
...     database.execute("INSERT INTO …")
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from archive.create import create_schema, extend_schema
from archive.schema import APPLICATION_ID, SCHEMA_VERSION

Database: TypeAlias = sqlite3.Connection

MAGIC = b"SQLite format 3\x00"
BUSY_SECONDS = 30  # a publication may read for that long while a crawl wants to write


class DatabaseError(Exception):
    """The file cannot be used as Gongkai's database; the message names it and says what to do."""


class DatabaseVersionError(DatabaseError):
    """The database was made by another version of Gongkai, or by another program."""

    def __init__(self, path: Path, found: int, expected: int) -> None:
        self.path, self.found, self.expected = path, found, expected
        super().__init__(
            f"{path}: this database has version {found}, this Gongkai needs version {expected}; nothing was "
            f"changed. Use the Gongkai that made it, or move the file away (or set GONGKAI_HOME to another "
            f"folder) and collect again. 数据库版本不符（文件为 {found}，程序需要 {expected}），未作改动。"
        )


class DatabaseDamagedError(DatabaseError):
    """The file is a SQLite database with damage in it."""

    def __init__(self, path: Path, error: sqlite3.Error) -> None:
        super().__init__(
            f"{path}: the database is damaged ({error}); nothing was changed. Take back a copy, or move it "
            f"away and read the archive again. 数据库已损坏，未作改动。"
        )


# What SQLite reports when the file itself is at fault.
DAMAGE_ERRORS = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
BUSY_ERRORS = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite reports damage in the file, and not what stands in the way of using it."""
    # Errors of the driver itself, such as a closed connection, carry no code.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE_ERRORS


def open_database(path: Path) -> Database:
    """Open the database at `path` for writing, creating it with its schema where there is no file yet.

    Raises DatabaseVersionError for another version, DatabaseError for a file that cannot be used.
    """
    _refuse_other_files(path)
    try:
        database = _connect(path)
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: cannot be opened as a database: {error}") from error
    try:
        _prepare(database, path)
    except sqlite3.Error as error:
        database.close()
        if is_damage(error):
            raise DatabaseDamagedError(path, error) from error
        raise DatabaseError(f"{path}: cannot be used as a database: {error}") from error
    except DatabaseError:
        database.close()
        raise
    return database


def open_to_read(path: Path) -> Database:
    """Open the database at `path` for reading; whatever is wrong with it is sqlite3's own error."""
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", BUSY_SECONDS, uri=True)
    database.row_factory = sqlite3.Row
    return database


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """What comes to light while the database at `path` is used is said of it: damage, and another's lock."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DatabaseDamagedError(path, error) from error
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in BUSY_ERRORS:
            raise DatabaseError(
                f"{path}: the database is locked: another program has held it for {BUSY_SECONDS} seconds; "
                f"close it and start again. 数据库被其他程序占用，请关闭该程序后重试。"
            ) from error
        raise


@contextmanager
def transaction(database: Database) -> Iterator[Database]:
    """Everything inside is written together or, on any exception, not at all."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield database
    except BaseException:
        database.rollback()
        raise
    database.commit()


def _connect(path: Path) -> Database:
    database = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    database.row_factory = sqlite3.Row
    return database


def _refuse_other_files(path: Path) -> None:
    if not path.parent.is_dir():
        raise DatabaseError(f"{path.parent}: no such folder; create it or set GONGKAI_HOME to another one.")
    if path.is_dir():
        raise DatabaseError(f"{path}: is a folder, not a database; move it away.")
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise DatabaseError(f"{path}: cannot be read: {error.strerror}; see who owns the file.") from error
    if head not in (b"", MAGIC):
        raise DatabaseError(
            f"{path}: is not a SQLite database; nothing was changed. Move the file away, or set "
            f"GONGKAI_HOME to another folder. 该文件不是 SQLite 数据库，未作改动。"
        )


def _prepare(database: Database, path: Path) -> None:
    """Look before anything is written; then create or extend the schema and set up for writing."""
    if _is_empty(database):
        database.execute("PRAGMA journal_mode = WAL")
        with transaction(database):
            if _is_empty(database):  # another process may have been quicker
                create_schema(database)
    _refuse_other_databases(database, path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA foreign_keys = ON")
    extend_schema(database)


def _is_empty(database: Database) -> bool:
    return (
        pragma(database, "user_version") == 0
        and not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    )


def _refuse_other_databases(database: Database, path: Path) -> None:
    found = pragma(database, "user_version")
    if found != SCHEMA_VERSION:
        raise DatabaseVersionError(path, found, SCHEMA_VERSION)
    if pragma(database, "application_id") != APPLICATION_ID:
        raise DatabaseError(
            f"{path}: is a SQLite database of another program; nothing was changed. Move the file away, or "
            f"set GONGKAI_HOME to another folder. 该数据库不属于本程序，未作改动。"
        )


def pragma(database: Database, name: str) -> int:
    """The value of one numeric pragma."""
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])
