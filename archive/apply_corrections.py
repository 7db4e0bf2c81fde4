"""Setting corrections beside what was read, last of all: the tables of figures stay as the pages print them.

A correction whose page no longer prints what was corrected is reopened: listed with what stands there now,
not applied. The table `corrections` is written anew from the editors' file each time.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from archive.corrections import Correction
from archive.database import Database, transaction
from archive.record_differences import recorded
from archive.remarks import storable
from parsers.report import Number

Status = Literal["applied", "reopened"]

NO_REPORT = "没有这份年报 · there is no such report"
NO_TABLE = "年报没有该表 · the report has no such table"
OTHERWISE = "页面现在所载与原文不符 · the page no longer prints what was corrected"
AGREES = "页面现在所载与更正一致 · the page itself now prints the corrected value"

CURRENT = """
SELECT v.record FROM reports r JOIN revisions v ON v.report_id = r.id AND v.revision = r.revision
WHERE r.id = ?
"""
INSERT = """
INSERT INTO corrections (report_id, figure, status, as_printed, printed_value, printed_state, printed_raw,
  corrected, reason, who, why, source, date)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one correction stands: whether it is applied, why not, and what the page says now."""

    status: Status
    reason: str | None = None
    value: Number | None = None
    state: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectionCounts:
    """How many corrections are applied and how many wait for an editor to look again."""

    applied: int
    reopened: int

    def __str__(self) -> str:
        return f"更正 corrections: {self.applied} 项已采用 applied, {self.reopened} 项待复核 reopened"


def apply_corrections(database: Database, corrections: Iterable[Correction]) -> CorrectionCounts:
    """Enter all corrections of the file, each applied or reopened, in place of those entered before."""
    rows = [_row(correction, standing(database, correction)) for correction in corrections]
    with transaction(database):
        database.execute("DELETE FROM corrections")
        database.executemany(INSERT, rows)
    applied = sum(row[2] == "applied" for row in rows)
    return CorrectionCounts(applied, len(rows) - applied)


def standing(database: Database, correction: Correction) -> Standing:
    """Whether a correction may be applied to what is read now."""
    row = database.execute(CURRENT, (correction.report_id,)).fetchone()
    if row is None:
        return Standing("reopened", NO_REPORT)
    figure = json.loads(row["record"])["figures"].get(correction.figure)
    if figure is None:
        return Standing("reopened", NO_TABLE)
    value, state, raw = recorded(figure)
    if correction.is_printed(value, raw):
        return Standing("applied", None, value, state, raw)
    return Standing("reopened", AGREES if value == correction.value else OTHERWISE, value, state, raw)


def _row(correction: Correction, now: Standing) -> tuple[object, ...]:
    said = (correction.who, correction.why, correction.source, correction.date.isoformat())
    printed = (correction.as_printed, storable(now.value), now.state, now.raw)
    figure = (correction.report_id, correction.figure, now.status)
    return (*figure, *printed, correction.value, now.reason, *said)
