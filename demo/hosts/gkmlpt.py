"""A host of Guangdong's gkmlpt: entry pages that scripts fill, and the JSON interface they are filled from.

Several agencies have a platform each, below a folder of their own. Page 0 of a list is page 1.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from html import escape
from urllib.parse import urlsplit

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Question, StaticHost
from demo.hosts.rows import Row, channel_rows
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.attachments import attachments_of
from demo.render.page import Frame, page
from demo.render.theme import Theme

ENTRY_PAGES = ("annualreport", "index", "policy")
API = "api/all/"
CHINA = timezone(timedelta(hours=8))
FIRST_SID = 889001


class GkmlptHost(StaticHost):
    """Files, but for the entry pages and the interface of each platform.

    A channel's path is the folder of its platform, if it has one, and the number of its category.
    """

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(site.host, base_makers(site, theme, night), lambda: not_found(site, theme))
        self._site, self._theme = site, theme
        reports = listed_reports(site, night)
        self._rows = {channel.path: channel_rows(site, channel, reports) for channel in site.channels}
        self._platforms = list(dict.fromkeys(_platform(channel) for channel in site.channels))

    def answer(self, question: Question) -> Answer:
        """An entry page, rows, or what stands at the path."""
        folder, _, rest = question.path.partition("/gkmlpt/")
        platform = folder.strip("/")
        if platform in self._platforms and rest in ENTRY_PAGES:
            return self._entry_page(platform)
        if platform in self._platforms and rest.startswith(API):
            return self._api(platform, rest.removeprefix(API), question)
        return super().answer(question)

    def _make(self, path: str) -> Answer:
        answer = super()._make(path)
        if "/gkmlpt/content/" not in path or answer.status != 200:
            return answer
        return replace(answer, body=_with_detail(answer.body, self._theme.encoding))

    def _entry_page(self, platform: str) -> Answer:
        tree = json.dumps(self._tree(platform), ensure_ascii=False)
        config = (
            "window._CONFIG = {\n  // 站点配置\n  LINK: window.location.href,\n"
            f"  SID: '{self._sid(platform)}',\n  TREE: {tree},\n  SERVICE_AREA_ID: 889,\n}};"
        )
        frame = Frame(title=f"政府信息公开_{self._theme.name}", crumbs=("首页",), menu=menu(self._site))
        main = f'<script>{config}</script><div id="app"><ul class="list"></ul></div>'
        return Answer(200, page(self._theme, self._site.host, frame, main), self._theme.content_type)

    def _tree(self, platform: str) -> list[dict[str, object]]:
        categories = [_node(channel, len(self._rows[channel.path])) for channel in self._channels(platform)]
        others = [other for other in self._platforms if other and not platform]
        if others:
            target = f"/{others[0]}/gkmlpt/annualreport#{_category(self._channels(others[0])[0])}"
            jump = {"id": 2634, "name": "部门信息公开年度报告", "jump_url": target, "children": []}
            categories.append({**jump, "post_count": 0})
        guide = {"id": 2620, "name": "政府信息公开指南", "jump_url": "/gkmlpt/guide", "children": []}
        laws = {"id": 2622, "name": "机构职能", "jump_url": "", "children": [], "post_count": 4}
        public = {"id": 2621, "name": "法定主动公开内容", "jump_url": "", "children": [laws], "post_count": 0}
        return [guide, public, {"id": 2601, "name": "信息公开", "jump_url": "", "children": categories}]

    def _api(self, platform: str, category: str, question: Question) -> Answer:
        channel = next((c for c in self._channels(platform) if _category(c) == category), None)
        if channel is None or question.query.get("sid") != self._sid(platform):
            return _json({"status": 500, "message": "栏目不存在"})
        asked = question.query.get("page", "1")
        number = max(int(asked), 1) if asked.isdigit() else 1
        rows = self._rows[channel.path]
        shown = rows[(number - 1) * channel.per_page : number * channel.per_page]
        count = len(rows) + channel.beyond
        classify = {"id": int(category), "name": channel.name, "post_count": count}
        # Where rows were taken down the count is left as it was, and there is no total.
        total = {} if channel.beyond else {"total": len(rows)}
        return _json({"classify": classify, **total, "articles": _articles(shown)})

    def _channels(self, platform: str) -> list[Channel]:
        return [channel for channel in self._site.channels if _platform(channel) == platform]

    def _sid(self, platform: str) -> str:
        return str(FIRST_SID + self._platforms.index(platform))


def gkmlpt_host(site: SiteFile, theme: Theme, night: int) -> GkmlptHost:
    """The host on a night."""
    return GkmlptHost(site, theme, night)


def _platform(channel: Channel) -> str:
    return channel.path.rpartition("/")[0]


def _category(channel: Channel) -> str:
    return channel.path.rpartition("/")[2]


def _node(channel: Channel, rows: int) -> dict[str, object]:
    # The tree's own count is an old one.
    count = max(rows - 3, 0)
    node = {"id": int(_category(channel)), "name": channel.name, "jump_url": "", "children": []}
    return {**node, "post_count": count}


def _articles(rows: Sequence[Row]) -> list[dict[str, object]]:
    return [_article(row, relative=number % 2 == 1) for number, row in enumerate(rows)]


def _article(row: Row, *, relative: bool) -> dict[str, object]:
    shown = datetime.combine(row.day, time(10, 11, 12), CHINA)
    seconds = int(shown.astimezone(UTC).timestamp())
    path = urlsplit(row.url).path
    # Half the addresses are without a host; what stands on another host has to name it.
    url = path if relative and "/gkmlpt/" in path else row.url
    return {
        "title": row.title,
        "publisher": row.publisher,
        "identifier": "",
        "document_number": "",
        "date": int(datetime.combine(row.day - timedelta(days=1), time(0), CHINA).timestamp()),
        "created_at": f"{shown:%Y-%m-%d %H:%M:%S}",
        "create_time": seconds,
        "first_publish_time": seconds,
        "display_publish_time": seconds,
        "is_expired": 0,
        "relation": "[]",
        "attachment": _attached(row),
        "url": url,
        "post_url": "",
    }


def _attached(row: Row) -> list[dict[str, object]]:
    """The documents of a report as its row names them."""
    if row.report is None:
        return []
    found = ((document.link, document.url(row.report)) for document in attachments_of(row.report))
    return [{"id": number, "name": name, "url": url} for number, (name, url) in enumerate(found, 1)]


def _json(answer: object) -> Answer:
    return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def _with_detail(body: bytes, encoding: str) -> bytes:
    """The page with its text a second time, escaped inside a script."""
    text = body.decode(encoding)
    content = text.partition('<div class="article')[2].partition('<div class="pager">')[0]
    script = f"<script>window._CONFIG = {{DETAIL: {{content: {json.dumps(escape(content))} }} }};</script>"
    return text.replace("</head>", f"{script}\n</head>", 1).encode(encoding)
