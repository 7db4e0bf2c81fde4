"""The list pages of a host: rows of reports and traps, newest first, cut into pages below their channels.

The pager of some lists announces pages that do not exist: the first answers with a stub of 350 bytes, the
next ones are missing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from posixpath import relpath

from demo.catalogue.model import Channel, DemoReport, SiteFile
from demo.catalogue.reports import trap_url
from demo.hosts.answer import Answer, Maker
from demo.render.listing import ListPage, ListRow, list_markup
from demo.render.page import Frame, page
from demo.render.theme import Theme

STUB_BYTES = 350
Menu = tuple[tuple[str, str], ...]


def list_pages(site: SiteFile, theme: Theme, reports: Sequence[DemoReport], menu: Menu) -> dict[str, Maker]:
    """The answers of all lists of a host, by path."""
    answers: dict[str, Maker] = {}
    for channel in site.channels:
        rows = _rows(site, channel, reports)
        pages = _pages(site, channel, rows, reports)
        folder = _folder(site, channel)
        for number, listing in enumerate(pages):
            answers[_page_path(folder, site, number)] = _maker(site, theme, channel, listing, menu)
        answers[folder] = answers[_page_path(folder, site, 0)]
        if channel.beyond:
            answers[_page_path(folder, site, len(pages))] = _stub
    return answers


def _folder(site: SiteFile, channel: Channel) -> str:
    return f"{site.root}{channel.path}/" if channel.path else site.root


def _page_path(folder: str, site: SiteFile, number: int) -> str:
    suffix = f"_{number}" if number else ""
    return f"{folder}index{suffix}.{site.extension}"


def _rows(site: SiteFile, channel: Channel, reports: Iterable[DemoReport]) -> list[ListRow]:
    base = f"http://{site.host}{_folder(site, channel)}"
    beside = {trap.beside: trap_url(site, trap) for trap in site.traps if trap.beside}
    rows = [
        ListRow(
            _relative(report.url, base),
            report.title,
            report.published,
            (_relative(beside[report.id], base), "图解") if report.id in beside else None,
        )
        for report in reports
        if report.channel == channel.path
    ]
    rows += [
        ListRow(_relative(trap_url(site, trap), base), trap.title, trap.date)
        for trap in site.traps
        if trap.channel == channel.path and not trap.beside
    ]
    return sorted(rows, key=lambda row: row.day, reverse=True)


def _relative(url: str, base: str) -> str:
    path = relpath(url, base)
    return path if path.startswith("..") else f"./{path}"


def _pages(
    site: SiteFile, channel: Channel, rows: Sequence[ListRow], reports: Iterable[DemoReport]
) -> list[ListPage]:
    size = channel.per_page
    parts = [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]
    return [
        ListPage(
            rows=part,
            channels=_sub_channels(site, channel, reports) if number == 0 else (),
            page=number,
            pages=len(parts) + channel.beyond,
            records=len(rows),
            extension=site.extension,
            script_rows=channel.script_rows,
        )
        for number, part in enumerate(parts)
    ]


def _sub_channels(site: SiteFile, channel: Channel, reports: Iterable[DemoReport]) -> list[tuple[str, str]]:
    """Links to the channels one level down, and to those that show a single report in place."""
    names = {other.path: other.name for other in site.channels}
    names |= {report.channel: f"{report.year}年" for report in reports if report.channel not in names}
    prefix = f"{channel.path}/" if channel.path else ""
    return [
        (f"./{path.removeprefix(prefix)}/", name)
        for path, name in sorted(names.items())
        if path and path.startswith(prefix) and "/" not in path.removeprefix(prefix)
    ]


def _maker(site: SiteFile, theme: Theme, channel: Channel, listing: ListPage, menu: Menu) -> Maker:
    def make() -> Answer:
        frame = Frame(
            title=f"{channel.name}_{theme.name}",
            crumbs=("首页", "政务公开", channel.name),
            meta=[("ColumnName", channel.name), ("ColumnType", "政府信息公开")],
            menu=menu,
        )
        main = f"<h1>{channel.name}</h1>\n{list_markup(theme, listing)}"
        body = page(theme, site.host, frame, main)
        newest = max((row.day for row in listing.rows), default=date(2019, 1, 2))
        return Answer(200, body, theme.content_type, modified=newest, gzip=theme.gzip)

    return make


def _stub() -> Answer:
    """What these systems leave where an announced page was never published."""
    text = b'<html><head><meta http-equiv="refresh" content="0;url=./"></head><body></body></html>'
    return Answer(200, text.ljust(STUB_BYTES, b"\n"), "text/html")
