"""A host of NFCMS: static lists, `index_2.html` their second page, and a twin of each article for phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from demo.catalogue.model import Channel, DemoReport, SiteFile
from demo.hosts.answer import Answer, Maker, StaticHost
from demo.hosts.rows import Row, channel_rows
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

SCRIPT = "<script>var NFCMS_SITE_ID = '880202'; var NFCMS_PAGE = {number};</script>"
# Articles of another channel that stand beside every list, other ones on every page; nobody asks for them.
BESIDE = (
    '<div class="hot"><a href="/xwdt/content/post_{post}.html">区政府召开常务会议（第{number}次）</a></div>'
)


def nfcms_host(site: SiteFile, theme: Theme, night: int) -> StaticHost:
    """The host on a night: files and nothing else."""
    makers = base_makers(site, theme, night)
    reports = listed_reports(site, night)
    for channel in site.channels:
        makers.update(_list_pages(site, theme, channel, reports))
    return StaticHost(site.host, makers, lambda: not_found(site, theme))


@dataclass(frozen=True, slots=True)
class _Part:
    """One page of a channel's list: its rows and its number, from 1."""

    rows: Sequence[Row]
    number: int
    last: int


def _list_pages(
    site: SiteFile, theme: Theme, channel: Channel, reports: Sequence[DemoReport]
) -> dict[str, Maker]:
    folder = f"{site.root}{channel.path}/" if channel.path else site.root
    rows = channel_rows(site, channel, reports)
    starts = range(0, max(len(rows), 1), channel.per_page)
    pages: dict[str, Maker] = {}
    for number, start in enumerate(starts, start=1):
        part = _Part(rows[start : start + channel.per_page], number, len(starts))
        pages[f"{folder}{_file(number)}"] = _maker(site, theme, channel, part)
    return {**pages, folder: pages[f"{folder}{_file(1)}"]}


def _file(number: int) -> str:
    return f"index_{number}.html" if number > 1 else "index.html"


def _maker(site: SiteFile, theme: Theme, channel: Channel, part: _Part) -> Maker:
    def make() -> Answer:
        frame = Frame(
            title=f"{channel.name}_{theme.name}",
            crumbs=("首页", "政务公开", channel.name),
            meta=[("ColumnName", channel.name)],
            menu=menu(site),
        )
        number, last = part.number, part.last
        main = "\n".join(
            [
                f"<h1>{channel.name}</h1>",
                SCRIPT.format(number=number),
                _channels_below(site, channel) if number == 1 else "",
                f'<ul class="news_list">{"".join(map(_row, part.rows))}</ul>',
                BESIDE.format(post=8_000_000 + len(channel.path) * 100 + number, number=number),
                _script_pager(number, last) if channel.script_pager else _pager(number, last),
            ]
        )
        return Answer(200, page(theme, site.host, frame, main), theme.content_type, gzip=theme.gzip)

    return make


def _channels_below(site: SiteFile, channel: Channel) -> str:
    prefix = f"{channel.path}/" if channel.path else ""
    links = [
        f'<a href="{site.root}{other.path}/">{other.name}</a>'
        for other in site.channels
        if other.path.startswith(prefix) and other.path and "/" not in other.path.removeprefix(prefix)
    ]
    return f'<div class="channels">{"".join(links)}</div>' if links else ""


def _row(row: Row) -> str:
    twin = row.url.replace("/post_", "/mpost_")
    title = escape(row.title)
    return (
        f'<li><a href="{row.url}" title="{title}">{title}</a> <a href="{twin}">手机版</a>'
        f"<span>{row.day:%Y-%m-%d}</span></li>"
    )


def _pager(number: int, last: int) -> str:
    links = [f'<a href="{_file(n)}">{n}</a>' if n != number else f"<b>{n}</b>" for n in range(1, last + 1)]
    following = f'<a href="{_file(number + 1)}">下一页</a>' if number < last else "<span>下一页</span>"
    return f'<div class="pager">{" ".join(links)} {following}</div>'


def _script_pager(number: int, last: int) -> str:
    return f"<script>nfcmsPager({{current: {number}, total: {last}}});</script>"
