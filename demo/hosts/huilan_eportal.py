"""A host of Huilan's eportal: the first pages of a list are files, the portal shows the rest.

The pager stands in attributes that a script reads. The portal answers a page number beyond the last with
the last page, and a list that it knows without files pages by `next(2)`.
"""

from collections.abc import Sequence
from hashlib import md5
from html import escape

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, Question, StaticHost
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

PORTAL = "/eportal/ui"
# By the style of the list: the portal's number for its page.
PAGE_IDS = {"files": "55012", "portal": "55013"}
# Pages of a list that are files.
FILES = 3


class EportalHost(StaticHost):
    """Files, and the portal."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(site.host, base_makers(site, theme, night), lambda: not_found(site, theme))
        self._site, self._theme = site, theme
        reports = listed_reports(site, night)
        self._parts = {
            channel.path: in_parts(channel_rows(site, channel, reports), channel.per_page)
            for channel in site.channels
        }
        self._lists = self._files()

    def answer(self, question: Question) -> Answer:
        """A page by the portal, a file of a list, or what stands at the path."""
        if question.path == PORTAL:
            return self._by_portal(question)
        maker = self._lists.get(question.path)
        return maker() if maker else super().answer(question)

    def _files(self) -> dict[str, Maker]:
        makers: dict[str, Maker] = {}
        for channel in self._site.channels:
            folder = f"{self._site.root}{channel.path}/"
            if channel.style == "year":
                makers[f"{folder}index.html"] = makers[folder] = self._maker(channel, 0)
            elif channel.style == "files":
                makers[f"{folder}index.html"] = makers[folder] = self._maker(channel, 0)
                for number in range(1, min(FILES, len(self._parts[channel.path]))):
                    name = f"{module_id(channel)[:8]}-{number + 1}.html"
                    makers[f"{folder}{name}"] = self._maker(channel, number)
        years = [channel for channel in self._site.channels if channel.style == "year"]
        parent = f"{self._site.root}{years[0].path.rpartition('/')[0]}/"
        makers[parent] = lambda: self._page(years[0], _years(years))
        return makers

    def _maker(self, channel: Channel, number: int) -> Maker:
        return lambda: self._list(channel, number)

    def _by_portal(self, question: Question) -> Answer:
        known = {PAGE_IDS[c.style]: c for c in self._site.channels if c.style in PAGE_IDS}
        channel = known.get(question.query.get("pageId", ""))
        if channel is None:
            return not_found(self._site, self._theme)
        asked = question.query.get("currentPage", "1")
        number = min(int(asked), len(self._parts[channel.path])) - 1 if asked.isdigit() else 0
        return self._list(channel, number)

    def _list(self, channel: Channel, number: int) -> Answer:
        parts = self._parts[channel.path]
        pager = "" if channel.style == "year" else _pager(self._site, channel, number, len(parts))
        return self._page(channel, f"{_rows(self._theme, parts[number])}\n{pager}")

    def _page(self, channel: Channel, main: str) -> Answer:
        frame = Frame(title=channel.name, crumbs=("首页", channel.name), menu=menu(self._site))
        hidden = (
            f'<input type="hidden" id="eprotalCurrentPageId" value="{PAGE_IDS.get(channel.style, "55010")}">'
        )
        body = page(self._theme, self._site.host, frame, f"<h1>{channel.name}</h1>\n{hidden}\n{main}")
        return Answer(200, body, self._theme.content_type)


def eportal_host(site: SiteFile, theme: Theme, night: int) -> EportalHost:
    """The host on a night."""
    return EportalHost(site, theme, night)


def module_id(channel: Channel) -> str:
    """The id of the module that shows a list."""
    return md5(channel.path.encode(), usedforsecurity=False).hexdigest()


def _rows(theme: Theme, rows: Sequence[Row]) -> str:
    items = "\n".join(
        f'<li><a href="{row.path}" onclick="void(0)" target="_blank" title="{escape(row.title)}">'
        f'{escape(row.title[:22])}</a><span class="hui12">{row.day:%Y-%m-%d}</span></li>'
        for row in rows
    )
    return f'<ul class="list {theme.content_class}_list">\n{items}\n</ul>'


def _years(channels: Sequence[Channel]) -> str:
    """Links to the channels of the years, some of which have numbers like articles."""
    links = "".join(
        f'<a href="{channel.path.rpartition("/")[2]}/index.html">{channel.name}</a>' for channel in channels
    )
    return f'<div class="channels">{links}</div>'


def _pager(site: SiteFile, channel: Channel, number: int, pages: int) -> str:
    """Links to the pages before and behind; `number` counts from 0."""
    if channel.style == "portal":
        calls = "".join(f'<a href="javascript:next({n})">{n}</a>' for n in range(1, pages + 1))
        return f'<div class="pager">{calls} <a href="javascript:next({number + 2})">下一页</a></div>'
    module = module_id(channel)
    address = f"{site.root}{channel.path}/{module[:8]}-{number + 2}.html"
    if number + 2 > FILES:
        page_id = PAGE_IDS["files"]
        address = f"{PORTAL}?pageId={page_id}&currentPage={number + 2}&moduleId={module}&staticRequest=yes"
    # Beyond the first page the pager is a script's alone: the addresses must be counted on.
    link = f"""<a href="javascript:void(0)" tagname="{escape(address)}"
 onclick="queryArticleByCondition(this,'{escape(address)}')">下一页</a>"""
    hidden = (
        f'<input type="hidden" name="article_paging_list_hidden" moduleid="{module}" totalpage="{pages}">'
    )
    return f'<div class="pager" opentype="page">{link if not number else ""}{hidden}</div>'
