"""A site entry as text, made from what a list page says of its site: to be pasted, checked and completed.

What the page does not say stands there to be filled in, marked, so that a forgotten field is an error.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from parsers.agencies.areas import full_name
from parsers.readers.html import page_tree

# 政府网站标识码: six digits of the division that hosts the site, and a number; central bodies have letters.
SITE_CODE = re.compile(r"(?:标识码|SiteIDCode)\D{0,12}?(\d{6})\d{4}(?!\d)")
CENTRAL_CODE = re.compile(r"(?:标识码|SiteIDCode)\W{0,12}?(?:content=)?\W{0,3}bm\d{8}", re.I)
TO_FILL_IN = "?"


def entry_text(html: str, url: str, adapter: str, given: Mapping[str, str] = MappingProxyType({})) -> str:
    """The TOML of one `[[site]]` entry for the site of this list page; `given` fields go before its own."""
    host = urlsplit(url).hostname or ""
    area = given.get("area") or _area(html)
    fields = {
        "id": _identifier(host),
        "name": _name(html) or TO_FILL_IN,
        "adapter": adapter,
        "area": area or TO_FILL_IN,
        "place": (full_name(area) if area else "") or TO_FILL_IN,
        "level": _level(area),
        "home_url": f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/",
        **given,
    }
    lines = [f'{name} = "{_escaped(value)}"' for name, value in fields.items()]
    return "\n".join(["[[site]]", *lines, f'lists = ["{url}"]', 'evidence = "seen"', ""])


def _identifier(host: str) -> str:
    labels = [label for label in host.split(".") if label not in ("www", "gov", "cn", "test")]
    name = "_".join(reversed(labels)).replace("-", "_")
    return name if name[:1].isalpha() else f"site_{name}"


def _name(html: str) -> str:
    page = page_tree(html)
    for meta in page.iter_elements("meta"):
        if (meta.attr("name") or "").lower() == "sitename":
            return (meta.attr("content") or "").strip()
    title = page.find("title")
    # 政府信息公开年报_某市人民政府: the site's name stands last.
    parts = re.split(r"[-_—|]+", title.text) if title else []
    return parts[-1].strip() if parts else ""


def _area(html: str) -> str:
    if CENTRAL_CODE.search(html):
        return "100000"
    found = SITE_CODE.search(html)
    return found[1] if found else ""


def _level(area: str) -> str:
    """The level of the division; a department's site is to be corrected by whoever pastes it."""
    if not area:
        return TO_FILL_IN
    if area == "100000":
        return "central"
    if area.endswith("0000"):
        return "province"
    return "city" if area.endswith("00") else "county"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
