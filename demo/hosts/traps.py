"""What answers behind the list entries that lead to no report of their own."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from demo.catalogue.model import SiteFile, Trap
from demo.catalogue.reports import BY_ID, trap_url
from demo.hosts.answer import Answer, Maker
from demo.render.markup import paragraph
from demo.render.page import Frame, page
from demo.render.theme import Theme

Menu = tuple[tuple[str, str], ...]


def trap_answers(site: SiteFile, theme: Theme, menu: Menu) -> dict[str, Maker]:
    """The answers of a host's traps, by path; those where nothing of their own stands have none."""
    answers: dict[str, Maker] = {}
    for trap in site.traps:
        make = _MAKERS.get(trap.kind)
        if make is not None:
            path = trap_url(site, trap).removeprefix(f"http://{site.host}")
            answers[path] = _bound(make, site, theme, trap, menu)
    return answers


def _bound(
    make: Callable[[SiteFile, Theme, Trap, Menu], Answer],
    site: SiteFile,
    theme: Theme,
    trap: Trap,
    menu: Menu,
) -> Maker:
    return lambda: make(site, theme, trap, menu)


def _moved(_site: SiteFile, theme: Theme, trap: Trap, _menu: Menu) -> Answer:
    return Answer(301, b"", theme.content_type, location=BY_ID[trap.to].url)


def _off_list(_site: SiteFile, theme: Theme, trap: Trap, _menu: Menu) -> Answer:
    return Answer(302, b"", theme.content_type, location=trap.to)


def _article(site: SiteFile, theme: Theme, trap: Trap, menu: Menu, paragraphs: list[str]) -> Answer:
    frame = Frame(
        title=f"{trap.title}_{theme.name}",
        crumbs=("首页", "政务公开", "政府信息公开年报"),
        meta=[("ArticleTitle", trap.title), ("PubDate", f"{trap.date:%Y-%m-%d} 10:00")],
        menu=menu,
    )
    main = f"""<h1>{trap.title}</h1>
<div class="info">发布时间：{trap.date:%Y-%m-%d}</div>
<div class="article {theme.content_class}">
{"".join(map(paragraph, paragraphs))}
</div>"""
    return Answer(200, page(theme, site.host, frame, main), theme.content_type, modified=trap.date)


def _notice(site: SiteFile, theme: Theme, trap: Trap, menu: Menu) -> Answer:
    paragraphs = [
        "各乡镇（街道）、各部门：",
        "年度报告已进入集中发布阶段，请各单位对照统一格式核对数据，并于1月31日前在本网站年报栏目发布。",
        "发布后请将网址报送办公室备案，逾期未发布的将予以提醒。",
        f"{site.name}办公室",
    ]
    return _article(site, theme, trap, menu, paragraphs)


def _placeholder(site: SiteFile, theme: Theme, trap: Trap, menu: Menu) -> Answer:
    return _article(site, theme, trap, menu, ["内容正在整理，完成后在本栏目发布，敬请关注。"])


def _pictures(site: SiteFile, theme: Theme, trap: Trap, menu: Menu) -> Answer:
    pictures = [f'<img src="/images/{number}.png" alt="第{number}页">' for number in (1, 2, 3)]
    return _article(site, theme, trap, menu, ["用三张图看懂这一年。", *pictures])


def _soft_404(site: SiteFile, theme: Theme, _trap: Trap, menu: Menu) -> Answer:
    frame = Frame(title="页面不存在", crumbs=("首页",), menu=menu)
    main = "<h1>页面不存在</h1><p>您访问的页面不存在或已被删除。</p>"
    return Answer(200, page(theme, site.host, frame, main), theme.content_type)


def _home(_site: SiteFile, theme: Theme, _trap: Trap, _menu: Menu) -> Answer:
    return Answer(302, b"", theme.content_type, location="/")


def _forbidden(_site: SiteFile, theme: Theme, _trap: Trap, _menu: Menu) -> Answer:
    return Answer(403, "<h1>403 Forbidden</h1>".encode(theme.encoding), theme.content_type)


def _refresh(_site: SiteFile, theme: Theme, trap: Trap, _menu: Menu) -> Answer:
    head = f'<meta http-equiv="refresh" content="0; url={trap.to}">'
    return _html(theme, f"<html><head>{head}</head><body>正在跳转……</body></html>")


def _shell(_site: SiteFile, theme: Theme, _trap: Trap, _menu: Menu) -> Answer:
    script = '<script src="/js/detail.7c1e.js"></script>'
    return _html(theme, f'<html><head>{script}</head><body><div id="detail"></div></body></html>')


def _cut(site: SiteFile, theme: Theme, trap: Trap, menu: Menu) -> Answer:
    whole = _article(site, theme, trap, menu, ["一、总体情况", "本年度……", "二、主动公开政府信息情况"])
    return replace(whole, cut=len(whole.body) // 2)


def _too_often(_site: SiteFile, theme: Theme, _trap: Trap, _menu: Menu) -> Answer:
    return _html(theme, "<html><body><p>您的访问过于频繁，请稍后再试。</p></body></html>")


def _failing(_site: SiteFile, theme: Theme, _trap: Trap, _menu: Menu) -> Answer:
    return replace(_html(theme, "<html><body>HTTP Status 500</body></html>"), status=500)


def _html(theme: Theme, text: str) -> Answer:
    return Answer(200, text.encode(theme.encoding), theme.content_type)


# "gone" and "disallowed" have no page of their own: a 404, and a report that stands elsewhere.
_MAKERS: Mapping[str, Callable[[SiteFile, Theme, Trap, Menu], Answer]] = {
    "moved": _moved,
    "off_list": _off_list,
    "notice": _notice,
    "placeholder": _placeholder,
    "pictures": _pictures,
    "soft_404": _soft_404,
    "home": _home,
    "forbidden": _forbidden,
    "refresh": _refresh,
    "shell": _shell,
    "cut": _cut,
    "too_often": _too_often,
    "failing": _failing,
}
