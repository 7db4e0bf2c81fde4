"""Walking the imitation web as a reader does: from a list to its pages, sub-channels and entries."""

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from demo.hosts.themes import THEMES
from demo.reports import SITES
from demo.web import DemoWeb
from tests.demo.client import fetch

ENCODINGS: dict[str, str] = {site: theme.encoding for site, theme in THEMES.items()}
SCRIPT_ROW = re.compile(r"document\.write\('(<a .*?</a>)'\)")


@dataclass
class Walk:
    """What the lists of a host show: their pages' addresses and titles by linked address."""

    pages: list[str] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)


def list_roots() -> dict[str, str]:
    """The address of the first list of every host of files."""
    return {site.id: f"http://{site.host}{site.root}" for site in SITES.values() if site.family == "trs_wcm"}


def walk_lists(web: DemoWeb, site_id: str) -> Walk:
    """Every list page below a host's root, and every entry on them."""
    walk, extension = Walk(), SITES[site_id].extension
    waiting = deque([list_roots()[site_id]])
    while waiting:
        url = waiting.popleft()
        number = 0
        while True:
            page = urljoin(url, f"index_{number}.{extension}") if number else url
            reply = fetch(web, page)
            text = reply.body.decode(ENCODINGS.get(site_id, "utf-8"))
            tree = LexborHTMLParser(text)
            if reply.status != 200 or not tree.css_matches("ul.list"):
                break
            walk.pages.append(page)
            waiting.extend(urljoin(page, link) for link in _links(tree, "div.channels a"))
            walk.entries.update(_entries(text, page))
            number += 1
    return walk


def _links(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.attributes["href"] or "" for node in tree.css(selector)]


def _entries(text: str, page: str) -> dict[str, str]:
    tree = LexborHTMLParser(SCRIPT_ROW.sub(r"</script>\1<script>", text))
    return {
        urljoin(page, node.attributes["href"] or ""): node.attributes.get("title") or node.text()
        for node in tree.css("ul.list li a")
    }
