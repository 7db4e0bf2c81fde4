"""What was read of pages that come again: the same bytes at the same address are parsed once.

Most pages that come again are told from the last reading of their address and need nothing; this is for those
that contradict a report every night, or go back and forth between two contents. The readings lie in a file
that is gone with the process, so that memory does not grow with the archive.
"""

import pickle
import sqlite3
import zlib
from dataclasses import replace
from typing import Any

from archive.database import Database
from archive.reading import PageToRead, Read
from archive.results import Result
from parsers.report import Check, Figure, Report

# Report pages compress to a tenth even so; more effort gains little.
COMPRESSION = 1
COMES_AGAIN = "SELECT 1 FROM pages WHERE url = ? AND sha256 = ? AND id > ? LIMIT 1"

Key = tuple[str, str | None, str | None, str, str, str, bool, bool]


def pack(read: Read) -> bytes:
    """What one page says, as it is handed from process to process."""
    plain: object = read
    if isinstance(read, Report):
        # Plain tuples are pickled in a fraction of the time.
        figures, checks = list(map(tuple, read.figures.values())), list(map(tuple, read.checks))
        plain = replace(read, figures={}, checks=()), figures, checks
    return zlib.compress(pickle.dumps(plain, pickle.HIGHEST_PROTOCOL), COMPRESSION)


def unpack(packed: bytes) -> Read:
    """What `pack` was given."""
    plain: Result | tuple[Report, list[tuple[Any, ...]], list[tuple[Any, ...]]]
    plain = pickle.loads(zlib.decompress(packed))
    if isinstance(plain, Result):
        return plain
    report, figures, checks = plain
    named = {figure.key: figure for figure in map(Figure._make, figures)}
    return replace(report, figures=named, checks=tuple(map(Check._make, checks)))


class PackedReadings:
    """Packed readings by all that they depend on, in a file that is gone with the process."""

    def __init__(self) -> None:
        # An empty name is SQLite's for a file of its own, removed when it is closed.
        self._kept = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._kept.execute("CREATE TABLE readings (key TEXT PRIMARY KEY, packed BLOB) WITHOUT ROWID")

    def find(self, wanted: PageToRead) -> bytes | None:
        """What was kept of the same bytes at the same address, read in the same way."""
        found = self._kept.execute("SELECT packed FROM readings WHERE key = ?", (_key(wanted),)).fetchone()
        return found[0] if found else None

    def keep(self, wanted: PageToRead, packed: bytes) -> None:
        """Keep a reading in place of an earlier one."""
        self._kept.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (_key(wanted), packed))

    def close(self) -> None:
        """Give the space back."""
        self._kept.close()


class KeptReadings(PackedReadings):
    """Those of pages whose bytes come again at their address, by what the database knows of it."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database

    def comes_again(self, wanted: PageToRead) -> bool:
        """Whether the address shows the same bytes later on."""
        page = wanted.page
        known = self._database.execute(COMES_AGAIN, (page.url, page.sha256, page.id)).fetchone()
        return known is not None


def _key(wanted: PageToRead) -> str:
    page, site = wanted.page, wanted.site
    key: Key = (
        page.url,
        page.sha256,
        page.list_title,
        site.area,
        site.place,
        site.agency,
        wanted.is_report,
        wanted.has_attachments,
    )
    return repr(key)
