"""A host of VSB: a list of files that count down, and a list of `list.jsp`.

Of the files one is announced and missing, and one has lost its pager; `list.jsp` answers a number beyond
the last with the last page.
"""

from collections.abc import Sequence
from html import escape

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, Question, StaticHost
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, channels_page, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

DYNAMIC = "/list.jsp"
TREE_ID = "1010"
# The file that a list with pages beyond announces and does not have, and the one that has lost its pager.
GAP, WITHOUT_PAGER = 3, 2


class VsbHost(StaticHost):
    """Files, and lists that take a page number."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(
            site.host,
            base_makers(site, theme, night)
            | {site.root: lambda: channels_page(site, theme)}
            | _files(site, theme, night),
            lambda: not_found(site, theme),
        )
        self._site, self._theme = site, theme
        reports = listed_reports(site, night)
        self._channel = next(channel for channel in site.channels if channel.style == "dynamic")
        self._parts = in_parts(channel_rows(site, self._channel, reports), self._channel.per_page)

    def answer(self, question: Question) -> Answer:
        """A page of a list, or what stands at the path."""
        if question.path != DYNAMIC or question.query.get("wbtreeid") != TREE_ID:
            return super().answer(question)
        asked, pages = question.query.get("PAGENUM", "1"), len(self._parts)
        number = min(int(asked), pages) if asked.isdigit() else 1
        query = f"urltype=tree.TreeTempUrl&amp;wbtreeid={TREE_ID}"
        addresses = [f"{DYNAMIC}?totalpage={pages}&amp;PAGENUM={n}&amp;{query}" for n in range(1, pages + 1)]
        pager = _pager(addresses, number, sum(map(len, self._parts)))
        main = f"{_rows(self._theme, self._parts[number - 1], '')}\n{pager}"
        return _page(self._site, self._theme, self._channel, main)


def vsb_host(site: SiteFile, theme: Theme, night: int) -> VsbHost:
    """The host on a night."""
    return VsbHost(site, theme, night)


def _files(site: SiteFile, theme: Theme, night: int) -> dict[str, Maker]:
    """The lists that are files, by path."""
    reports = listed_reports(site, night)
    makers: dict[str, Maker] = {}
    for channel in site.channels:
        if channel.style != "files":
            continue
        rows = channel_rows(site, channel, reports)
        parts = in_parts(rows, channel.per_page)
        pages = len(parts) + channel.beyond
        # What each page is called, the newest first; the first has no number.
        names = [f"{channel.path}.htm", *(f"{channel.path}/{n}.htm" for n in range(pages - 1, 0, -1))]
        missing = f"{channel.path}/{GAP}.htm" if channel.beyond else ""
        standing = [name for name in names if name != missing]
        for name, part in zip(standing, parts, strict=True):
            up = "../" * (site.root.count("/") - 1 + name.count("/"))
            # Addresses are relative to the page's own folder.
            links = [other if "/" not in name else f"../{other}" for other in names]
            pager = _pager(links, names.index(name) + 1, len(rows))
            main = _rows(theme, part, up)
            if name != f"{channel.path}/{WITHOUT_PAGER}.htm":
                main += f"\n{pager}"
            makers[f"{site.root}{name}"] = _maker(site, theme, channel, main)
    return makers


def _maker(site: SiteFile, theme: Theme, channel: Channel, main: str) -> Maker:
    return lambda: _page(site, theme, channel, main)


def _rows(theme: Theme, rows: Sequence[Row], up: str) -> str:
    items = "\n".join(
        f'<li id="line_u5_{number}"><a href="{up}{row.path.lstrip("/")}" target="_blank" '
        f'title="{escape(row.title)}">{escape(row.title[:21])}...</a>{theme.dated(row.day)}</li>'
        for number, row in enumerate(rows)
    )
    return f'<ul class="list">\n{items}\n</ul>'


def _pager(addresses: Sequence[str], number: int, records: int) -> str:
    """The pager as VSB renders it; `number` counts from 1."""
    numbers = "".join(
        f'<span class="p_no_d">{n}</span>'
        if n == number
        else f'<span class="p_no"><a href="{address}">{n}</a></span>'
        for n, address in enumerate(addresses, 1)
    )
    following = (
        f'<span class="p_next p_fun"><a href="{addresses[number]}">下页</a></span>'
        if number < len(addresses)
        else '<span class="p_next_d p_fun_d">下页</span>'
    )
    return f"""<div class="pager pb_sys_common pb_sys_normal"><span class="p_t">共{records}条</span>
<span class="p_pages">{numbers}{following}</span> <span class="p_t">{number}/{len(addresses)}</span></div>"""


def _page(site: SiteFile, theme: Theme, channel: Channel, main: str) -> Answer:
    frame = Frame(
        title=f"{channel.name}-{theme.name}",
        crumbs=("首页", channel.name),
        meta=[("ColumnName", channel.name)],
        menu=menu(site),
    )
    body = page(theme, site.host, frame, f"<h1>{channel.name}</h1>\n{main}")
    return Answer(200, body, theme.content_type, gzip=theme.gzip)
