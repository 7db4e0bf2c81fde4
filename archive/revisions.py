"""Revisions: the contents a report has had over time, told apart by what was read and not by the bytes.

A changed menu, counter or markup leaves the content hash as it is; a changed figure, state, title or
sentence gives another one, and so another revision. Old revisions stay, with everything they said.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from archive.compact_json import compact, exact
from archive.database import Database
from archive.revision_differences import write_differences
from parsers.report import PARSER_VERSION, Figure, Report


@dataclass(frozen=True, slots=True)
class Sighting:
    """When and where a content was seen; `documents` has the document that a table is in, if not the page."""

    page_id: int
    url: str
    fetched_at: str
    documents: Mapping[str, int] = field(default_factory=dict)

    def file_of(self, figure: str) -> int:
        """The page or document that a figure was read from."""
        if not self.documents:
            return self.page_id
        return self.documents.get(figure.split(".", maxsplit=1)[0], self.page_id)


def content_hash(report: Report) -> str:
    """SHA-256 of what was recognised: figures, states, forms, title and text with white space folded."""
    content = {
        "title": _fold(report.title),
        "forms": {table: form for table, form in report.forms.items() if form},
        "figures": {key: _figure_content(figure) for key, figure in report.figures.items()},
        "sections": {number: _fold(text) for number, text in report.sections.items()},
    }
    return hashlib.sha256(compact(content, sort_keys=True).encode()).hexdigest()


def revision_record(report: Report) -> str:
    """Everything a revision said, as compact JSON: a plain number as it is, else [state, raw, value]."""
    # What the record leaves out is not worth putting into words first.
    record = replace(report, figures={}, checks=(), remarks=(), evidence=()).to_record("")
    kept = ("outcome", "title", "agency", "year", "published", "period", "forms")
    content = {name: record[name] for name in kept}
    content["figures"] = {key: _figure_record(figure) for key, figure in report.figures.items()}
    content["sections"] = record["sections"]
    return compact(content)


def write_revision(
    database: Database, report_id: str, number: int, report: Report, seen: Sighting, *, content: str
) -> None:
    """Enter one more content of a report, or what another version of the parser reads in the same content.

    `content` is its `content_hash`.
    """
    database.execute(
        "INSERT INTO revisions (report_id, revision, page_id, first_seen, last_seen, content_hash, "
        "parser_version, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(report_id, revision) DO UPDATE SET last_seen = max(last_seen, excluded.last_seen), "
        "content_hash = excluded.content_hash, parser_version = excluded.parser_version, "
        "record = excluded.record",
        (
            report_id,
            number,
            seen.page_id,
            seen.fetched_at,
            seen.fetched_at,
            content,
            PARSER_VERSION,
            revision_record(report),
        ),
    )
    write_differences(database, report_id, number)


def revision_figures(database: Database, report_id: str, number: int) -> dict[str, Any]:
    """The figures of one revision as `revision_record` wrote them."""
    row = database.execute(
        "SELECT record FROM revisions WHERE report_id = ? AND revision = ?", (report_id, number)
    ).fetchone()
    figures: dict[str, Any] = json.loads(row["record"])["figures"]
    return figures


def differing_figures(database: Database, report_id: str, number: int, report: Report) -> list[str]:
    """The keys whose figure is another in this report than in that revision, or is in one of them alone."""
    before = revision_figures(database, report_id, number)
    after = json.loads(revision_record(report))["figures"]
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def contradicting_figures(database: Database, report_id: str, number: int, report: Report) -> list[str]:
    """The keys to which this report gives another value than that revision; a missing one is no other."""
    before = revision_figures(database, report_id, number)
    after = json.loads(revision_record(report))["figures"]
    pairs = {key: (_value(before[key]), _value(after[key])) for key in before.keys() & after.keys()}
    return sorted(key for key, (old, new) in pairs.items() if None not in (old, new) and old != new)


def _value(recorded: object) -> object:
    """The value in a figure as `_figure_record` wrote it; None without one."""
    if isinstance(recorded, list):
        return recorded[2] if len(recorded) > 2 else None
    return recorded


def _figure_content(figure: Figure) -> list[object]:
    """What makes a figure the same: its value and state, or its text where it has no value."""
    value = figure.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return [figure.state, exact(value), None if value is not None else _fold(figure.raw)]


def _figure_record(figure: Figure) -> object:
    if figure.state == "number":
        return exact(figure.value)
    return (
        [figure.state, figure.raw]
        if figure.value is None
        else [figure.state, figure.raw, exact(figure.value)]
    )


def _fold(text: str | None) -> str | None:
    """Without white space: Chinese text is wrapped anywhere, so for comparing it carries nothing."""
    return None if text is None else "".join(text.split())
