"""Everything the front page shows: how much there is, from which years, and what can be downloaded.

The database of a publication never changes, so its counts are taken once a server.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from archive.site.dictionary import PRESENTATIONS
from archive.site.report_page import Record


@dataclass(frozen=True, slots=True)
class Counts:
    """What a publication holds, in numbers; `last_run` is None where nothing was ever crawled."""

    reports: int
    agencies: int
    figures: int
    failed_checks: int
    archived_pages: int
    years: tuple[Record, ...]
    last_run: Record | None

    @property
    def most_reports(self) -> int:
        """The reports of the fullest year, the length of the longest bar."""
        return max((year["reports"] for year in self.years), default=0)


@dataclass(frozen=True, slots=True)
class Download:
    """One extract: its file, what it holds in both languages, and its size in bytes."""

    name: str
    zh: str
    en: str
    size: int
    plain_name: str | None
    plain_size: int


def read_counts(connection: sqlite3.Connection) -> Counts:
    """Count what the publication holds."""

    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0] or 0)

    years = connection.execute(
        "SELECT year, count(*) AS reports, sum(checks_failed > 0) AS with_failed_checks"
        " FROM reports GROUP BY year ORDER BY year DESC"
    )
    last_run = connection.execute(
        "SELECT * FROM runs WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Counts(
        reports=number("SELECT count(*) FROM reports"),
        agencies=number("SELECT count(*) FROM agencies"),
        figures=number("SELECT sum(figures_stated) FROM reports"),
        failed_checks=number("SELECT count(*) FROM failed_checks"),
        archived_pages=number("SELECT count(*) FROM pages WHERE warc_file IS NOT NULL"),
        years=tuple(map(dict, years)),
        last_run=dict(last_run) if last_run else None,
    )


def list_downloads(folder: Path) -> list[Download]:
    """The extracts of a publication in the order of the site's menu, each with its plain UTF-8 twin."""
    return [
        download
        for table, shown in PRESENTATIONS.items()
        if (download := _download(folder, table, shown.title_zh, shown.title_en))
    ]


def _download(folder: Path, table: str, zh: str, en: str) -> Download | None:
    file = folder / f"{table}.csv"
    if not file.is_file():
        return None
    plain = folder / f"{table}.utf8.csv"
    has_plain = plain.is_file()
    return Download(
        name=file.name,
        zh=zh,
        en=en,
        size=file.stat().st_size,
        plain_name=plain.name if has_plain else None,
        plain_size=plain.stat().st_size if has_plain else 0,
    )
