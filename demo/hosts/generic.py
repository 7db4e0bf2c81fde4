"""An old host of no family: a list in a frame, an ASP.NET pager, `show.asp?id=N`, GBK unannounced."""

from collections.abc import Sequence
from hashlib import sha256
from html import escape

from demo.catalogue.model import SiteFile
from demo.hosts.answer import Answer, Question, StaticHost
from demo.hosts.rows import Row, channel_rows
from demo.hosts.site import base_makers, listed_reports, menu, not_found
from demo.render.page import Frame, page
from demo.render.theme import Theme

LIST, FRAMED, ARTICLE = "/zwgk/nb.asp", "/zwgk/list.aspx", "/zwgk/show.asp"
PAGER = "ctl00$Main$Pager"
PER_PAGE = 6


class OldHost(StaticHost):
    """Files, but for the framed list, which answers its own form alone, and articles, which take an id."""

    def __init__(self, site: SiteFile, theme: Theme, night: int) -> None:
        super().__init__(site.host, base_makers(site, theme, night), lambda: not_found(site, theme))
        self._site, self._theme = site, theme
        self._rows = channel_rows(site, site.channels[0], listed_reports(site, night))

    def answer(self, question: Question) -> Answer:
        """The list's frame, a page of the framed list, an article, or what stands at the path."""
        if question.path == ARTICLE:
            return super().answer(Question(f"{ARTICLE}?id={question.query.get('id', '')}"))
        if question.path == LIST:
            return self._frame()
        if question.path == FRAMED:
            return self._framed(question)
        return super().answer(question)

    def _frame(self) -> Answer:
        frames = (
            '<iframe src="list.aspx?cid=3" width="100%" height="600"></iframe>'
            '<iframe src="/inc/visitcount.asp?p=nb" width="0" height="0"></iframe>'
        )
        frame = Frame(title="信息公开年报", crumbs=("首页", "信息公开年报"), menu=menu(self._site))
        return Answer(200, page(self._theme, self._site.host, frame, frames), self._theme.content_type)

    def _framed(self, question: Question) -> Answer:
        number = 1
        if question.method == "POST":
            form = question.form
            asked = form.get("__EVENTARGUMENT", "")
            # A state that this page did not send is refused, as ASP.NET does.
            known = form.get("__VIEWSTATE") == _state(int(asked) - 1) if asked.isdigit() else False
            if form.get("__EVENTTARGET") != PAGER or not known:
                return Answer(500, "回发或回调参数无效".encode("gbk"), "text/html")
            number = int(asked)
        last = -(-len(self._rows) // PER_PAGE)
        shown = self._rows[(number - 1) * PER_PAGE : number * PER_PAGE]
        # Its frame has neither a charset nor the site's style.
        return Answer(200, _list_page(shown, number, last).encode("gbk", "xmlcharrefreplace"), "text/html")


def old_host(site: SiteFile, theme: Theme, night: int) -> OldHost:
    """The host on a night."""
    return OldHost(site, theme, night)


def _state(number: int) -> str:
    return sha256(f"page {number}".encode()).hexdigest()


def _list_page(shown: Sequence[Row], number: int, last: int) -> str:
    rows = "\n".join(
        f"<TR><TD><A HREF='show.asp{row.url.partition(ARTICLE)[2]}'>"
        f"{escape(row.title)}</A></TD><TD>{row.day:%Y-%m-%d}</TD></TR>"
        for row in shown
    )
    following = (
        f"<a href=\"javascript:__doPostBack('{PAGER}','{number + 1}')\">下一页</a>"
        if number < last
        else '<a disabled="disabled">下一页</a>'
    )
    return f"""<HTML><HEAD><TITLE>list</TITLE></HEAD><BODY>
<form method="post" action="./list.aspx?cid=3" id="form1">
<input type="hidden" name="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" value="" />
<input type="hidden" name="__VIEWSTATE" value="{_state(number)}" />
<TABLE>{rows}</TABLE>
<div id="pager">第{number}页 共{last}页 {following}</div>
</form></BODY></HTML>"""
