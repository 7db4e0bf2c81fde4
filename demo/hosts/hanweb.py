"""What the hosts of Hanweb's systems share: documents behind a download page, and pages around a list."""

from demo.catalogue.model import Channel, SiteFile
from demo.hosts.answer import Answer, Question, StaticHost
from demo.hosts.site import menu
from demo.render.page import Frame, page
from demo.render.theme import Theme

DOWNLOAD = "/module/download/downfile.jsp"
# A link's text is cut; the title attribute has it whole.
SHOWN_CHARACTERS = 24


class HanwebHost(StaticHost):
    """A host whose documents are told by the query of their download page."""

    def answer(self, question: Question) -> Answer:
        """The document that a download page names, or what stands at the path."""
        if question.path != DOWNLOAD:
            return super().answer(question)
        name = question.query.get("filename", "")
        return super().answer(Question(f"{DOWNLOAD}?classid=0&filename={name}"))


def column_page(site: SiteFile, theme: Theme, channel: Channel, main: str) -> Answer:
    """The page of a column around its list."""
    frame = Frame(
        title=f"{theme.name} {channel.name}",
        crumbs=("首页", "政务公开", channel.name),
        meta=[("ColumnName", channel.name), ("ColumnType", "政府信息公开")],
        menu=menu(site),
    )
    body = page(theme, site.host, frame, f"<h1>{channel.name}</h1>\n{main}")
    return Answer(200, body, theme.content_type, gzip=theme.gzip)


def shown(title: str) -> str:
    """A title as a row shows it."""
    return title if len(title) <= SHOWN_CHARACTERS else f"{title[:SHOWN_CHARACTERS]}…"
