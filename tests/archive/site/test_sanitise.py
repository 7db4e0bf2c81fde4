"""Nothing on an archived page may act, ask for something or lead away."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from archive.site.sanitise import sanitise
from parsers.readers.html import page_tree
from tests.archive.site.published import HOSTILE_MARKUP


def sanitised(markup: str) -> str:
    page = page_tree(markup)
    sanitise(page)
    return page.html


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x()</script>",
        "<img src=x onerror=x()>",
        "<body onload=x()>",
        "<a href='javascript:x()'>",
        "<a href='//evil.test/'>",
        "<meta http-equiv=refresh content='0;url=//evil.test'>",
        "<base href=//evil.test>",
        "<link rel=stylesheet href=//evil.test>",
        "<iframe src=//evil.test></iframe>",
        "<iframe srcdoc='<script>x()</script>'></iframe>",
        "<object data=//evil.test></object>",
        "<embed src=//evil.test>",
        "<form action=//evil.test><button formaction=//evil.test>",
        "<svg><script>x()</script><image href=//evil.test /></svg>",
        "<svg><use xlink:href=//evil.test /></svg>",
        "<video poster=//evil.test><source src=//evil.test></video>",
        "<td background=//evil.test>",
        "<p style='background:url(//evil.test)'>",
        "<style>@import '//evil.test';</style>",
        '<style>a{background:url( "//evil.test" )}</style>',
        "<img srcset='//evil.test 2x'>",
        "<a href=#ok ping=//evil.test>",
        "<template shadowrootmode=open><script>x()</script></template>",
        "<div><template shadowrootmode=open><img src=//evil.test></template></div>",
    ],
)
def test_what_acts_or_fetches_is_gone(markup: str) -> None:
    tree = LexborHTMLParser(sanitised(markup))
    assert not tree.css("script, iframe, object, embed, base, form, link, meta, source, video, template")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name.startswith("data-archived-") or "evil" not in (value or "")
    assert not any("evil" in style.text() for style in tree.css("style"))


def test_text_tables_styles_and_inline_images_stay() -> None:
    markup = (
        '<style>td { color: red }</style><table><tr><td style="color:blue">规章</td></tr></table>'
        '<img src="data:image/png;base64,AAAA"><a href="#n1">注</a>'
    )
    kept = sanitised(markup)
    for part in ("color: red", "color:blue", "规章", "data:image/png;base64,AAAA", 'href="#n1"'):
        assert part in kept


def test_a_page_that_tries_everything_keeps_its_words_alone() -> None:
    kept = sanitised(HOSTILE_MARKUP)
    assert "文字" in kept
    assert "document.title" not in kept.replace("data-archived-href=\"javascript:document.title='ran'\"", "")
