"""How the hosts look and behave whose systems are those of one place: Shanghai, 延安 and Hebei."""

from collections.abc import Mapping

from demo.render.theme import Theme

LOCAL_THEMES: Mapping[str, Theme] = {
    # Indigo; none of the standard tags; the article in two containers; gzip.
    "shenpu": Theme(
        name="申浦市人民政府",
        code="8806009999",
        address="申浦市外滩新街20号（虚构地址）",
        colour="#33418a",
        accent="#d6a441",
        background="#f5f6fa",
        link="#2a3575",
        encoding="utf-8",
        content_class="Article_content",
        date_style="bracketed",
        pager="",
        gzip=True,
        metadata="none",
        container='<div id="ivs_content"><div class="article {content_class}">\n{article}\n</div></div>',
    ),
    # Loess yellow; dates inside the links.
    "yuchuan": Theme(
        name="榆川县人民政府",
        code="8801289999",
        address="榆川县宝塔路6号（虚构地址）",
        colour="#9a6b1f",
        accent="#5f7d4a",
        background="#faf7f0",
        link="#7c5412",
        encoding="utf-8",
        content_class="m-txt-article",
        date_style="bracketed",
        pager="",
        container=(
            '<div class="pure-g" id="printContent"><div class="{content_class}">\n{article}\n</div></div>'
        ),
    ),
    # Brick; a box of metadata.
    "zhangyuan": Theme(
        name="漳原市人民政府",
        code="8807009999",
        address="漳原市中山路1号（虚构地址）",
        colour="#84402b",
        accent="#c8a24d",
        background="#f9f5f2",
        link="#6e3322",
        encoding="utf-8",
        content_class="xxgk_bmxl",
        date_style="bracketed",
        pager="",
        metadata_table=True,
        container='<div id="zoom" class="article {content_class}">\n{article}\n</div>',
    ),
}
