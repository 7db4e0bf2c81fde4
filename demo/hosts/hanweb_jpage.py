"""A host of Hanweb's columns: records in a script of the page and, in two generations, from dataproxy.jsp.

The style of a column says how its server answers. "window": records `startrecord` to `endrecord`, whatever
page is asked for. "page": pages of `perpage`, whatever window is asked for. "sealed": the address of the
next group is encrypted, and its answer empty. "rendered": the page has its rows itself, and the answer is
empty too.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from html import escape
from urllib.parse import quote, unquote, urlencode

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, Question
from demo.hosts.hanweb import HanwebHost, column_page, shown
from demo.hosts.rows import Row, channel_rows
from demo.hosts.site import base_makers, channels_page, listed_reports, not_found
from demo.render.theme import Theme

PROXY = "/module/web/jpage/dataproxy.jsp"
# The page holds three pages of its list.
GROUP_PAGES = 3
# Larger pages are cut off.
MOST_AT_ONCE = 300
# 54 bytes: what is sent for a column or unit that the server does not know.
NOTHING = b"<?xml version='1.0' encoding='UTF-8'?>\r\n<datastore/>\r\n"
CALL = """<script>$('#{unit}').jpage({{appid:1, webid:35, proxyUrl:'{proxy}', perPage:{per_page},
 columnid:{column}, unitid:'{unit}', totalRecord:"{total}", dataBefore:'<ul>',
 dataAfter:'</ul>'}});</script>"""


class JpageHost(HanwebHost):
    """Files, but for dataproxy.jsp."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(
            site.host,
            base_makers(site, theme, night) | self._columns(site, theme, night),
            lambda: not_found(site, theme),
        )
        self._site, self._night = site, night

    @cached_property
    def _rows(self) -> Mapping[str, tuple[Channel, Sequence[Row]]]:
        """Each column's rows, by its number."""
        reports = listed_reports(self._site, self._night)
        return {
            column_number(channel): (channel, channel_rows(self._site, channel, reports))
            for channel in self._site.channels
        }

    def answer(self, question: Question) -> Answer:
        """Records, or what stands at the path."""
        if question.path != PROXY:
            return super().answer(question)
        channel, rows = self._rows.get(question.fields.get("columnid", ""), (None, ()))
        known = channel is not None and channel.style in PARTS
        if channel is None or not known or not _names_the_list(self._site, channel, question):
            return Answer(200, NOTHING, "text/xml;charset=UTF-8")
        number, part = PARTS[channel.style](rows, question)
        text = datastore(self._site, channel, part, number + 1, len(rows))
        return Answer(
            200, f"<?xml version='1.0' encoding='UTF-8'?>\n{text}".encode(), "text/xml;charset=UTF-8"
        )

    @staticmethod
    def _columns(site: SiteFile, theme: Theme, night: int) -> dict[str, Maker]:
        reports = listed_reports(site, night)
        makers: dict[str, Maker] = {site.root: lambda: channels_page(site, theme)}
        for channel in site.channels:
            main = _column(site, channel, channel_rows(site, channel, reports))
            makers[f"{site.root}{channel.path}/index.html"] = _bound(site, theme, channel, main)
        return makers


def jpage_host(site: SiteFile, theme: Theme, night: int) -> JpageHost:
    """The host on a night."""
    return JpageHost(site, theme, night)


def column_number(channel: Channel) -> str:
    """The number of a column, as its path and its articles have it."""
    return channel.path.removeprefix("col")


def unit_number(channel: Channel) -> str:
    """The number of the list on the column's page."""
    return str(int(sha256(channel.path.encode()).hexdigest(), 16) % 900_000 + 100_000)


def datastore(site: SiteFile, channel: Channel, rows: Sequence[Row], following: int, total: int) -> str:
    """Records as pages and answers hold them, with the address that they give for the next group."""
    records = "".join(f"<record><![CDATA[{_record(channel, row)}]]></record>\n" for row in rows)
    group = f'<a href="{PROXY}?page={following}&{_names(site, channel)}"></a>'
    pages = -(-total // channel.per_page)
    return (
        f"<datastore>\n<totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>\n"
        f"<nextgroup><![CDATA[{group}]]></nextgroup>\n<recordset>\n{records}</recordset>\n</datastore>"
    )


def _window(rows: Sequence[Row], question: Question) -> tuple[int, Sequence[Row]]:
    start, end = (int(question.query.get(name, "0") or 0) for name in ("startrecord", "endrecord"))
    return 1, rows[max(start - 1, 0) : end]


def _page(rows: Sequence[Row], question: Question) -> tuple[int, Sequence[Row]]:
    size = min(int(question.query.get("perpage", "15")), MOST_AT_ONCE)
    number = max(int(question.query.get("page", "1")), 1)
    return number, rows[(number - 1) * size : number * size]


# How a column of a style cuts its rows, and the number of the page that this is.
PARTS: Mapping[str, Callable[[Sequence[Row], Question], tuple[int, Sequence[Row]]]] = {
    "window": _window,
    "page": _page,
}


def _names_the_list(site: SiteFile, channel: Channel, question: Question) -> bool:
    """Whether a request names unit and site as the page does: the site's name is encoded twice there."""
    fields = question.fields
    return fields.get("unitid") == unit_number(channel) and unquote(fields.get("webname", "")) == site.name


def _names(site: SiteFile, channel: Channel) -> str:
    column, unit = column_number(channel), unit_number(channel)
    if channel.style == "sealed":
        column, unit = (b64encode(sha256(text.encode()).digest()).decode() for text in (column, unit))
    names = {"webid": "35", "path": "/", "columnid": column, "unitid": unit, "webname": quote(site.name)}
    return urlencode(names | {"permissiontype": "0"})


def _column(site: SiteFile, channel: Channel, rows: Sequence[Row]) -> str:
    unit = unit_number(channel)
    rendered = rows if channel.style == "rendered" else ()
    embedded = () if rendered else rows[: GROUP_PAGES * channel.per_page]
    items = "".join(_record(channel, row) for row in rendered)
    call = CALL.format(
        unit=unit,
        proxy=PROXY,
        per_page=channel.per_page,
        column=column_number(channel),
        total=0 if rendered else len(rows),
    )
    store = (
        "<datastore><recordset></recordset></datastore>"
        if rendered
        else (datastore(site, channel, embedded, 1, len(rows)))
    )
    return f'''<ul class="list">{items}</ul>
<div id="{unit}" class="default_pgContainer"></div>
<script type="text/xml">{store}</script>
{call}'''


def _record(channel: Channel, row: Row) -> str:
    """One row: address or title first, single or double quotes, the date in one piece or in three."""
    if channel.style in ("page", "sealed"):
        return (
            f"<li><a title='{escape(row.title)}' href='{row.path}' target='_blank'>"
            f'{escape(shown(row.title))}</a><span class="time">{row.day:%Y-\n%m-\n%d}</span></li>'
        )
    return (
        f'<li><a href="{row.path}" title="{escape(row.title)}">{escape(shown(row.title))}</a>'
        f"<b>[{row.day:%Y-%m-%d}]</b>&nbsp;</li>"
    )


def _bound(site: SiteFile, theme: Theme, channel: Channel, main: str) -> Maker:
    return lambda: column_page(site, theme, channel, main)
