"""A host of Hanweb's newer platform: pages with units, which an interface builds as HTML inside JSON.

It knows parts by `paramJson` alone and ignores a bare page number. Rows are linked with the host's whole
address, and the oldest stands above the others. A column of style "static" has its rows in the page.
"""

import json
from collections.abc import Sequence
from functools import cached_property
from hashlib import md5
from html import escape
from urllib.parse import quote

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, Question
from demo.hosts.hanweb import HanwebHost, column_page, shown
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, channels_page, listed_reports, not_found
from demo.render.theme import Theme

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
LIST, MENU = "信息列表", "栏目导航"
WEB_ID, TEMPLATES = "3185", "o0YcQe1mV2sXr4"
# Sic: the sites write it so, and the interface knows nothing else.
PARSE_TYPE = "bulidstatic"


class JpaasHost(HanwebHost):
    """Files, but for the interface."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        reports = listed_reports(site, night)
        makers: dict[str, Maker] = {site.root: lambda: channels_page(site, theme)}
        for channel in site.channels:
            rows = channel_rows(site, channel, reports) if channel.style == "static" else ()
            made = _bound(site, theme, channel, rows)
            makers |= dict.fromkeys(
                (f"{site.root}{channel.path}/{name}" for name in ("", "index.html")), made
            )
        super().__init__(site.host, base_makers(site, theme, night) | makers, lambda: not_found(site, theme))
        self._site, self._reports = site, reports

    @cached_property
    def _rows(self) -> dict[str, tuple[Channel, Sequence[Row]]]:
        """The rows of each column by the number of its page, the oldest above the others."""
        channels = {page_id(channel): channel for channel in self._site.channels}
        rows = {key: channel_rows(self._site, channel, self._reports) for key, channel in channels.items()}
        return {key: (channels[key], [*found[-1:], *found[:-1]]) for key, found in rows.items()}

    def answer(self, question: Question) -> Answer:
        """A unit, or what stands at the path."""
        if question.path != UNIT:
            return super().answer(question)
        query = question.query
        channel, rows = self._rows.get(query.get("pageId", ""), (None, ()))
        known = (query.get("webId"), query.get("tplSetId"), query.get("parseType"))
        if channel is None or known != (WEB_ID, TEMPLATES, PARSE_TYPE):
            return _json({"code": "500", "success": False, "message": "模板不存在", "data": None})
        html = "<div><ul><li>栏目</li></ul></div>"
        if query.get("tagId") == LIST:
            html = _unit(channel, rows, json.loads(query.get("paramJson", "{}")))
        return _json({"code": "200", "success": True, "message": "", "data": {"html": html}})


def jpaas_host(site: SiteFile, theme: Theme, night: int) -> JpaasHost:
    """The host on a night."""
    return JpaasHost(site, theme, night)


def page_id(channel: Channel) -> str:
    """The number of a column's page."""
    return f"12295{int(md5(channel.path.encode(), usedforsecurity=False).hexdigest(), 16) % 100_000:05}"


def query_data(channel: Channel, tag: str) -> str:
    """What the page says its unit is to be asked by."""
    fields = {
        "parseType": PARSE_TYPE,
        "webId": WEB_ID,
        "tplSetId": TEMPLATES,
        "pageType": "column",
        "tagId": tag,
        "editType": "null",
        "pageId": page_id(channel),
    }
    return "{" + ",".join(f"'{name}':'{value}'" for name, value in fields.items()) + "}"


def _bound(site: SiteFile, theme: Theme, channel: Channel, rows: Sequence[Row]) -> Maker:
    tags = () if rows else (MENU, LIST) if channel.style == "units" else (LIST,)
    scripts = "\n".join(
        f'<div id="{tag}"></div><script url="{UNIT}" queryData="{query_data(channel, tag)}"'
        f' src="/cms_files/{quote(theme.code)}/unitbuild.js"></script>'
        for tag in tags
    )
    main = f'<ul class="list">{"".join(map(_row, rows))}</ul>\n{scripts}'
    return lambda: column_page(site, theme, channel, main)


def _unit(channel: Channel, rows: Sequence[Row], part: dict[str, object]) -> str:
    size = int(str(part.get("pageSize", channel.per_page)))
    number = int(str(part.get("pageNo", 1)))
    parts = in_parts(rows, size)
    found = parts[number - 1] if number <= len(parts) else ()
    return f"""<div id="{LIST}"><div class="page-content"><ul>{"".join(map(_row, found))}</ul></div>
<div class="pagination" rows="{size}" count="{len(rows)}" pageNo="{number}" unitid="{LIST}"
 unitUrl="{UNIT}" queryData="{{'webId':'{WEB_ID}'}}"></div></div>"""


def _row(row: Row) -> str:
    return (
        f'<li class="cf"><a class="fl" href="{row.url}" title="{escape(row.title)}">'
        f'{escape(shown(row.title))}</a><span class="fr">{row.day:%Y-%m-%d}</span></li>'
    )


def _json(answer: dict[str, object]) -> Answer:
    body = json.dumps({"roles": None, "permissions": None, **answer}, ensure_ascii=False)
    return Answer(200, body.encode(), "application/json;charset=UTF-8")
