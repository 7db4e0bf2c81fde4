"""A host of Hebei's CMS: columns that show their newest rows and name the blocks the rest comes from.

A block takes a page number and answers a piece of HTML, an empty one for a number too high. Every page names
a block of another column too, a box of news.
"""

from collections.abc import Sequence
from html import escape
from random import Random
from uuid import UUID

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, Question, StaticHost
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, channels_page, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme


class HebeiHost(StaticHost):
    """Files, but for the blocks."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(
            site.host,
            base_makers(site, theme, night) | _columns(site, theme, night),
            lambda: not_found(site, theme),
        )
        reports = listed_reports(site, night)
        self._theme = theme
        self._blocks = {
            block_path(channel.path): in_parts(channel_rows(site, channel, reports), channel.per_page)
            for channel in site.channels
        }

    def answer(self, question: Question) -> Answer:
        """A part of a block, or the file at the path."""
        parts = self._blocks.get(question.path)
        if parts is None:
            return super().answer(question)
        asked = question.query.get("page", "1")
        number = int(asked) if asked.isdigit() else 1
        shown = parts[number - 1] if 0 < number <= len(parts) else ()
        return Answer(200, _rows(self._theme, shown).encode(), "text/html;charset=UTF-8")


def hebei_host(site: SiteFile, theme: Theme, night: int) -> HebeiHost:
    """The host on a night."""
    return HebeiHost(site, theme, night)


def block_path(column: str) -> str:
    """The block of a column's rows."""
    return f"/columns/{column}/templates/{_uuid('template')}/blocks/{_uuid(column)}"


def _uuid(seed: str) -> UUID:
    return UUID(int=Random(seed).getrandbits(128), version=4)


def _columns(site: SiteFile, theme: Theme, night: int) -> dict[str, Maker]:
    reports = listed_reports(site, night)
    makers: dict[str, Maker] = {site.root: lambda: channels_page(site, theme)}
    for channel in site.channels:
        rows = channel_rows(site, channel, reports)[: channel.per_page]
        makers[f"{site.root}{channel.path}/index.html"] = _column(site, theme, channel, _rows(theme, rows))
    return makers


def _column(site: SiteFile, theme: Theme, channel: Channel, rows: str) -> Maker:
    news = block_path(str(_uuid(f"{site.id}/news")))
    calls = [f"loadBlock('{block_path(channel.path)}?page=2&fix=0');", f"loadBlock('{news}?page=1&fix=0');"]
    main = f"<h1>{channel.name}</h1>\n{rows}\n<script>{' '.join(calls)}</script>"
    frame = Frame(
        title=f"{channel.name}-{theme.name}",
        crumbs=("首页", channel.name),
        meta=[("ColumnName", channel.name)],
        menu=menu(site),
    )
    return lambda: Answer(200, page(theme, site.host, frame, main), theme.content_type, gzip=theme.gzip)


def _rows(theme: Theme, rows: Sequence[Row]) -> str:
    items = "\n".join(
        f'<li class="list-li"><a title="{escape(row.title)}" href="{row.path}">{escape(row.title[:24])}</a>'
        f"{theme.dated(row.day)}</li>"
        for row in rows
    )
    return f'<ul class="list">\n{items}\n</ul>'
