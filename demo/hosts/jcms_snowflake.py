"""A host of the JCMS of 延安: lists are `1.html`, `2.html` …, articles have numbers of 19 digits.

A list with pages beyond announces one that is missing; one of a single page has no pager at all.
"""

from collections.abc import Sequence
from html import escape

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, StaticHost
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

PAGER = """<div class="pager" id="page"></div>
<script>var nowPage = {number}, maxPage = parseInt('{pages}'); draw('page', nowPage, maxPage);</script>"""


def jcms_host(site: SiteFile, theme: Theme, night: int) -> StaticHost:
    """The host on a night: files and nothing else."""
    makers = base_makers(site, theme, night) | _lists(site, theme, night)
    return StaticHost(site.host, makers, lambda: not_found(site, theme))


def _lists(site: SiteFile, theme: Theme, night: int) -> dict[str, Maker]:
    reports = listed_reports(site, night)
    links = "".join(f'<li><a href="{site.root}{c.path}/1.html">{c.name}</a></li>' for c in _below(site, ""))
    overview = _page(site, theme, "政府信息公开年报", f"<ul>{links}</ul>\n{PAGER.format(pages=1, number=1)}")
    makers: dict[str, Maker] = {site.root: overview, f"{site.root}1.html": overview}
    for channel in site.channels:
        folder = f"{site.root}{channel.path}/"
        parts = in_parts(channel_rows(site, channel, reports), channel.per_page)
        pages = len(parts) + channel.beyond
        for number, part in enumerate(parts, 1):
            years = _years(site, channel) if number == 1 else ""
            pager = PAGER.format(pages=pages, number=number) if pages > 1 else ""
            main = f"{years}{_rows(theme, part)}\n{pager}"
            makers[f"{folder}{number}.html"] = _page(site, theme, channel.name, main)
        # A channel that is called by its folder shows its first page.
        makers[folder] = makers[f"{folder}1.html"]
    return makers


def _below(site: SiteFile, path: str) -> list[Channel]:
    """The channels one folder below another."""
    prefix = f"{path}/" if path else ""
    return [c for c in site.channels if c.path.startswith(prefix) and "/" not in c.path.removeprefix(prefix)]


def _years(site: SiteFile, channel: Channel) -> str:
    """Links to the channels below, by their folders."""
    links = "".join(f'<a href="{site.root}{c.path}/">{c.name}</a>' for c in _below(site, channel.path))
    return f'<div class="channels">{links}</div>' if links else ""


def _rows(theme: Theme, rows: Sequence[Row]) -> str:
    items = "\n".join(
        f'<li><a href="{row.path}" target="_blank" title="{escape(row.title)}">'
        f"<p>{escape(row.title)}</p>{theme.dated(row.day)}</a></li>"
        for row in rows
    )
    return f'<div class="m-lst36"><ul class="list">\n{items}\n</ul></div>'


def _page(site: SiteFile, theme: Theme, name: str, main: str) -> Maker:
    frame = Frame(
        title=f"{name}-{theme.name}", crumbs=("首页", name), meta=[("ColumnName", name)], menu=menu(site)
    )
    return lambda: Answer(200, page(theme, site.host, frame, f"<h1>{name}</h1>\n{main}"), theme.content_type)
