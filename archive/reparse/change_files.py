"""What a rebuilding changed, as files: one folder a rebuilding, CSV for people, JSON for programs.

reparses/20261127T221500Z/figures.csv     one line a figure that is read otherwise, with both readings
                          reports.csv     one line a report that is
                          pages.csv       one line a page that is taken for something else
                          summary.json    the counts
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.database import Database
from archive.extracts import write_csv
from archive.record_differences import FigureChange
from archive.reparse.differences import Changes, page_changes, report_changes

REPORT_COLUMNS = ("change", "before_id", "after_id", "agency", "year", "fields", "figures", "page_id", "url")
FIGURE_COLUMNS = (
    "before_id",
    "after_id",
    "agency",
    "year",
    "figure",
    *FigureChange._fields[1:],
    "page_id",
    "url",
)
PAGE_COLUMNS = (
    "page_id",
    "site_id",
    "url",
    "before_result",
    "after_result",
    "before_reason",
    "after_reason",
)


def write_changes(database: Database, folder: Path, changes: Changes) -> Path:
    """Write the files of one rebuilding into a folder of their own, and return it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    own = _new_folder(folder, stamp)
    write_csv(own / "reports.csv", REPORT_COLUMNS, _report_rows(database))
    write_csv(own / "figures.csv", FIGURE_COLUMNS, _figure_rows(database))
    write_csv(own / "pages.csv", PAGE_COLUMNS, (tuple(row.values()) for row in page_changes(database)))
    text = json.dumps(summary_record(changes), ensure_ascii=False, indent=1)
    (own / "summary.json").write_text(text + "\n", "utf-8")
    return own


def summary_record(changes: Changes) -> dict[str, Any]:
    """The counts as JSON has them."""
    before, after = changes.versions
    return {
        "parser_before": list(before),
        "parser_after": list(after),
        "reports": dict(changes.reports),
        "report_fields": dict(changes.fields),
        "figures": dict(changes.figures),
        "figures_by_key": {key: dict(kinds) for key, kinds in sorted(changes.by_key.items())},
        "pages": [{"before": b, "after": a, "pages": n} for (b, a), n in sorted(changes.pages.items())],
    }


def _new_folder(folder: Path, stamp: str) -> Path:
    number = 1
    while (own := folder / (stamp if number == 1 else f"{stamp}-{number:02}")).exists():
        number += 1
    own.mkdir(parents=True)
    return own


def _report_rows(database: Database) -> Iterator[tuple[object, ...]]:
    for report in report_changes(database):
        row = asdict(report) | {
            "change": report.kind,
            "fields": " ".join(report.fields),
            "figures": len(report.figures),
        }
        yield tuple(row[column] for column in REPORT_COLUMNS)


def _figure_rows(database: Database) -> Iterator[tuple[object, ...]]:
    for report in report_changes(database):
        for figure in report.figures:
            whose = (report.before_id, report.after_id, report.agency, report.year)
            yield (*whose, *figure, report.page_id, report.url)
