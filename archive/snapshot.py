"""The published database: a compact copy of the working one with its search index, checked before use.

It is one file in rollback mode, so that a reader needs no `-wal` beside it and can open it read-only.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from archive.address_observations import fill_address_observations
from archive.apply_corrections import CorrectionCounts, apply_corrections
from archive.corrections import Correction
from archive.database import Database, transaction
from archive.reference_tables import fill_reference_tables
from archive.search_index import build_search_index

READ_ONLY = 0o444


class SnapshotError(Exception):
    """The copy is not sound: damage in the working database, or rows that point nowhere."""


def write_snapshot(
    database: Database, path: Path, corrections: Sequence[Correction] = ()
) -> CorrectionCounts:
    """Copy the working database to `path`, which must not exist, index it and check it.

    The editors' corrections are set beside it as their file has them now: nothing is written to the working
    database, which a crawl may be writing to.
    """
    database.execute("VACUUM INTO ?", (str(path),))
    with closing(sqlite3.connect(path, isolation_level=None)) as snapshot:
        snapshot.execute("PRAGMA journal_mode = DELETE")
        snapshot.execute("PRAGMA synchronous = OFF")  # the whole publication is synced before the swap
        snapshot.row_factory = sqlite3.Row
        counts = apply_corrections(snapshot, corrections)
        fill_reference_tables(snapshot)
        with transaction(snapshot):
            fill_address_observations(snapshot)
        build_search_index(snapshot)
        snapshot.execute("ANALYZE")
        _check(snapshot)
    path.chmod(READ_ONLY)
    return counts


def open_snapshot(path: Path) -> sqlite3.Connection:
    """Open a snapshot for reading only."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _check(snapshot: sqlite3.Connection) -> None:
    found = snapshot.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise SnapshotError(f"数据库损坏 · the database is damaged: {found}")
    loose = snapshot.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        table, rowid, parent, _ = loose[0]
        raise SnapshotError(
            f"{len(loose)} 行指向不存在的记录 · {len(loose)} rows point to records that do not exist, "
            f"the first in {table} (row {rowid}), to {parent}"
        )
