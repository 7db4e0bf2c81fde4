"""Remarks: what was noted on reading a report, and one row for each figure that is no plain number.

Remarks of a reading are replaced with the report; those about other addresses of the same report stay until
that address says something else.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from archive.database import Database
from parsers.report import Figure, Number, Report

SourceRemark = Literal["second_source", "conflicting_source"]
SOURCE_REMARKS: tuple[SourceRemark, ...] = ("second_source", "conflicting_source")

STATE_MESSAGES: Mapping[str, str] = {
    "blank": "单元格为空 · the cell is empty",
    "dash": "单元格为横线或斜线 · the cell holds a dash or a stroke",
    "word": "数值以文字写出 · the value is written as a word",
    "text": "单元格为文字，不是数值 · the cell holds text, not a value",
    "unit_unknown": "金额未写明单位 · the amount has no unit",
    "ambiguous": "数值不能确定 · the value can be read in more than one way",
    "missing": "页面上没有该单元格 · the page has no such row or cell",
}
OUT_OF_RANGE = "数值过大，无法存储 · the number is too large to be stored"

# SQLite holds whole numbers of 64 bits; cells run together can print longer ones.
LARGEST = 2**63 - 1

RemarkRow = tuple[str, str, str | None, str | None, str | None]


def storable(value: Number | None) -> Number | None:
    """The value, or None where the database cannot hold it exactly."""
    return None if isinstance(value, int) and not -LARGEST <= value <= LARGEST else value


def replace_remarks(database: Database, report_id: str, report: Report) -> None:
    """Write the remarks of this reading in place of those of the last."""
    marks = ", ".join("?" * len(SOURCE_REMARKS))
    database.execute(
        f"DELETE FROM remarks WHERE report_id = ? AND kind NOT IN ({marks})", (report_id, *SOURCE_REMARKS)
    )
    rows = [(r.kind, r.message, r.figure, None, None) for r in report.remarks]
    database.executemany(
        "INSERT INTO remarks (report_id, kind, message, figure, state, raw) VALUES (?, ?, ?, ?, ?, ?)",
        [(report_id, *row) for row in [*rows, *figure_states(report.figures.values())]],
    )


def figure_states(figures: Iterable[Figure]) -> Iterator[RemarkRow]:
    """One row for each figure whose state is not `number`, or whose number cannot be stored."""
    for figure in figures:
        if figure.state != "number":
            yield "figure_state", STATE_MESSAGES[figure.state], figure.key, figure.state, figure.raw
        elif storable(figure.value) != figure.value:
            yield "figure_state", OUT_OF_RANGE, figure.key, figure.state, figure.raw


def note_source(database: Database, report_id: str, kind: SourceRemark, url: str, message: str) -> None:
    """Say once that the report is also at this address, in place of what was said of that address before."""
    forget_source(database, report_id, url)
    database.execute(
        "INSERT INTO remarks (report_id, kind, message, url) VALUES (?, ?, ?, ?)",
        (report_id, kind, message, url),
    )


def forget_source(database: Database, report_id: str, url: str) -> None:
    """Drop what was said of this address as another source of the report."""
    database.execute(
        "DELETE FROM remarks WHERE report_id = ? AND url = ? AND kind IN (?, ?)",
        (report_id, url, *SOURCE_REMARKS),
    )
