"""A host of Hanweb's catalogue: rows that /module/xxgk/search.jsp sends, of a node or of all columns.

The style of a column is its node (`infotypeId`). A column without one asks for rows as well, and gets those
of the whole site. A page too high shows the last one again.
"""

from collections.abc import Sequence
from functools import cached_property
from html import escape

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Maker, Question
from demo.hosts.hanweb import HanwebHost, column_page, shown
from demo.hosts.rows import Row, channel_rows, in_parts
from demo.hosts.site import base_makers, channels_page, listed_reports, not_found
from demo.render.theme import Theme

SEARCH = "/module/xxgk/search.jsp"
TREE = "/module/xxgk/tree.jsp"
# The agency whose catalogue it is, by its invented credit code.
AREA = "118801060045260113"
CALL = """<iframe src="{tree}?area={area}&amp;divid=div{column}" width="200"></iframe>
<div id="div{column}"></div>
<script>$.post('{search}?infotypeId={node}&jdid=3096&area={area}&divid=div{column}&vc_title=&vc_number=',
 function (rows) {{ $('#div{column}').html(rows); }});</script>"""


class XxgkHost(HanwebHost):
    """Files, but for search.jsp."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        makers: dict[str, Maker] = {site.root: lambda: channels_page(site, theme)}
        makers[TREE] = lambda: _tree(site, theme)
        for channel in site.channels:
            makers[f"{site.root}{channel.path}/index.html"] = _bound(site, theme, channel)
        super().__init__(site.host, base_makers(site, theme, night) | makers, lambda: not_found(site, theme))
        self._site, self._night = site, night

    @cached_property
    def _rows(self) -> dict[str, Sequence[Row]]:
        """The rows of each node; those of all under the empty name."""
        reports = listed_reports(self._site, self._night)
        nodes = {c.style: channel_rows(self._site, c, reports) for c in self._site.channels}
        every = [row for rows in nodes.values() for row in rows]
        return {**nodes, "": sorted(every, key=lambda row: (row.day, row.url), reverse=True)}

    def answer(self, question: Question) -> Answer:
        """Rows, or what stands at the path."""
        if question.path != SEARCH:
            return super().answer(question)
        fields = question.fields
        rows = self._rows.get(fields.get("infotypeId", ""), ()) if fields.get("area") == AREA else ()
        parts = in_parts(rows, self._site.channels[0].per_page)
        asked = fields.get("currpage", "1")
        number = min(int(asked) if asked.isdigit() else 1, len(parts))
        text = _fragment(parts[number - 1], number, len(parts))
        return Answer(200, text.encode(), "text/html;charset=UTF-8")


def xxgk_host(site: SiteFile, theme: Theme, night: int) -> XxgkHost:
    """The host on a night."""
    return XxgkHost(site, theme, night)


def _bound(site: SiteFile, theme: Theme, channel: Channel) -> Maker:
    column = channel.path.removeprefix("col")
    call = CALL.format(tree=TREE, search=SEARCH, area=AREA, column=column, node=channel.style)
    return lambda: column_page(site, theme, channel, call)


def _tree(site: SiteFile, theme: Theme) -> Answer:
    nodes = "".join(f'<li><a href="#{c.style}">{c.name}</a></li>' for c in site.channels)
    return Answer(200, f"<ul>{nodes}</ul>".encode(theme.encoding), theme.content_type)


def _fragment(rows: Sequence[Row], number: int, pages: int) -> str:
    """A table of rows under a pager; the first cell is an index number with a day in it."""
    lines = "\n".join(
        f'<tr class="tr_main_value_{"even" if place % 2 else "odd"}"><td>{_index(row, place)}</td>'
        f'<td><a href="{row.url}" title="{escape(row.title)}">{escape(shown(row.title))}</a></td>'
        f"<td>{row.day:%Y-%m-%d}</td></tr>"
        for place, row in enumerate(rows)
    )
    following = f'<a onclick="go({number + 1})">下一页</a>' if number < pages else ""
    return f"""<div class="tb_title">第{number}页 共{pages}页 {following}</div>
<table><tr class="tr_main_title"><td>索引号</td><td>名称</td><td>发布日期</td></tr>
{lines}
</table>"""


def _index(row: Row, place: int) -> str:
    """An index number as some places write it: place, node, day of entry, serial number."""
    return f"880106-A0212-{row.day.year}1231-{place:04}"
