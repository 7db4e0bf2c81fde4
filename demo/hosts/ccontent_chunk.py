"""A host of the CMS with `c<number>/content.html`: a list's page with the newest, fragments for the rest.

The fragments are cut from the oldest entry on, so that the last one overlaps with the page itself; their
addresses stand in hidden links. A list with pages `beyond` announces a fragment that is missing between two
that are there.
"""

from collections.abc import Sequence
from html import escape

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, StaticHost
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, channels_page, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

# The number of the fragment that a list with pages beyond announces and does not have.
GAP = 2
MENU_FRAME = '<iframe src="/xwfb_index.html" width="100%" height="513" frameborder="0"></iframe>'


def chunk_host(site: SiteFile, theme: Theme, night: int) -> StaticHost:
    """The host on a night: files and nothing else."""
    makers = base_makers(site, theme, night) | _lists(site, theme, night)
    return StaticHost(site.host, makers, lambda: not_found(site, theme))


def _lists(site: SiteFile, theme: Theme, night: int) -> dict[str, Maker]:
    reports = listed_reports(site, night)
    makers: dict[str, Maker] = {site.root: lambda: channels_page(site, theme)}
    for channel in site.channels:
        folder = f"{site.root}{channel.path}/"
        rows = channel_rows(site, channel, reports)
        component = channel.path.removeprefix("n") + "07"
        fragments = _fragments(channel, rows)
        announced = range(1, max(fragments, default=0) + 1)
        newest = _rows(theme, rows[: channel.per_page])
        main = f"<h1>{channel.name}</h1>\n{_list(folder, newest, component, announced)}"
        makers[f"{folder}index.html"] = _page(site, theme, channel, main)
        for number, part in fragments.items():
            makers[f"{folder}index_{component}_{number}.html"] = _fragment(theme, part)
    return makers


def _fragments(channel: Channel, rows: Sequence[Row]) -> dict[int, Sequence[Row]]:
    """The fragments by number, 1 the oldest; what only the list's page itself shows has none."""
    parts = in_parts(rows[::-1], channel.per_page)[:-1]
    skipped = GAP if channel.beyond else len(parts) + 1
    return {n if n < skipped else n + 1: part[::-1] for n, part in enumerate(parts, 1)}


def _rows(theme: Theme, rows: Sequence[Row]) -> str:
    """Rows as the CMS writes them, with a line of its own after every fifth."""
    lines = []
    for number, row in enumerate(rows, 1):
        href = "../" * (row.path.count("/") - 2) + row.path.lstrip("/")
        lines.append(
            f'<li>\n<a href="{href}" target="_blank" title="{escape(row.title)}">\n'
            f"{escape(row.title[:18])}...</a>{theme.dated(row.day)}</li>"
        )
        if number % 5 == 0:
            lines.append('<li style="height:1px;background:#ccc;margin:10px 0;"></li>')
    return "\n".join(lines)


def _fragment(theme: Theme, rows: Sequence[Row]) -> Maker:
    text = f"\n<!--start component 内容全集-->\n{_rows(theme, rows)}\n<!--end component 内容全集-->\n"
    return lambda: Answer(200, text.encode(), "text/html")


def _list(folder: str, rows: str, component: str, announced: range) -> str:
    up = "../" * (folder.count("/") - 1)
    hidden = "".join(f"<a href='{up}{folder[1:]}index_{component}_{n}.html'></a>" for n in announced)
    pages = len(announced) + 1
    return f"""<div class="xiala" style="display:none">{MENU_FRAME}</div>
<ul class="list"><span id="comp_{component}">
{rows}
</span></ul>
<div class="pager" id="pag_{component}"></div>
<script>var maxPageNum=0; document.cookie="maxPageNum{component}={pages}"; maxPageNum = {pages};
var place = document.getElementById("pag_{component}");</script>
<div style='display:none'>{hidden}</div>"""


def _page(site: SiteFile, theme: Theme, channel: Channel, main: str) -> Maker:
    frame = Frame(title=channel.name, crumbs=("首页", channel.name), menu=menu(site))
    return lambda: Answer(200, page(theme, site.host, frame, main), theme.content_type)
