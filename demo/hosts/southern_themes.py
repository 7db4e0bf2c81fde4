"""How the hosts of 南浦市 and its neighbours look and behave; they are of the families of the south."""

from collections.abc import Mapping

from demo.render.theme import Theme

SOUTHERN_THEMES: Mapping[str, Theme] = {
    # Plum; a metadata box with a name, a classification and no validity.
    "nanpu": Theme(
        name="南浦市人民政府",
        code="8802009999",
        address="南浦市滨江大道8号（虚构地址）",
        colour="#6b2d5c",
        accent="#e3b23c",
        background="#f8f4f7",
        link="#5a2450",
        encoding="utf-8",
        content_class="article-content",
        date_style="bracketed",
        pager="",
        metadata_table=True,
        metadata_labels=(
            "索引号：",
            "发布机构：",
            "名称：",
            "成文日期：",
            "文号：",
            "发布日期：",
            "时效性：",
            "主题词：",
        ),
    ),
    # Sea green; mobile twins; a pager by links in some channels, by a script in others.
    "guiyu": Theme(
        name="南浦市桂屿区人民政府",
        code="8802029999",
        address="南浦市桂屿区望海路6号（虚构地址）",
        colour="#0f6e5c",
        accent="#f0b860",
        background="#f2f8f6",
        link="#0c5a4b",
        encoding="utf-8",
        content_class="news_cont_d_wrap",
        date_style="bracketed",
        pager="",
        gzip=True,
    ),
    # Ochre; two generations of lists; a metadata box.
    "huaitong": Theme(
        name="怀桐县人民政府",
        code="8803219999",
        address="怀桐县人民路2号（虚构地址）",
        colour="#8a5a16",
        accent="#d9c08a",
        background="#faf6ee",
        link="#714a12",
        encoding="utf-8",
        content_class="j-fontContent",
        date_style="bracketed",
        pager="",
        metadata_table=True,
    ),
    # Slate; a metadata box in the words of 龙讯.
    "jingqiao": Theme(
        name="泾桥县人民政府",
        code="8803229999",
        address="泾桥县文化路9号（虚构地址）",
        colour="#34495e",
        accent="#c0a062",
        background="#f3f5f7",
        link="#2c3e50",
        encoding="utf-8",
        content_class="j-fontContent",
        date_style="bracketed",
        pager="",
        gzip=True,
        metadata_table=True,
        metadata_labels=(
            "索引号：",
            "发布机构：",
            "信息名称：",
            "发文日期：",
            "文号：",
            "发布日期：",
            "有效性：",
            "组配分类：",
        ),
    ),
}
