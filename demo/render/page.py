"""The page around an article or a list: head, banner, menu, breadcrumb, footer, and its bytes.

The footer says that this is an imitation with invented figures: its pages are shown as archived pages,
where nobody should take them for a government's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from demo.render.theme import Theme

NOTICE = "仿真演示网页：除首份报告的数据外，一切数据均为虚构，与任何机关无关。"
NOTICE_EN = "An imitation for demonstration: but for the first report's figures, all is invented."
# Longer than the kilobyte in which a browser looks for the charset.
PADDING = "<!-- 模板编号 0999 页面由内容管理系统生成 -->\n" * 24


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page says about itself outside its main part."""

    title: str
    crumbs: Sequence[str]
    meta: Sequence[tuple[str, str]] = ()
    menu: Sequence[tuple[str, str]] = ()


def page(theme: Theme, host: str, frame: Frame, main: str) -> bytes:
    """A whole page as the host sends it."""
    text = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
{_charset(theme)}
<title>{escape(frame.title, quote=False)}</title>
{_meta_tags(theme, host, frame)}
<style>{theme.style}</style>
</head>
<body>
<div class="header"><div class="wide"><strong>{theme.name}</strong><span>{host}</span></div></div>
<div class="nav"><div class="wide">{_menu(frame)}</div></div>
<div class="wide">
<div class="crumb">您的位置：{" &gt; ".join(frame.crumbs)}</div>
<div class="main">
{main}
</div>
</div>
<div class="footer">
<p>主办：{theme.name}　地址：{theme.address}　网站标识码：{theme.code}</p>
<p><b>{NOTICE}</b><br><b lang="en">{NOTICE_EN}</b></p>
</div>
</body>
</html>
"""
    # What GBK cannot write goes out as a character reference, as content management systems do.
    return text.encode(theme.encoding, "xmlcharrefreplace")


def _charset(theme: Theme) -> str:
    if theme.late_charset:
        # The old spelling, which means GBK.
        return f'{PADDING}<meta http-equiv=Content-Type content="text/html; charset=gb2312">'
    return f'<meta charset="{theme.encoding}">'


def _meta_tags(theme: Theme, host: str, frame: Frame) -> str:
    names = [("SiteName", theme.name), ("SiteDomain", host), ("SiteIDCode", theme.code), *frame.meta]
    # No space between the attributes: browsers do not mind, patterns with \s+ do.
    return "\n".join(f'<meta name="{name}"content="{escape(content)}"/>' for name, content in names)


def _menu(frame: Frame) -> str:
    return "".join(f'<a href="{href}">{escape(text, quote=False)}</a>' for href, text in frame.menu)
