"""What is different in a revision from the one before, and until when and since when each was seen.

Two revisions are compared only where one version of the parser read both: what two versions read differently
is no change of the page. `gongkai reparse` has every revision read by one.
"""

import json
from typing import Any

from archive.database import Database
from archive.record_differences import FigureChange, figure_changes, paragraph_changes
from archive.remarks import storable
from archive.states import STATE_TEXTS
from parsers.forms import FIGURES

REVISIONS = """
SELECT first_seen, last_seen, parser_version, record FROM revisions
WHERE report_id = ? AND revision IN (?, ?) ORDER BY revision
"""
TABLES = ("revision_figures", "revision_paragraphs")


def write_differences(database: Database, report_id: str, revision: int) -> None:
    """Enter how a revision differs from the one before, in place of what was entered; the first from none."""
    for table in TABLES:
        database.execute(f"DELETE FROM {table} WHERE report_id = ? AND revision = ?", (report_id, revision))
    rows = database.execute(REVISIONS, (report_id, revision - 1, revision)).fetchall()
    if len(rows) < 2 or rows[0]["parser_version"] != rows[1]["parser_version"]:
        return
    before, after = (json.loads(row["record"]) for row in rows)
    seen = (rows[0]["first_seen"], rows[0]["last_seen"], rows[1]["first_seen"])
    figures = figure_changes(before["figures"], after["figures"])
    _insert(
        database,
        TABLES[0],
        [(report_id, revision, *_row(change), *seen, observed(change, seen)) for change in figures],
    )
    paragraphs = enumerate(paragraph_changes(before, after), start=1)
    _insert(
        database, TABLES[1], [(report_id, revision, number, *change, *seen) for number, change in paragraphs]
    )


def observed(change: FigureChange, seen: tuple[str, str, str]) -> str:
    """The difference as an observation in both languages: what pages showed, and when they were fetched."""
    since, until, after = (time[:10] for time in seen)
    # A figure of a form that was withdrawn since is in old records alone.
    unit = FIGURES[change.key].unit if change.key in FIGURES else ""
    old_zh, old_en = _words(change.before_value, change.before_state, change.before_raw, unit)
    new_zh, new_en = _words(change.after_value, change.after_state, change.after_raw, unit)
    return (
        f"{since} 至 {until} 抓取的页面上为{old_zh}，{after} 起为{new_zh}"
        f" · {old_en} on pages fetched from {since} to {until}, {new_en} from {after} on"
    )


def _words(value: object, state: str | None, raw: str | None, unit: str) -> tuple[str, str]:
    if value is not None:
        return (f" {value} 元", f"{value} yuan") if unit == "yuan" else (f" {value}", str(value))
    if state is None:
        return "“无此表”", "no such table"
    words, quoted = STATE_TEXTS[state], f"「{raw}」" if raw else ""
    return f"“{words.badge_zh}”{quoted}", f"{words.badge_en}{quoted and ' '}{quoted}"


def _row(change: FigureChange) -> tuple[Any, ...]:
    """The columns of one figure, but for numbers that the database cannot hold."""
    return change._replace(
        before_value=storable(change.before_value), after_value=storable(change.after_value)
    )


def _insert(database: Database, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
