"""A host of UCAP: lists of files counted from one, older ones counted from nought, and an interface.

The interface answers HTML unless asked for JSON, at most ten articles at once, each with its whole text,
protocol-relative addresses, times in milliseconds and "null" in words.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from hashlib import md5
from html import escape

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, Question, StaticHost
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, channels_page, listed_reports, menu, not_found
from demo.render.article import article
from demo.render.attachments import attachment_links
from demo.render.page import Frame, page
from demo.render.theme import Theme

INTERFACE = "/common/search/"
MOST_AT_ONCE = 10
JQUERY = '<script src="/js/jquery.min.js"></script>'
SCRIPT = """var query = '?page=' + page + '&_isAgg=true&_isJson=true&_pageSize=10&_template=index';
$.get('/common/search/' + channelId + query, function (data) { show(data.data.results); });"""


class UcapHost(StaticHost):
    """Files, but for the interface."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(
            site.host,
            base_makers(site, theme, night) | list_files(site, theme, night),
            lambda: not_found(site, theme),
        )
        self._site, self._theme, self._night = site, theme, night

    @cached_property
    def _results(self) -> Mapping[str, Sequence[dict[str, object]]]:
        """What the interface knows of each channel, by the channel's id."""
        reports = listed_reports(self._site, self._night)
        return {
            channel_id(channel): [
                result(self._theme, row) for row in channel_rows(self._site, channel, reports)
            ]
            for channel in self._site.channels
            if channel.style == "interface"
        }

    def answer(self, question: Question) -> Answer:
        """An answer of the interface, or the file at the path."""
        results = self._results.get(question.path.removeprefix(INTERFACE))
        if results is None:
            return super().answer(question)
        if question.query.get("_isJson") != "true":
            return Answer(200, b"<html><body><ul></ul></body></html>", "text/html; charset=utf-8")
        return _part(results, question)


def ucap_host(site: SiteFile, theme: Theme, night: int) -> UcapHost:
    """The host on a night."""
    return UcapHost(site, theme, night)


def channel_id(channel: Channel) -> str:
    """The 32 digits by which the interface knows a channel."""
    return md5(channel.path.encode(), usedforsecurity=False).hexdigest()


def result(theme: Theme, row: Row) -> dict[str, object]:
    """One article as the interface tells it."""
    published = datetime.combine(row.day, time(0, 10), UTC) - timedelta(hours=8)
    text = article(row.report, attachment_links(theme, row.report)) if row.report else ""
    return {
        "manuscriptId": row.url.rsplit("/c", 1)[1].partition("/")[0],
        "title": row.title,
        "subTitle": "null",
        "url": row.url.removeprefix("http:"),
        "publishedTime": int(published.timestamp() * 1000),
        "publishedTimeStr": "undefined",
        "contentHtml": text,
        "memo": "",
    }


def list_files(site: SiteFile, theme: Theme, night: int) -> dict[str, Maker]:
    """The lists of files and the page on which a script shows the others."""
    reports = listed_reports(site, night)
    makers: dict[str, Maker] = {site.root: lambda: channels_page(site, theme)}
    for channel in site.channels:
        folder = f"{site.root}{channel.path}/"
        if channel.style == "interface":
            makers[f"{folder}index.shtml"] = _bound(site, theme, channel, _scripted())
            continue
        rows = channel_rows(site, channel, reports)
        parts = in_parts(rows, channel.per_page)
        for number, part in enumerate(parts):
            pager = f"'page_div',{len(parts)}, {number + 1},'{channel.style}','shtml',{len(rows)}"
            main = _list(theme, part, pager)
            makers[f"{folder}{file_name(channel, number)}"] = _bound(site, theme, channel, main)
    return makers


def file_name(channel: Channel, number: int) -> str:
    """The file of part `number`, from 0: dc_ templates count from nought, the others from one."""
    counted = number if channel.style.startswith("dc_") else number + 1
    return f"{channel.style}_{counted}.shtml" if number else f"{channel.style}.shtml"


def _list(theme: Theme, rows: Sequence[Row], pager: str) -> str:
    items = "\n".join(
        f'<li><a href="{theme.href(row.path)}" target="_blank" title="{escape(row.title)}">'
        f"{escape(row.title[:20])}...</a>{theme.dated(row.day)}</li>"
        for row in rows
    )
    return f"""<ul class="list">
{items}
</ul>
<div class="pager" id="page_div"></div>
<script src="/js/page.js"></script><script>createPageHTML({pager});</script>"""


def _scripted() -> str:
    return f'<ul class="list" id="list"></ul>\n{JQUERY}<script>{SCRIPT}</script>'


def _bound(site: SiteFile, theme: Theme, channel: Channel, main: str) -> Maker:
    frame = Frame(
        title=f"{channel.name}_{theme.name}",
        crumbs=("首页", channel.name),
        meta=[("ColumnName", channel.name), ("channelid", channel_id(channel))],
        menu=menu(site),
    )
    return lambda: Answer(
        200, page(theme, site.host, frame, f"<h1>{channel.name}</h1>\n{main}"), theme.content_type
    )


def _part(results: Sequence[dict[str, object]], question: Question) -> Answer:
    asked = question.query.get("page", "1")
    size = min(int(question.query.get("_pageSize", "10")), MOST_AT_ONCE)
    start = (max(int(asked), 1) - 1) * size if asked.isdigit() else 0
    data = {"total": len(results), "page": asked, "rows": size, "results": results[start : start + size]}
    body = json.dumps({"data": data, "channelName": "年报"}, ensure_ascii=False)
    return Answer(200, body.encode(), "application/json;charset=UTF-8")
