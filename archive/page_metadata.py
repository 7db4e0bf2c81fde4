"""What is known about a page beyond its bytes, as a metadata record beside them in the WARC file.

The lines bear the names of the columns of `pages`; only the page that linked here is called `via`, as all
WARC files call it. With them the table can be made again from the files alone.

>>> dict(lines_of_page(page, ["http://www.example.test/old"]))["redirected_from"]  # doctest: +SKIP
'http://www.example.test/old'
"""

from collections.abc import Iterable, Iterator, Mapping

from archive.records import Page

VIA = "via"
REDIRECTED_FROM = "redirected_from"
ATTACHMENT = "attachment"
# The columns that the response itself does not tell, and the name of each in a record.
PAGE_COLUMNS: Mapping[str, str] = {
    "site_id": "site_id",
    "kind": "kind",
    "outcome": "outcome",
    "reason": "reason",
    "list_url": VIA,
    "list_title": "list_title",
    "list_date": "list_date",
    "redirect_url": "redirect_url",
}


def lines_of_page(page: Page, redirected_from: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """The lines about a page; `redirected_from` are the addresses that led to it, the first first."""
    for column, name in PAGE_COLUMNS.items():
        value = getattr(page, column)
        if value is not None:
            yield name, str(value)
    for url in redirected_from:
        yield REDIRECTED_FROM, url


def columns_of(block: bytes) -> dict[str, str]:
    """The columns of `pages` that a metadata record states."""
    stated = dict(line.split(": ", 1) for line in block.decode().split("\r\n") if ": " in line)
    return {column: stated[name] for column, name in PAGE_COLUMNS.items() if name in stated}
