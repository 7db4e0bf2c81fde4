"""The site's own pages as Datasette routes: an archived page, its content, a report's figures as CSV.

A view answers one request; what it shows is read by the modules beside this one.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette import NotFound, Response  # type: ignore[import-untyped]

from archive.home import Home
from archive.site.archived_page import (
    BadPlaceError,
    RenderedContent,
    figure_on_page,
    load_page,
    parse_place,
    read_archived,
    render_content,
)
from archive.site.datasette_protocol import Datasette, Loaded, Request
from archive.site.figures_csv import figures_csv
from archive.site.marking import CELL_ID
from archive.site.report_page import load_report_page
from archive.site.sanitise import CONTENT_POLICY
from archive.site.status_page import load_status_page
from archive.warc import ContentError, DamagedRecord, StoredResponse
from parsers.decode import NotTextError
from parsers.document import CellPlace
from parsers.forms import FIGURES
from parsers.readers import UnreadableError, tell_file_type

DATABASE = "gongkai"
HEADERS = {"Content-Security-Policy": CONTENT_POLICY, "Cache-Control": "public, max-age=3600"}


async def query(datasette: Datasette, load: Callable[[sqlite3.Connection], Loaded]) -> Loaded:
    """Run a reading function on the publication's database, in one of Datasette's threads."""
    return await datasette.get_database(DATABASE).execute_fn(load)


async def status(datasette: Datasette, request: Request) -> Response:
    """`/status`: how each site does."""
    context = {"shown": await query(datasette, load_status_page)}
    return Response.html(await datasette.render_template("status.html", context, request=request))


async def archived_page(datasette: Datasette, request: Request) -> Response:
    """`/page/ID`: what the page is, above a frame that shows it."""
    page = await _page(datasette, request)
    key = request.args.get("figure") or ""
    if key and key not in FIGURES:
        raise NotFound(f"没有代号为 {key} 的数据项 / There is no figure {key}")
    figure = await query(datasette, lambda connection: figure_on_page(connection, page["id"], key))
    place = _place(request) or (figure.cell if figure else None)
    content, problem = await _content(page, place)
    cell = ",".join(map(str, place)) if place else ""
    context = {
        "page": page,
        "definition": FIGURES.get(key),
        "figure": figure,
        "place": place,
        "content": content,
        "problem": problem,
        "frame": f"/page/{page['id']}/content" + (f"?cell={cell}#{CELL_ID}" if place else ""),
    }
    return Response.html(await datasette.render_template("archived_page.html", context, request=request))


async def archived_content(datasette: Datasette, request: Request) -> Response:
    """`/page/ID/content`: the page itself, harmless, with the cell marked; a document as it was read."""
    page = await _page(datasette, request)
    content, problem = await _content(page, _place(request))
    if content is None:
        raise NotFound(problem or "没有存下回应 / No response was stored")
    return Response(content.html, headers=HEADERS, content_type="text/html; charset=utf-8")


async def archived_file(datasette: Datasette, request: Request) -> Response:
    """`/page/ID/file`: the stored bytes as a download, under a name that says what they are."""
    page = await _page(datasette, request)
    if not page["warc_file"]:
        raise NotFound("没有存下回应 / No response was stored")
    try:
        response = await _stored(page)
    except (DamagedRecord, ContentError) as error:
        raise NotFound(f"存档文件损坏，无法读出 / The archive is damaged: {error}") from error
    name = f"gongkai-page-{page['id']}{tell_file_type(response.body).suffix}"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(response.body, headers=headers, content_type="application/octet-stream")


async def report_figures(datasette: Datasette, request: Request) -> Response:
    """`/report/ID/figures.csv`: every figure of one report with its state, raw text and cell."""
    report_id = request.url_vars["report_id"]
    report = await query(datasette, lambda connection: load_report_page(connection, report_id))
    if report is None:
        raise NotFound(f"没有这份报告 / There is no report {report_id}")
    return Response(
        figures_csv(report),
        headers={"Content-Disposition": f'attachment; filename="{report.report["id"]}.csv"'},
        content_type="text/csv; charset=utf-8",
    )


async def _page(datasette: Datasette, request: Request) -> dict[str, Any]:
    page_id = int(request.url_vars["page_id"])
    page = await query(datasette, lambda connection: load_page(connection, page_id))
    if page is None:
        raise NotFound(f"没有编号为 {page_id} 的存档页面 / There is no archived page {page_id}")
    return page


def _place(request: Request) -> CellPlace | None:
    argument = request.args.get("cell")
    try:
        return parse_place(argument) if argument else None
    except BadPlaceError as error:
        raise NotFound(str(error)) from error


async def _content(
    page: dict[str, Any], place: CellPlace | None
) -> tuple[RenderedContent | None, str | None]:
    """The rendered page, or None with the reason why it cannot be shown."""
    if not page["warc_file"]:
        return (
            None,
            "这次请求没有取得回应，故无存档内容 / No response was received, so there is nothing to show",
        )
    try:
        response = await _stored(page)
        return await asyncio.to_thread(render_content, response, place), None
    except DamagedRecord as error:
        return None, f"存档文件损坏，无法读出 / The archive is damaged: {error}"
    except (ContentError, NotTextError) as error:
        return None, f"内容无法解码 / The content cannot be decoded: {error}"
    except UnreadableError as error:
        return None, f"这种文件不能在此显示，可以下载 / This file cannot be shown here: {error}"


async def _stored(page: dict[str, Any]) -> StoredResponse:
    folder: Path = Home.from_environment().warc
    return await asyncio.to_thread(read_archived, folder, page)
