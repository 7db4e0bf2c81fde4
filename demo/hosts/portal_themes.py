"""How the hosts look and behave whose systems are portals: UCAP, chunks, Epoint, Huilan and VSB."""

from collections.abc import Mapping

from demo.render.theme import Theme

PORTAL_THEMES: Mapping[str, Theme] = {
    # Dark red; none of the standard tags.
    "chengling": Theme(
        name="澄岭县人民政府",
        code="8801269999",
        address="澄岭县石桥路12号（虚构地址）",
        colour="#8f1f1f",
        accent="#d9b26f",
        background="#faf6f4",
        link="#7a1616",
        encoding="utf-8",
        content_class="zsy_comain",
        date_style="bracketed",
        pager="",
        metadata="none",
    ),
    # Slate green; the article in two containers, one inside the other.
    "shuangyuan": Theme(
        name="霜塬县人民政府",
        code="8801279999",
        address="霜塬县雪松路4号（虚构地址）",
        colour="#3a5a53",
        accent="#bfa76a",
        background="#f3f6f5",
        link="#2b4740",
        encoding="utf-8",
        content_class="v_news_content",
        date_style="bracketed",
        pager="",
        container='<div id="vsb_content"><div class="article {content_class}">\n{article}\n</div></div>',
    ),
    # Navy; the article in a frame of its own name; a box of metadata.
    "yanfang": Theme(
        name="雁坊市人民政府",
        code="8805009999",
        address="雁坊市中心大道1号（虚构地址）",
        colour="#223c66",
        accent="#cfa75b",
        background="#f3f5f9",
        link="#1d3358",
        encoding="utf-8",
        content_class="mian-cont",
        date_style="bracketed",
        pager="",
        metadata_table=True,
        gzip=True,
    ),
    # Brown; rows dated in a span of their own.
    "luyuan": Theme(
        name="云州市鹿原区人民政府",
        code="8801059999",
        address="云州市鹿原区鹿鸣路6号（虚构地址）",
        colour="#6b4a2b",
        accent="#c7a15a",
        background="#f8f5f1",
        link="#59391c",
        encoding="utf-8",
        content_class="easysite-news-text",
        date_style="bracketed",
        pager="",
        container='<div class="article {content_class}" id="zoom">\n{article}\n</div>',
        charset_in_header=False,
    ),
    # Violet; the date of publication is that of the page's generation; addresses that end in line breaks.
    "nantai": Theme(
        name="云州市南台区人民政府",
        code="8801049999",
        address="云州市南台区望云路8号（虚构地址）",
        colour="#5b3a73",
        accent="#cbb26a",
        background="#f7f5f9",
        link="#4c2f61",
        encoding="utf-8",
        content_class="article_content",
        date_style="bracketed",
        pager="",
        container=(
            '<div class="article {content_class}" id="UCAP-CONTENT"><UCAPCONTENT>\n'
            "{article}\n</UCAPCONTENT></div>"
        ),
        metadata="generated",
        broken_links=True,
    ),
}
