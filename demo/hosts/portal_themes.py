"""How the hosts look and behave whose systems are portals: UCAP, chunks, Epoint, Huilan and VSB."""

from collections.abc import Mapping

from demo.render.theme import Theme

PORTAL_THEMES: Mapping[str, Theme] = {
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
