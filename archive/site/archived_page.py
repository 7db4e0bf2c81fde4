"""One archived page: the response from the WARC, shown in a frame that cannot run anything.

Two views: the bar above the frame says what the page is and which figure is marked; the content inside is
the page as stored, made harmless, with the marked cell.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from turbohtml import Element

from archive.site.cell_text import page_text
from archive.site.document_page import SHELF, document_cell, document_html
from archive.site.figures import ReportFigure, read_figures
from archive.site.marking import (
    CELL_ID,
    SHOWN_ATTRIBUTE,
    find_cell,
    mark_cell,
    text_cell,
    text_lines,
)
from archive.site.report_page import report_forms
from archive.site.sanitise import sanitise
from archive.warc import StoredResponse, read_response
from parsers.decode import Decoded
from parsers.document import CellPlace
from parsers.forms import FIGURES
from parsers.readers import is_html, tell_file_type
from parsers.readers.html import page_tree
from parsers.readers.inline import one_line

MARK_STYLE = (
    f"#{CELL_ID}{{outline:3px solid #b3261e!important;outline-offset:-1px;background:#ffe9a8!important;"
    f"color:#111!important;scroll-margin:40vh}}[{SHOWN_ATTRIBUTE}]{{display:revert!important;visibility:visible!important}}"
)
TEXT_STYLE = (
    "body{font:15px/1.7 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;margin:1.5rem;"
    "white-space:pre-wrap;overflow-wrap:anywhere}div.row{background:#fff7dc}" + MARK_STYLE
)


class BadPlaceError(ValueError):
    """A cell named otherwise than as three whole numbers: table, row, column."""


@dataclass(frozen=True, slots=True)
class RenderedContent:
    """What the frame shows, and the text of the marked cell (None where no such cell was found).

    `document` names the kind of a file that is no page; `page` is the page of a PDF that the cell stands on.
    """

    html: str
    cell_text: str | None
    encoding: str
    notes: tuple[str, ...] = ()
    document: str = ""
    page: int | None = None


def parse_place(argument: str) -> CellPlace:
    """`0,2,1` as a place. Raise BadPlaceError for anything else."""
    parts = argument.split(",")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise BadPlaceError(f"cell={argument}: expected table,row,column, each counted from 0, as in 0,2,1")
    table, row, column = map(int, parts)
    return table, row, column


def read_archived(folder: Path, page: Mapping[str, Any]) -> StoredResponse:
    """The stored response of a row of `pages` that has a place in the WARC files."""
    return read_response(folder, page["warc_file"], page["warc_offset"])


def render_content(response: StoredResponse, place: CellPlace | None) -> RenderedContent:
    """The response as harmless HTML with the cell at `place` marked; its kind is told by its bytes.

    Raises UnreadableError for a picture, an archive or a damaged file, NotTextError for bytes of no kind.
    """
    decoded = page_text(response)
    if decoded is not None:
        return _render_page(decoded, place)
    document = SHELF.read(response.body)
    return RenderedContent(
        html=document_html(document, place, MARK_STYLE),
        cell_text=document_cell(document, place) if place else None,
        encoding=document.encoding,
        notes=tuple(note for _kind, note in document.notes),
        document=tell_file_type(response.body).suffix.removeprefix(".").upper(),
        page=document.page_of(place),
    )


def _render_page(decoded: Decoded, place: CellPlace | None) -> RenderedContent:
    # As the parser chooses its reader, so that a cell's place means the same.
    render = _render_html if is_html(decoded.text) else _render_text
    html, cell_text = render(decoded.text, place)
    return RenderedContent(html, cell_text, decoded.encoding, decoded.notes)


def _render_html(text: str, place: CellPlace | None) -> tuple[str, str | None]:
    page = page_tree(text)
    cell = find_cell(page, place) if place else None
    cell_text = None
    if cell is not None:
        cell_text = one_line(cell.text)
        mark_cell(page, cell)
    sanitise(page)
    head = page.find("head")
    if head is not None:
        style = Element("style")
        style.text = MARK_STYLE
        head.append(style)
    return page.html, cell_text


def _render_text(text: str, place: CellPlace | None) -> tuple[str, str | None]:
    body = "".join(text_lines(text, place))
    html = f"<!DOCTYPE html><html><head><style>{TEXT_STYLE}</style></head><body>{body}</body></html>"
    return html, text_cell(text, place) if place else None


def load_page(connection: sqlite3.Connection, page_id: int) -> dict[str, Any] | None:
    """One row of `pages` with the names of its site and of the report and agency it shows."""
    row = connection.execute(
        "SELECT pages.*, sites.name AS site_name, reports.id AS shown_report, reports.year AS report_year,"
        " reports.title AS report_title, agencies.name AS agency_name FROM pages"
        " JOIN sites ON sites.id = pages.site_id"
        " LEFT JOIN reports ON reports.id = pages.report_id"
        " LEFT JOIN agencies ON agencies.id = reports.agency_id WHERE pages.id = ?",
        [page_id],
    ).fetchone()
    return dict(row) if row else None


def figure_on_page(connection: sqlite3.Connection, page_id: int, key: str) -> ReportFigure | None:
    """A figure as it was read from this page: for the current revision, or for an earlier one."""
    if key not in FIGURES:
        return None
    current = connection.execute(
        "SELECT reports.* FROM provenance JOIN reports ON reports.id = provenance.report_id"
        " WHERE provenance.page_id = ?",
        [page_id],
    ).fetchone()
    if current:
        return read_figures(connection, current["id"], report_forms(dict(current))).get(key)
    return _figure_of_revision(connection, page_id, key)


def _figure_of_revision(connection: sqlite3.Connection, page_id: int, key: str) -> ReportFigure | None:
    row = connection.execute("SELECT record FROM revisions WHERE page_id = ?", [page_id]).fetchone()
    figures: dict[str, Any] = json.loads(row["record"])["figures"] if row else {}
    if key not in figures:
        return None
    recorded = figures[key]
    if isinstance(recorded, list):
        state, raw, *value = recorded
        return ReportFigure(key, value[0] if value else None, state, raw, None)
    return ReportFigure(key, recorded, "number", None, None)
