"""How the hosts look and behave whose systems are Hanweb's (大汉版通)."""

from collections.abc import Mapping

from demo.render.theme import Theme

# Where the system's own comments and tags say that the article begins and ends.
MARKED = (
    '<div class="article {content_class}" id="zoom"><meta name="ContentStart"/><!--<$[信息内容]>begin-->\n'
    '{article}\n<!--<$[信息内容]>end--><meta name="ContentEnd"/></div>'
)

HANWEB_THEMES: Mapping[str, Theme] = {
    # Reed green; rows that begin with the address; dates in bold type and brackets.
    "luwan": Theme(
        name="云州市芦湾区人民政府",
        code="8801119999",
        address="云州市芦湾区苇岸路1号（虚构地址）",
        colour="#3d5a2a",
        accent="#c8b560",
        background="#f5f7f2",
        link="#2f4a1f",
        encoding="utf-8",
        content_class="bt_content",
        date_style="bracketed",
        pager="",
        container=MARKED,
    ),
    # Brick; rows in a table with index numbers.
    "baizhu": Theme(
        name="云州市白渚区人民政府",
        code="8801069999",
        address="云州市白渚区渚南路6号（虚构地址）",
        colour="#8a3b21",
        accent="#d9b36c",
        background="#faf6f3",
        link="#6f2e18",
        encoding="utf-8",
        content_class="article-conter",
        date_style="bracketed",
        pager="",
        container=MARKED,
    ),
    # Indigo; reports under one address, told apart by its query.
    "chenghu": Theme(
        name="云州市澄湖区人民政府",
        code="8801079999",
        address="云州市澄湖区湖心路7号（虚构地址）",
        colour="#2c3e73",
        accent="#c6a15b",
        background="#f4f5fa",
        link="#243260",
        encoding="utf-8",
        content_class="xxgk_content",
        date_style="bracketed",
        pager="",
    ),
    # Pine; lists that are built in the browser.
    "tingyuan": Theme(
        name="汀源县人民政府",
        code="8801329999",
        address="汀源县汀江路27号（虚构地址）",
        colour="#1f4d3a",
        accent="#c9a86a",
        background="#f3f7f5",
        link="#17402f",
        encoding="utf-8",
        content_class="art-con",
        date_style="bracketed",
        pager="",
        gzip=True,
        container='<div class="article {content_class}" ergodic="article">\n{article}\n</div>',
    ),
    # Slate; rows that begin with the title; dates over three lines.
    "yangzhu": Theme(
        name="杨渚县人民政府",
        code="8801319999",
        address="杨渚县渚东街26号（虚构地址）",
        colour="#37474f",
        accent="#d1a054",
        background="#f3f5f6",
        link="#2b3a41",
        encoding="utf-8",
        content_class="main-txt",
        date_style="bracketed",
        pager="",
        container=MARKED,
    ),
}
