"""A host of the openness module, both generations at once.

Newer lists are numbered files and announce pages without rows. Older ones name an agency by 24 hexadecimal
digits: the list of its annual reports sends the first page whatever page is asked for, its tree of columns
is an object with gaps, and only the column's own list goes on.
"""

import json
from collections.abc import Sequence
from html import escape
from math import ceil
from re import fullmatch

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Question, StaticHost
from demo.hosts.rows import Row, channel_rows
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

OLD_LIST, CATALOGUE, TREE = "opennessAnnualReport", "opennessContent", "openness/jsonTree"
COLUMN = "110600"
CATALOGUE_ROWS = 20


class OpennessHost(StaticHost):
    """Files, but for the lists."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(site.host, base_makers(site, theme, night), lambda: not_found(site, theme))
        self._site, self._theme = site, theme
        reports = listed_reports(site, night)
        self._channels = {channel.path: channel for channel in site.channels}
        self._rows = {channel.path: channel_rows(site, channel, reports) for channel in site.channels}

    def answer(self, question: Question) -> Answer:
        """A page of a list, a tree, or what stands at the path."""
        path = question.path.strip("/")
        numbered = fullmatch(r"(.+)/page_(\d+)\.html", path)
        if numbered and numbered[1] in self._channels:
            return self._numbered(self._channels[numbered[1]], int(numbered[2]))
        branch = question.query.get("branch_id", "")
        channel = self._channels.get(f"{OLD_LIST}/{branch}")
        if channel is None or path not in (OLD_LIST, CATALOGUE, TREE):
            return super().answer(question)
        if path == TREE:
            return _tree(branch)
        if path == OLD_LIST:
            return self._annual_reports(channel, branch)
        return self._catalogue(channel, question)

    def _numbered(self, channel: Channel, number: int) -> Answer:
        rows, size = self._rows[channel.path], channel.per_page
        last = ceil(len(rows) / size) + channel.beyond
        links = [f'<a href="page_{n}.html">{n}</a>' for n in range(1, last + 1) if n != number]
        following = f'<a href="page_{number + 1}.html">下一页</a>' if number < last else ""
        pager = f"{' '.join(links)} {following} 共{last}页"
        return self._list(channel, rows[(number - 1) * size : number * size], pager)

    def _annual_reports(self, channel: Channel, branch: str) -> Answer:
        """The first page: the number asked for is never read."""
        rows = self._rows[channel.path]
        pager = _old_pager(f"/{OLD_LIST}/?branch_id={branch}", 1, ceil(len(rows) / channel.per_page))
        return self._list(channel, rows[: channel.per_page], pager)

    def _catalogue(self, channel: Channel, question: Question) -> Answer:
        branch, column = question.query["branch_id"], question.query.get("column_code")
        rows = self._rows[channel.path] if column == COLUMN else []
        asked = question.query.get("page", "1")
        number = int(asked) if asked.isdigit() else 1
        address = f"/{CATALOGUE}/?branch_id={branch}&column_code={column}&topic_id="
        pager = _old_pager(address, number, ceil(len(rows) / CATALOGUE_ROWS))
        return self._list(channel, rows[(number - 1) * CATALOGUE_ROWS : number * CATALOGUE_ROWS], pager)

    def _list(self, channel: Channel, rows: Sequence[Row], pager: str) -> Answer:
        frame = Frame(title=f"{channel.name}_{self._theme.name}", crumbs=("首页", channel.name))
        listed = "".join(map(_row, rows)) or "<li>暂无信息</li>"
        main = f'<h1>{channel.name}</h1><ul class="list">{listed}</ul><div class="pager">{pager}</div>'
        body = page(self._theme, self._site.host, frame, f"{_menu(self._site)}{main}")
        return Answer(200, body, self._theme.content_type, gzip=self._theme.gzip)


def openness_host(site: SiteFile, theme: Theme, night: int) -> OpennessHost:
    """The host on a night."""
    return OpennessHost(site, theme, night)


def _menu(site: SiteFile) -> str:
    links = "".join(f'<a href="{href}">{text}</a>' for href, text in menu(site))
    return f'<div class="tools">{links}</div>'


def _row(row: Row) -> str:
    title = escape(row.title)
    return f'<li><a href="{row.url}" title="{title}">{title[:18]}</a><span>{row.day:%Y-%m-%d}</span></li>'


def _old_pager(address: str, number: int, last: int) -> str:
    numbers = [
        f"<a href='{escape(address)}&amp;page={n}'><span class='page'>{n}</span></a>"
        for n in range(1, last + 1)
        if n != number
    ]
    following = f"<a href='{escape(address)}&amp;page={number + 1}'>下一页</a>" if number < last else ""
    return f"<span class='currentpage'>{number} / {last}</span>{''.join(numbers)}{following}"


def _tree(branch: str) -> Answer:
    """The columns of an agency; those without rows were taken out, which leaves gaps in the numbers."""
    nodes = [
        _node(branch, "101000", "政府信息公开指南"),
        {**_node(branch, "110000", "政府信息公开"), "children": {"1": _node(branch, COLUMN, "信息公开年报")}},
    ]
    answer = {"0": nodes[0], "3": nodes[1]}
    return Answer(200, json.dumps(answer).encode(), "text/html; charset=utf-8")


def _node(branch: str, column: str, name: str) -> dict[str, object]:
    return {
        "name": name,
        "text": name,
        "code": f"/{CATALOGUE}/?branch_id={branch}&column_code={column}",
        "classes": "file",
        "children": [],
        "data": {},
    }
