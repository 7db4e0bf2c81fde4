"""How each of the government hosts looks and behaves."""

from collections.abc import Mapping

from demo.hosts.hanweb_themes import HANWEB_THEMES
from demo.hosts.local_themes import LOCAL_THEMES
from demo.hosts.portal_themes import PORTAL_THEMES
from demo.hosts.southern_themes import SOUTHERN_THEMES
from demo.render.theme import Theme

THEMES: Mapping[str, Theme] = {
    # Blue; UTF-8 said only by the page; [2020-01-17]; four-argument pager; commented-out rows.
    "nanfen": Theme(
        name="本溪市南芬区人民政府",
        code="2105059999",
        address="本溪市南芬区（虚构地址）",
        colour="#1f4e8c",
        accent="#c9a24a",
        background="#f4f6f9",
        link="#1f4e8c",
        encoding="utf-8",
        content_class="TRS_Editor",
        date_style="bracketed",
        pager='createPageHTML({pages}, {page}, "index", "{extension}");',
        commented_duplicates=True,
        charset_in_header=False,
    ),
    # Red; gzip; metadata box; two date spans; records, pages and page in the pager.
    "yunzhou": Theme(
        name="云州市人民政府",
        code="8801009999",
        address="云州市建设大街1号（虚构地址）",
        colour="#a3262a",
        accent="#e0c073",
        background="#faf7f3",
        link="#8b1d20",
        encoding="utf-8",
        content_class="trs_editor_view TRS_UEDITOR trs_paper_default",
        date_style="two_spans",
        pager='createPageHTML({records}, {pages}, {page}, "index", "{extension}");',
        metadata_table=True,
        gzip=True,
    ),
    # Green and old; GBK that only a late meta tag mentions; 01-17; single quotes and countPage.
    "shilan": Theme(
        name="石澜县人民政府",
        code="8801249999",
        address="石澜县文汇路2号（虚构地址）",
        colour="#2d6a4f",
        accent="#95b88a",
        background="#f3f6f2",
        link="#1d5c40",
        encoding="gbk",
        content_class="Custom_UnionStyle",
        date_style="no_year",
        pager="var countPage = {pages};\ncreatePageHTML({pages}, {page}, 'index', '{extension}');",
        late_charset=True,
        charset_in_header=False,
    ),
    # Teal; articles without extension; dates in a column of their own.
    "donghe": Theme(
        name="云州市东河区人民政府",
        code="8801039999",
        address="云州市东河区学府路3号（虚构地址）",
        colour="#1c6b72",
        accent="#d8b365",
        background="#f4f8f8",
        link="#14565c",
        encoding="utf-8",
        content_class="zwnr",
        date_style="bracketed",
        pager="",
    ),
    # Grey and older still; GB2312 that nothing mentions; a list in a frame; no menu to speak of.
    "laoping": Theme(
        name="老坪县政府信息网",
        code="8801259999",
        address="老坪县前进路5号（虚构地址）",
        colour="#5a5a5a",
        accent="#b0894f",
        background="#f2f2f0",
        link="#444444",
        encoding="gbk",
        content_class="content",
        date_style="bracketed",
        pager="",
        late_charset=True,
        charset_in_header=False,
    ),
    **SOUTHERN_THEMES,
    **PORTAL_THEMES,
    **HANWEB_THEMES,
    **LOCAL_THEMES,
}
