"""An archived page made harmless: nothing in it can run, load, submit or lead away.

The pages were written by others and are served under our name. The browser is told so as well
(`CONTENT_POLICY`), but a page that asks for nothing also fills no reader's console with refusals.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# No scripts, plugins, requests or forms, no way out of the frame; its own styles and inline images stay.
CONTENT_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)

REMOVED_TAGS = [
    "script",
    "noscript",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "link",
    "base",
    "meta",
    "audio",
    "video",
    "source",
    "portal",
]
# Attributes that make a browser fetch, send or go somewhere; kept under another name, for the record.
ADDRESS_ATTRIBUTES = frozenset(
    {"action", "archive", "background", "cite", "classid", "codebase", "data", "dynsrc", "formaction", "href"}
    | {"imagesrcset", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "src", "srcdoc"}
    | {"srcset", "usemap", "xlink:href"}
)
STYLE_IMPORT = re.compile(r"@import[^;]*(?:;|$)", re.I)
STYLE_ADDRESS = re.compile(r"""url\(\s*(?!['"]?data:image/)[^)]*\)|image-set\([^)]*\)""", re.I)


def sanitise(parser: LexborHTMLParser) -> None:
    """Take everything out of a page's tree that acts or asks for something."""
    root = parser.root
    if root is None:
        return
    root.strip_tags(REMOVED_TAGS)
    root.unwrap_tags(["form"])  # its fields stay, with nowhere to go
    for style in parser.css("style"):
        style.inner_html = harmless_style(style.text())
    for node in _elements(parser):
        _sanitise_attributes(node)


def harmless_style(style: str) -> str:
    """A style sheet or attribute without imports and addresses."""
    return STYLE_ADDRESS.sub("none", STYLE_IMPORT.sub("", style))


def _elements(parser: LexborHTMLParser) -> Iterator[LexborNode]:
    yield from parser.css("*")


def _sanitise_attributes(node: LexborNode) -> None:
    for name, value in list(node.attributes.items()):
        lowered = name.lower()
        if lowered.startswith("on"):
            del node.attrs[name]
        elif lowered == "style" and value:
            node.attrs[name] = harmless_style(value)
        elif lowered in ADDRESS_ATTRIBUTES and not _stays_on_page(lowered, value or ""):
            del node.attrs[name]
            node.attrs[f"data-archived-{lowered.replace(':', '-')}"] = value or ""


def _stays_on_page(name: str, value: str) -> bool:
    if name == "href":
        return value.startswith("#")
    return name == "src" and value.lower().startswith("data:image/")
