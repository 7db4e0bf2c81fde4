"""A host in the manner of Shanghai's portals: an archive for each year, counted up by a script.

The year archives stand beside the list, not below it, under numbers that say nothing. Rows that were taken
out stand in comments.
"""

from collections.abc import Sequence
from html import escape

from demo.catalogue.model import SiteFile
from demo.hosts.answer import Answer, Maker, StaticHost
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

PAGER = """<div class="pagination"></div>
<script>$(".pagination").pagination({{totalPage: {pages}, current: {number}}});</script>"""


def sh_hex_host(site: SiteFile, theme: Theme, night: int) -> StaticHost:
    """The host on a night: files and nothing else."""
    makers = base_makers(site, theme, night) | _lists(site, theme, night)
    return StaticHost(site.host, makers, lambda: not_found(site, theme))


def _lists(site: SiteFile, theme: Theme, night: int) -> dict[str, Maker]:
    reports = listed_reports(site, night)
    section = _page(site, theme, "信息公开年报", _years(site))
    makers: dict[str, Maker] = {site.root: section, f"{site.root}index.html": section}
    for channel in site.channels:
        parts = in_parts(channel_rows(site, channel, reports), channel.per_page)
        for number, part in enumerate(parts, 1):
            name = f"index_{number}.html" if number > 1 else "index.html"
            pager = PAGER.format(pages=len(parts) + channel.beyond, number=number) if len(parts) > 1 else ""
            main = f"{_rows(theme, part)}\n{pager}"
            makers[f"/{channel.path}/{name}"] = _page(site, theme, channel.name, main)
    return makers


def _years(site: SiteFile) -> str:
    links = "".join(f'<li><a href="/{c.path}/index.html"><h4>{c.name}</h4></a></li>' for c in site.channels)
    return f'<ul class="nowrapli years">{links}</ul>'


def _rows(theme: Theme, rows: Sequence[Row]) -> str:
    items = "\n".join(
        f'<li><a href="{row.path}" title="{escape(row.title)}" target="_blank">{escape(row.title[:22])}…</a>'
        f"{theme.dated(row.day)}</li>"
        for row in rows
    )
    gone = "".join(f'<!-- <li><a href="/nw0/20180101/{n:032x}.html">已撤稿</a></li> -->' for n in range(2))
    return f'<ul class="list uli14">\n{items}\n{gone}\n</ul>'


def _page(site: SiteFile, theme: Theme, name: str, main: str) -> Maker:
    frame = Frame(title=f"{name}_{theme.name}", crumbs=("首页", name), menu=menu(site))
    return lambda: Answer(
        200, page(theme, site.host, frame, f"<h1>{name}</h1>\n{main}"), theme.content_type, gzip=theme.gzip
    )
