"""What Hanweb's (大汉版通) systems have in common: where they put an article, and its column."""

import re

# /art/2024/1/31/art_64511_4791234.html, the older /art/2018-2-28/art_46355_1634538.html, the newer
# /art/2024/art_64511_<32 hex>.html and <column>/art/2024/art_<32 hex>.html; a folder may stand in front
ARTICLE = re.compile(
    r"/art/\d{4}(?:/\d{1,2}/\d{1,2}|-\d{1,2}-\d{1,2})?/art_(?:(?P<column>\d+)_)?(?:[0-9a-f]{32}|\d+)\.s?html?$",
    re.I,
)
# /col/col1229214366/index.html
COLUMN = re.compile(r"/col(\d+)(?:/|$)", re.I)
# An agency's credit code, its organisation code, or a number of the system's own: 01251010-001
AGENCY_CODE = r"[0-9A-Za-z][0-9A-Za-z-]{2,39}"

# How the pages' own scripts ask.
BY_SCRIPT = ("X-Requested-With", "XMLHttpRequest")


def column_of(path: str) -> str | None:
    """The number of the column that an article's address names."""
    article = ARTICLE.search(path)
    return article["column"] if article else None


def headers_from(page: str) -> tuple[tuple[str, str], ...]:
    """The headers that a request from a list page's script carries; some servers refuse without them."""
    return (("Referer", page), BY_SCRIPT)
