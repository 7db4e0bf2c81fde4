"""A host of Epoint: catalogue pages without rows, a script that names the site, an interface of JSON.

The interface refuses what is not JSON or names another site, gives a part of its answer as JSON inside the
JSON, cuts titles and marks them up, and sends a full page for any number up to the last.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, Question, StaticHost
from demo.hosts.rows import Row, channel_rows
from demo.hosts.site import base_makers, channels_page, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

CATALOGUE = "/dynamic/zwgk/govInfoPub.html"
SCRIPT = "/js/webBuilderCommon.js"
METHOD = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
SITE_GUID = "4c0e5c9a-51f0-4a3e-9d7e-5a52d7f0c611"
SITE_SCRIPT = f"""var siteInfo = {{"projectName": "/EWB-FRONT", "siteGuid": "{SITE_GUID}"}};
var Util = {{ ajax: function (options, json) {{ return $.ajax(options); }} }};"""
MOST_AT_ONCE = 6
CUT_AT = 16


class EpointHost(StaticHost):
    """Files, and the interface."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        makers: dict[str, Maker] = {
            site.root: lambda: channels_page(site, theme),
            CATALOGUE: lambda: _catalogue(site, theme),
            SCRIPT: lambda: Answer(200, SITE_SCRIPT.encode(), "application/javascript"),
        }
        super().__init__(site.host, base_makers(site, theme, night) | makers, lambda: not_found(site, theme))
        reports = listed_reports(site, night)
        self._rows: Mapping[str, Sequence[Row]] = {
            _number(channel): channel_rows(site, channel, reports) for channel in site.channels
        }

    def answer(self, question: Question) -> Answer:
        """An answer of the interface, or the file at the path."""
        return self._list(question) if question.path == METHOD else super().answer(question)

    def _list(self, question: Question) -> Answer:
        asked = _asked(question)
        if asked is None or asked.get("siteGuid") != SITE_GUID:
            return _json({"status": {"code": 0, "text": "参数错误"}, "custom": ""})
        rows = self._rows.get(asked["categorynum"], ())
        size = min(int(asked["pageSize"]), MOST_AT_ONCE)
        start = (int(asked["pageIndex"]) - 1) * size
        data = [_told(row, start + place) for place, row in enumerate(rows[start : start + size])]
        custom = json.dumps({"total": len(rows), "data": data}, ensure_ascii=False)
        return _json({"status": {"code": 1, "text": ""}, "custom": custom})


def epoint_host(site: SiteFile, theme: Theme, night: int) -> EpointHost:
    """The host on a night."""
    return EpointHost(site, theme, night)


def _number(channel: Channel) -> str:
    return channel.path.rpartition("/")[2]


def _asked(question: Question) -> dict[str, Any] | None:
    if question.method != "POST" or "json" not in question.headers.get("content-type", ""):
        return None
    asked = json.loads(question.body)
    return asked if isinstance(asked, dict) else None


def _told(row: Row, place: int) -> dict[str, str]:
    """A row of the answer: every third has no whole title of its own, but then none that is cut."""
    told = {"infoid": str(place), "infourl": row.path, "infodate": f"{row.day:%Y-%m-%d}"}
    if place % 3 == 2:
        return {**told, "title": row.title}
    return {**told, "title": f"<font color='red'>{row.title[:CUT_AT]}...</font>", "realtitle": row.title}


def _json(answer: Mapping[str, Any]) -> Answer:
    return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), "application/json;charset=UTF-8")


def _catalogue(site: SiteFile, theme: Theme) -> Answer:
    """One page for all lists: which it is, the script reads from the address."""
    frame = Frame(title=f"政府信息公开_{theme.name}", crumbs=("首页", "政府信息公开"), menu=menu(site))
    main = f"""<h1>政府信息公开</h1>
<ul class="list" id="list"></ul>
<script src="/js/jquery.min.js"></script><script src="{SCRIPT}"></script>
<script src="/EWB-FRONT/js/govInfoPub.js"></script>"""
    return Answer(200, page(theme, site.host, frame, main), theme.content_type)
