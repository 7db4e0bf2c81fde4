"""Lists of Hebei's CMS: columns whose rows come in blocks, `/columns/<id>/templates/<id>/blocks/<id>?page=2`.

Every id is a UUID. A column's page shows its first rows and names its blocks; a block answers HTML. See
docs/sites/hebei_uuid.md.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.lists.anchors import read_anchors
from crawler.lists.asking import Ask, ListPage

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# /columns/<uuid>/202308/21/<uuid>.html
ARTICLE = re.compile(rf"/columns/{UUID}/\d{{6}}/\d{{2}}/{UUID}\.html$", re.I)
BLOCK = re.compile(rf"/columns/({UUID}|0)/templates/{UUID}/blocks/{UUID}", re.I)
COLUMN = re.compile(rf"/columns/({UUID})(?:/|$)", re.I)


def read_block_list(html: str, url: str, ask: Ask) -> ListPage:
    """A column's page with the blocks that it names, or one part of a block."""
    page = read_anchors(html, url, ask, ARTICLE)
    if is_block(url):
        following = ask_block(url, ask.number + 1) if page.entries else None
        return replace(page, following=following)
    return replace(page, lists=(*page.lists, *map(ask_block, _blocks(html, url))))


def is_block(url: str) -> bool:
    """Whether an address is that of a block."""
    return bool(BLOCK.search(urlsplit(url).path))


def ask_block(url: str, number: int = 0) -> Ask:
    """The request for part `number`, from 0, of a block; `fix=0` counts parts from 1, as the pages do."""
    bare, _, query = url.partition("?")
    fields = {**dict(parse_qsl(query, keep_blank_values=True)), "page": str(number + 1), "fix": "0"}
    return Ask(f"{bare}?{urlencode(fields)}", number)


def _blocks(html: str, url: str) -> Iterator[str]:
    """The blocks of the page's own column; those of other columns are boxes beside its list."""
    own = COLUMN.search(urlsplit(url).path)
    for block in dict.fromkeys(found.group() for found in BLOCK.finditer(unescape(html))):
        if own is None or f"/columns/{own[1]}/" in block:
            yield urljoin(url, block)
