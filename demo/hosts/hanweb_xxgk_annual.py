"""A host of Hanweb's annual-report page: a report for each agency and year, and no list of them.

What the host does not have shows the template with nothing in it and status 200. The tree names the agencies
but for those of `style` "unlisted".
"""

from demo.catalogue.model import SiteFile
from demo.catalogue.reports import BY_ID
from demo.hosts.answer import Answer, Maker, Question
from demo.hosts.hanweb import HanwebHost
from demo.hosts.site import base_makers, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

ENDPOINT = "/module/xxgk/xxgkAnnualReport.jsp"
TREE = "/module/xxgk/tree.jsp"


class AnnualHost(HanwebHost):
    """Files, but for the page of the reports."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        makers: dict[str, Maker] = dict.fromkeys((TREE, site.root), lambda: _tree(site, theme))
        super().__init__(site.host, base_makers(site, theme, night) | makers, lambda: not_found(site, theme))
        self._site, self._theme = site, theme

    def answer(self, question: Question) -> Answer:
        """The report of an agency and year whatever the order of the query, its template, or a file."""
        if question.path != ENDPOINT:
            return super().answer(question)
        code, year = question.query.get("area", ""), question.query.get("fbtime", "")
        path = f"{ENDPOINT}?area={code}&fbtime={year}"
        return (
            super().answer(Question(path)) if path in self.paths else _template(self._site, self._theme, year)
        )


def annual_host(site: SiteFile, theme: Theme, night: int) -> AnnualHost:
    """The host on a night."""
    return AnnualHost(site, theme, night)


def _tree(site: SiteFile, theme: Theme) -> Answer:
    """The agencies, each with a link that names its code."""
    names = {report.channel: report.agency.name for report in BY_ID.values() if report.site.id == site.id}
    unlisted = {channel.path for channel in site.channels if channel.style == "unlisted"}
    nodes = "".join(
        f'<li><a target="main" href="{ENDPOINT}?fbtime=2024&amp;area={code}">{name}</a></li>'
        for code, name in names.items()
        if code not in unlisted
    )
    return Answer(
        200, f'<html><body><ul class="tree">{nodes}</ul></body></html>'.encode(), theme.content_type
    )


def _template(site: SiteFile, theme: Theme, year: str) -> Answer:
    frame = Frame(
        title=f"政府信息公开年报_{theme.name}", crumbs=("首页", "政府信息公开年报"), menu=menu(site)
    )
    container = theme.contain("")
    body = page(theme, site.host, frame, f"<h1>政府信息公开年报</h1><p>年份：{year}</p>{container}")
    return Answer(200, body, theme.content_type)
