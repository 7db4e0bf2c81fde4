"""What a data folder holds in the end, as far as it must not depend on how often the night was killed."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.figure_tables import FIGURE_TABLES
from archive.home import Home
from archive.publish import DATABASE
from archive.warc import DamagedRecord, read_response

Rows = tuple[tuple[object, ...], ...]

REPORTS = (
    "SELECT id, agency_id, year, title, outcome, url, revision, content_hash, figures_stated, checks_passed, "
    "checks_failed FROM reports ORDER BY id"
)
# The last that was had of each address.
PAGES = """
SELECT site_id, kind, url, status, outcome, result, report_id, sha256 FROM pages
WHERE id IN (SELECT max(id) FROM pages GROUP BY site_id, url) ORDER BY site_id, url
"""
SECTIONS = "SELECT report_id, number, text FROM sections ORDER BY report_id, number"
REMARKS = "SELECT report_id, kind, figure, state, raw FROM remarks ORDER BY 1, 2, 3, 5"
REVISIONS = "SELECT report_id, revision, content_hash FROM revisions ORDER BY 1, 2"


@dataclass(frozen=True, slots=True)
class EndState:
    """Reports, figures and pages of a folder, those of its publication, and what is wrong with either."""

    tables: dict[str, Rows]
    published: dict[str, Rows]
    faults: tuple[str, ...]

    def differences(self, other: "EndState") -> list[str]:
        """How this folder differs from another; each difference with an example."""
        pairs = [("", self.tables, other.tables), ("published ", self.published, other.published)]
        found = [
            f"{where}{name}: {_example(mine[name], theirs[name])}"
            for where, mine, theirs in pairs
            for name in mine
            if mine[name] != theirs[name]
        ]
        return [*found, *self.faults]


def end_state(home: Home) -> EndState:
    """Read a data folder whose night has ended."""
    with closing(sqlite3.connect(home.database)) as database:
        tables = _tables(database) | {"pages": _rows(database, PAGES)}
        faults = [*_archive_faults(home, database), *_left_over(home)]
    with closing(sqlite3.connect(f"file:{home.public / DATABASE}?mode=ro", uri=True)) as snapshot:
        published = _tables(snapshot)
    return EndState(tables, published, tuple(faults))


def _tables(database: sqlite3.Connection) -> dict[str, Rows]:
    queries = {"reports": REPORTS, "sections": SECTIONS, "remarks": REMARKS, "revisions": REVISIONS}
    figures = {name: f'SELECT * FROM "{name}" ORDER BY 1, 2' for name in FIGURE_TABLES}
    return {name: _rows(database, sql) for name, sql in {**queries, **figures}.items()}


def _rows(database: sqlite3.Connection, sql: str) -> Rows:
    return tuple(database.execute(sql).fetchall())


def _archive_faults(home: Home, database: sqlite3.Connection) -> Iterator[str]:
    """Pages whose bytes are not where the database says, or not those it says."""
    rows = database.execute(
        "SELECT id, sha256, warc_file, warc_offset FROM pages WHERE status IS NOT NULL"
    ).fetchall()
    for page_id, sha256, file, offset in rows:
        try:
            stored = read_response(home.warc, file, offset)
        except DamagedRecord as error:
            yield f"page {page_id}: {error}"
            continue
        if hashlib.sha256(stored.payload).hexdigest() != sha256:
            yield f"page {page_id}: other bytes than were entered"
    doubled = database.execute(
        "SELECT count(*) FROM (SELECT 1 FROM pages WHERE warc_file IS NOT NULL "
        "GROUP BY warc_file, warc_offset HAVING count(*) > 1)"
    ).fetchone()[0]
    if doubled:
        yield f"{doubled} records have more than one page"


def _left_over(home: Home) -> Iterator[str]:
    for path in (*home.warc.glob("*.open"), *home.publications.glob("*.part")):
        yield f"left over: {path.name}"


def _example(mine: Rows, theirs: Rows) -> str:
    only_mine, only_theirs = set(mine) - set(theirs), set(theirs) - set(mine)
    return f"{len(mine)} rows against {len(theirs)}; only here {[*only_mine][:1]}, only there {[*only_theirs][:1]}"


def rows_of_runs(home: Path) -> list[sqlite3.Row]:
    """How the runs of a folder ended."""
    with closing(sqlite3.connect(home / "gongkai.db")) as database:
        database.row_factory = sqlite3.Row
        return database.execute("SELECT * FROM runs ORDER BY id").fetchall()
