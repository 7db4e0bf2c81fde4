"""A host on no list: a copy of somebody's reports with another name in them, which nobody should fetch."""

from demo.catalogue.reports import BY_ID
from demo.hosts.answer import Answer, StaticHost
from demo.hosts.themes import THEMES
from demo.render.report_page import report_page

NAME = "www.yunzhou-wenku.test"
COPIED = "yunzhou/szf/2021"


def mirror_host() -> StaticHost:
    """The host."""
    makers = {
        "/robots.txt": lambda: Answer(200, b"User-agent: *\nAllow: /\n", "text/plain"),
        "/doc/20220127.html": _copy,
        "/doc/20230120.html": _copy,
    }
    return StaticHost(NAME, makers, lambda: Answer(404, b"", "text/html"))


def _copy() -> Answer:
    """A report's page but for the names of host and government, in its tags and footer too."""
    report = BY_ID[COPIED]
    theme = THEMES[report.site.id]
    text = report_page(theme, report, (), visits=1).decode(theme.encoding)
    copied = text.replace(report.site.host, NAME).replace(report.agency.name, "云州文库网")
    return Answer(200, copied.encode(theme.encoding), theme.content_type)
