"""A host of the CMS whose articles are `content_<number>`: lists without extension, paged by plain links."""

from collections.abc import Sequence
from html import escape

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Question, StaticHost
from demo.hosts.rows import Row, channel_rows
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme


class ContentIdHost(StaticHost):
    """Files, but for the lists: those take a page number. One too high shows the last page again."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(site.host, base_makers(site, theme, night), lambda: not_found(site, theme))
        self._site, self._theme = site, theme
        self._reports = listed_reports(site, night)
        self._channels = {f"{site.root}{channel.path}": channel for channel in site.channels}

    def answer(self, question: Question) -> Answer:
        """A page of a list, or what stands at the path."""
        channel = self._channels.get(question.path.rstrip("/"))
        if channel is None:
            return super().answer(question)
        return self._list(channel, question.query.get("page", "1"))

    def _list(self, channel: Channel, asked: str) -> Answer:
        rows = channel_rows(self._site, channel, self._reports)
        last = max(1, -(-len(rows) // channel.per_page))
        number = min(int(asked), last) if asked.isdigit() else 1
        shown = rows[(number - 1) * channel.per_page : number * channel.per_page]
        frame = Frame(
            title=f"{channel.name}_{self._theme.name}", crumbs=("首页", channel.name), menu=menu(self._site)
        )
        main = f"<h1>{channel.name}</h1>\n{_rows(shown)}\n{_pager(number, last)}"
        return Answer(200, page(self._theme, self._site.host, frame, main), self._theme.content_type)


def content_id_host(site: SiteFile, theme: Theme, night: int) -> ContentIdHost:
    """The host on a night."""
    return ContentIdHost(site, theme, night)


def _rows(rows: Sequence[Row]) -> str:
    """Rows as tables, each with a picture that links to the same article."""
    lines = "\n".join(
        f'<tr><td><a href="{row.url}"><img src="/images/dot.png" alt=""></a></td>'
        f'<td><a href="{row.url}">{escape(row.title)}</a></td><td>{row.day:%Y-%m-%d}</td></tr>'
        for row in rows
    )
    return f"<table>{lines}</table>"


def _pager(number: int, last: int) -> str:
    links = [f'<a href="?page={n}">{n}</a>' if n != number else f"<b>{n}</b>" for n in range(1, last + 1)]
    # The last page still offers a next one, which is itself.
    return f'<div class="pager">{" ".join(links)} <a href="?page={min(number + 1, last)}">下一页</a></div>'
