"""Publishing: the working database becomes a folder that anyone may read, swapped in at once.

    publications/20261123T181500Z/gongkai.db       the snapshot, read-only, with its search index
                                  metadata.json    Datasette's descriptions of every table and column
                                  extracts/        CSV files

>>> publish(Home.from_environment()).reports  # doctest: +SKIP
"""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.apply_corrections import CorrectionCounts
from archive.corrections import Correction, read_corrections
from archive.database import Database, DatabaseDamagedError, is_damage, open_database
from archive.extracts import Extract, write_extracts
from archive.extracts_readme import readme_text
from archive.home import Home
from archive.publications import PublicationError, building, publication_stamp
from archive.site.metadata import build_metadata
from archive.snapshot import open_snapshot, write_snapshot

__all__ = ["NothingToPublishError", "Publication", "PublicationError", "publish"]

DATABASE = "gongkai.db"

# What SQLite reports when the disk or another process is in the way.
ENVIRONMENT_ERRORS = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }
)


class NothingToPublishError(PublicationError):
    """There is no database, or no report in it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: where, and how much."""

    path: Path
    stamp: str
    reports: int
    agencies: int
    figures: int
    database_size: int
    extracts: tuple[Extract, ...]
    corrections: CorrectionCounts


def publish(home: Home) -> Publication:
    """Publish what the working database holds.

    Raises NothingToPublishError without reports, DatabaseError for a database that cannot be used,
    SnapshotError for one whose rows do not hold together, DecisionError where the corrections cannot be read,
    PublicationError where the folder cannot be written. Whatever happens, what was published before stays
    until the new publication is complete.
    """
    if not home.database.exists():
        raise NothingToPublishError(
            f"{home.database}: there is no database yet; run `gongkai crawl SITE` or `gongkai demo` first. "
            f"尚无数据库，请先采集。"
        )
    try:
        with closing(open_database(home.database)) as database:
            _refuse_empty(database, home.database)
            return _build(home, database, read_corrections(home.corrections))
    except OSError as error:
        raise _cannot_write(home, error) from error
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DatabaseDamagedError(home.database, error) from error
        if error.sqlite_errorcode & 0xFF in ENVIRONMENT_ERRORS:
            raise _cannot_write(home, error) from error
        raise


def _cannot_write(home: Home, error: Exception) -> PublicationError:
    return PublicationError(
        f"{home.publications}: cannot be written ({error}); what was published before still is. "
        f"无法写入，原有发布未动。"
    )


def _build(home: Home, database: Database, corrections: Sequence[Correction]) -> Publication:
    with building(home) as part:
        stamp = publication_stamp(part)
        counts = write_snapshot(database, part / DATABASE, corrections)
        metadata = json.dumps(build_metadata(part / DATABASE), ensure_ascii=False, indent=1)
        (part / "metadata.json").write_text(metadata, "utf-8")
        with closing(open_snapshot(part / DATABASE)) as snapshot:
            extracts = _write_extracts(snapshot, part / "extracts", stamp)
            reports, agencies, figures = _counts(snapshot)
        size = (part / DATABASE).stat().st_size
    path = home.publications / stamp
    return Publication(path, stamp, reports, agencies, figures, size, tuple(extracts), counts)


def _write_extracts(snapshot: sqlite3.Connection, folder: Path, stamp: str) -> list[Extract]:
    folder.mkdir()
    extracts = write_extracts(snapshot, folder)
    text = readme_text(stamp, extracts)
    (folder / "README.txt").write_text(text, "utf-8-sig", newline="\r\n")
    return extracts


def _refuse_empty(database: Database, path: Path) -> None:
    if not _counts(database)[0]:
        raise NothingToPublishError(
            f"{path}: holds no report yet; run `gongkai crawl SITE` or `gongkai demo` first. "
            f"库中尚无年报，请先采集。"
        )


def _counts(database: sqlite3.Connection) -> tuple[int, int, int]:
    """Reports, agencies, and figures with a value."""
    row = database.execute(
        "SELECT count(*), count(DISTINCT agency_id), coalesce(sum(figures_stated), 0) FROM reports"
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2])
