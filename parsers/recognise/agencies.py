"""Which agency reports: from the title, else from what the page says of its publisher, else nobody.

An agency is never invented. Where the title leaves it out, the page's own publisher line, its signature or
its contact sentence may name it, and a remark says so.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from parsers.document import Document
from parsers.labels import fold_text
from parsers.recognise.titles import agency_in_title, is_agency_name
from parsers.report import Remark

PUBLISHER_LABEL = re.compile(
    r"^(?:发布机构|发文机构|发文机关|发布单位|公开主体|制作单位|信息来源|来源)[:：]?(.*)$"
)
CONTACT = re.compile(r"请(?:与|联系|径与|直接与)(.{2,40}?)(?:联系|\(|（|,|，|。|办公室)")
ENDS_LIKE_AGENCY = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部|院|署|府|处|站|所|中心|会|社|镇|乡|街道|队|馆|校|公司|区|县|市|旗)(?:\([^()]*\))?$"
)


def find_agency(document: Document, title: str | None) -> tuple[str | None, tuple[Remark, ...]]:
    """The agency as written, without spaces, and a remark where anything but the title names it."""
    if title:
        named = agency_in_title(title)
        if named:
            return named, ()
    for source, name in _witnesses(document):
        folded = fold_text(name)
        if is_agency_name(folded) and ENDS_LIKE_AGENCY.search(folded):
            return folded, (
                Remark(f"agency_from_{source}", f"the title names no agency, the {source} says {name}"),
            )
    return None, (
        Remark("agency_unknown", "neither title, publisher, signature nor contact names an agency"),
    )


def _witnesses(document: Document) -> Iterator[tuple[str, str]]:
    texts = document.texts
    yield from (("publisher", name) for name in _publisher_lines([text.text for text in texts[:40]]))
    for table in document.tables[:2]:
        for row in table.rows:
            cells = [cell.text for cell in row]
            yield from (("publisher", name) for name in _publisher_cells(cells))
    yield from (("signature", text.text) for text in reversed(texts[-6:]) if len(text.text) <= 40)
    for text in texts:
        found = CONTACT.search(fold_text(text.text))
        if found:
            yield "contact", found[1]
    source = document.metadata.get("contentsource")
    if source:
        yield "publisher", source


def _publisher_lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        found = PUBLISHER_LABEL.match(fold_text(line))
        if found and found[1]:
            yield found[1]


def _publisher_cells(cells: list[str]) -> Iterator[str]:
    for label, value in pairwise(cells):
        found = PUBLISHER_LABEL.match(fold_text(label))
        if found and not found[1]:
            yield value
    yield from _publisher_lines(cells)
