"""A host of the Lonsun EX platform: columns whose rows come as fragments from `/site/label/8888`.

The label answers only who calls it as the column's script says, template and all. A column without a category
links to its categories.
"""

from collections.abc import Sequence
from html import escape
from math import ceil
from urllib.parse import urlencode

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Question, StaticHost
from demo.hosts.rows import Row, channel_rows
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

LABEL = "/site/label/8888"
SITE_ID = "8803220"
TEMPLATE = "/jqxxgk/xxgk/publicInfoList_jq"
NOTHING = "暂无相关信息"


class LonsunHost(StaticHost):
    """Files, but for the columns and the label. A channel's path is its organ and its category."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(site.host, base_makers(site, theme, night), lambda: not_found(site, theme))
        self._site, self._theme = site, theme
        reports = listed_reports(site, night)
        self._channels = {channel.path: channel for channel in site.channels}
        self._rows = {channel.path: channel_rows(site, channel, reports) for channel in site.channels}

    def answer(self, question: Question) -> Answer:
        """A column, a fragment of its rows, or what stands at the path."""
        if question.path == LABEL:
            return self._fragment(question)
        if question.path.startswith(self._site.root):
            organ = question.path.removeprefix(self._site.root)
            return self._column(organ, question.query.get("catId", ""))
        return super().answer(question)

    def _column(self, organ: str, category: str) -> Answer:
        channel = self._channels.get(f"{organ}/{category}")
        own = [other for other in self._site.channels if other.path.startswith(f"{organ}/")]
        if not own:
            return super().answer(Question(f"{self._site.root}{organ}"))
        place = f"{self._site.root}{organ}?type=4&amp;action=list&amp;nav=3&amp;catId="
        links = "".join(f'<li><a href="{place}{_category(other)}">{other.name}</a></li>' for other in own)
        script = f"<script>{_call(organ, category, written=_is_last(self._site, organ))}</script>"
        frame = Frame(
            title=f"政府信息公开_{self._theme.name}",
            crumbs=("首页", "政府信息公开"),
            meta=[("SiteId", SITE_ID), ("ColumnName", channel.name if channel else "政府信息公开")],
            menu=menu(self._site),
        )
        main = f'<ul class="tree">{links}</ul><div class="xxgk_navli"></div>{script}'
        body = page(self._theme, self._site.host, frame, main)
        return Answer(200, body, self._theme.content_type, gzip=self._theme.gzip)

    def _fragment(self, question: Question) -> Answer:
        fields = question.fields
        channel = self._channels.get(f"{fields.get('organId')}/{fields.get('catId')}")
        known = fields.get("siteId") == SITE_ID and fields.get("file") == TEMPLATE
        asked = fields.get("pageIndex", "")
        number = int(asked) if asked.isdigit() else 1
        rows, size = self._rows[channel.path] if channel and known else [], int(fields.get("pageSize", "20"))
        shown = rows[(number - 1) * size : number * size]
        if channel is None or not shown:
            return _html(f"<p>{NOTHING}</p>")
        pages = ceil(len(rows) / size) + channel.beyond
        script = f"<script>Ls.pagination({{pageCount:{pages},pageIndex:{number}}});</script>"
        return _html(f'<ul class="xxgk_nav_list">{_rows(shown)}</ul>{script}')


def lonsun_host(site: SiteFile, theme: Theme, night: int) -> LonsunHost:
    """The host on a night."""
    return LonsunHost(site, theme, night)


def _category(channel: Channel) -> str:
    return channel.path.partition("/")[2]


def _is_last(site: SiteFile, organ: str) -> bool:
    return site.channels[-1].path.startswith(f"{organ}/")


def _call(organ: str, category: str, *, written: bool) -> str:
    """How a column's script calls the label: mostly by its parameters, sometimes by the whole address."""
    if written:
        fields = {
            "IsAjax": "1",
            "dataType": "html",
            "_": "0.5169",
            "labelName": "publicInfoList",
            "siteId": SITE_ID,
            "pageSize": "5",
            "pageIndex": "1",
            "action": "list",
            "organId": organ,
            "type": "4",
            "catId": category,
            "result": NOTHING,
            "file": TEMPLATE,
        }
        return f'$(".xxgk_navli").load("{LABEL}?{urlencode(fields)}");'
    return f"""var search = {{pageSize: 50, file: '/jqxxgk/search'}};
Ls.ajax({{url: "{LABEL}", data: {{
  labelName: "publicInfoList", siteId: {SITE_ID}, pageSize: 5, pageIndex: 1, action: 'list', isDate: true,
  dateFormat: 'yyyy-MM-dd', length: 50, organId: '{organ}', type: '4', catId: '{category}',
  result: '{NOTHING}', file: '{TEMPLATE}'
}}}});"""


def _rows(rows: Sequence[Row]) -> str:
    return "".join(
        f'<li><a href="{row.url}" title="{escape(row.title)}">{escape(row.title[:20])}…</a>'
        f'<span class="date">{row.day:%Y-%m-%d}</span></li>'
        for row in rows
    )


def _html(text: str) -> Answer:
    return Answer(200, text.encode(), "text/html;charset=UTF-8")
