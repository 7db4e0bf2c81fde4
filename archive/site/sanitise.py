"""An archived page made harmless: nothing in it can run, load, submit or lead away.

The pages were written by others and are served under our name. The browser is told so as well
(`CONTENT_POLICY`), but a page that asks for nothing also fills no reader's console with refusals.
"""

import re

from turbohtml import Document, Element

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


def sanitise(page: Document) -> None:
    """Take everything out of a page's tree that acts or asks for something."""
    for removed in list(page.iter_elements(REMOVED_TAGS)):
        removed.decompose()
    for form in list(page.iter_elements("form")):
        form.unwrap()  # its fields stay, with nowhere to go
    for style in list(page.iter_elements("style")):
        style.text = harmless_style(style.text)
    for element in page.iter_elements():
        _sanitise_attributes(element)


def harmless_style(style: str) -> str:
    """A style sheet or attribute without imports and addresses."""
    return STYLE_ADDRESS.sub("none", STYLE_IMPORT.sub("", style))


def _sanitise_attributes(element: Element) -> None:
    for name in list(element.attrs):
        lowered, value = name.lower(), element.attr(name) or ""
        if lowered.startswith("on"):
            del element.attrs[name]
        elif lowered == "style":
            element.attrs[name] = harmless_style(value)
        elif lowered in ADDRESS_ATTRIBUTES and not _stays_on_page(lowered, value):
            del element.attrs[name]
            element.attrs[f"data-archived-{lowered.replace(':', '-')}"] = value


def _stays_on_page(name: str, value: str) -> bool:
    if name == "href":
        return value.startswith("#")
    return name == "src" and value.lower().startswith("data:image/")
