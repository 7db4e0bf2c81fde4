"""Gongkai's Datasette plugin: its routes, templates' variables, search and headers.

Only hooks that Datasette 0.65 and 1.0 share; each does nothing but call the package `archive.site`.
"""

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette import hookimpl  # type: ignore[import-untyped]
from datasette.utils import tilde_decode  # type: ignore[import-untyped]
from markupsafe import Markup

from archive.site import rendering, security, views
from archive.site.agency_page import load_agency_page
from archive.site.datasette_protocol import Datasette, Request, TemplateEnvironment
from archive.site.dictionary import PRESENTATIONS, column_text, presentation
from archive.site.front_page import Counts, list_downloads, read_counts
from archive.site.report_page import load_report_page
from archive.site.search import match_expression, snippet

# The counts of each database served, by its path: a publication never changes.
COUNTS: dict[str, Counts] = {}


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The pages that are ours alone."""
    return [
        (r"^/status$", views.status),
        (r"^/page/(?P<page_id>\d{1,18})$", views.archived_page),
        (r"^/page/(?P<page_id>\d{1,18})/content$", views.archived_content),
        (r"^/page/(?P<page_id>\d{1,18})/file$", views.archived_file),
        (r"^/report/(?P<report_id>[\w-]+)/figures\.csv$", views.report_figures),
    ]


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Cut queries as the full-text index is cut; last, so that it replaces Datasette's own function."""
    conn.create_function("escape_fts", 1, match_expression, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: TemplateEnvironment) -> None:
    """The filters of our templates."""
    env.filters["bytes"] = rendering.bytes_text
    env.filters["time"] = rendering.time_text
    env.filters["snippet"] = snippet
    env.globals["site_version"] = rendering.site_version()
    env.globals["column_text"] = column_text
    env.globals["presentation"] = presentation
    env.globals["presentations"] = PRESENTATIONS


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: object, column: str, table: str | None) -> Markup | None:
    """Links and units in the plain tables."""
    return rendering.cell(value, column, table)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(
    datasette: Datasette, view_name: str, table: str | None, request: Request
) -> Callable[[], Awaitable[dict[str, object]]]:
    """What the front page and the pages of a report and an agency show."""

    async def variables() -> dict[str, object]:
        if view_name == "index":
            return {"counts": await _counts(datasette), "downloads": list_downloads(_extracts(datasette))}
        if view_name == "row" and table == "reports":
            key = tilde_decode(request.url_vars["pks"])
            return {"shown": await views.query(datasette, lambda c: load_report_page(c, key))}
        if view_name == "row" and table == "agencies":
            key = tilde_decode(request.url_vars["pks"])
            return {"shown": await views.query(datasette, lambda c: load_agency_page(c, key))}
        return {}

    return variables


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper() -> Callable[[security.Application], security.Application]:
    """Security headers, private paths, CSV for Excel."""
    return security.guard


async def _counts(datasette: Datasette) -> Counts:
    path = str(datasette.get_database(views.DATABASE).path)
    if path not in COUNTS:
        COUNTS[path] = await views.query(datasette, read_counts)
    return COUNTS[path]


def _extracts(datasette: Datasette) -> Path:
    return Path(datasette.get_database(views.DATABASE).path).resolve().parent / "extracts"
