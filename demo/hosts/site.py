"""One government host made from its file: home page, robots.txt, lists, reports, attachments and traps.

All but the lists is the same for every family (`base_makers`); those of TRS are files too.
"""

from datetime import date
from functools import partial

from demo.catalogue.model import DemoReport, SiteFile
from demo.catalogue.nights import NIGHT_TWO, on_night
from demo.catalogue.reports import REPORTS
from demo.hosts.answer import Answer, Maker, StaticHost
from demo.hosts.lists import list_pages
from demo.hosts.traps import trap_answers
from demo.render.attachments import Attachment, attachments_of
from demo.render.images import table_picture
from demo.render.page import Frame, page
from demo.render.pdf import report_pdf
from demo.render.report_page import counter, report_page
from demo.render.theme import Theme
from parsers.readers.file_type import PDF

# When the pages of the second night were changed.
CHANGED_ON = date(2026, 6, 1)
ROBOTS_OF_MOST = "User-agent: *\nAllow: /\n"
ROBOTS = {
    "nanfen": "User-agent: *\nDisallow: /zwgk/zfxxgknb/nbzl/\n",
    "shilan": "# 搜索页面不供抓取\nUser-agent: *\nDisallow: /search/\nDisallow: /*.zip$\n",
}

Menu = tuple[tuple[str, str], ...]


def trs_host(site: SiteFile, theme: Theme, night: int) -> StaticHost:
    """A host of TRS WCM on a night: files and nothing else."""
    lists = list_pages(site, theme, listed_reports(site, night), menu(site))
    makers = {**base_makers(site, theme, night), **lists}
    return StaticHost(site.host, makers, lambda: not_found(site, theme))


def listed_reports(site: SiteFile, night: int) -> list[DemoReport]:
    """What the host's lists name on a night; a report that is gone keeps its row and leads nowhere."""
    return [
        on_night(report, night)
        for report in REPORTS
        if report.site.id == site.id and report.first_night <= night and not report.agency.disallowed
    ]


def base_makers(site: SiteFile, theme: Theme, night: int) -> dict[str, Maker]:
    """Everything that stands on the host but its lists, by path."""
    reports = [report for report in REPORTS if report.site.id == site.id]
    standing = [on_night(r, night) for r in reports if r.first_night <= night <= r.last_night]
    robots = ROBOTS.get(site.id, ROBOTS_OF_MOST)
    makers: dict[str, Maker] = {
        "/": lambda: _plain(site, theme, "首页"),
        "/zwgk/": lambda: _plain(site, theme, "政务公开"),
        "/robots.txt": lambda: Answer(200, robots.encode(theme.encoding), "text/plain"),
    }
    for number in (1, 2, 3):
        makers[f"/images/{number}.png"] = _picture
    for report in standing:
        makers.update(_report_answers(theme, report, night))
    makers.update(trap_answers(site, theme, menu(site)))
    return makers


def menu(site: SiteFile, *, renewed: bool = False) -> Menu:
    """The links under the banner; the renewed one of the second night has another entry."""
    entries = (("/", "首页"), ("/zwgk/", "政务公开"), (site.root, "政府信息公开年报"))
    return (*entries, ("/zwgk/", "政务服务")) if renewed else entries


def not_found(site: SiteFile, theme: Theme) -> Answer:
    """The page for a path where nothing stands."""
    frame = Frame(title="404", crumbs=("首页",), menu=menu(site))
    body = page(theme, site.host, frame, "<h1>404</h1><p>没有找到您要的页面。</p>")
    return Answer(404, body, theme.content_type)


def _plain(site: SiteFile, theme: Theme, title: str) -> Answer:
    frame = Frame(title=theme.name, crumbs=(title,), menu=menu(site))
    main = f'<h1>{title}</h1><ul class="list"><li><a href="{site.root}">政府信息公开年报</a></li></ul>'
    body = page(theme, site.host, frame, main)
    return Answer(200, body, theme.content_type, modified=date(2019, 1, 2), gzip=theme.gzip)


def channels_page(site: SiteFile, theme: Theme) -> Answer:
    """What stands at the root of the lists where it is no list: links to them."""
    links = "".join(f'<li><a href="{channel.path}/">{channel.name}</a></li>' for channel in site.channels)
    frame = Frame(title=theme.name, crumbs=("首页", "政府信息公开年报"), menu=menu(site))
    body = page(theme, site.host, frame, f'<h1>政府信息公开年报</h1><ul class="list">{links}</ul>')
    return Answer(200, body, theme.content_type, modified=date(2019, 1, 2))


def _picture() -> Answer:
    return Answer(200, table_picture(), "image/png", date(2019, 1, 2))


def _path(report: DemoReport) -> str:
    return report.url.removeprefix(f"http://{report.site.host}")


def _report_answers(theme: Theme, report: DemoReport, night: int) -> dict[str, Maker]:
    path = _path(report)
    folder = path.rsplit("/", 1)[0]
    answers: dict[str, Maker] = {path: lambda: _report_answer(theme, report, night)}
    if "listed_as_pdf" in report.deviations:
        return {path: lambda: Answer(200, report_pdf(report), PDF.media_type, report.published)}
    for attachment in attachments_of(report):
        place = attachment.url(report).removeprefix(f"http://{report.site.host}")
        answers[place] = partial(_attachment, attachment, report)
    if "tables_as_images" in report.deviations:
        for name in ("W1.png", "W2.png", "W3.png"):
            answers[f"{folder}/{name}"] = _picture
    return answers


def _attachment(attachment: Attachment, report: DemoReport) -> Answer:
    return Answer(200, attachment.make(), attachment.media_type, report.published)


def _report_answer(theme: Theme, report: DemoReport, night: int) -> Answer:
    renewed = night > 1 and report.id == NIGHT_TWO.menu
    changed = night > 1 and report.id in {NIGHT_TWO.menu, NIGHT_TWO.changed}
    visits = counter(report) + (37 if renewed else 0)
    body = report_page(theme, report, menu(report.site, renewed=renewed), visits)
    modified = CHANGED_ON if changed else report.published
    return Answer(200, body, theme.content_type, modified=modified, gzip=theme.gzip)
